"""The journal keeps what was typed, survives being cut anywhere, and goes only when a save is safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import files
from editor.errors import FileUnreadableError, FileUnwritableError, UnknownSchemaError
from editor.library import journal as journals
from editor.library.journal import Journal

TEXTS = st.lists(st.text("aăâbcđê ủ\n📷", max_size=60), min_size=1, max_size=12)


def kept_texts(folder: Path) -> set[str]:
    return {journals.read_file(path).text for path in journals.journals(folder.parents[1])}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ws" / "articles" / "2026-11-24-bai"
    made.mkdir(parents=True)
    (made / "article.md").write_text("saved", encoding="utf-8")
    return made


def test_what_was_typed_is_kept_and_read_by_another_process(folder: Path) -> None:
    writer = Journal(folder)
    for text in ("Đ", "Đả", "Đảng", "Đảng ủy"):
        writer.write(text, "hash")
    kept = Journal(folder).read()
    assert kept is not None
    assert (kept.text, kept.base_hash, kept.counter, kept.folder) == ("Đảng ủy", "hash", 4, folder)


def test_nothing_kept_is_none(folder: Path) -> None:
    assert Journal(folder).read() is None
    assert journals.newer_than_saved(folder) is None
    assert journals.journals(folder.parents[1]) == ()


def test_the_journal_is_on_this_computer_and_not_in_the_workspace(folder: Path) -> None:
    before = sorted(folder.parents[1].rglob("*"))
    Journal(folder).write("x", "")
    assert sorted(folder.parents[1].rglob("*")) == before


def test_a_key_costs_the_same_in_a_long_text(folder: Path) -> None:
    writer = Journal(folder)
    long = "chữ " * 50_000
    writer.write(long, "")
    before = writer.path.stat().st_size
    writer.write(f"{long[:1000]}x{long[1000:]}", "")
    assert writer.path.stat().st_size - before < 300


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS)
def test_any_course_of_texts_ends_with_the_last_one(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("ws") / "articles" / "a"
    writer = Journal(folder)
    for text in texts:
        writer.write(text, "h")
    kept = Journal(folder).read()
    assert kept is not None
    assert kept.text == texts[-1]


def test_cut_anywhere_it_gives_a_text_that_was_typed_or_says_it_is_damaged(folder: Path) -> None:
    writer = Journal(folder)
    texts = ["Hà", "Hà Nội", "Hà Nội mở", "Nội mở", ""]
    for text in texts:
        writer.write(text, "")
    whole = writer.path.read_bytes()
    seen = set()
    for end in range(len(whole) + 1):
        writer.path.write_bytes(whole[:end])
        try:
            kept = Journal(folder).read()
        except FileUnreadableError as error:
            seen.add(str(error.facts["reason"]))
        else:
            assert kept is not None
            seen.add(kept.text)
    assert seen == {*texts, "damaged"}


def test_a_flipped_byte_gives_what_stands_before_it(folder: Path) -> None:
    writer = Journal(folder)
    texts = ["một", "một hai", "một hai ba"]
    for text in texts:
        writer.write(text, "")
    whole = writer.path.read_bytes()
    for at in range(0, len(whole), 7):
        writer.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            kept = Journal(folder).read()
        except FileUnreadableError:
            continue
        assert kept is not None
        assert kept.text in texts


def test_it_goes_only_when_the_save_is_read_back(folder: Path) -> None:
    writer = Journal(folder)
    writer.write("mới", "")
    assert not writer.remove(files.digest("mới".encode()))
    assert Journal(folder).read() is not None
    stamp = files.write_atomic(folder / "article.md", "mới".encode())
    assert writer.remove(stamp)
    assert Journal(folder).read() is None


def test_after_a_save_typing_goes_on_in_a_new_journal(folder: Path) -> None:
    writer = Journal(folder)
    writer.write("a", "1")
    writer.remove(files.write_atomic(folder / "article.md", b"a"))
    writer.write("ab", "2")
    kept = Journal(folder).read()
    assert kept is not None
    assert (kept.text, kept.base_hash) == ("ab", "2")


def test_a_new_base_is_kept_with_the_text(folder: Path) -> None:
    writer = Journal(folder)
    writer.write("a", "1")
    writer.write("ab", "2")
    kept = Journal(folder).read()
    assert kept is not None
    assert kept.base_hash == "2"


def test_newer_than_saved_looks_at_the_texts_and_not_at_times(folder: Path) -> None:
    writer = Journal(folder)
    writer.write("saved", "")
    assert journals.newer_than_saved(folder) is None
    writer.write("saved and more", "")
    kept = journals.newer_than_saved(folder)
    assert kept is not None
    assert kept.text == "saved and more"


def test_a_journal_that_nobody_has_looked_at_is_set_aside(folder: Path) -> None:
    Journal(folder).write("of the crashed window", "")
    Journal(folder).write("of the new one", "")
    assert kept_texts(folder) == {"of the crashed window", "of the new one"}


def test_two_writers_lose_nothing(folder: Path) -> None:
    one, other = Journal(folder), Journal(folder)
    one.write("one", "")
    other.write("other", "")
    one.write("one more", "")
    other.write("other more", "")
    assert kept_texts(folder) == {"one more", "other more"}


def test_two_writers_that_looked_before_either_wrote_lose_nothing(folder: Path) -> None:
    one, other = Journal(folder), Journal(folder)
    assert one.read() is other.read() is None
    one.write("một", "")
    other.write("MỘT", "")  # as long as the first
    one.write("một hai", "")
    other.write("MỘT HAI", "")
    saved = files.write_atomic(folder / "article.md", "một hai".encode())
    assert one.remove(saved)
    assert kept_texts(folder) == {"MỘT HAI"}


def test_who_was_set_aside_goes_on_where_it_is(folder: Path) -> None:
    one = Journal(folder)
    one.write("của cửa sổ kia", "")
    other = Journal(folder)
    other.write("của cửa sổ này", "")
    for number in range(20):
        one.write(f"của cửa sổ kia {number}", "")
        other.write(f"của cửa sổ này {number}", "")
    assert kept_texts(folder) == {"của cửa sổ kia 19", "của cửa sổ này 19"}
    assert len(journals.journals(folder.parents[1])) == 2


@settings(max_examples=150, deadline=None)
@given(
    acts=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["read", "write", "rebase", "save", "discard"])), max_size=24
    )
)
def test_whatever_three_windows_do_the_last_text_of_each_is_kept_until_it_is_saved(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("ws") / "articles" / "a"
    folder.mkdir(parents=True)
    writers = [Journal(folder), Journal(folder), Journal(folder)]
    texts, bases = ["", "", ""], ["h", "h", "h"]
    unsaved: dict[int, str] = {}
    for step, (who, act) in enumerate(acts):
        writer = writers[who]
        if act in {"write", "rebase"}:
            bases[who] = f"{step}" if act == "rebase" else bases[who]
            texts[who] = unsaved[who] = f"{who}{texts[who]}{step:02}"
            writer.write(texts[who], bases[who])
        elif act == "save" and texts[who]:
            if writer.remove(files.write_atomic(folder / "article.md", texts[who].encode())):
                unsaved.pop(who, None)
        elif act == "discard" and who in unsaved:
            writer.discard()
            del unsaved[who]
        elif act == "read" and not unsaved:
            writer.read()
        assert set(unsaved.values()) <= kept_texts(folder)


def test_a_journal_removed_under_the_writer_is_written_anew(folder: Path) -> None:
    writer = Journal(folder)
    writer.write("a", "")
    writer.path.unlink()
    writer.write("ab", "")
    kept = Journal(folder).read()
    assert kept is not None
    assert kept.text == "ab"


def test_a_failed_write_leaves_what_was_kept_and_the_next_one_mends(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Journal(folder)
    writer.write("a", "")

    def torn(path: Path, content: bytes, **facts: object) -> None:
        path.write_bytes(path.read_bytes() + content[: len(content) // 2])
        raise FileUnwritableError(path, reason="EIO")

    with monkeypatch.context() as patch:
        patch.setattr(files, "append", torn)
        with pytest.raises(FileUnwritableError):
            writer.write("ab", "")
    kept = Journal(folder).read()
    assert kept is not None
    assert kept.text == "a"
    writer.write("abc", "")
    kept = Journal(folder).read()
    assert kept is not None
    assert kept.text == "abc"
    assert len(journals.journals(folder.parents[1])) == 1


def test_a_journal_of_a_newer_release_is_refused_and_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(journals, "VERSION", 2)
        Journal(folder).write("x", "")
    with pytest.raises(UnknownSchemaError):
        Journal(folder).read()
    assert Journal(folder).path.exists()


def test_a_journal_does_not_grow_for_ever(folder: Path) -> None:
    writer = Journal(folder)
    for number in range(900):
        writer.write("x" * (number % 7), "")
    assert writer.path.stat().st_size < 60_000
