"""What the paper has published comes into the archive from files of every kind; what cannot be used is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from commandline import InProcess
from editor.app import archiving
from editor.app.archiving import Archived, import_published, keep_offered
from editor.errors import CancelledError, FileMissingError, UnknownFormatError
from editor.ingest.draft import ArchiveItem
from editor.library import archive
from editor.library.archive import Item
from editor.library.workspace import Workspace
from editor.work import Cancel, no_progress

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Báo</title><link>https://bao.vn</link>
<item>
  <title><![CDATA[Hà Nội mở lớp bồi dưỡng Bí thư Đảng ủy xã]]></title>
  <link>https://bao.vn/mo-lop-1.html</link>
  <description>&lt;img src="x.jpg"&gt; Sapo của &lt;b&gt;bài&lt;/b&gt; &amp;amp; hơn nữa</description>
  <media:title>Tên ảnh</media:title>
  <category>Chính trị</category>
  <pubDate>Mon, 17 Oct 2022 08:00:00 +0700</pubDate>
</item>
<item><title>Không có địa chỉ</title></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title>
<entry><title>Cầu mới thông xe</title><link rel="edit" href="https://bao.vn/x"/><link href="https://bao.vn/cau-2.html"/>
<updated>2022-10-18T09:00:00+07:00</updated><category term="Đô thị"/></entry></feed>
"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://bao.vn/tin-3.html</loc><image:image><image:loc>https://bao.vn/a.jpg</image:loc></image:image>
<news:news><news:publication_date>2022-10-19T07:00:00+07:00</news:publication_date>
<news:title>Tuyển sinh lớp 10 năm nay</news:title><news:keywords>tuyển sinh, lớp 10</news:keywords></news:news></url>
<url><loc>https://bao.vn/ha-noi-tang-cuong-kiem-tra-100004.html</loc><lastmod>2022-10-20</lastmod></url>
</urlset>
"""
CSV = (
    "\ufeffTiêu đề;Đường dẫn;Chuyên mục;Ngày đăng\nGiá điện tăng;https://bao.vn/dien-5.html;Kinh tế;21/10/2022 10:30\n"
)
CSV += ";;;\nThiếu địa chỉ;;Kinh tế;\n"
JSONL = (
    '{"title": "Đội tuyển thắng trận", "url": "https://bao.vn/bong-da-6.html", "tags": ["bóng đá"]}\nkhông phải JSON\n'
)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "ws")


def taken(space: Workspace, *places: Path) -> Archived:
    return import_published(space, places, Cancel(), no_progress)


def items(space: Workspace) -> dict[str, Item]:
    found = (item for item in archive.read(space.root / "archive" / "published.jsonl"))
    return {item.url: item for item in found if item is not None}


def written(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir()
    for name, content in files.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def test_every_kind_of_file_is_read(space: Workspace, tmp_path: Path) -> None:
    folder = written(
        tmp_path / "in", a_xml=RSS, b_atom=ATOM, c_xml_gz=gzip.compress(NEWS.encode()), d_csv=CSV, e_jsonl=JSONL
    )
    done = taken(space, folder)
    assert (done.files, done.added.new) == (5, 6)
    assert items(space) == {
        "https://bao.vn/mo-lop-1.html": Item(
            "Hà Nội mở lớp bồi dưỡng Bí thư Đảng ủy xã",
            "https://bao.vn/mo-lop-1.html",
            "Chính trị",
            "2022-10-17T08:00:00+07:00",
            "Sapo của bài & hơn nữa",
        ),
        "https://bao.vn/cau-2.html": Item(
            "Cầu mới thông xe", "https://bao.vn/cau-2.html", "Đô thị", "2022-10-18T09:00:00+07:00"
        ),
        "https://bao.vn/tin-3.html": Item(
            "Tuyển sinh lớp 10 năm nay",
            "https://bao.vn/tin-3.html",
            date="2022-10-19T07:00:00+07:00",
            tags=("tuyển sinh", "lớp 10"),
        ),
        "https://bao.vn/ha-noi-tang-cuong-kiem-tra-100004.html": Item(
            "Ha noi tang cuong kiem tra", "https://bao.vn/ha-noi-tang-cuong-kiem-tra-100004.html", date="2022-10-20"
        ),
        "https://bao.vn/dien-5.html": Item(
            "Giá điện tăng", "https://bao.vn/dien-5.html", "Kinh tế", "2022-10-21T10:30:00+07:00"
        ),
        "https://bao.vn/bong-da-6.html": Item(
            "Đội tuyển thắng trận", "https://bao.vn/bong-da-6.html", tags=("bóng đá",)
        ),
    }
    assert [(finding.code, dict(finding.facts)) for finding in done.findings] == [
        ("archive.broken-fields", {"file": "a.xml", "line": 11}),
        ("archive.broken-fields", {"file": "d.csv", "line": 4}),
        ("archive.broken-object", {"file": "e.jsonl", "line": 2}),
    ]


def test_the_same_again_changes_nothing_and_a_new_title_one_line(space: Workspace, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a_xml=RSS, e_jsonl=JSONL)
    taken(space, folder)
    path = space.root / "archive" / "published.jsonl"
    before = path.read_bytes()
    again = taken(space, folder)
    assert (again.added.new, again.added.changed, again.added.same) == (0, 0, 2)
    assert path.read_bytes() == before
    (folder / "e.jsonl").write_text(JSONL.replace("thắng", "hòa"), encoding="utf-8")
    assert taken(space, folder / "e.jsonl").added.changed == 1
    assert items(space)["https://bao.vn/bong-da-6.html"].title == "Đội tuyển hòa trận"
    assert len(items(space)) == 2


@pytest.mark.parametrize(
    ("name", "content", "code", "new"),
    [
        ("cut.xml", RSS[: RSS.index("<item><title>Không")], "archive.broken-xml", 1),
        ("bomb.xml", '<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel>&a;</channel></rss>', "archive.broken-xml", 0),
        ("index.xml", "<sitemapindex><sitemap><loc>https://b.vn/1.xml</loc></sitemap></sitemapindex>", None, 0),
        ("none.csv", "một,hai\n1,2\n", "archive.broken-columns", 0),
        ("bad.json", "[1, 2", "archive.broken-json", 0),
        ("cut.gz", gzip.compress(JSONL.encode() * 50)[:60], "archive.broken-gz", 0),
        ("deep.jsonl", '{"title":' + "[" * 100_000, "archive.broken-object", 0),
    ],
)
def test_a_broken_file_gives_what_it_can_and_says_where_it_ends(
    space: Workspace, tmp_path: Path, name: str, content: str | bytes, code: str | None, new: int
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    done = taken(space, path)
    assert done.added.new == new
    assert [finding.code for finding in done.findings] == [code or "archive.broken-index"]


def feed(title: str, encoding: str = "utf-8") -> str:
    stories = (("Bài một", "1"), (title, "2?a=1&amp;b=2"), ("Bài ba", "3"))
    told = "".join(f"<item><title>{text}</title><link>https://b.vn/{link}</link></item>" for text, link in stories)
    return f'<?xml version="1.0" encoding="{encoding}"?><rss><channel>{told}</channel></rss>'


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"\xef\xbb\xbf" + feed("Cầu mới").encode(), "Cầu mới"),
        (b"\r\n  " + feed("Cầu mới").encode(), "Cầu mới"),
        (feed("Cầu “mới”", "utf-16").encode("utf-16"), "Cầu “mới”"),
        (feed("Cầu mới", "iso-8859-1").encode(), "Cầu mới"),
        (feed("C&acirc;&#768;u&nbsp;m&#7899;i &ldquo;x&rdquo;").encode(), "Cầu mới “x”"),
        (feed("Cầu & đường &khong_co; &amp; phố").encode(), "Cầu & đường &khong_co; & phố"),
        (feed("<![CDATA[Cầu & đường <b>mới</b>]]>").encode(), "Cầu & đường mới"),
        (feed("Cầu\x0b mới").encode(), "Cầu mới"),
        (feed("Cầu mới &amp;amp; đẹp" + "<!-- & -->" * 20_000).encode(), "Cầu mới & đẹp"),
    ],
)
def test_a_feed_written_by_hand_is_read_to_its_end(
    space: Workspace, tmp_path: Path, content: bytes, title: str
) -> None:
    path = tmp_path / "rss.xml"
    path.write_bytes(content)
    done = taken(space, path)
    assert done.findings == ()
    assert [item.title for item in items(space).values()] == ["Bài một", title, "Bài ba"]
    assert "https://b.vn/2?a=1&b=2" in items(space)


LINE = '{"title": "Hà Nội &amp; &quot;phố&quot;", "url": "https://b.vn/1"}'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.jsonl", b"\xef\xbb\xbf" + LINE.encode()),
        ("utf16.jsonl", f"{LINE}\n".encode("utf-16")),
        ("windows.jsonl", LINE.replace("ộ", "ô\u0323").replace("ố", "ô\u0301").encode("windows-1258")),
        ("list.json", f"[{LINE}]".encode("utf-16")),
        ("spread.json", LINE.replace("{", "{\n").replace("}", "\n}").encode()),
        ("wrapped.json", f'{{\n"archive_items": [{LINE}]\n}}'.encode()),
        ("sep.csv", '\ufeffsep=;\nTiêu đề;Đường dẫn\n"Hà Nội &amp; ""phố""";https://b.vn/1\n'.encode()),
        ("utf16.csv", "Tiêu đề\tĐường dẫn\nHà Nội &amp; &quot;phố&quot;\thttps://b.vn/1\n".encode("utf-16")),
    ],
)
def test_tables_and_json_of_any_charset_are_read(space: Workspace, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = taken(space, path)
    assert done.findings == ()
    assert [item.title for item in items(space).values()] == ['Hà Nội & "phố"']


def test_an_endless_packed_file_ends(space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archiving, "_BYTES", 20_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(JSONL.encode() + b" \n" * 1_000_000))
    done = taken(space, path)
    assert done.added.new == 1
    assert done.findings[-1].code == "archive.broken-size"


def test_many_broken_lines_are_counted_and_the_first_named(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("{}\n" * 500, encoding="utf-8")
    done = taken(space, path)
    assert done.skipped == 500
    assert len(done.findings) == 50


def test_paths_of_the_papers_own_site_become_addresses(space: Workspace, tmp_path: Path) -> None:
    settings = space.root / "newsroom.yaml"
    settings.write_text("url: https://bao.vn\n", encoding="utf-8")
    path = tmp_path / "in.jsonl"
    path.write_text('{"title": "Tin", "url": "/bai-1.html"}\n', encoding="utf-8")
    taken(space, path)
    assert list(items(space)) == ["https://bao.vn/bai-1.html"]


def test_what_an_imported_page_offered_is_kept(space: Workspace) -> None:
    offered = (ArchiveItem("Tin một", "/bai-1.html", "Tin tức"), ArchiveItem("Không địa chỉ", "", "Tin tức"))
    assert keep_offered(space, offered) == ("/bai-1.html",)
    assert keep_offered(space, offered) == ()
    assert items(space)["/bai-1.html"] == Item("Tin một", "/bai-1.html", "Tin tức")
    archive.take_out(space.root, {"/bai-1.html"})
    assert items(space) == {}


def test_what_import_prints_is_an_archive_too(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    offered = [{"title": "Tin một", "url": "https://b.vn/1", "section": "Tin tức"}, {"title": "Hai", "url": ""}]
    path.write_text(json.dumps([{"article": "x", "archive_items": offered}]), encoding="utf-8")
    done = taken(space, path)
    assert (done.added.new, done.skipped) == (1, 1)


def test_nothing_is_imported_from_nowhere_and_a_cancel_imports_nothing(space: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        taken(space, tmp_path / "nowhere.xml")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownFormatError):
        taken(space, tmp_path / "empty")
    folder = written(tmp_path / "in", a_xml=RSS)
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(CancelledError):
        import_published(space, [folder], cancel, no_progress)
    assert not (space.root / "archive").exists()


def test_the_command_line_imports_and_says_what_it_left_out(
    space: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path / "in", a_xml=RSS, e_jsonl=JSONL)
    done = InProcess(capsys)("archive", "-w", space.root, folder, "--json")
    assert done.code == 0
    said = json.loads(done.out)
    assert {key: said[key] for key in ("files", "new", "changed", "same", "skipped", "items")} == {
        "files": 2,
        "new": 2,
        "changed": 0,
        "same": 0,
        "skipped": 2,
        "items": 2,
    }
    assert [finding["line"] for finding in said["findings"]] == [11, 2]
    assert all("dòng" in finding["message"] or "line" in finding["message"] for finding in said["findings"])
    with space.index() as index:
        assert [item.title for item in index.published("bong da")] == ["Đội tuyển thắng trận"]  # by its tag
        assert [item.title for item in index.published("doi tuyen")] == ["Đội tuyển thắng trận"]
        assert index.search("doi tuyen") == ()


def test_the_newsroom_names_where_its_published_stories_lie(
    space: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = InProcess(capsys)
    assert run("archive", "-w", space.root).code == 2
    written(tmp_path / "in", a_xml=RSS)
    settings = space.root / "newsroom.yaml"
    settings.write_text("archive: {sources: [../in]}\n", encoding="utf-8")
    assert space.newsroom().archive_sources == (str(space.root / ".." / "in"),)
    assert json.loads(run("archive", "-w", space.root, "--json").out)["new"] == 1
    settings.write_text("archive: {sources: [../gone]}\n", encoding="utf-8")
    done = run("archive", "-w", space.root)
    assert (done.code, "gone" in done.err) == (3, True)


def test_files_of_which_nothing_could_be_read_are_no_success(
    space: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "none.csv"
    broken.write_text("một,hai\n1,2\n", encoding="utf-8")
    done = InProcess(capsys)("archive", "-w", space.root, broken)
    assert (done.code, done.err.count("none.csv")) == (3, 1)


def test_the_index_follows_the_archives_files(space: Workspace, tmp_path: Path) -> None:
    folder = space.root / "archive"
    folder.mkdir()
    (folder / "a.jsonl").write_text(JSONL, encoding="utf-8")
    (folder / "b.jsonl").write_text('{"headline": "Lũ quét", "link": "https://b.vn/7"}\n', encoding="utf-8")
    with space.index() as index:
        assert index.refresh_archive() == 2
        (folder / "a.jsonl").write_text(JSONL.replace("thắng", "hòa"), encoding="utf-8")
        (folder / "b.jsonl").unlink()
        assert index.refresh_archive() == 1
        assert [item.title for item in index.published("tuyển")] == ["Đội tuyển hòa trận"]
        assert index.published("lũ") == ()
    with space.index() as index:
        assert [item.title for item in index.published("tuyen")] == ["Đội tuyển hòa trận"]
