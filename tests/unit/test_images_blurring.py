"""What is blurred cannot be brought back, in any file that leaves."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bundle_samples import NEWSROOM, assets, everything
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.images.asset import ImageAsset
from editor.images.blurring import blurred
from editor.images.probe import probe
from editor.images.renditions import Rendition, RenditionPlan, make_all
from editor.model.article import Extra, Region, Resource
from made_photos import encoded, oriented, picture

PLACE = Region(0.25, 0.5, 0.25, 0.25)


def _secret(number: int, size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """A photo that differs from the others only within PLACE: another pattern, as bright as any other."""
    image = picture(*size)
    place = tuple(round(edge) for edge in (0.25 * size[0], 0.5 * size[1], 0.5 * size[0], 0.75 * size[1]))
    dice = random.Random(number)
    cell = 10
    pen = ImageDraw.Draw(image)
    for y in range(place[1], place[3], cell):
        for x in range(place[0], place[2], cell * 2):
            first, second = dice.sample(((0, 0, 0), (200, 200, 200)), 2)
            pen.rectangle((x, y, x + cell - 1, y + cell - 1), fill=first)
            pen.rectangle((x + cell, y, x + 2 * cell - 1, y + cell - 1), fill=second)
    return image


def _asset(folder: Path, content: bytes) -> ImageAsset:
    path = folder / f"{len(list(folder.iterdir()))}.jpg"
    path.write_bytes(content)
    return probe(path)


def _made(plan: RenditionPlan) -> tuple[Rendition, ...]:
    (made,) = make_all([plan])
    return made


def _opened(rendition: Rendition) -> Image.Image:
    return Image.open(io.BytesIO(rendition.content)).convert("RGB")


def _place(image: Image.Image, region: Region = PLACE) -> Image.Image:
    edges = (region.x, region.y, region.x + region.width, region.y + region.height)
    return image.crop(tuple(round(edge * (image.width, image.height)[at % 2]) for at, edge in enumerate(edges)))


def _difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def test_whoever_knows_all_candidates_cannot_tell_which_one_it_was() -> None:
    pictures = {blurred(_secret(number), (PLACE,)).tobytes() for number in range(20)}

    assert len(pictures) == 1
    # The control: a mosaic of six by six cells tells them all apart.
    mosaics = {_place(_secret(number)).resize((6, 6), Image.Resampling.BOX).tobytes() for number in range(20)}
    assert len(mosaics) == 20


def test_two_secrets_are_the_same_in_every_file(tmp_path: Path) -> None:
    assets = [_asset(tmp_path, encoded(_secret(number), quality=95)) for number in (1, 2)]
    plans = [RenditionPlan(asset, (400, 800, 1200), ("JPEG", "WEBP"), blur=(PLACE,)) for asset in assets]

    for one, other in zip(*map(_made, plans), strict=True):
        assert _difference(_place(_opened(one)), _place(_opened(other))) < 1
    # The control: without the blur they are told apart at a glance.
    for one, other in zip(*(_made(replace(plan, blur=())) for plan in plans), strict=True):
        assert _difference(_place(_opened(one)), _place(_opened(other))) > 30


def test_places_beside_each_other_show_nothing_of_one_another() -> None:
    near = replace(PLACE, x=PLACE.x - 0.01, width=0.12)
    far = replace(PLACE, x=PLACE.x + 0.12, width=0.14)

    assert len({blurred(_secret(number), (near, far)).tobytes() for number in range(9)}) == 1


def test_the_rest_of_the_photo_is_untouched() -> None:
    image = picture(1200, 800)
    changed = ImageChops.difference(blurred(image.copy(), (PLACE,)), image).getbbox()

    assert changed is not None
    assert changed[0] >= 300 - 8
    assert changed[1] >= 400 - 8
    assert changed[2] <= 600 + 8
    assert changed[3] <= 600 + 8


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_place_stays_on_what_was_marked_however_the_photo_lies(tmp_path: Path, orientation: int, rotate: int) -> None:
    upright = picture(600, 400)
    expected = blurred(upright.copy(), (PLACE,)).rotate(-rotate, expand=True)
    asset = _asset(tmp_path, oriented(orientation, upright))

    (made,) = _made(RenditionPlan(asset, (expected.width,), rotate=rotate, blur=(PLACE,)))

    assert _difference(_opened(made), expected) < 3


@pytest.mark.parametrize(
    "region",
    [Region(-0.5, -0.5, 2, 2), Region(0.9, 0.9, 5, 5), Region(0, 0, 1, 1), Region(0.4, 0.4, 1e-9, 1e-9)],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_place_may_be_any_size_and_lie_anywhere(region: Region, mode: str) -> None:
    image = picture(90, 60, mode)
    assert ImageChops.difference(blurred(image.copy(), (region,)).convert("RGB"), image.convert("RGB")).getbbox()


@pytest.mark.parametrize(
    "region", [Region(2, 2, 1, 1), Region(0.5, 0.5, 0, 0), Region(0.5, 0.5, -0.2, -0.2), Region(-1, 0, 1, 1)]
)
def test_a_place_that_is_none_changes_nothing(region: Region) -> None:
    image = picture(90, 60)
    assert blurred(image.copy(), (region,)).tobytes() == image.tobytes()


@pytest.mark.parametrize("name", ["html", "markdown", "both"])
def test_every_picture_of_a_bundle_is_blurred_and_words_we_cannot_read_blur_it_all(tmp_path: Path, name: str) -> None:
    src = "images/01-san-truong.jpg"
    found = assets(tmp_path / "article")

    def made(resource: Resource) -> RenditionPlan:
        article = replace(everything(), resources=(resource,))
        plan = plan_bundle(article, profile(name, NEWSROOM), found, NEWSROOM, datetime(2022, 1, 1, tzinfo=UTC))
        return next(job.making for job in plan.photos if job.src == src)

    plain = made(Resource(src))
    marked = made(Resource(src, blur=(PLACE,)))
    unread = made(Resource(src, params_extra=(Extra("blur", "mặt em bé"),)))

    assert (plain.blur, marked.blur, unread.blur) == ((), (PLACE,), (Region(0, 0, 1, 1),))
    for before, after in zip(_made(plain), _made(marked), strict=True):
        assert _difference(_opened(before), _opened(after)) > 0.1
    assert {plain.recipe(file) for file in plain.files()}.isdisjoint(marked.recipe(file) for file in marked.files())
