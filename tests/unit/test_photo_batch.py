"""The photos of the photo sheet as values: what the file says, what a person typed, what goes into the article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editor.app.media import Outside, put_in, store_each
from editor.app.photo_batch import (
    Batch,
    SheetPhoto,
    applied,
    failed,
    figure_and_resource,
    looked_at,
    moved,
    of_article,
    read,
    removed,
    share,
    typed,
    wants,
)
from editor.errors import NotAPhotoError, PhotoUnreadableError
from editor.images.asset import ImageAsset, PhotoText
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, Gallery, Paragraph, figures_of, plain
from editor.model.finding import Severity
from editor.model.newsroom import Newsroom
from made_photos import encoded, picture

WORDS = PhotoText(caption="Lễ khai giảng", credit="Viết Thành", creator="Viết Thành", rights="© Báo", source="Báo")
NEWSROOM = Newsroom()


def asset(text: PhotoText = WORDS, width: int = 1200) -> ImageAsset:
    return ImageAsset(Path("a.jpg"), "JPEG", width, 800, 1, 1000, "0", text)


def batch(count: int = 3) -> Batch:
    return Batch(tuple(SheetPhoto(key, f"{key}.jpg", Path(f"{key}.jpg")) for key in range(1, count + 1)), lead=1)


def test_words_of_the_file_go_where_nobody_has_typed() -> None:
    after = looked_at(typed(batch(), 1, "caption", "Của tôi"), 1, asset())
    one = after.photos[0]
    assert one.text("caption") == "Của tôi"
    assert one.text("credit") == "Viết Thành"
    assert one.unread == {"credit", "source", "rights"}


def test_a_field_that_was_emptied_on_purpose_stays_empty() -> None:
    emptied = typed(typed(batch(), 1, "credit", "X"), 1, "credit", "")
    assert looked_at(emptied, 1, asset()).photos[0].text("credit") == ""


def test_reading_a_photos_words_makes_them_reviewed() -> None:
    one = looked_at(batch(), 1, asset())
    assert figure_and_resource(one.photos[0], "images/01-a.jpg")[1].reviewed is False
    assert figure_and_resource(read(one, 1).photos[0], "images/01-a.jpg")[1].reviewed is True
    edited = typed(one, 1, "caption", "Khác")
    assert figure_and_resource(edited.photos[0], "images/01-a.jpg")[1].reviewed is True
    silent = looked_at(batch(), 1, asset(PhotoText()))
    assert figure_and_resource(silent.photos[0], "images/01-a.jpg")[1].reviewed is None


def test_sharing_reaches_photos_that_come_later() -> None:
    shared = share(looked_at(batch(2), 1, asset()), 1)
    later = replace(shared, photos=(*shared.photos, SheetPhoto(9, "9.jpg", Path("9.jpg"))))
    late = looked_at(later, 9, asset(PhotoText(credit="Ai đó", rights="© Ai đó"))).get(9)
    assert late is not None
    assert (late.text("credit"), late.text("rights")) == ("Viết Thành", "© Báo")
    assert late.unread == frozenset()


def test_order_and_lead_follow_the_photos() -> None:
    after = moved(batch(), 0, 2)
    assert [one.key for one in after.photos] == [2, 3, 1]
    assert after.lead == 1
    assert removed(after, 1).lead is None
    assert moved(batch(), 0, 7) == batch()


def test_the_lead_goes_to_the_first_photo_that_is_one() -> None:
    after = failed(batch(), 1, NotAPhotoError(Path("1.jpg")))
    assert after.lead == 2
    assert [one.key for one in after.usable] == [2, 3]
    assert after.place(2) == 1


def test_what_a_photo_lacks_is_graded_as_the_newsroom_says() -> None:
    one = looked_at(batch(), 1, asset(PhotoText(), width=400)).photos[0]
    assert list(wants(one, NEWSROOM)) == [
        ("no-alt", Severity.BLOCKER),
        ("no-caption", Severity.BLOCKER),
        ("no-credit", Severity.BLOCKER),
        ("low-resolution", Severity.WARNING),
    ]
    mild = replace(NEWSROOM, severities={"no-alt": None, "no-caption": Severity.WARNING})
    assert [code for code, _ in wants(one, mild)] == ["no-credit", "no-caption", "low-resolution"]
    decorative = replace(one, resource=replace(one.resource, decorative=True))
    assert "no-alt" not in dict(wants(decorative, NEWSROOM))


def test_photos_of_an_article_change_places_wherever_they_stand(tmp_path: Path) -> None:
    one, two, three = (Figure(f"images/0{n}-a.jpg", plain(f"Ảnh {n}"), "Ai", "Alt") for n in (1, 2, 3))
    article = Article(body=(one, Paragraph(plain("Chữ")), Gallery((two, three))), cover=one.src)
    after = applied(article, moved(of_article(article, tmp_path), 0, 2))
    assert after.body == (two, Paragraph(plain("Chữ")), Gallery((three, one)))
    assert after.cover == one.src
    assert applied(article, of_article(article, tmp_path)) == article


def test_a_photo_that_left_the_article_meanwhile_is_left_out(tmp_path: Path) -> None:
    one, two = Figure("images/01-a.jpg", plain("Một")), Figure("images/02-b.jpg", plain("Hai"))
    start = of_article(Article(body=(one, two)), tmp_path)
    later = Article(body=(two,))
    assert applied(later, typed(start, 1, "caption", "Khác")) == later


def test_one_file_that_is_no_photo_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "bai"
    folder.mkdir()
    good, bad = tmp_path / "a.jpg", tmp_path / "b.jpg"
    good.write_bytes(encoded(picture(64, 48)))
    bad.write_bytes(b"khong phai anh")
    stored = store_each(
        [Outside(1, good, "a.jpg"), Outside(2, bad, "b.jpg"), Outside(3, good.read_bytes(), "dán")], folder
    )
    assert stored.srcs == {1: "images/01-a.jpg", 3: "images/02-dan.jpg"}
    assert set(stored.problems) == {2}
    assert isinstance(stored.problems[2], NotAPhotoError | PhotoUnreadableError)


def test_stored_photos_go_behind_their_place_in_order() -> None:
    figures = [(Figure(f"images/0{n}-a.jpg"), Resource(f"images/0{n}-a.jpg")) for n in (1, 2)]
    article = Article(body=(Paragraph(plain("Một")), Paragraph(plain("Hai"))))
    after = put_in(article, figures, 1, "images/02-a.jpg")
    assert [figure.src for figure in figures_of(after.body)] == ["images/01-a.jpg", "images/02-a.jpg"]
    assert after.body[0] == article.body[0]
    assert after.body[3] == article.body[1]
    assert (after.cover, after.resources) == ("images/02-a.jpg", ())
    assert put_in(article, figures, 99).body[-1] == figures[1][0]
