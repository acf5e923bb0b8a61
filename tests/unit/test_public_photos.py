"""What a bundle says about its photos fits its files, in which turn, crops and blurred places are baked."""

from __future__ import annotations

import pytest

from editor.model import public
from editor.model.article import Article, Crop, Region, Resource
from editor.model.blocks import Figure


@pytest.mark.parametrize(
    ("rotate", "focus"), [(0, (0.25, 0.125)), (90, (0.875, 0.25)), (180, (0.75, 0.875)), (270, (0.125, 0.75))]
)
def test_what_is_baked_in_is_gone_and_the_focal_point_turns_along(rotate: int, focus: tuple[float, float]) -> None:
    resource = Resource(
        "a.jpg",
        focus=(0.25, 0.125),
        crops=(Crop("1:1", 0, 0, 0.5, 1),),
        rotate=rotate,
        blur=(Region(0, 0, 0.5, 0.5),),
    )
    article = Article(body=(Figure("a.jpg", alt="Thay"),), resources=(resource,))

    left = public(article, {"a.jpg": "images/a.jpg"})

    assert left.resources == (Resource("images/a.jpg", focus=focus),)
    assert public(left, {}) == left
