"""The commands on a small workspace: what they print for people, what for machines, how they end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from commandline import NEWSROOM, ROOT, InProcess, fingerprint, program
from editor import files
from editor.cli.console import Bar
from editor.errors import FileUnwritableError
from editor.library import receipts
from editor.library.journal import Journal
from editor.library.workspace import Workspace

BODY = """\
Sáng 24/11, Đảng ủy xã họp bàn việc xây cầu.

Cuộc họp kéo dài ba giờ.
"""


@pytest.fixture
def space(tmp_path: Path, run: InProcess) -> Path:
    root = tmp_path / "kho"
    assert run("init", root).code == 0
    (root / "newsroom.yaml").write_text(NEWSROOM, encoding="utf-8")
    return root


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.JPG"
    Image.new("RGB", (1200, 800), "navy").save(path)
    return path


@pytest.fixture
def article(space: Path, run: InProcess, tmp_path: Path) -> Path:
    (tmp_path / "body.md").write_text(BODY, encoding="utf-8")
    done = run("new", "-w", space, "--title", "Xã họp bàn xây cầu mới", "--body", tmp_path / "body.md")
    return Path(done.out.strip())


@pytest.fixture
def ready(article: Path, photo: Path, run: InProcess) -> Path:
    """An article that nothing blocks."""
    words = ["--caption", "Cầu cũ", "--credit", "Lan Chi", "--alt", "Một cây cầu gỗ"]
    assert run("attach", article, photo, *words, "--after", 1, "--cover").code == 0
    fields = ["authors=@lan-chi", "section=Đô thị", "tags=cầu", "date=2026-11-24", "description=Sapo của bài."]
    assert run("set", article, *fields).code == 0
    return article


def test_init_makes_a_workspace_and_names_it(tmp_path: Path, run: InProcess) -> None:
    done = run("init", tmp_path / "a", "--json")
    assert done.json == {"workspace": str(tmp_path / "a"), "articles": []}
    assert "0 articles" in done.err
    again = run("init", tmp_path / "a")
    assert again.code == 4
    assert str(tmp_path / "a") in again.err


def test_init_with_the_sample_gives_articles_that_can_be_exported(tmp_path: Path, run: InProcess) -> None:
    done = run("init", tmp_path / "a", "--sample", "--json")
    assert len(done.json["articles"]) == 3
    codes = [run("check", article).code for article in done.json["articles"]]
    assert 0 in codes


def test_new_prints_the_folder(space: Path, run: InProcess) -> None:
    fields = ["--section", "Kinh tế", "--tag", "a", "--tag", "b", "--author", "@lan-chi", "--author", "Khác"]
    done = run("new", "-w", space, "--title", "Tít: một", *fields, "--json")
    shown = run("show", done.json["folder"]).json
    assert shown["id"] == done.json["article"]
    assert (shown["headline"], shown["sections"], shown["tags"]) == ("Tít: một", ["Kinh tế"], ["a", "b"])
    assert [author["name"] for author in shown["authors"]] == ["Lan Chi", "Khác"]
    assert shown["lang"] == "vi"


def test_new_reads_its_body_from_stdin(space: Path) -> None:
    done = program("new", "-w", space, "--title", "x", "--body", "-", stdin="## Tít phụ\n\nĐoạn.\n")
    assert done.code == 0, done.err
    assert (Path(done.out.strip()) / "article.md").read_text().endswith("## Tít phụ\n\nĐoạn.\n")


def test_new_with_a_section_that_is_none_makes_nothing(space: Path, run: InProcess) -> None:
    before = fingerprint(space)
    assert run("new", "-w", space, "--title", "x", "--section", "Thể thao").code == 2
    assert fingerprint(space) == before


def test_show_prints_the_whole_model(article: Path, run: InProcess) -> None:
    for arguments in ([article], [article / "article.md"], [article, "--json"]):
        shown = run("show", *arguments).json
        assert shown["schema"] == 1
        assert shown["headline"] == "Xã họp bàn xây cầu mới"
        assert [block["kind"] for block in shown["body"]] == ["paragraph", "paragraph"]


def test_check_exits_1_when_something_blocks_and_0_when_nothing_does(
    article: Path, ready: Path, space: Path, run: InProcess
) -> None:
    assert run("check", ready, "--json").json[0]["findings"] == []
    assert run("check", ready).code == 0
    bare = run("new", "-w", space, "--title", "x", "--json").json["folder"]
    done = run("check", bare, ready, "--json")
    assert done.code == 1
    found, clean = done.json
    assert clean["findings"] == []
    assert {"no-body", "no-byline", "no-section"} <= {finding["code"] for finding in found["findings"]}
    for finding in found["findings"]:
        assert set(finding) == {"code", "severity", "place", "message", "facts"}
        assert finding["severity"] in {"blocker", "warning"}
        assert finding["message"]
    people = run("check", bare, lang="vi")
    assert "Phải sửa: " in people.out
    assert people.err == ""


def test_export_and_verify(ready: Path, tmp_path: Path, run: InProcess) -> None:
    done = run("export", ready, "--to", tmp_path / "cms", "--kind", "both", "--json")
    assert done.code == 0, done.err
    bundle = Path(done.json[0]["bundle"])
    assert (done.json[0]["kind"], done.json[0]["revision"]) == ("both", 1)
    assert (bundle / "html" / "index.html").is_file()
    whole = run("verify", bundle, "--json")
    assert (whole.code, whole.json) == (
        0,
        [{"bundle": str(bundle), "ok": True, "missing": [], "changed": [], "extra": []}],
    )
    image = next(bundle.rglob("*.jpg"))
    content = bytearray(image.read_bytes())
    content[len(content) // 2] ^= 1
    image.write_bytes(content)
    (bundle / "html" / "index.html").unlink()
    (bundle / "stray.txt").write_text("x")
    broken = run("verify", bundle, "--json")
    assert broken.code == 1
    name = image.relative_to(bundle).as_posix()
    assert broken.json[0]["changed"] == [name]
    assert (broken.json[0]["missing"], broken.json[0]["extra"]) == (["html/index.html"], ["stray.txt"])
    assert name in run("verify", bundle).out


def test_a_blocked_export_writes_nothing_and_force_goes_on(article: Path, tmp_path: Path, run: InProcess) -> None:
    done = run("export", article, "--to", tmp_path / "cms")
    assert done.code == 1
    assert "no-byline" in done.err
    assert not (tmp_path / "cms").exists()
    forced = run("export", article, "--to", tmp_path / "cms", "--force", "--json")
    assert forced.code == 0
    assert "no-byline" in forced.json[0]["forced"]
    assert "no-byline" in forced.err


def test_an_export_without_a_receipt_says_so(
    ready: Path, tmp_path: Path, run: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(workspace: Workspace, *_: object) -> None:
        raise FileUnwritableError(workspace.root / ".standfirst", reason="EROFS")

    monkeypatch.setattr(receipts, "add", fails)
    done = run("export", ready, "--to", tmp_path / "cms", "--json")
    assert done.code == 0
    assert done.json[0]["receipt_problem"]["code"] == "file.unwritable"
    assert ".standfirst" in done.err
    assert done.json[0]["bundle"] in done.err


def test_list_and_show_say_what_has_been_handed_over(ready: Path, space: Path, tmp_path: Path, run: InProcess) -> None:
    assert run("list", "-w", space, "--json").json[0]["delivery"] == ""
    assert run("export", ready, "--to", tmp_path / "cms").code == 0
    assert run("list", "-w", space, "--json").json[0]["delivery"] == "exported"
    assert run("set", ready, "title=Xã họp bàn xây hai cây cầu").code == 0
    assert "Changed since export" in run("list", "-w", space, "--status", "changed").out
    assert run("list", "-w", space, "--status", "exported").out == ""
    (exported,) = run("show", ready).json["exports"]
    assert (exported["state"], exported["changed"], exported["revision"]) == ("changed", ["headline"], 1)
    gone = run("export", ready, "--to", tmp_path / "cms", "--withdraw", "--json").json[0]
    assert (gone["state"], gone["revision"]) == ("withdrawn", 2)
    assert run("list", "-w", space, "--status", "withdrawn", "--json").json[0]["folder"] == str(ready)


def test_withdrawing_what_never_left_is_wrong_usage(ready: Path, tmp_path: Path, run: InProcess) -> None:
    done = run("export", ready, "--to", tmp_path / "cms", "--withdraw")
    assert done.code == 2
    assert str(tmp_path / "cms") in done.err


def test_the_royalty_list_is_written_beside_the_list(ready: Path, space: Path, tmp_path: Path, run: InProcess) -> None:
    done = run("list", "-w", space, "--royalty", tmp_path / "nhuan-but.csv")
    assert ready.name in done.out
    assert str(tmp_path / "nhuan-but.csv") in done.err
    lines = (tmp_path / "nhuan-but.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].split(",")[4:9] == ["text", "Lan Chi", "27", "", "1"]
    assert lines[2].split(",")[4:9] == ["photo", "Lan Chi", "", "1", "1"]


def test_several_exports_run_at_once_and_one_that_fails_stops_no_other(
    ready: Path, space: Path, tmp_path: Path, run: InProcess
) -> None:
    bare = Path(run("new", "-w", space, "--title", "Trống").out.strip())
    copy = ready.with_name("2026-11-24-ban-sao")
    shutil.copytree(ready, copy)
    assert run("set", copy, "title=Bản sao", "slug=ban-sao").code == 0
    done = run("export", ready, bare, copy, "--to", tmp_path / "cms", "--jobs", 3, "--json")
    assert done.code == 1
    first, failed, second = done.json
    assert Path(first["bundle"]).is_dir()
    assert Path(second["bundle"]).is_dir()
    assert failed["error"]["code"] == "blocked"
    assert Path(failed["path"]).name in failed["error"]["message"]
    assert failed["path"] == str(bare)


def test_attach_puts_a_photo_where_it_is_asked_for(article: Path, photo: Path, run: InProcess) -> None:
    done = run("attach", article, photo, "--after", 0, "--caption", "Đầu", "--json")
    assert done.json["photos"] == ["images/01-dau.jpg"]
    assert (article / "images" / "01-dau.jpg").read_bytes() == photo.read_bytes()
    body = run("show", article).json["body"]
    assert body[0]["src"] == "images/01-dau.jpg"
    too_far = run("attach", article, photo, "--after", 99)
    assert too_far.code == 2
    assert sorted(path.name for path in (article / "images").iterdir()) == ["01-dau.jpg"]


def test_relate_takes_addresses_and_articles(ready: Path, space: Path, run: InProcess) -> None:
    other = run("new", "-w", space, "--title", "Bài kia", "--section", "Kinh tế", "--json").json
    done = run(
        *("relate", ready, "--add", "https://example.com/a", "--title", "Tít A", "--add", other["article"]),
        *("--add", Path(other["folder"]).name, "--add", other["folder"], "--add", "https://example.com/b", "--json"),
    )
    assert done.code == 0, done.err
    assert done.json[0] == {
        "title": "Tít A",
        "url": "https://example.com/a",
        "section": "",
        "reason": "picked",
        "score": None,
    }
    assert (done.json[1]["title"], done.json[1]["id"], done.json[1]["section"]) == (
        "Bài kia",
        other["article"],
        "Kinh tế",
    )
    related = run("show", ready).json["related"]
    assert [item["title"] for item in related] == ["Tít A", "Bài kia", "example.com/b"]
    before = fingerprint(space)
    assert run("relate", ready, "--add", "no-such-id").code == 3
    assert run("relate", ready, "--add", "ftp://example.com/").code == 2
    assert run("relate", ready, "--add", ready.name).code == 2
    assert run("relate", ready, "--add", ready / "article.md").code == 2
    assert fingerprint(space) == before


def test_list_and_search(ready: Path, space: Path, run: InProcess) -> None:
    run("new", "-w", space, "--title", "Đang mưa", "--section", "Kinh tế")
    (space / "articles" / "hong").mkdir()
    (space / "articles" / "hong" / "article.md").write_text("---\ntitle: [\n---\n")
    everything = run("list", "-w", space, "--json").json
    assert [item["headline"] for item in everything if "error" not in item] == ["Xã họp bàn xây cầu mới", "Đang mưa"]
    assert everything[0]["error"]["code"] == "format.front-matter"
    urban = run("list", "-w", space, "--section", "Tin tức", "--status", "draft", "--json").json
    assert [item["headline"] for item in urban if "error" not in item] == ["Xã họp bàn xây cầu mới"]
    assert "Needs attention" in run("list", "-w", space).out
    done = run("search", "-w", space, "dang", "uy", "--json")
    assert [hit["headline"] for hit in done.json] == ["Xã họp bàn xây cầu mới"]
    assert set(done.json[0]) == {"article", "folder", "headline", "excerpt", "score"}
    assert "Đảng ủy" in done.json[0]["excerpt"]
    assert "hong" in done.err
    nothing = run("search", "-w", space, "máy bay")
    assert (nothing.code, nothing.out) == (0, "")
    assert "máy bay" in nothing.err
    assert run("index", "-w", space, "--rebuild", "--json").json["articles"] == 2


def test_an_article_open_elsewhere_is_not_changed(article: Path, photo: Path, space: Path, run: InProcess) -> None:
    ident = run("show", article).json["id"]
    holder = {"id": "f" * 32, "host": "ANNA-PC", "user": "anna", "pid": 1, "started": "2026-11-24T10:12:00+07:00"}
    (space / ".standfirst" / "leases" / f"{ident}.json").write_text(json.dumps(holder))
    before = fingerprint(space)
    for arguments in (
        ["set", article, "title=x"],
        ["attach", article, photo],
        ["relate", article, "--add", "https://a.vn"],
    ):
        done = run(*arguments)
        assert done.code == 4
        assert "anna" in done.err
        assert "ANNA-PC" in done.err
    assert fingerprint(space) == before
    assert run("check", article).code == 1
    assert run("show", article).code == 0


def test_a_lease_of_a_dead_process_is_in_nobodys_way(article: Path, space: Path, run: InProcess) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    ident = run("show", article).json["id"]
    holder = {
        "id": "f" * 32,
        "host": socket.gethostname(),
        "user": "anna",
        "pid": process.pid,
        "started": "2026-11-24T10:12:00+07:00",
    }
    (space / ".standfirst" / "leases" / f"{ident}.json").write_text(json.dumps(holder))
    assert run("set", article, "title=x").code == 0
    assert list((space / ".standfirst" / "leases").iterdir()) == []


def test_unsaved_text_is_mentioned_and_not_used(ready: Path, tmp_path: Path, run: InProcess) -> None:
    text = (ready / "article.md").read_text(encoding="utf-8")
    Journal(ready).write(text.replace("ba giờ", "bốn giờ"), files.digest(text.encode()))
    for arguments in (["check", ready], ["show", ready], ["export", ready, "--to", tmp_path / "cms"]):
        done = run(*arguments, "--json")
        assert done.code == 0
        assert "unsaved text" in done.err
        assert "bốn giờ" not in done.out
    Journal(ready).path.write_text("damaged")
    assert "damaged" in run("check", ready).err
    Journal(ready).path.unlink()
    assert run("check", ready).err == ""


def test_a_bad_setting_is_said_and_stops_nothing(ready: Path, space: Path, run: InProcess) -> None:
    (space / "newsroom.yaml").write_text(NEWSROOM + "new_tags: perhaps\n", encoding="utf-8")
    done = run("check", ready)
    assert done.code == 0
    assert "newsroom.yaml" in done.err
    assert "new_tags" in done.err


def test_a_comment_lost_by_set_is_said(article: Path, run: InProcess) -> None:
    path = article / "article.md"
    path.write_text(path.read_text().replace("---\n", "---\n# ghi nhớ\n", 1))
    done = run("set", article, "title=khác", "--json")
    assert [finding["code"] for finding in done.json["findings"]] == ["comment-lost"]
    assert "comment" in done.err


def test_import_reports_what_it_left_out(space: Path, seed: Path, run: InProcess) -> None:
    done = run("import", "-w", space, seed / "article.txt", "--photos", seed, "--json")
    assert done.code == 0, done.err
    (one,) = done.json
    assert set(one) == {"article", "folder", "findings", "dropped", "archive_items"}
    assert len(one["archive_items"]) == 9
    shown = run("show", one["folder"]).json
    assert len(shown["headline"]) == 83
    assert [block["kind"] for block in shown["body"]].count("figure") == 3


def test_import_of_several_goes_on_when_one_fails(space: Path, tmp_path: Path, run: InProcess) -> None:
    (tmp_path / "a.md").write_text("# Một\n\nĐoạn.\n")
    (tmp_path / "b.docx").write_bytes(b"PK")
    done = run("import", "-w", space, tmp_path / "a.md", tmp_path / "b.docx", tmp_path / "c.md", "--json")
    assert done.code == 3
    assert [("error" in item) for item in done.json] == [False, True, True]
    assert len(list((space / "articles").iterdir())) == 1


def test_a_reader_that_has_seen_enough_is_no_error(space: Path, run: InProcess) -> None:
    for number in range(40):
        run("new", "-w", space, "--title", f"Bài {number} {'x' * 2000}")
    command = f"{sys.executable} -m editor list -w {space} | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_ctrl_c_stops_an_export_and_leaves_no_half_bundle(
    ready: Path, tmp_path: Path, run: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def interrupt(bar: Bar, done: int, total: int, item: str) -> None:
        if not seen:
            os.kill(os.getpid(), signal.SIGINT)
        seen.append(item)
        time.sleep(0.05)

    monkeypatch.setattr(Bar, "__call__", interrupt)
    before = signal.getsignal(signal.SIGINT)
    done = run("export", ready, "--to", tmp_path / "cms")
    assert seen
    assert done.code == 130
    assert done.out == ""
    assert done.err.strip() == "Stopped as asked. Nothing was left half done."
    assert not (tmp_path / "cms").exists() or list((tmp_path / "cms").iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is before


def test_the_workspace_of_an_article_is_found_from_inside_it(
    article: Path, run: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article)
    assert run("show", ".").json["headline"] == "Xã họp bàn xây cầu mới"
    assert Workspace.of_article(Path("article.md"))[1] == article
