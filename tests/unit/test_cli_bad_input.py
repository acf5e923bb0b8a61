"""What goes wrong in a newsroom: a sentence with the file's name, exit 3, nothing changed on disk, no traceback."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from commandline import NEWSROOM, InProcess, Ran, fingerprint, program

Failure = Callable[..., Ran]


@pytest.fixture
def space(tmp_path: Path, run: InProcess) -> Path:
    root = tmp_path / "kho"
    assert run("init", root).code == 0
    (root / "newsroom.yaml").write_text(NEWSROOM, encoding="utf-8")
    return root


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.JPG"
    Image.effect_noise((1600, 1200), 80).convert("RGB").save(path, quality=95)
    return path


@pytest.fixture
def article(space: Path, photo: Path, run: InProcess) -> Path:
    """An article that nothing blocks."""
    fields = ["--section", "Đô thị", "--tag", "cầu", "--author", "@lan-chi"]
    folder = Path(run("new", "-w", space, "--title", "Bài có ảnh", *fields).out.strip())
    words = ["--caption", "Một", "--credit", "Lan Chi", "--alt", "Cầu", "--cover"]
    assert run("set", folder, "body=Một đoạn.", "description=Sapo", "date=2026-11-24").code == 0
    assert run("attach", folder, photo, *words).code == 0
    return folder


@pytest.fixture
def fails(tmp_path: Path, run: InProcess) -> Failure:
    """Runs a command that must fail, in both languages and for machines, and leave everything as it was."""

    def fail(*arguments: object, names: object, code: int = 3) -> Ran:
        before = fingerprint(tmp_path)
        for lang in ("vi", "en"):
            done = run(*arguments, lang=lang)
            assert done.code == code, done
            assert done.out == ""
            assert str(names) in done.err
            assert "Traceback" not in done.err
            assert 1 <= done.err.strip().count(". ") + 1 <= 3
        machine = run(*arguments, "--json")
        assert machine.code == code
        assert set(machine.json["error"]) == {"code", "message", "file"}
        assert str(names) in machine.json["error"]["message"]
        assert fingerprint(tmp_path) == before
        return machine

    return fail


COMMANDS = {
    "show": ["show"],
    "check": ["check"],
    "set": ["set", "title=x"],
    "attach": ["attach", "photo"],
    "relate": ["relate", "--add", "https://example.com/a"],
    "export": ["export", "--to", "cms"],
}


def command(name: str, article: Path, photo: Path, tmp_path: Path) -> list[object]:
    verb, *rest = COMMANDS[name]
    places = {"photo": photo, "cms": tmp_path / "cms"}
    return [verb, article, *(places.get(word, word) for word in rest)]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_article(name: str, space: Path, photo: Path, tmp_path: Path, fails: Failure) -> None:
    for path in (space / "articles" / "none", space, tmp_path / "none"):
        done = fails(*command(name, path, photo, tmp_path), names=path)
        assert done.json["error"]["code"] == "workspace.no-article"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    "content",
    [
        b"---\ntitle: [\n---\n\nx\n",
        b"---\ntitle: a\ntitle: b\n---\n",
        b"---\ntitle: \xff\n---\n",
        b"---\nstandfirst:\n  schema: 99\n---\n",
    ],
)
def test_unreadable_front_matter(
    name: str, content: bytes, article: Path, photo: Path, tmp_path: Path, fails: Failure
) -> None:
    (article / "article.md").write_bytes(content)
    fails(*command(name, article, photo, tmp_path), names=article / "article.md")


def test_unreadable_front_matter_names_the_line(article: Path, fails: Failure) -> None:
    (article / "article.md").write_text("---\ntitle: x\ntags: [\n---\n")
    message = fails("show", article, names="article.md").json["error"]["message"]
    assert any(f"line {number}" in message or f"dòng {number}" in message for number in (3, 4))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workspace_on_a_missing_drive(name: str, photo: Path, tmp_path: Path, fails: Failure) -> None:
    root = tmp_path / "drive" / "kho"
    done = fails(*command(name, root / "articles" / "a", photo, tmp_path), names=root)
    assert done.json["error"]["code"] == "workspace.missing"


@pytest.mark.parametrize("verb", [["list"], ["search", "x"], ["index"], ["new", "--title", "x"], ["import", "x.txt"]])
def test_a_missing_or_empty_workspace(verb: list[str], tmp_path: Path, fails: Failure) -> None:
    (tmp_path / "empty").mkdir()
    for root in (tmp_path / "none", tmp_path / "empty"):
        fails(verb[0], "-w", root, *verb[1:], names=root)


def test_a_photo_that_is_missing_blocks_the_export_and_is_named(article: Path, tmp_path: Path, run: InProcess) -> None:
    photo = next((article / "images").iterdir())
    photo.unlink()
    before = fingerprint(tmp_path)
    found = run("check", article, "--json")
    assert found.code == 1
    (missing,) = [item for item in found.json[0]["findings"] if item["code"] == "photo-missing"]
    assert photo.name in missing["message"]
    done = run("export", article, "--to", tmp_path / "cms")
    assert done.code == 1
    assert "photo-missing" in done.err
    assert fingerprint(tmp_path) == before


def test_a_photo_that_is_missing_when_it_is_attached(article: Path, tmp_path: Path, fails: Failure) -> None:
    fails("attach", article, tmp_path / "none.jpg", names="none.jpg")


def test_a_text_named_jpg(article: Path, photo: Path, tmp_path: Path, fails: Failure) -> None:
    (tmp_path / "text.jpg").write_text("not a photo at all")
    done = fails("attach", article, tmp_path / "text.jpg", names="text.jpg")
    assert done.json["error"]["code"] == "photo.not-a-photo"
    fails("attach", article, photo, tmp_path / "text.jpg", names="text.jpg")  # nor is the good one stored


def test_a_damaged_photo(article: Path, photo: Path, tmp_path: Path, fails: Failure) -> None:
    (tmp_path / "half.jpg").write_bytes(photo.read_bytes()[:600])
    fails("attach", article, tmp_path / "half.jpg", names="half.jpg")


def test_a_file_in_the_place_of_a_folder(article: Path, space: Path, tmp_path: Path, fails: Failure) -> None:
    (tmp_path / "file").write_text("x")
    fails("export", article, "--to", tmp_path / "file", names=tmp_path / "file")
    fails("export", article, "--to", tmp_path / "file" / "cms", names=tmp_path / "file")
    fails("init", tmp_path / "file" / "kho", names=tmp_path / "file")


def test_missing_import_and_body_files(space: Path, tmp_path: Path, fails: Failure) -> None:
    fails("import", "-w", space, tmp_path / "none.txt", names="none.txt")
    fails("new", "-w", space, "--title", "x", "--body", tmp_path / "none.md", names="none.md")
    (tmp_path / "bai.docx").write_bytes(b"PK")
    fails("import", "-w", space, tmp_path / "bai.docx", names="bai.docx")


def test_what_is_no_bundle(tmp_path: Path, fails: Failure) -> None:
    fails("verify", tmp_path / "none", names="none")
    (tmp_path / "folder").mkdir()
    fails("verify", tmp_path / "folder", names="folder")
    (tmp_path / "folder" / "manifest.json").write_text("{")
    fails("verify", tmp_path / "folder", names="folder")


def test_a_folder_of_another_is_left_alone_in_the_cms(article: Path, tmp_path: Path, fails: Failure) -> None:
    other = tmp_path / "cms" / "bai-co-anh"
    other.mkdir(parents=True)
    (other / "index.html").write_text("theirs")
    fails("export", article, "--to", tmp_path / "cms", names=other, code=4)


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A small file system of its own; skips where none may be mounted."""
    folder.mkdir()
    if subprocess.run(["mount", *options, folder], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk(article: Path, space: Path, photo: Path, tmp_path: Path, run: InProcess) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=400k", "tmpfs") as disk:
        exported = run("export", article, "--to", disk / "cms")
        assert (exported.code, exported.out) == (3, "")
        assert str(disk) in exported.err
        assert [path for path in disk.rglob("*") if path.is_file()] == []

        copy = disk / "kho"
        shutil.copytree(space, copy, ignore=shutil.ignore_patterns("images"))
        inside = copy / "articles" / article.name
        attached = run("attach", inside, photo)
        assert attached.code == 3
        assert "images" in attached.err
        assert not list((copy / "articles").rglob("*.jpg"))

        before = (inside / "article.md").read_bytes()
        with contextlib.suppress(OSError), (disk / "filler").open("wb") as filler:
            while True:
                filler.write(b"\0" * 512)
                filler.flush()
        done = run("set", inside, f"description={'đầy ' * 3000}")
        assert done.code == 3
        assert "Traceback" not in done.err
        assert str(copy) in done.err
        assert (inside / "article.md").read_bytes() == before
        made = run("new", "-w", copy, "--title", "đầy " * 2000)
        assert made.code == 3
        assert len(list((copy / "articles").iterdir())) == 1


def test_a_new_workspace_on_a_full_disk_leaves_nothing(tmp_path: Path, run: InProcess) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=200k", "tmpfs") as disk:
        (disk / "empty").mkdir()
        before = fingerprint(disk)
        for folder in (disk / "empty", disk / "a" / "b"):
            done = run("init", folder, "--sample")
            assert done.code == 3
            assert str(folder) in done.err
            assert fingerprint(disk) == before


def test_a_disk_that_may_only_be_read(article: Path, space: Path, photo: Path, tmp_path: Path, run: InProcess) -> None:
    source = tmp_path / "source"
    shutil.copytree(space, source)
    with mounted(tmp_path / "disk", "--bind", str(source)) as disk:
        subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
        inside = disk / "articles" / article.name
        before = fingerprint(source)
        for arguments in (
            ["set", inside, "title=x"],
            ["attach", inside, photo],
            ["new", "-w", disk, "--title", "x"],
            ["export", article, "--to", disk / "cms"],
        ):
            done = run(*arguments, lang="vi")
            assert done.code == 3, done
            assert "chỉ cho đọc" in done.err
            assert str(disk) in done.err
        assert run("check", inside).code == 0
        assert run("show", inside).code == 0
        assert run("search", "-w", disk, "anh").code == 0
        assert fingerprint(source) == before


def test_the_program_itself_ends_so(article: Path, tmp_path: Path) -> None:
    before = fingerprint(tmp_path)
    for code, name, arguments in (
        (3, "none", ["show", tmp_path / "none"]),
        (3, "text.jpg", ["attach", article, tmp_path / "text.jpg"]),
        (2, "nope", ["set", article, "nope=x"]),
    ):
        done = program(*arguments)
        assert (done.code, done.out) == (code, "")
        assert name in done.err
        assert "Traceback" not in done.err
    assert fingerprint(tmp_path) == before


def test_the_fingerprint_would_see_a_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    seen = {fingerprint(tmp_path)}
    (tmp_path / "a" / "b").write_text("1")
    seen.add(fingerprint(tmp_path))
    (tmp_path / "a" / "b").write_text("2")
    seen.add(fingerprint(tmp_path))
    (tmp_path / "c").mkdir()
    seen.add(fingerprint(tmp_path))
    assert len(seen) == 4
