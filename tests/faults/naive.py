"""Savers as one writes them at first: the controls that every test here must catch."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path


def set_title(article: str, title: str) -> int:
    """`standfirst set title=…` that truncates in place and says "saved" whatever happens."""
    file = Path(article) / "article.md"
    text = file.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    _, _, rest = rest.partition("\n")
    with contextlib.suppress(OSError):
        file.write_text(f"{head}\ntitle: {title}\n{rest}", encoding="utf-8")
    print("saved")
    return 0


def export(source: str, place: str) -> int:
    """Copies a bundle file by file into the CMS's folder."""
    shutil.copytree(source, place, dirs_exist_ok=True)
    return 0


def call_set_title(arguments: list[str]) -> int:
    return set_title(*arguments)


def call_export(arguments: list[str]) -> int:
    return export(*arguments)


def set_field(arguments: list[str]) -> int:
    """Reads, changes a line, writes: no lease, no look at what stands there by now."""
    file, text = _changed(*arguments)
    file.write_text(text, encoding="utf-8")
    return 0


def set_checked(arguments: list[str]) -> int:
    """Looks whether the file is still what was read, and only then renames over it."""
    folder, key, value = arguments
    file = Path(folder) / "article.md"
    before = file.read_bytes()
    _, text = _changed(folder, key, value)
    beside = file.with_name(f"article.md.{key}")
    if file.read_bytes() != before:
        return 4
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    return 0


def _changed(folder: str, key: str, value: str) -> tuple[Path, str]:
    file = Path(folder) / "article.md"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return file, "".join(f"{key}: {value}\n" if line.startswith(f"{key}: ") else line for line in lines)


def type_and_save(arguments: list[str]) -> int:
    """Keys without a pause, the file truncated and written anew every 60 keys, no journal."""
    import os
    import re

    file = Path(arguments[0]) / "article.md"
    text = file.read_text(encoding="utf-8")
    number = max((int(found) for found in re.findall(r"k(\d+)\.", text)), default=0)
    while True:
        number += 1
        text += f"\nPhím k{number}.\n"
        os.write(1, f"K {number}\n".encode())
        if number % 60 == 0:
            file.write_text(text, encoding="utf-8")
            os.write(1, f"S {number}\n".encode())


def type_no_sync(arguments: list[str]) -> int:
    """Writes beside and renames, as most programs do, and syncs nothing: a power cut takes what was called saved."""
    import os

    file = Path(arguments[0]) / "article.md"
    text, number = file.read_text(encoding="utf-8"), 0
    while True:
        number += 1
        text += f"\nPhím k{number}.\n"
        os.write(1, f"K {number}\n".encode())
        if number % 60 == 0:
            beside = file.with_name("article.md.new")
            beside.write_text(text, encoding="utf-8")
            beside.replace(file)
            os.write(1, f"S {number}\n".encode())


def truncate(arguments: list[str]) -> int:
    Path(arguments[0]).write_text("chữ mới\n", encoding="utf-8")
    return 0


def export_many_no_sync(arguments: list[str]) -> int:
    """Exports of many together on a disk that is said to have kept everything and was never asked."""
    from editor.bundle import handoff
    from editor.files.volume import Volume
    from faults.writers import export_many_without_pause

    Volume.push = lambda self: True  # type: ignore[method-assign]
    handoff.sync_folder = lambda folder: None  # type: ignore[assignment]
    return export_many_without_pause(arguments)
