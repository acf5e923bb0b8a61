"""The piece of a photo that stands for it keeps what matters in it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from bundle_samples import NEWSROOM
from editor.bundle.plan import BundlePlan, plan_bundle
from editor.bundle.profile import profile
from editor.images.asset import ImageAsset, PhotoText
from editor.images.crops import SHARES, cuts_of, focal_crop
from editor.images.probe import probe
from editor.images.renditions import RenditionPlan, make_all
from editor.model.article import Article, Crop, Resource
from editor.model.blocks import Figure, plain
from editor.model.turning import turned_point
from made_photos import encoded, picture

SRC = "images/01-a.jpg"
sides = st.integers(1, 6000)
ratios = st.sampled_from([wide / high for wide, high in SHARES.values()])


@given(sides, sides, ratios, st.tuples(st.floats(-1, 2), st.floats(-1, 2)))
@settings(deadline=None)
def test_a_piece_lies_inside_has_its_shape_and_is_as_large_as_can_be(
    width: int, height: int, ratio: float, focus: tuple[float, float]
) -> None:
    left, top, right, bottom = focal_crop(width, height, ratio, focus)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    if min(right - left, bottom - top) > 1:
        assert abs((right - left) - (bottom - top) * ratio) <= max(1, ratio)


@given(sides, sides, ratios, st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(deadline=None)
def test_the_focus_is_in_the_piece(width: int, height: int, ratio: float, focus: tuple[float, float]) -> None:
    left, top, right, bottom = focal_crop(width, height, ratio, focus)

    assert left - 1 <= focus[0] * width <= right + 1
    assert top - 1 <= focus[1] * height <= bottom + 1


def test_the_focus_is_in_the_middle_unless_an_edge_is_near() -> None:
    assert focal_crop(1800, 1200, 1, (0.5, 0.5)) == (300, 0, 1500, 1200)
    assert focal_crop(1800, 1200, 1, (0.6, 0.5)) == (480, 0, 1680, 1200)
    assert focal_crop(1800, 1200, 1, (0.0, 0.5)) == (0, 0, 1200, 1200)
    assert focal_crop(1200, 1800, 16 / 9, (0.5, 0.1)) == (0, 0, 1200, 675)
    assert focal_crop(1200, 1800, 16 / 9, (0.5, 1.0)) == (0, 1125, 1200, 1800)


def test_a_crop_that_was_drawn_goes_before_the_focal_point() -> None:
    drawn = Resource("a", focus=(0, 0), crops=(Crop("1:1", 0.5, 0.1, 0.5, 0.9),))
    (square,) = cuts_of(drawn, 1800, 1200, ["1:1"])

    assert (square.left, square.top, square.right, square.bottom) == (900, 210, 1800, 1110)
    assert (square.width, square.height) == (900, 900)


def test_a_piece_that_is_too_small_is_none() -> None:
    assert cuts_of(Resource("a"), 500, 400, tuple(SHARES)) == ()
    assert [cut.name for cut in cuts_of(Resource("a"), 700, 500, tuple(SHARES))] == ["1.91:1", "16:9", "4:3"]
    assert cuts_of(Resource("a", crops=(Crop("1:1", 2, 2, 1, 1),)), 1800, 1200, ["1:1"])[0].width == 1200


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_focus_and_a_crop_stay_on_what_was_marked_when_the_photo_is_turned(tmp_path: Path, rotate: int) -> None:
    """The yellow ellipse lies around (0.67, 0.67) of the upright picture."""
    (tmp_path / "a.jpg").write_bytes(encoded(picture(1800, 1800), quality=92))
    asset = probe(tmp_path / "a.jpg")
    marked = Resource("a", focus=(0.67, 0.67), rotate=rotate)
    boxed = replace(marked, focus=None, crops=(Crop("16:9", 0.45, 0.45, 0.45, 0.45),))
    for resource in (marked, boxed):
        cuts = cuts_of(resource, 1800, 1800, ["16:9"])
        (made,) = make_all([RenditionPlan(asset, (1800,), rotate=rotate, cuts=cuts)])
        assert [item.cut for item in made] == ["", "16:9"]
        piece = Image.open(io.BytesIO(made[1].content))
        assert piece.size == (made[1].width, made[1].height) == (cuts[0].width, cuts[0].height)
        x, y = turned_point((0.67, 0.67), rotate)
        at = ((x * 1800 - cuts[0].left), (y * 1800 - cuts[0].top))
        scale = cuts[0].width / (cuts[0].right - cuts[0].left)
        middle = piece.getpixel((round(at[0] * scale), round(at[1] * scale)))
        assert isinstance(middle, tuple)
        assert middle[0] > 200
        assert middle[1] > 200
        assert middle[2] < 80


def test_a_piece_is_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded(picture(1800, 1200), "PNG"))
    cuts = cuts_of(Resource("a"), 1800, 1200, tuple(SHARES))
    (made,) = make_all([RenditionPlan(probe(tmp_path / "a.png"), (600, 1800), only=frozenset(), cuts=cuts)])

    assert [(item.cut, item.width, item.height) for item in made] == [(name, *size) for name, size in SHARES.items()]
    for cut, item in zip(cuts, made, strict=True):
        expected = picture(1800, 1200).crop((cut.left, cut.top, cut.right, cut.bottom))
        expected = expected.resize((cut.width, cut.height), Image.Resampling.LANCZOS)
        difference = ImageChops.difference(Image.open(io.BytesIO(item.content)).convert("RGB"), expected)
        assert max(ImageStat.Stat(difference).mean) < 2


# In the bundle


def _plan(name: str, article: Article, **sizes: tuple[int, int]) -> BundlePlan:
    assets = {
        f"images/{stem}.jpg": ImageAsset(Path(stem), "JPEG", *size, 1, 1, stem, PhotoText())
        for stem, size in sizes.items()
    }
    newsroom = replace(NEWSROOM, images=replace(NEWSROOM.images, widths=(480, 1800)))
    return plan_bundle(article, profile(name, newsroom), assets, newsroom, datetime(2022, 1, 1, tzinfo=UTC))


def _article(cover: str = "") -> Article:
    figures = tuple(Figure(f"images/{stem}.jpg", plain(stem), "An", stem) for stem in "ab")
    return Article(headline="Tít", cover=cover, body=figures)


@pytest.mark.parametrize(
    ("cover", "lead"), [("", "a"), ("images/b.jpg", "b"), ("images/c.jpg", "c"), ("images/gone.jpg", "a")]
)
def test_the_lead_photo_alone_has_pieces_and_the_head_names_them(cover: str, lead: str) -> None:
    size = (3000, 2000)
    plan = _plan("html", _article(cover), a=size, b=size, c=size)
    page = next(text.content.decode() for text in plan.texts if text.path == "index.html")
    pieces = [path for path in plan.paths if "x" in path.rpartition("-")[2] and path.endswith(".jpg")]

    assert pieces == [f"images/{lead}-{name.replace(':', 'x')}.jpg" for name in SHARES]
    og = dict(re.findall(r'<meta property="(og:image[:a-z]*)" content="([^"]*)"', page))
    assert og["og:image"].endswith(f"/images/{lead}-1.91x1.jpg")
    assert (og["og:image:width"], og["og:image:height"]) == ("1200", "630")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[0])
    named = [
        (item["url"].rpartition("/")[2], item["width"]["value"], item["height"]["value"]) for item in data["image"]
    ]
    assert named[:4] == [
        (f"{lead}-1800.jpg", 1800, 1200),
        (f"{lead}-16x9.jpg", 1200, 675),
        (f"{lead}-4x3.jpg", 1200, 900),
        (f"{lead}-1x1.jpg", 1200, 1200),
    ]
    assert _plan("markdown", _article(), a=size, b=size).paths == ("index.md", "images/a.jpg", "images/b.jpg")


def test_a_small_lead_photo_stands_for_itself() -> None:
    plan = _plan("html", _article(), a=(560, 400), b=(3000, 2000))
    page = next(text.content.decode() for text in plan.texts if text.path == "index.html")

    assert not any("x" in path.rpartition("-")[2] for path in plan.paths if path.endswith(".jpg"))
    assert re.search(r'"og:image" content="[^"]*images/a-480.jpg"', page)
