"""The photos of the sample newsroom are drawn: the same every time, quickly, each beside the article that names it."""

from __future__ import annotations

import time
from pathlib import Path
from runpy import run_path

import pytest

from editor.files import digest
from editor.images.probe import probe
from editor.resources import resource


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("drawn")
    article = folder / "articles" / "bai"
    article.mkdir(parents=True)
    (article / "article.md").write_text("![](images/02-pho-cho-ben-kenh.jpg)\n", "utf-8")
    begin = time.process_time()
    photos = _draw(folder)
    assert time.process_time() - begin < 2
    return photos


def _draw(folder: Path) -> tuple[Path, ...]:
    draw = run_path(str(resource("sample") / "photos.py"))["draw"]
    photos: tuple[Path, ...] = draw(folder)
    return photos


def test_they_are_photos_like_those_of_a_newsroom(drawn: tuple[Path, ...]) -> None:
    assets = [probe(photo) for photo in drawn]

    assert {(asset.width, asset.height) for asset in assets} == {(1800, 1200)}
    assert {asset.orientation for asset in assets} == {1, 6}
    assert any(not asset.text.credit for asset in assets)
    assert any("ễ" in asset.text.caption for asset in assets)
    assert all(asset.text.taken for asset in assets)


def test_they_are_the_same_every_time(drawn: tuple[Path, ...], tmp_path: Path) -> None:
    again = _draw(tmp_path)

    assert [digest(photo.read_bytes()) for photo in again] == [digest(photo.read_bytes()) for photo in drawn]


def test_each_lies_beside_the_article_that_names_it(drawn: tuple[Path, ...]) -> None:
    homes = {photo.name: photo.parent.name for photo in drawn}

    assert homes.pop("02-pho-cho-ben-kenh.jpg") == "images"
    assert "images" not in homes.values()


def test_every_photo_that_the_sample_names_is_drawn(drawn: tuple[Path, ...]) -> None:
    texts = [path.read_text("utf-8") for path in resource("sample").glob("articles/*/article.md")]
    named = {word.split(")")[0] for text in texts for word in text.split("](images/")[1:]}

    assert named == {photo.name for photo in drawn}
