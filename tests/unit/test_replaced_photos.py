"""Another file in the place of a photo: words and size stay, what was marked on the old file goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app.replacing import store_another
from editor.errors import EditError, PhotoError
from editor.model import edits
from editor.model.article import Article, Crop, Resource
from editor.model.blocks import Box, Figure, Gallery, figures_of, plain
from made_photos import encoded, picture

OLD, NEW = "images/01-a.jpg", "images/05-moi.jpg"
PHOTO = Figure(OLD, plain("chú thích"), "Viết Thành", "mô tả")


@pytest.mark.parametrize("body", [(PHOTO,), (Gallery((PHOTO, Figure("images/02-b.jpg"))),), (Box("Tên", (PHOTO,)),)])
def test_words_size_and_cover_stay_and_marks_of_the_old_file_go(body: tuple[object, ...]) -> None:
    known = Resource(OLD, size="wide", rotate=90, focus=(0.2, 0.3), crops=(Crop("1:1", 0, 0, 1, 1),), decorative=True)
    article = Article(body=body, cover=OLD, resources=(known, Resource("images/02-b.jpg")))  # type: ignore[arg-type]
    after = edits.replace_photo(article, OLD, Resource(NEW, rights="©"))
    found = figures_of(after.body)[0]
    assert (found.src, found.caption, found.credit, found.alt) == (NEW, PHOTO.caption, PHOTO.credit, PHOTO.alt)
    assert after.cover == NEW
    assert after.resource(NEW) == Resource(NEW, rights="©", size="wide", decorative=True)
    assert OLD not in {one.src for one in after.resources}


def test_a_photo_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(EditError):
        edits.replace_photo(Article(body=(PHOTO,)), "images/09.jpg", Resource(NEW))


def test_the_file_is_copied_and_named_after_the_caption_and_what_is_no_photo_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "IMG_1.JPG"
    file.write_bytes(encoded(picture(40, 30), quality=80))
    folder = tmp_path / "bai"
    stored = store_another(file, folder, "Lễ khai giảng")
    assert stored.src == "images/01-le-khai-giang.jpg"
    assert (folder / stored.src).read_bytes() == file.read_bytes()
    assert stored.reviewed is None
    file.write_text("chữ", encoding="utf-8")
    with pytest.raises(PhotoError):
        store_another(file, folder, "")
    assert [path.name for path in (folder / "images").iterdir()] == ["01-le-khai-giang.jpg"]
