"""P6, rule 16: documents built to freeze, fill or read along end in an article or a sentence, within seconds."""

from __future__ import annotations

import pickle
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import program
from editor.app.intake import import_files
from editor.errors import EditorError, TooHardError
from editor.library.workspace import Workspace
from faults.conftest import seeded, share
from faults.hostile import TEXTS
from faults.ledger import Ledger
from faults.newsroom import PAGE, TEXT, Desk
from faults.vectors import vectors

SECONDS = 15.0
"""Five for the reader, the rest for a process to start on a busy machine."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(path: Path, body: bytes, **more: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", body)
        for name, content in more.items():
            package.writestr(name, content)


def _body(text: str, head: str = "") -> bytes:
    inner = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'{head}<w:document xmlns:w="{_WORD}">{inner}</w:document>'.encode()


def docx_bomb(folder: Path) -> Path:
    path = folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        head, _, tail = _body("\0").partition(b"\0")
        part.write(head)
        for _ in range(300):
            part.write(b"a" * (1 << 20))
        part.write(tail)
    return path


def docx_that_reads_along(folder: Path) -> Path:
    secret = folder / "secret.txt"
    secret.write_text("RIENG-TU-SECRET", encoding="utf-8")
    path = folder / "along.docx"
    _docx(path, _body("Tít &e;", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'))
    return path


def docx_of_laughs(folder: Path) -> Path:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    path = folder / "laughs.docx"
    _docx(path, _body("&a11;", f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'))
    return path


def zip_that_leaves_its_folder(folder: Path) -> Path:
    path = folder / "slip.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name in (
            "../../slipped.txt",
            str(folder / "slipped-too.txt"),
            "manifest.json",
            "article.json",
            "..\\x.txt",
        ):
            package.writestr(name, "{}")
    return path


def zip_in_itself(folder: Path) -> Path:
    path = folder / "many.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(20_000):
            package.writestr(f"images/{number}.jpg", b"")
    return path


def _text(name: str, content: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_text(content, encoding="utf-8")
        return path

    return make


BUILT: dict[str, Callable[[Path], Path]] = {
    "docx bomb": docx_bomb,
    "docx reading along": docx_that_reads_along,
    "docx of laughs": docx_of_laughs,
    "zip slip": zip_that_leaves_its_folder,
    "zip of very many": zip_in_itself,
    "rtf nested": _text("deep.rtf", "{\\rtf1 " + "{" * 200_000 + "x" + "}" * 200_000 + "}"),
    "rtf object": _text("object.rtf", "{\\rtf1{\\object\\objemb{\\*\\objdata " + "41" * 100_000 + "}}x}"),
    "html nested": _text("deep.html", "<div>" * 200_000 + "x"),
    "html attributes": _text("attrs.html", "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x"),
    "html table": _text("table.html", "<h1>t</h1>" + "<table><tr><td>" * 20_000),
    "md brackets": _text("brackets.md", "# t\n\n" + "[" * 60_000),
    "md emphasis": _text("emphasis.md", "# t\n\n" + "*a_" * 60_000),
    "md quotes": _text("quotes.md", "# t\n\n" + ">" * 60_000),
    "txt of one line": _text("line.txt", "a " * 3_000_000),
}


SOON = ("docx bomb", "docx reading along", "zip slip", "md brackets")
LATER = [pytest.param(name, marks=pytest.mark.slow) for name in BUILT if name not in SOON]


@pytest.mark.parametrize("name", [*SOON, *LATER])
def test_a_hostile_document_ends_in_an_article_or_a_sentence(name: str, desk: Desk) -> None:
    path = BUILT[name](desk.inbox)
    started = time.monotonic()
    ran = program("import", "-w", desk.workspace, path, STANDFIRST_HOME=str(desk.home))
    assert time.monotonic() - started < SECONDS
    assert ran.code in {0, 3}, ran.err
    assert path.name in ran.err or ran.code == 0
    assert not (desk.home / "data" / "crashes").exists(), ran.err
    texts = [file.read_text(encoding="utf-8") for file in (desk.workspace / "articles").rglob("article.md")]
    assert not any("RIENG-TU" in text for text in texts)
    assert not list(desk.top.rglob("*slipped*"))
    Ledger.add("P6", "documents built to freeze, fill or read along", 1)


def mangled(n: int, seed: int) -> list[tuple[str, bytes]]:
    """Pages and texts cut, flipped and mixed with vectors."""
    chance = random.Random(seed)
    beacon = list(vectors(300, seed, "http://127.0.0.1:9/b"))
    found = []
    for number in range(n):
        content = bytearray(chance.choice((PAGE, TEXT, "".join(chance.sample(beacon, 12)))).encode())
        for _ in range(chance.randrange(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            content = bytearray(chance.choice(TEXTS)(chance))
        found.append(
            (f"{number}{chance.choice(('.html', '.txt', '.md', '.rtf', '.docx', '.odt', '.zip'))}", bytes(content))
        )
    return found


def imported(desk: Desk, n: int, seed: int) -> list[str]:
    workspace = Workspace.open(desk.workspace)
    problems = []
    for name, content in mangled(n, seed):
        path = desk.inbox / name
        path.write_bytes(content)
        started = time.monotonic()
        (one,) = import_files(workspace, [path])
        if time.monotonic() - started > SECONDS:
            problems.append(f"{name}: {time.monotonic() - started:.1f} s")
        if (one.error is None) == (one.folder is None):
            problems.append(f"{name}: {one}")
        path.unlink()
    problems += [f"{line.folder.name}: {line.problem!r}" for line in workspace.list() if line.problem is not None]
    return problems


def test_mangled_documents_become_articles_or_errors(desk: Desk) -> None:
    problems = imported(desk, 14, 1)
    Ledger.add("P6", "mangled documents imported", 14, "|".join(problems))
    assert not problems, "\n".join(problems[:20])


@pytest.mark.slow
def test_many_mangled_documents(desk: Desk) -> None:
    n = round(5000 * share())
    problems = imported(desk, n, seeded(2))
    Ledger.add("P6", "mangled documents imported", n, "|".join(problems))
    assert not problems, "\n".join(problems[:20])


def test_an_error_comes_whole_out_of_another_process() -> None:
    error = pickle.loads(pickle.dumps(TooHardError("bài.docx", limit=5)))  # noqa: S301 - our own bytes
    assert isinstance(error, EditorError)
    assert (type(error), error.file, error.facts) == (TooHardError, "bài.docx", {"limit": 5})
