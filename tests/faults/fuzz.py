"""Readers under atheris, which looks at the paths through them and makes its next input from what was new.

    python -m faults.fuzz TARGET [libFuzzer's options: -runs=N -seed=N -timeout=5 -rss_limit_mb=1500]

Whatever the bytes, a reader ends in an article or in an error of ours, within five seconds; and what it made is stable:
written and read again it says the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import atheris

from editor.errors import EditorError

with atheris.instrument_imports(include=["editor", "mammoth", "zipfile"]):
    from editor.app.sending import _packed, _unpacked
    from editor.images.container import DamagedError, format_of, read_container
    from editor.images.metadata import read_text
    from editor.ingest.docx import read_docx
    from editor.ingest.odt import read_odt
    from editor.ingest.package import Package
    from editor.ingest.page import read_page
    from editor.ingest.rtf import read_rtf
    from editor.model import tidy
    from editor.source.reader import read
    from editor.source.writer import write

from faults import fuzz_packed

SEEDS: Mapping[str, bytes] = {
    "article": "---\ntitle: Tít\ntags:\n- a\nstandfirst:\n  id: x\n---\n\nMột **hai** [ba](https://a.vn).\n".encode(),
    "page": b"<html><body><h1>T</h1><p>a <b>b</b></p><table><tr><td><img src=x></td></tr><tr><td>c</td></tr></table>",
    "rtf": rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0\b T\b0\par \u272?\'e1 x\par}",
    "docx": bytes(range(256)),
    "odt": bytes(range(256)),
    "zip": _packed("1", {"article.md": b"---\ntitle: T\n---\n", "images/1.jpg": b"\xff\xd8\xff"}),
    "planted": b"tin",
    "photo": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9",
}


def _article(content: bytes) -> None:
    article, _ = read(content.decode("utf-8", errors="replace"))
    text = write(article)
    again, _ = read(text)
    if again != tidy(article) or write(again) != text:
        raise AssertionError(f"not stable: {text!r}")


def _photo(content: bytes) -> None:
    if format_of(content[:16]):
        read_text(read_container(content))


@atheris.instrument_func  # type: ignore[untyped-decorator]
def _planted(content: bytes) -> None:
    """The control: an error that only two certain bytes bring about, one after the other."""
    if len(content) > 1 and content[0] == 0xC4 and content[1] == 0x91:
        raise ZeroDivisionError("planted")


TARGETS: Mapping[str, Callable[[bytes], object]] = {
    "article": _article,
    "page": lambda content: read_page(content.decode("utf-8", errors="replace")),
    "rtf": read_rtf,
    "photo": _photo,
    "docx": lambda content: read_docx(fuzz_packed.docx(content)),
    "odt": lambda content: read_odt(fuzz_packed.odt(content)),
    "zip": lambda content: _unpacked(Package(content)),
    "planted": _planted,
}


def main(arguments: list[str]) -> None:
    name, *options = arguments
    target = TARGETS[name]

    def one(content: bytes) -> None:
        with suppress(EditorError, DamagedError):  # a sentence for a person: what an unreadable file should end in
            target(content)

    folder = os.environ["FUZZ_SEEDS"]
    Path(folder, "seed").write_bytes(SEEDS[name])
    atheris.Setup([sys.argv[0], *options, folder], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
