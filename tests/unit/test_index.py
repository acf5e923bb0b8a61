"""Search and the library's metadata: marks count where they are typed, files are the truth, the index may be lost."""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import fingerprint
from editor.errors import CancelledError, FrontMatterError
from editor.library import index as indexes
from editor.library import words
from editor.library.index import Index
from editor.library.listing import Listed
from editor.library.workspace import Opened, Workspace
from editor.model.article import Article, Author
from editor.model.blocks import Box, Figure, Gallery, List, ListItem, Paragraph, Quote, Source, Table, plain
from editor.work import Cancel

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    made = Workspace.init(tmp_path / "ws")
    for number, (headline, text) in enumerate(
        [
            ("Đảng ủy xã họp bàn", "Chương trình bồi dưỡng cán bộ."),
            ("Trời đang mưa", "Người dân Hà Nội đi làm sớm."),
            ("Giá thuê nhà tăng", "Thành phố có 1.022 dự án 47-KH/TU."),
        ]
    ):
        made.create(Article(headline=headline, body=(Paragraph(plain(text)),)), NOW.replace(day=number + 1))
    return made


def found(space: Workspace, query: str) -> list[str]:
    """The headlines' first words, the best hit first."""
    with space.index() as index:
        index.refresh(space.article_folders())
        return [hit.headline.split()[0] for hit in index.search(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dang uy", {"Đảng"}),
        ("DANG UY", {"Đảng"}),
        ("dang", {"Đảng", "Trời"}),
        ("đảng", {"Đảng"}),
        ("ĐẢNG", {"Đảng"}),
        ("đang", {"Trời"}),
        ("đang mua", {"Trời"}),
        ("ha noi", {"Trời"}),
        ("hà nội", {"Trời"}),
        ("hạ nội", set()),
        ("boi duong", {"Đảng"}),
        ("chuong tr", {"Đảng"}),
        ("chuong tr ", set()),
        ("tr chuong", set()),
        ("1.022", {"Giá"}),
        ("47-KH/TU", {"Giá"}),
        ("thue nha tang", {"Giá"}),
        ("thue mua", set()),
        ("", set()),
        ('"', set()),
        ("* OR NOT (", set()),
        ("headline : x", set()),
    ],
)
def test_words_are_found_with_or_without_their_marks(space: Workspace, query: str, expected: set[str]) -> None:
    assert set(found(space, query)) == expected


def test_decomposed_letters_are_the_same_words(space: Workspace) -> None:
    assert found(space, "đa\u0309ng u\u0309y") == ["Đảng"]


def test_every_text_of_an_article_is_searched(tmp_path: Path) -> None:
    space = Workspace.init(tmp_path / "ws")
    space.create(
        Article(
            headline="tít",
            standfirst="sapô",
            tags=("thẻnhãn",),
            authors=(Author("Bút Danh"),),
            body=(
                Figure("images/01.jpg", caption=plain("chúthích"), credit="Tácgiả", alt="môtả"),
                Gallery((Figure("images/02.jpg", plain("gócảnh")), Figure("images/03.jpg"))),
                List(
                    ordered=False,
                    items=(ListItem(plain("mụcmột"), List(ordered=True, items=(ListItem(plain("mụccon")),))),),
                ),
                Quote((plain("lờinói"),), "ngườinói"),
                Box("tựahộp", (Paragraph(plain("tronghộp")),)),
                Table(((plain("ôđầu"),), (plain("ôsau"),))),
                Source("#### kýhiệu"),
            ),
        ),
        NOW,
    )
    for word in (
        *("tít", "sapô", "thẻnhãn", "danh", "chúthích", "tácgiả", "gócảnh", "mụcmột", "mụccon"),
        *("lờinói", "ngườinói", "tựahộp", "tronghộp", "ôđầu", "ôsau", "kýhiệu"),
    ):
        assert found(space, word) == ["tít"], word
    assert found(space, "môtả") == []


def test_a_word_in_the_headline_weighs_more_than_one_in_the_body(tmp_path: Path) -> None:
    space = Workspace.init(tmp_path / "ws")
    for number in range(12):
        space.create(Article(headline=f"Bài {number}", body=(Paragraph(plain("không có gì")),)), NOW)
    space.create(Article(headline="Thân", body=(Paragraph(plain("cầu cầu bắc qua kênh")),)), NOW)
    space.create(Article(headline="Cầu mới", body=(Paragraph(plain("bắc qua kênh")),)), NOW)
    assert found(space, "cầu") == ["Cầu", "Thân"]


def test_an_excerpt_shows_the_words_that_were_met() -> None:
    article = Article(
        headline="x", body=(Paragraph(plain("Mở đầu. " * 60 + "Bí thư Đảng ủy xã nói. " + "Kết. " * 60)),)
    )
    piece, marks = words.excerpt(words.fields_of(article), words.asked("dang uy"))
    assert [piece[start:end] for start, end in marks] == ["Đảng", "ủy"]
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert len(piece) <= words.EXCERPT + 2


def test_words_only_in_the_headline_give_the_beginning() -> None:
    article = Article(headline="Đảng ủy", standfirst="Sapo của bài.")
    assert words.excerpt(words.fields_of(article), words.asked("dang")) == ("Sapo của bài.", ())


@pytest.mark.parametrize("text", ["", "x" * 1000, "một\nhai\tba   bốn", "đảng " * 300])
def test_an_excerpt_is_one_short_line_whatever_the_text(text: str) -> None:
    article = Article(body=(Paragraph(plain(text)),))
    piece, marks = words.excerpt(words.fields_of(article), words.asked("đảng x"))
    assert "\n" not in piece
    assert len(piece) <= words.EXCERPT + 2
    assert all(0 <= start < end <= len(piece) for start, end in marks)


def test_changed_new_and_removed_articles_are_seen_at_the_next_search(space: Workspace) -> None:
    assert found(space, "cầu") == []
    folder = space.article_folders()[0]
    opened = space.load(folder)
    space.save(folder, replace(opened.article, headline="Cầu mới"), opened.content_hash)
    assert found(space, "cầu") == ["Cầu"]
    assert found(space, "đảng") == []
    space.create(Article(headline="Cầu thứ hai"), NOW)
    assert len(found(space, "cầu")) == 2
    (folder / "article.md").unlink()
    folder.rmdir()
    assert found(space, "cầu thứ") == ["Cầu"]
    assert len(found(space, "cầu")) == 1


def test_a_change_of_the_same_size_within_the_same_moment_is_seen(space: Workspace) -> None:
    path = space.article_folders()[0] / "article.md"
    stamp = path.stat()
    assert found(space, "bàn") == ["Đảng"]
    path.write_bytes(path.read_bytes().replace("bàn".encode(), "bán".encode()))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert path.stat().st_size == stamp.st_size
    assert found(space, "bán") == ["Đảng"]


def test_unchanged_articles_are_not_read_again(space: Workspace) -> None:
    old = time.time() - 60
    for folder in space.article_folders():
        os.utime(folder / "article.md", (old, old))
    folders = space.article_folders()
    with space.index() as index:
        assert index.refresh(folders).read == 3
    with space.index() as index:
        assert index.refresh(folders).read == 0
        assert index.rebuild(folders).read == 3


def test_a_broken_article_is_skipped_with_its_reason(space: Workspace) -> None:
    folder = space.article_folders()[0]
    (folder / "article.md").write_text("---\ntitle: [\n---\n")
    for _ in range(2):
        with space.index() as index:
            refreshed = index.refresh(space.article_folders())
            assert [(path, type(problem)) for path, problem in refreshed.problems] == [(folder, FrontMatterError)]
            assert refreshed.problems[0][1].facts["line"]
            assert len(index.search("h")) + len(index.search("d")) > 0


def test_a_cancelled_refresh_keeps_what_it_has_read(space: Workspace) -> None:
    old = time.time() - 60
    for folder in space.article_folders():
        os.utime(folder / "article.md", (old, old))
    cancel = Cancel()

    def stop(done: int, total: int, item: str) -> None:
        if done == 1:
            cancel.cancel()

    with space.index() as index:
        with pytest.raises(CancelledError):
            index.refresh(space.article_folders(), cancel, stop)
        assert index.refresh(space.article_folders()).read == 1


def listing(space: Workspace) -> list[Listed]:
    return [replace(item, problem=None) for item in space.list()]


def test_the_listing_survives_any_damage_of_the_index(space: Workspace) -> None:
    (space.root / "articles" / "broken").mkdir()
    whole = listing(space)
    path = Index(space.root, space.load)._database.path
    articles = fingerprint(space.root)
    chance = random.Random(7)
    for turn in range(40):
        content = bytearray(path.read_bytes())
        match turn % 4:
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(content[: chance.randrange(len(content))])
            case 2:
                at = chance.randrange(len(content) - 400)
                content[at : at + 400] = chance.randbytes(400)
                path.write_bytes(content)
            case _:
                for _ in range(60):
                    content[chance.randrange(len(content))] ^= 255
                path.write_bytes(content)
        assert listing(space) == whole, turn
    assert fingerprint(space.root) == articles


def test_a_changed_line_in_the_index_is_noticed(space: Workspace) -> None:
    whole = listing(space)
    with space.index() as index:
        index._database.connection.execute("UPDATE snapshot SET lines = substr(lines, 2)")
        index._database.connection.execute("UPDATE articles SET line = replace(line, 'Giá', 'Gía')")
        index._database.connection.commit()
    assert listing(space) == whole


def test_where_the_disk_refuses_the_index_lives_in_memory(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "file"))
    assert found(space, "đảng") == ["Đảng"]
    assert len(space.list()) == 3


def test_a_folder_in_the_place_of_the_index_stops_nothing(space: Workspace) -> None:
    path = Index(space.root, space.load)._database.path
    path.unlink()
    path.mkdir()
    assert found(space, "đảng") == ["Đảng"]


def test_an_index_of_another_release_is_made_anew(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    found(space, "x")
    monkeypatch.setattr(indexes, "VERSION", 3)
    with space.index() as index:
        assert index.refresh(space.article_folders()).read == 3


def test_the_index_is_not_in_the_workspace(space: Workspace) -> None:
    before = fingerprint(space.root)
    found(space, "đảng")
    space.list()
    assert fingerprint(space.root) == before


def test_an_article_saved_while_everything_is_looked_at_has_the_time_of_its_save(space: Workspace) -> None:
    first, *_, last = space.article_folders()
    saved = time.time() + 600

    def read(folder: Path) -> Opened:
        if folder == first:
            os.utime(last / "article.md", (saved, saved))
        return space.load(folder)

    with Index(space.root, read) as index:
        index.refresh(space.article_folders())
        (line,) = [line for line in index.listed() if line.folder == last]
    assert line.modified.timestamp() == pytest.approx(saved, abs=1)
