"""Markdown drafts: ours as they are, others' through Python-Markdown, hostile ones within their time."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from editor.errors import FrontMatterError, TooHardError
from editor.ingest import Draft, read_file
from editor.ingest.limit import limited
from editor.ingest.markdown import read_markdown
from editor.model import tidy
from editor.model.article import Article, Author, Resource
from editor.model.blocks import (
    Box,
    Embed,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    figures_of,
    plain,
    text_of,
)
from editor.source.writer import write

DATA = Path(__file__).resolve().parents[1] / "data" / "import"


def test_hugo_draft_gives_fields_and_blocks() -> None:
    draft = read_file(DATA / "hugo.md")
    article = draft.article
    assert article.headline == "Đêm hát bội ở đình làng"
    assert article.standfirst == "Gánh hát nhỏ diễn ba đêm liền, không bán vé."
    assert article.date == "2026-09-20T19:00:00+07:00"
    assert article.tags == ("hát bội", "đình làng")
    assert article.sections == ("Văn hóa",)
    assert article.authors == (Author("Lan Chi"),)
    assert article.cover == "images/san-khau.png"
    assert [type(block) for block in article.body[:6]] == [Paragraph, Figure, Heading, List, Quote, Table]
    assert [item.code for item in draft.dropped] == ["dropped.key", "dropped.script"]


def test_title_of_a_markdown_image_is_its_caption() -> None:
    (figure,) = figures_of(read_file(DATA / "hugo.md").article.body)
    assert (text_of(figure.caption), figure.credit) == ("Vai kép trong lớp mở màn.", "Lan Chi")
    assert figure.alt == "Hai diễn viên đội mũ lông trĩ đứng trước đình"


def test_pelican_header_lines_are_fields() -> None:
    article = read_file(DATA / "pelican.md").article
    assert article.headline == "Phố sách mở cửa xuyên trưa"
    assert article.date == "2026-03-04T10:20"
    assert article.tags == ("sách", "phố đi bộ")
    assert len(article.body) == 2


def test_toml_front_matter_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('+++\ntitle = "Tít"\ntags = ["a", "b"]\ndate = 2026-01-02T03:04:05Z\n+++\nChữ.\n')
    article = read_file(tmp_path / "a.md").article
    assert (article.headline, article.tags, article.date) == ("Tít", ("a", "b"), "2026-01-02T03:04:05+00:00")


def test_draft_without_front_matter_takes_its_first_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Tít bài\n\nChữ của bài.\n\n## Tít phụ\n\nChữ nữa.\n", encoding="utf-8")
    article = read_file(tmp_path / "a.md").article
    assert article.headline == "Tít bài"
    assert article.body == (
        Paragraph(plain("Chữ của bài.")),
        Heading(2, plain("Tít phụ")),
        Paragraph(plain("Chữ nữa.")),
    )


def test_article_file_of_ours_comes_in_exactly(tmp_path: Path) -> None:
    article = tidy(
        Article(
            id="id-1",
            headline="Tít",
            slug="tit",
            note="Cho thư ký",
            body=(Paragraph(plain("Chữ.")), Figure("images/01-a.jpg", plain("Chú thích"), "An", "Mô tả")),
            resources=(Resource("images/01-a.jpg", rights="© A"),),
        )
    )
    (tmp_path / "article.md").write_text(write(article), encoding="utf-8")
    draft = read_file(tmp_path / "article.md")
    assert draft.ours
    assert draft.article == article


def test_markdown_outside_our_dialect_makes_no_source_block(tmp_path: Path) -> None:
    text = (
        "# A\n\n```\ncode\n```\n\n<div>raw <b>x</b></div>\n\n#### Bốn\n\nTerm\n:   Nghĩa\n\n- a\n    - b\n        - c\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    body = read_file(tmp_path / "a.md").article.body
    assert "Source(" not in repr(body)
    words = repr(body)
    assert all(word in words for word in ("code", "raw ", "Bốn", "Nghĩa", "'c'"))


def test_unreadable_front_matter_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [a\n---\nx\n")
    with pytest.raises(FrontMatterError) as caught:
        read_file(tmp_path / "a.md")
    assert caught.value.file == str(tmp_path / "a.md")


def test_input_that_hangs_the_converter_is_ended_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[" * 30_000)
    began = time.monotonic()
    with pytest.raises(TooHardError) as caught:
        read_file(tmp_path / "a.md")
    assert time.monotonic() - began < 8  # 5 s on a quiet machine
    assert caught.value.file.endswith("a.md")


def _sleeper(text: str) -> str:
    time.sleep(30)
    return text


def test_limit_ends_what_does_not_end() -> None:
    began = time.monotonic()
    with pytest.raises(TooHardError):
        limited(_sleeper, "x", seconds=0.3)
    assert time.monotonic() - began < 8


def test_limit_hands_back_what_is_done_in_time() -> None:
    assert limited(str.upper, "đã xong") == "ĐÃ XONG"
    assert replace(Article(headline=limited(str.upper, "a"))).headline == "A"


def test_markers_of_ours_in_a_file_for_pelican_are_understood(tmp_path: Path) -> None:
    box = "<!-- box -->\n\n> **Tên hộp**\n>\n> Trong hộp.\n\n"
    text = f"Title: Tít\nTags: a b; c\n\nChữ.\n\n{box}<!-- pull -->\n\n> Câu hay.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    article = read_file(tmp_path / "a.md").article
    assert article.tags == ("a b", "c")
    assert article.body[1:] == (
        Box("Tên hộp", (Paragraph(plain("Trong hộp.")),)),
        PullQuote((plain("Câu hay."),)),
    )


# -- Drafts of other tools --------------------------------------------------------------------------------------------

TEXT = "Sáng 24/11, hơn hai trăm hộ dân đã ra đồng thu hoạch lúa rẫy muộn sau đợt rét kéo dài gần nửa tháng."


def foreign(text: str) -> Draft:
    return read_markdown(text)


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ("Việc:\n- a\n- b", ["a", "b"]),
        ("- a\n  - b\n    - c\n- d", ["a", "d"]),
        ("1. a\n   1. b\n2. d", ["a", "d"]),
        ("1) a\n2) b", ["a", "b"]),
        ("- [ ] a\n- [x] b", ["a", "b"]),
        ("- a\n\n  tiếp\n- b", ["a\ntiếp", "b"]),
    ],
)
def test_lists_are_nested_by_two_or_three_spaces_and_need_no_empty_line(lines: str, items: list[str]) -> None:
    (found,) = [block for block in foreign(f"{TEXT}\n\n{lines}\n").article.body if isinstance(block, List)]
    assert [text_of(item.inline) for item in found.items] == items


def test_a_table_right_under_a_line_is_one() -> None:
    body = foreign(f"{TEXT}\n| A | B |\n|---|---|\n| 1 | 2 |\n").article.body
    assert [type(block) for block in body] == [Paragraph, Table]


def test_short_codes_of_hugo_and_jekyll_are_what_they_stand_for_or_are_counted() -> None:
    draft = foreign(
        f'{TEXT}\n\n{{{{< figure src="a.jpg" caption="Gặt lúa" attr="Mai Hoa" alt="Rẫy" >}}}}\n\n'
        f'{{{{< youtube id="abcdefghijk" >}}}}\n\n{{{{% notice tip %}}}}\nGiữ lại.\n{{{{% /notice %}}}}\n\n'
        '![]({{ site.baseurl }}/assets/b.jpg)\n\n{% include video.html id="x" %}\n'
    )
    body = draft.article.body
    assert [type(block) for block in body] == [Paragraph, Figure, Embed, Paragraph, Figure]
    assert body[1] == Figure("a.jpg", plain("Gặt lúa"), "Mai Hoa", "Rẫy")
    assert body[2] == Embed("https://www.youtube.com/watch?v=abcdefghijk")
    assert figures_of(body)[1].src == "assets/b.jpg"
    assert [(item.code, item.n) for item in draft.dropped] == [("dropped.shortcode", 3)]


def test_notes_of_obsidian_come_as_their_words() -> None:
    draft = foreign(
        f"{TEXT} Xem [[Ghi chú khác|ghi chú]], ==nhấn== và ~~bỏ~~.\n\n![[gat lua.jpg|Gặt lúa]]\n\n![[b.jpg|300]]\n\n"
        "> [!info] Mường Lống\n> Xã biên giới.\n\n%%chỉ mình tôi%%\n"
    )
    body = draft.article.body
    assert text_of(getattr(body[0], "inline", ())).endswith("Xem ghi chú, nhấn và.")
    assert body[1:3] == (Figure("gat lua.jpg", plain("Gặt lúa")), Figure("b.jpg"))
    assert body[3] == Box("Mường Lống", (Paragraph(plain("Xã biên giới.")),))
    assert [(item.code, item.sample) for item in draft.dropped] == [
        ("dropped.comment", "chỉ mình tôi"),
        ("dropped.tracked", "bỏ"),
    ]


def test_struck_item_goes_with_its_bullet() -> None:
    body = foreign(f"{TEXT}\n\n- một\n- [x] ~~hai~~\n- ba ~~bốn~~\n").article.body
    assert body[1] == List(False, (ListItem(plain("một")), ListItem(plain("ba"))))


def test_exactly_one_label_is_taken_off_the_credit_of_a_short_code() -> None:
    (photo,) = figures_of(foreign('{{< figure src="c.jpg" caption="Gặt" attr="Ảnh: Lê An" >}}').article.body)
    assert (text_of(photo.caption), photo.credit) == ("Gặt", "Lê An")


def test_code_keeps_what_looks_like_a_notation() -> None:
    body = foreign(f"{TEXT}\n\n```\n{{{{< x >}}}} [[a]]\n```\n").article.body
    assert text_of(getattr(body[1], "inline", ())) == "{{< x >}} [[a]]"


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("title: Lũ về: ba xã bị cô lập", "Lũ về: ba xã bị cô lập"),
        ('title: "Mưa lớn" ở Nghệ An', '"Mưa lớn" ở Nghệ An'),
        ("title: [Ảnh] Lúa chín", "[Ảnh] Lúa chín"),
        ("title: @vtv đưa tin", "@vtv đưa tin"),
        ("title: no", "no"),
        ("title: 012", "012"),
        ("title: 12:30", "12:30"),
        ("title: % tăng", "% tăng"),
        ("title: 'Lũ'", "Lũ"),
    ],
)
def test_a_value_that_nobody_quoted_is_read_as_typed(line: str, headline: str) -> None:
    more = "tags: [lúa rẫy, Kỳ Sơn]\ndescription: >\n  Hai dòng\n  một câu."
    article = foreign(f"---\n{line}\n{more}\n---\n{TEXT}\n").article
    assert (article.headline, article.tags) == (headline, ("lúa rẫy", "Kỳ Sơn"))
    assert article.standfirst == "Hai dòng một câu."


def test_fields_in_a_table_of_a_theme_count() -> None:
    article = foreign(
        '+++\ntitle = "Tít"\n[taxonomies]\ntags = ["lúa"]\ncategories = ["Xã hội"]\n'
        '[extra]\nlead = "Câu dẫn."\n+++\nChữ.\n'
    ).article
    assert (article.tags, article.sections, article.standfirst) == (("lúa",), ("Xã hội",), "Câu dẫn.")


def test_a_title_block_of_pandoc_is_read() -> None:
    article = foreign(f"% Tít bài\n% Đức Hùng; Mai Hoa\n% 24/11/2026\n\n{TEXT}\n").article
    assert (article.headline, article.date) == ("Tít bài", "2026-11-24")
    assert [author.name for author in article.authors] == ["Đức Hùng", "Mai Hoa"]


@pytest.mark.parametrize("lead", ["**{}**", "*{}*", '<p class="sapo">{}</p>'])
def test_a_standfirst_that_is_set_apart_is_one(lead: str) -> None:
    words = "Rét kéo dài khiến lúa rẫy chín chậm, nhưng bà con được mùa."
    article = foreign(f"# Tít bài\n\n{lead.format(words)}\n\n{TEXT}\n\n{TEXT}\n").article
    assert (article.standfirst, len(article.body)) == (words, 2)
