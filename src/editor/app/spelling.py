"""The word lists of the spelling check: English from its package, personal words from a file of the user's settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from editor import files
from editor.errors import FileMissingError
from editor.library.places import settings_folder
from editor.resources import files_of
from editor.text.clean import clean_line
from editor.text.spelling import Speller, personal_word

_PACKAGE, _LIST = "symspellpy", "frequency_dictionary_en_82_765.txt"
"""Words of British and American English with how often books use them (SCOWL's words, Google's counts)."""


@cache
def english_words() -> Mapping[str, int]:
    """Word → how often it is used. Takes some 50 ms once: not for the GUI thread."""
    for file in files_of(_PACKAGE, _LIST):
        text = (file if isinstance(file, bytes) else file.read_bytes()).decode("utf-8-sig")
        return MappingProxyType({word: int(count) for word, count in map(str.split, text.splitlines())})
    return MappingProxyType({})


def words_file() -> Path:
    return settings_folder() / "words.txt"


def personal_words(path: Path | None = None) -> frozenset[str]:
    """The words that this person has taught the check, one a line in the file. Raises FileUnreadableError."""
    try:
        content = files.read_bytes(path or words_file())
    except FileMissingError:
        return frozenset()
    lines = (clean_line(line) for line in content.decode("utf-8", errors="replace").splitlines())
    return frozenset(personal_word(line) for line in lines if line)


def keep_personal_words(words: Iterable[str], path: Path | None = None) -> None:
    """Raises FileUnwritableError, DiskFullError."""
    path = path or words_file()
    files.make_folder(path.parent)
    files.write_atomic(path, "".join(f"{word}\n" for word in sorted(words)).encode("utf-8"))


def speller(lang: str, personal: frozenset[str]) -> Speller:
    """What checks an article of this language; Vietnamese and English are known. Not for the GUI thread."""
    return Speller(english_words(), personal, is_vietnamese=lang.lower().startswith("vi"))


def is_checked(lang: str) -> bool:
    """Whether there are word lists for a language."""
    return lang[:2].lower() in {"vi", "en"}
