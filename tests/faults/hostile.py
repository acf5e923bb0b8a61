"""Articles as nobody should write them, seeded: broken, odd, poisoned, linked; and odd ones that are still readable."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from faults.newsroom import ARTICLE

_HEAD, _BODY = ARTICLE.removeprefix("---\n").split("\n---\n", 1)


def _bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 4000))


def _flipped(chance: random.Random) -> bytes:
    content = bytearray(ARTICLE.encode())
    for _ in range(chance.randrange(1, 60)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def _bomb(chance: random.Random) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ("---\n" + "\n".join(lines) + "\n---\n\nChữ\n").encode()


TEXTS: tuple[Callable[[random.Random], bytes], ...] = (
    _bytes,
    _flipped,
    _bomb,
    lambda chance: b"",
    lambda chance: b"\0" * 5000,
    lambda chance: b"---\n",
    lambda chance: b"---\ntitle: [\n---\n",
    lambda chance: ARTICLE.encode()[: chance.randrange(len(ARTICLE.encode()))],
    lambda chance: ARTICLE.replace("schema: 1", f"schema: {chance.randrange(2, 10**9)}").encode(),
    lambda chance: ARTICLE.encode("utf-16"),
    lambda chance: ("---\ntitle: " + "[" * chance.randrange(10, 5000) + "\n---\n").encode(),
    lambda chance: ("---\n" + "a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 900)) + "---\n").encode(),
    lambda chance: b"---\ntitle: !!python/object/apply:os.system ['touch /tmp/owned']\n---\n",
    lambda chance: b"---\ntitle: a\ntitle: b\n---\n",
    lambda chance: ("---\ntitle: t\n---\n\n" + "[" * chance.randrange(10, 20000)).encode(),
    lambda chance: ("---\ntitle: t\n---\n\n" + ">" * chance.randrange(10, 5000)).encode(),
    lambda chance: ("---\ntitle: t\n---\n\n" + "*_`[!<" * chance.randrange(10, 3000)).encode(),
)


def _link(folder: Path, chance: random.Random) -> None:
    folder.mkdir()
    (folder / "article.md").symlink_to("/etc/hostname")


def _linked_folder(folder: Path, chance: random.Random) -> None:
    folder.symlink_to("/etc")


def _folder_as_file(folder: Path, chance: random.Random) -> None:
    (folder / "article.md").mkdir(parents=True)


def _pipe(folder: Path, chance: random.Random) -> None:
    folder.mkdir()
    os.mkfifo(folder / "article.md")


def _nothing(folder: Path, chance: random.Random) -> None:
    folder.mkdir()


def _loop(folder: Path, chance: random.Random) -> None:
    folder.symlink_to(folder.name)


KINDS = (_link, _linked_folder, _folder_as_file, _pipe, _nothing, _loop)
NAMES = (
    *("2022-01-01-{}", "{}.", "con-{}", "\u202egnp.{}", "x\x01-{}", " {}", "a" * 200 + "-{}"),
    *("'\"<img onerror=x>{}", "đường-{}", "%s{}", "new\nline-{}"),
)
"""Of folders."""


def poison(articles: Path, n: int, chance: random.Random) -> list[Path]:
    """So many hostile folders."""
    made = []
    for number in range(n):
        folder = articles / chance.choice(NAMES).format(number)
        if chance.random() < 0.25:
            chance.choice(KINDS)(folder, chance)
        else:
            folder.mkdir()
            (folder / "article.md").write_bytes(chance.choice(TEXTS)(chance))
        made.append(folder)
    return made


_ODD = (
    "# một lời bàn\n",
    "ghi_chu_rieng: để yên\n",
    "x-cms: {id: 7, khoa: [1, 2]}\n",
    "danh_sach:\n- a\n-   b\n",
    "nhieu_dong: |\n  dòng một\n  dòng hai\n",
    "gap: >-\n  gấp\n  lại\n",
    "'khóa lạ': \"giá trị\"\n",
    "trong:\n",
)


def odd(chance: random.Random) -> bytes:
    """A readable article, written as no program of ours would."""
    lines = [f"{line}\n" for line in _HEAD.split("\n")]
    tops = [number for number, line in enumerate(lines) if not line.startswith((" ", "-"))]
    for piece in chance.sample(_ODD, chance.randrange(len(_ODD))):
        lines.insert(chance.choice(tops[:4]), piece)
    body = _BODY.replace("  \n", chance.choice(["  \n", "\\\n", "\n"]))
    body += chance.choice(
        ["", "\n\n\n", "* * *\n\n* mục\n+ mục khác\n", "Tiêu đề\n=======\n", "<div>x</div>\n\n", "`mã` &copy;\n"]
    )
    text = "---\n" + "".join(lines) + "---\n" + body
    text = chance.choice([text, text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n")])
    return text.encode()
