"""Codes and facts become words, in both languages, and nothing that is missing stops anybody."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from editor import errors
from editor.app.messages import LANGUAGES, Messages, read_table
from editor.errors import EditorError, FileUnwritableError, PhotoTooLargeError, PhotoUnreadableError
from editor.model.finding import FieldPlace, Finding, Severity
from editor.resources import resource

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "resources" / "messages"
AREAS = sorted({path.stem for path in TABLES.glob("*/*.toml")})


def table(lang: str, area: str) -> dict[str, str]:
    return tomllib.loads((TABLES / lang / f"{area}.toml").read_text(encoding="utf-8"))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def kinds(kind: type[EditorError] = EditorError) -> Iterator[type[EditorError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds(narrower)


def reasons_in_the_source() -> Iterator[tuple[str, str]]:
    """(code, reason) of every error raised with a literal reason, and of every `wrong(…)` of the command line."""
    codes = {
        name: kind.code
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, EditorError)
    }
    for path in (ROOT / "src" / "editor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "wrong" and node.args and isinstance(node.args[0], ast.Constant):
                yield "usage", str(node.args[0].value)
            for keyword in node.keywords:
                if keyword.arg == "reason" and isinstance(keyword.value, ast.Constant) and node.func.id in codes:
                    yield codes[node.func.id], str(keyword.value.value)


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_with_the_same_facts(area: str) -> None:
    vi, en = (
        {code: sentence for code, sentence in table(lang, area).items() if not code.endswith(".one")}
        for lang in LANGUAGES
    )
    assert set(vi) == set(en)
    assert {code: placeholders(vi[code]) for code in vi} == {code: placeholders(en[code]) for code in en}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_what_is_said_of_one_thing_is_said_of_many_with_the_same_facts(lang: str, area: str) -> None:
    said = table(lang, area)
    for code in said:
        if code.endswith(".one"):
            assert placeholders(said[code]) <= placeholders(said[code.removesuffix(".one")]), code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_code_stands_in_two_files(lang: str) -> None:
    codes = [code for area in AREAS for code in table(lang, area)]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_a_sentence_of_its_own(lang: str) -> None:
    said = {code for area in AREAS for code in table(lang, area)}
    assert [kind.code for kind in kinds() if kind.__module__ == "editor.errors" and kind.code not in said] == []


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in kinds() if kind.__module__ == "editor.errors"]
    assert len(codes) == len(set(codes))


def test_every_edit_and_usage_error_has_a_narrower_sentence() -> None:
    found = set(reasons_in_the_source())
    assert ("edit", "no-such-photo") in found
    said = {code for area in AREAS for code in table("vi", area)}
    assert [pair for pair in found if pair[0] in {"edit", "usage"} and ".".join(pair) not in said] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_errors_name_the_file_and_say_what_is_safe(lang: str) -> None:
    for code, sentence in table(lang, "errors").items():
        if code.split(".")[0] in {"file", "photo", "format", "workspace", "conflict"}:
            assert "{file}" in sentence, code
        assert sentence.endswith((".", "}")), code
        assert sentence.count(". ") <= 2, code


def test_the_words_of_the_house_are_kept() -> None:
    for area in AREAS:
        for code, sentence in table("vi", area).items():
            assert "!" not in sentence, code
            for word in ("vui lòng", "không xác định", "đã xuất bản"):
                assert word not in sentence.lower(), code


def test_a_sentence_is_filled_with_facts() -> None:
    words = Messages.load("vi_VN.UTF-8")
    assert words.lang == "vi"
    sentence = words.error(FileUnwritableError("/cms/bài.md", reason="EROFS"))
    assert sentence == "Không ghi được /cms/bài.md: ổ đĩa chỉ cho đọc. Nội dung cũ vẫn nguyên; chọn thư mục ở ổ khác."


def test_a_reason_without_a_sentence_gives_the_wider_one() -> None:
    words = Messages.load("en")
    assert words.error(PhotoUnreadableError("a.jpg", reason="whatever")).startswith("The photo a.jpg is damaged")


def test_a_fact_chooses_the_narrower_sentence() -> None:
    sentence = Messages.load("vi").error(PhotoTooLargeError("a.jpg", megapixels=1022, limit=220))
    assert "1.022 triệu điểm ảnh" in sentence
    assert "220" in sentence


def test_an_error_made_elsewhere_speaks_for_the_class_above() -> None:
    class StrangeError(FileUnwritableError):
        code = "file.strange"

    assert "cannot be written" in Messages.load("en").error(StrangeError("x"))


def test_missing_facts_and_codes_stop_nobody() -> None:
    words = Messages.load("vi")
    assert words.say("no.such-code", a=1) == "no.such-code"
    assert "{photo}" in words.finding(Finding("no-alt", Severity.BLOCKER, FieldPlace("x")))
    assert words.error(EditorError()) != ""
    assert "{until}" in words.finding(Finding("embargo", Severity.BLOCKER, FieldPlace("embargo")))


def test_facts_are_text_and_never_a_template() -> None:
    words = Messages.load("en")
    sentence = words.error(FileUnwritableError("{0.__class__}\x1b[31m\nname\u202e"))
    assert "{0.__class__}[31m name cannot" in sentence


def test_one_has_a_sentence_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "editor.app.messages._table", lambda lang, area: {"found": "{n} findings", "found.one": "One finding"}
    )
    words = Messages.load("en")
    assert words.say("found", n=1) == "One finding"
    assert words.say("found", n=2) == "2 findings"


@pytest.mark.parametrize(
    ("lang", "number", "day", "time"),
    [
        ("vi", "1.022", "24/11/2026", "14:32, 24/11/2026"),
        ("en", "1,022", "24 November 2026", "14:32, 24 November 2026"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_writes_them(lang: str, number: str, day: str, time: str) -> None:
    words = Messages.load(lang)
    assert words.number(1022) == number
    assert words.day(date(2026, 11, 24)) == day
    assert words.moment(datetime(2026, 11, 24, 14, 32)) == time  # noqa: DTZ001 — as a clock on the wall shows it


def test_decimals_have_a_comma_in_vietnamese() -> None:
    assert Messages.load("vi").number(1022.25) == "1.022,2"
    assert Messages.load("en").number(1022.25) == "1,022.2"


def test_a_time_in_facts_is_shown_as_people_write_it() -> None:
    words = Messages.load("vi")
    finding = Finding("embargo", Severity.BLOCKER, FieldPlace("embargo"), (("until", "2026-11-25T06:00:00+07:00"),))
    assert "06:00, 25/11/2026" in words.finding(finding)
    assert words.time(datetime(2026, 11, 24, 7, 5, tzinfo=UTC).astimezone()).count(":") == 1


def test_a_code_without_vietnamese_would_be_seen() -> None:
    vi, en = {"a": "x {n}"}, {"a": "x", "b": "y"}
    assert set(vi) != set(en)
    assert placeholders(vi["a"]) != placeholders(en["a"])


def test_tables_are_read_as_tomllib_reads_them() -> None:
    files = [*resource("messages").glob("*/*.toml"), resource("qt/vi.toml")]
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert read_table(text) == tomllib.loads(text), file
    assert read_table('[export]\n"done" = "Đã xuất"\n') == {"export.done": "Đã xuất"}
    assert read_table('"a" = "dòng\\n\\"hai\\" \\\\"') == {"a": 'dòng\n"hai" \\'}
