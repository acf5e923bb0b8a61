"""Every word that the window says stands in both languages, and no table holds a word that nobody says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from editor.app.commands import COMMANDS
from editor.qt.actions import MENUS
from editor.resources import resource

QT = Path(__file__).resolve().parents[2] / "src" / "editor" / "qt"
FAMILIES = (
    "archive.broken-",
    "chip.",
    "delivery.",
    "library.days.",
    "order.",
    "reason.",
    "placeholder.",
    "tag.",
    "day.",
    "kind.",
    "save.",
    "severity.",
    "status.",
    "checks.",
    "page.",
    "lang.",
    "welcome.",
    "help.",
    "compared.",
    "versions.reason.",
    "settings.theme-",
    "keys.",
)
"""Codes that are put together in the code."""


ELSEWHERE = {"checks", "cli", "doctor", "errors", "intake"}
"""Areas that the window does not speak by their codes."""


def areas(lang: str) -> dict[str, dict[str, str]]:
    files = sorted(resource(f"messages/{lang}").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.stem not in ELSEWHERE}


def table(lang: str) -> dict[str, str]:
    return {code: words for area in areas(lang).values() for code, words in area.items()}


def test_no_two_tables_hold_the_same_code() -> None:
    assert len(table("vi")) == sum(len(area) for area in areas("vi").values())


def said() -> set[str]:
    text = "\n".join(file.read_text(encoding="utf-8") for file in QT.rglob("*.py"))
    return set(re.findall(r"[\"']([a-z][a-z-]*(?:[.][a-z0-9_.-]+)*)[\"']", text))


def spoken() -> set[str]:
    text = "\n".join(file.read_text(encoding="utf-8") for file in QT.rglob("*.py"))
    return set(re.findall(r'\bsay\(\s*"([^"]+)"', text))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_code_has_its_words(lang: str) -> None:
    words = table(lang)
    wanted = spoken() | {f"command.{ident}" for ident in COMMANDS} | {title for title, _ in MENUS}
    assert sorted(code for code in wanted if code not in words) == []


def test_both_languages_say_the_same_things() -> None:
    def codes(lang: str) -> set[str]:
        return {code for code in table(lang) if not code.endswith(".one")}

    assert codes("vi") == codes("en")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sentences_keep_to_the_house_style(lang: str) -> None:
    for code, words in table(lang).items():
        assert "!" not in words, code
        assert "vui lòng" not in words.lower(), code
        assert "please" not in words.lower(), code


def test_no_word_is_left_over() -> None:
    known = said()
    left = [code.removesuffix(".one") for code in table("vi") if not code.startswith(("command.", *FAMILIES))]
    assert [code for code in left if code.removesuffix(".placeholder") not in known and code not in known] == []


def test_facts_are_the_same_in_both_languages() -> None:
    vi, en = table("vi"), table("en")
    for code, words in vi.items():
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", en[code])), code
