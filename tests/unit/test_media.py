"""Attaching photos: stored and put into the text, all or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.app.media import Words, attach_photos
from editor.errors import CancelledError, EditError, NotAPhotoError
from editor.images.asset import PhotoText
from editor.images.metadata import jpeg_segments
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, Paragraph, figures_of, plain, text_of
from editor.work import Cancel
from made_photos import encoded, picture

TEXT = PhotoText(
    caption="Quang cảnh lễ khai giảng",
    credit="Tuổi trẻ Thủ đô",
    creator="Viết Thành",
    rights="© Tuổi trẻ Thủ đô",
    alt="Hội trường",
)
ARTICLE = Article(body=(Paragraph(plain("Một")), Paragraph(plain("Hai"))))


def _photo(folder: Path, name: str, text: PhotoText | None = None) -> Path:
    plain_jpeg = encoded(picture(64, 48))
    path = folder / name
    path.write_bytes(plain_jpeg[:20] + jpeg_segments(text or PhotoText(), 64, 48) + plain_jpeg[20:])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "article"
    path.mkdir()
    return path


def test_a_photo_brings_its_own_words_which_nobody_has_read_yet(tmp_path: Path, folder: Path) -> None:
    photo = _photo(tmp_path, "IMG_1.JPG", TEXT)

    article, srcs = attach_photos(ARTICLE, folder, [photo], after=1, cover=True)

    assert srcs == ("images/01-quang-canh-le-khai-giang.jpg",)
    assert article.body == (
        ARTICLE.body[0],
        Figure(srcs[0], plain("Quang cảnh lễ khai giảng"), "Viết Thành / Tuổi trẻ Thủ đô", "Hội trường"),
        ARTICLE.body[1],
    )
    assert article.resources == (
        Resource(
            srcs[0],
            creator="Viết Thành",
            source="Tuổi trẻ Thủ đô",
            rights="© Tuổi trẻ Thủ đô",
            reviewed=False,
        ),
    )
    assert article.cover == srcs[0]
    assert (folder / srcs[0]).read_bytes() == photo.read_bytes()


def test_a_persons_words_win_and_count_as_read(tmp_path: Path, folder: Path) -> None:
    photo = _photo(tmp_path, "IMG_1.JPG", TEXT)

    article, (src,) = attach_photos(ARTICLE, folder, [photo], words=Words(" Lễ\nkhai giảng ", "Lan Chi", "Sân trường"))

    assert src == "images/01-le-khai-giang.jpg"
    assert article.body[-1] == Figure(src, plain("Lễ khai giảng"), "Lan Chi", "Sân trường")
    assert article.resource(src).reviewed is None
    assert article.resource(src).creator == "Viết Thành"


def test_a_photo_that_says_nothing_adds_no_resource(tmp_path: Path, folder: Path) -> None:
    article, (src,) = attach_photos(ARTICLE, folder, [_photo(tmp_path, "DSC_0092.JPG")])

    assert article.body[-1] == Figure(src)
    assert article.resources == ()
    assert article.cover == ""


def test_several_photos_keep_the_order_they_were_given_in(tmp_path: Path, folder: Path) -> None:
    photos = [_photo(tmp_path, name, replace(TEXT, caption=name)) for name in ("c.jpg", "a.jpg", "b.jpg")]
    steps: list[tuple[int, int, str]] = []

    article, srcs = attach_photos(ARTICLE, folder, photos, after=0, progress=lambda *step: steps.append(step))

    assert srcs == ("images/01-c-jpg.jpg", "images/02-a-jpg.jpg", "images/03-b-jpg.jpg")
    assert [text_of(figure.caption) for figure in figures_of(article.body)] == ["c.jpg", "a.jpg", "b.jpg"]
    assert article.body[3:] == ARTICLE.body
    assert steps == [(1, 3, "c.jpg"), (2, 3, "a.jpg"), (3, 3, "b.jpg")]


def test_one_bad_photo_attaches_none(tmp_path: Path, folder: Path) -> None:
    bad = tmp_path / "text.jpg"
    bad.write_text("chữ")

    with pytest.raises(NotAPhotoError):
        attach_photos(ARTICLE, folder, [_photo(tmp_path, "a.jpg"), bad])
    assert list(folder.iterdir()) == []


def test_cancelling_half_way_takes_back_what_was_stored(tmp_path: Path, folder: Path) -> None:
    cancel = Cancel()

    with pytest.raises(CancelledError):
        attach_photos(
            ARTICLE,
            folder,
            [_photo(tmp_path, "a.jpg"), _photo(tmp_path, "b.jpg")],
            cancel=cancel,
            progress=lambda *_: cancel.cancel(),
        )
    assert list((folder / "images").iterdir()) == []


@pytest.mark.parametrize("after", [-1, 3])
def test_a_place_that_is_not_there_is_refused_before_anything_is_stored(
    tmp_path: Path, folder: Path, after: int
) -> None:
    with pytest.raises(EditError):
        attach_photos(ARTICLE, folder, [_photo(tmp_path, "a.jpg")], after=after)
    assert list(folder.iterdir()) == []
