"""`standfirst set`: every field of the front matter, as text, checked before anything is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import NEWSROOM, InProcess, Ran, fingerprint
from editor.cli.assigning import KEYS, Desk, assign, pairs_of
from editor.errors import UsageError
from editor.library.workspace import Workspace
from editor.model import tidy
from editor.model.article import Article, Author, Crop, Region
from editor.model.blocks import Figure, Paragraph, plain
from editor.model.newsroom import Newsroom
from editor.source.reader import read
from editor.source.writer import write

NOW = datetime.fromisoformat("2026-11-24T09:30:00+07:00")
PHOTOS = (Figure("images/01-a.b.jpg", plain("Một")), Paragraph(plain("chữ")), Figure("images/02-c.png", plain("Hai")))


class SetArticle:
    """An article on disk and `set` on it."""

    def __init__(self, root: Path, run: InProcess) -> None:
        self.workspace = Workspace.init(root)
        (root / "newsroom.yaml").write_text(NEWSROOM, encoding="utf-8")
        self.folder = self.workspace.create(Article(headline="Tít", body=PHOTOS), NOW)
        self._run = run

    def __call__(self, *pairs: str) -> Ran:
        return self._run("set", self.folder, *pairs)

    @property
    def article(self) -> Article:
        return self.workspace.load(self.folder).article

    @property
    def text(self) -> str:
        return (self.folder / "article.md").read_text(encoding="utf-8")


@pytest.fixture
def put(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> SetArticle:
    return SetArticle(tmp_path / "ws", InProcess(capsys))


@pytest.mark.parametrize(
    ("pair", "field", "expected"),
    [
        ("title=Số 1 #hot: no", "headline", "Số 1 #hot: no"),
        ("headline=x", "headline", "x"),
        ("slug=a-b-1", "slug", "a-b-1"),
        ("date=2022-10-17T08:00:00+07:00", "date", "2022-10-17T08:00:00+07:00"),
        ("date=2022-10-17", "date", "2022-10-17T00:00:00+07:00"),
        ("date=2022-10-17 08:30", "date", "2022-10-17T08:30:00+07:00"),
        ("date=2022-10-17T08:30+07:00", "date", "2022-10-17T08:30:00+07:00"),
        ("embargo=2022-10-17T08:30:00+0900", "embargo", "2022-10-17T08:30:00+09:00"),
        ("date=2022-10-17T01:00:00Z", "date", "2022-10-17T01:00:00Z"),
        ("lastmod=2022-10-18T08:00:00+07:00", "lastmod", "2022-10-18T08:00:00+07:00"),
        ("lang=en", "lang", "en"),
        ("kicker=[Infographic] @x", "kicker", "[Infographic] @x"),
        ("description=dòng\nhai", "standfirst", "dòng hai"),
        ("standfirst=010", "standfirst", "010"),
        ("dateline=HÀ NỘI", "dateline", "HÀ NỘI"),
        ("story_type=tin", "story_type", "tin"),
        ("authors=Vũ Trọng", "authors", (Author("Vũ Trọng"),)),
        ("authors=@lan-chi", "authors", (Author("Lan Chi", "lan-chi"),)),
        ("section=Tin tức/Đô thị", "sections", ("Tin tức/Đô thị",)),
        ("section=Đô thị", "sections", ("Tin tức/Đô thị",)),
        ("tags=no", "tags", ("no",)),
        ("tags=Luật đất đai, nhà ở", "tags", ("Luật đất đai, nhà ở",)),
        ("cover=2", "cover", "images/02-c.png"),
        ("cover=01-a.b.jpg", "cover", "images/01-a.b.jpg"),
        ("canonical=https://example.com/a?b=1", "canonical", "https://example.com/a?b=1"),
        ("embargo=2026-12-01T06:00:00+07:00", "embargo", "2026-12-01T06:00:00+07:00"),
        ("status=ready", "status", "ready"),
        ("note=hai\ndòng", "note", "hai\ndòng"),
    ],
)
def test_a_field_holds_what_was_typed(put: SetArticle, pair: str, field: str, expected: object) -> None:
    assert put(pair).code == 0
    assert getattr(put.article, field) == expected


def test_seo_fields_are_set(put: SetArticle) -> None:
    assert put("seo.title=Tít ngắn", "seo.description=Mô tả").code == 0
    assert (put.article.seo.title, put.article.seo.description) == ("Tít ngắn", "Mô tả")


def test_a_list_repeats_and_is_emptied(put: SetArticle) -> None:
    put("tags=A", "tags=B C", "authors=Một", "authors=Hai")
    assert put.article.tags == ("A", "B C")
    assert [author.name for author in put.article.authors] == ["Một", "Hai"]
    put("tags=", "authors=")
    assert put.article.tags == ()
    assert put.article.authors == ()


def test_the_main_section_comes_first_and_the_others_stay(put: SetArticle) -> None:
    put("categories=Kinh tế", "categories=Tin tức")
    put("section=Tin tức/Đô thị")
    assert put.article.sections == ("Tin tức/Đô thị", "Kinh tế", "Tin tức")
    put("section=")
    assert put.article.sections == ()


def test_words_of_a_photo_reach_the_body(put: SetArticle) -> None:
    done = put(
        "resources.2.caption=Chú *thích*",
        "resources.02-c.png.credit=Lan Chi",
        "resources.01-a.b.jpg.alt=Mô tả",
        "resources.images/01-a.b.jpg.rights=© Báo",
        "resources.1.creator=X",
        "resources.1.source=Y",
    )
    assert done.code == 0
    first, _, second = put.article.body
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert second.caption == plain("Chú *thích*")
    assert second.credit == "Lan Chi"
    assert first.alt == "Mô tả"
    resource = put.article.resource("images/01-a.b.jpg")
    assert (resource.rights, resource.creator, resource.source) == ("© Báo", "X", "Y")


def test_what_is_shown_of_a_photo(put: SetArticle) -> None:
    done = put(
        "resources.1.focus=.5,0.25",
        "resources.1.crops.16:9=0,0,1,0.5",
        "resources.1.rotate=90",
        "resources.1.blur=0,.5,.25,.125; 0.5,0.5,0.1,0.1",
        "resources.1.size=wide",
        "resources.1.decorative=true",
    )
    assert done.code == 0
    resource = put.article.resource("images/01-a.b.jpg")
    assert resource.focus == (0.5, 0.25)
    assert resource.crops == (Crop("16:9", 0.0, 0.0, 1.0, 0.5),)
    assert (resource.rotate, resource.size, resource.decorative) == (90, "wide", True)
    assert resource.blur == (Region(0.0, 0.5, 0.25, 0.125), Region(0.5, 0.5, 0.1, 0.1))
    put("resources.1.focus=", "resources.1.crops.16:9=", "resources.1.rotate=", "resources.1.size=column")
    put("resources.1.blur=")
    resource = put.article.resource("images/01-a.b.jpg")
    assert (resource.focus, resource.crops, resource.rotate, resource.size) == (None, (), 0, "")
    assert resource.blur == ()


def test_who_writes_a_caption_has_read_it(put: SetArticle) -> None:
    put("resources.1.reviewed=false")
    put("resources.1.caption=Đã đọc")
    assert put.article.resource("images/01-a.b.jpg").reviewed is True


def test_the_body_comes_from_a_file_from_stdin_or_as_it_is(
    put: SetArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.md").write_text("## Tít phụ\n\nMột **đoạn**.\n", encoding="utf-8")
    assert put(f"body=@{tmp_path / 'b.md'}").code == 0
    assert put.text.endswith("---\n\n## Tít phụ\n\nMột **đoạn**.\n")
    assert put("body=chỉ chữ").code == 0
    assert put.article.body == (Paragraph(plain("chỉ chữ")),)
    assert put(f"body=@{tmp_path / 'none.md'}").code == 3


def test_a_correction_is_dated_and_keeps_its_date(put: SetArticle) -> None:
    put("corrections=Sai tên")
    first = put.article.corrections[0]
    assert first.text == "Sai tên"
    assert first.date.endswith("+07:00")
    put("corrections=Sai tên", "corrections=Sai năm")
    assert put.article.corrections[0] == first
    assert [correction.text for correction in put.article.corrections] == ["Sai tên", "Sai năm"]


def test_lastmod_moves_only_when_content_changed(put: SetArticle) -> None:
    assert put.article.lastmod == ""
    put("note=x", "status=review")
    assert put.article.lastmod == ""
    put("title=Tít khác")
    assert put.article.lastmod.endswith("+07:00")


def test_lastmod_stays_when_only_the_desk_can_see_a_difference(put: SetArticle) -> None:
    assert put("authors=Lan Chi", "resources.1.reviewed=false").code == 0
    assert put("lastmod=2022-10-18T08:00:00+07:00").code == 0
    assert put("authors=@lan-chi", "resources.1.reviewed=true", "status=ready").code == 0
    assert put.article.authors == (Author("Lan Chi", "lan-chi"),)
    assert put.article.lastmod == "2022-10-18T08:00:00+07:00"


def test_what_cannot_stand_in_an_article_is_taken_out_with_a_word(put: SetArticle) -> None:
    done = put("kicker=a\x07b", "--json")
    assert put.article.kicker == "ab"
    assert [(item["code"], item["place"]) for item in done.json["findings"]] == [("cleaned", {"field": "kicker"})]
    file = put.folder / "article.md"
    file.write_text(put.text.replace("chữ", "ch\x01ữ"), encoding="utf-8")
    assert [item["code"] for item in put("kicker=b", "--json").json["findings"]] == ["cleaned"]
    assert put("kicker=c", "--json").json["findings"] == []


def test_what_a_command_puts_away_is_kept_as_a_version(put: SetArticle, capsys: pytest.CaptureFixture[str]) -> None:
    before = put.text
    assert put("body=").code == 0
    assert put("title=Khác").code == 0
    (newer, older) = InProcess(capsys)("versions", put.folder, "--json").json
    assert put.text != before
    assert InProcess(capsys)("versions", put.folder, "--restore", older["id"]).code == 0
    assert put.article.body == PHOTOS
    assert newer["id"] != older["id"]


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_a_pipe_that_gave_nothing_empties_no_article(put: SetArticle, tmp_path: Path, content: str) -> None:
    (tmp_path / "none.md").write_text(content, encoding="utf-8")
    before = put.text
    done = put(f"body=@{tmp_path / 'none.md'}")
    assert (done.code, "none.md" in done.err, put.text) == (2, True, before)


def test_a_photo_has_one_place_in_the_text(put: SetArticle) -> None:
    twice = "![](images/01-a.b.jpg)  \n_Một_\n\n![](images/01-a.b.jpg)  \n_Hai_\n"
    before = put.text
    assert put(f"body={twice}").code == 2
    assert put.text == before
    (put.folder / "article.md").write_text(before.partition("\n---\n")[0] + f"\n---\n\n{twice}", encoding="utf-8")
    before = put.text
    assert put("resources.2.caption=Ba").code == 2
    assert put.text == before


def test_setting_what_stands_there_writes_nothing(put: SetArticle) -> None:
    put("tags=A", "title=Tít")
    before = fingerprint(put.workspace.root)
    done = put("tags=A", "title=Tít")
    assert done.code == 0
    assert "nothing was written" in done.err
    assert fingerprint(put.workspace.root) == before


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (["tagz=x"], ["tagz", "tags"]),
        (["title"], ["KEY=VALUE"]),
        (["=x"], ["KEY=VALUE"]),
        (["title=a", "title=b"], ["title", "twice"]),
        (["date=yesterday"], ["date", "yesterday", "+07:00"]),
        (["date=2022-13-01"], ["2022-13-01"]),
        (["embargo=soon"], ["embargo"]),
        (["status=done"], ["draft, review, ready"]),
        (["slug=Đảng ủy"], ["dang-uy"]),
        (["lang=tiếng Việt"], ["vi, en"]),
        (["canonical=javascript:x"], ["https://"]),
        (["section=Do thi"], ["Tin tức/Đô thị"]),
        (["section=Thể thao"], ["section"]),
        (["authors=@lan"], ["@lan-chi"]),
        (["cover=9"], ["1: images/01-a.b.jpg"]),
        (["draft=true"], ["status=ready"]),
        (["related=https://x.vn"], ["relate --add"]),
        (["resources.1.weight=x"], ["resources.1.weight", "resources.<N>.alt"]),
        (["resources.9.alt=x"], ["9", "images/02-c.png"]),
        (["resources.alt=x"], ["resources.alt"]),
        (["resources.1.rotate=45"], ["0, 90, 180, 270"]),
        (["resources.1.focus=2,1"], ["0.5, 0.5"]),
        (["resources.1.blur=0,0,1;1"], ["0.5, 0.5, 0.5, 0.5"]),
        (["resources.1.crops.1:1=0,0,1"], ["0.5, 0.5, 0.5, 0.5"]),
        (["resources.1.decorative=maybe"], ["true, false"]),
        (["resources.1.size=huge"], ["column, wide, small"]),
        (["title=good", "date=bad"], ["bad"]),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_do_and_nothing_changes(
    put: SetArticle, pairs: list[str], said: list[str]
) -> None:
    before = fingerprint(put.workspace.root)
    done = put(*pairs)
    assert done.code == 2, done
    assert done.out == ""
    assert "Nothing was changed" in done.err
    for word in said:
        assert word in done.err
    assert fingerprint(put.workspace.root) == before


def test_a_person_of_a_newsroom_that_names_none_is_refused_with_a_way_out(put: SetArticle) -> None:
    (put.workspace.root / "newsroom.yaml").write_text("name: Báo A\n", encoding="utf-8")
    done = put("authors=@lan")
    assert done.code == 2
    assert 'authors="Nguyễn Văn A"' in done.err


def test_new_tags_are_refused_where_the_newsroom_says_so(put: SetArticle) -> None:
    (put.workspace.root / "newsroom.yaml").write_text(NEWSROOM + "new_tags: no\n", encoding="utf-8")
    done = put("tags=giao thong")
    assert done.code == 2
    assert "giao thông" in done.err
    assert put("tags=hà nội").code == 0
    assert put.article.tags == ("Hà Nội",)


def test_every_key_of_the_list_is_taken() -> None:
    values = {
        "slug": "a",
        "date": "2022-10-17",
        "lastmod": "2022-10-17",
        "embargo": "2022-10-17",
        "lang": "vi",
        "cover": "",
        "related": "",
        "canonical": "https://a.vn",
        "status": "draft",
        "resources.<N>.<…>": "",
    }
    desk = Desk(Newsroom(), NOW)
    for key in KEYS:
        if not key.startswith("resources"):
            assign(Article(), pairs_of([f"{key}={values.get(key, 'x')}"]), desk)


@given(st.sampled_from(["title", "kicker", "description", "dateline", "note", "tags", "authors"]), st.text(max_size=40))
def test_any_text_comes_back_from_the_file_as_the_field_holds_it(key: str, value: str) -> None:
    desk = Desk(Newsroom(), NOW)
    try:
        article = assign(Article(id="x"), pairs_of([f"{key}={value}"]), desk)
    except UsageError:
        assert value.startswith("@")
        return
    again, _ = read(write(article))
    assert again == tidy(article)
