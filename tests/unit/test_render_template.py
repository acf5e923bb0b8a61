"""A newsroom's own page: what its template can print, and that it can do nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM, PHOTOS, everything
from editor.app.messages import Messages
from editor.bundle.leaving import leaving
from editor.bundle.photos import photo_jobs, photo_of
from editor.bundle.profile import profile
from editor.errors import EditorError, SettingsError, UnsafePathError
from editor.images.asset import ImageAsset, PhotoText
from editor.model.article import Article, Correction
from editor.render.edition import Edition
from editor.render.page import page_html
from editor.render.template import Templates, read_templates, template_page

EXAMPLE = Path(__file__).parents[2] / "docs" / "templates"


def edition(article: Article) -> Edition:
    assets = {
        src: ImageAsset(Path("/x") / src, "JPEG", width, height, 1, 1, src, PhotoText())
        for src, (width, height) in PHOTOS.items()
    }
    jobs = photo_jobs(article, profile("html", NEWSROOM), assets, NEWSROOM)
    photos = {job.src: photo_of(job.page) for job in jobs}
    files = {src: photo.largest.path for src, photo in photos.items()}
    return Edition(
        leaving(article, files), "truong-lang", NEWSROOM, {files[src]: photo for src, photo in photos.items()}
    )


class Tokens(HTMLParser):
    """A page without the white space between its elements."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def made(text: str, article: Article | None = None, **others: str) -> str:
    templates = Templates(Path("/newsroom/templates"), {"a.html": text, **others})
    return template_page(edition(article or everything()), "a.html", templates)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"cover": "images/05-ben-song.jpg", "tags": (), "related": (), "corrections": (), "kicker": ""},
        {"headline": "<b>&", "standfirst": "", "sections": (), "authors": (), "dateline": "", "date": "", "body": ()},
        {"lastmod": "", "corrections": (Correction("hôm qua", "{{ 7 * 7 }}"),)},
    ],
)
def test_the_example_is_our_own_page(changes: dict[str, object]) -> None:
    article = replace(everything(), **changes)  # type: ignore[arg-type]
    page = template_page(edition(article), "article.html", read_templates(EXAMPLE))
    assert Tokens(page).found == Tokens(page_html(edition(article))).found


def test_what_the_article_says_is_text() -> None:
    article = replace(everything(), headline="<script>alert(1)</script>{{ 7 * 7 }}")
    page = made("<h1 title=\"{{ article.headline }}\">{{ article['headline'] | upper }}</h1>", article)
    assert "<script" not in page.lower()
    assert "49" not in page


def test_templates_of_the_folder_may_include_and_extend_each_other() -> None:
    page = made(
        '{% extends "base.html" %}{% block main %}{{ title }}{% endblock %}',
        **{
            "base.html": '<main>{% block main %}{% endblock %}</main>{% include "foot.html" %}',
            "foot.html": "<footer>",
        },
    )
    assert page == "<main>Trường làng bên sông đón học sinh trở lại &lt;sau&gt; lũ &amp; bão</main><footer>\n"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}", "{{ article.__init__.__globals__ }}", "{{ self.__init__ }}",
        '{% include "/etc/passwd" %}', '{% include "../newsroom.yaml" %}', '{% import "os" as os %}',
        "{{ article.update({}) }}", "{{ range(10 ** 9) | list }}", "{{ lipsum() }}", "{{ nothing }}",
        "{{ article.headlien }}", "{{ 1 / 0 }}", "{{ article.headline + 1 }}", "{{ cycler.__init__ }}",
        "{{ newsroom.name.format.__globals__ }}",
    ],
)  # fmt: skip
def test_what_a_template_may_not_do_is_an_error_with_its_line(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        made(f"<p>\n\n{text}\n")
    assert (caught.value.facts["line"], caught.value.facts["name"]) == (3, "a.html")
    assert caught.value.file == str(Path("/newsroom/templates/a.html"))


@pytest.mark.parametrize(
    ("text", "line"), [("\n{% if %}", 2), ("\n\n{{ }", 3), ("{% for x in y %}", 1), ("\n{% endfor %}", 2)]
)
def test_a_fault_of_grammar_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(SettingsError) as caught:
        made(text)
    assert caught.value.facts["line"] == line


def test_the_fault_of_an_included_template_is_named_as_its_own() -> None:
    with pytest.raises(SettingsError) as caught:
        made('{% include "b.html" %}', **{"b.html": "\n\n\n{{ nothing }}"})
    assert (caught.value.facts["name"], caught.value.facts["line"]) == ("b.html", 4)


def test_a_missing_template_is_no_reason_for_another_page() -> None:
    with pytest.raises(SettingsError):
        template_page(edition(everything()), "b.html", Templates(Path("/newsroom/templates")))


def test_a_folder_is_read_without_links_and_foreign_names(tmp_path: Path) -> None:
    assert read_templates(tmp_path / "none").texts == {}
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "site.css").write_bytes(b"p { color: red }")
    (tmp_path / "a.html").write_text("x", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    found = read_templates(tmp_path)
    assert (dict(found.texts), dict(found.styles)) == ({"a.html": "x"}, {"site.css": b"p { color: red }"})
    (tmp_path / "b.html").symlink_to("/etc/passwd")
    with pytest.raises(UnsafePathError):
        read_templates(tmp_path)


@pytest.mark.parametrize("name", ["a b.html", "large.html", "folder.html"])
def test_a_file_that_cannot_be_a_template_is_refused(tmp_path: Path, name: str) -> None:
    if name == "folder.html":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_text("x" * (1 << 20) + "x" if name == "large.html" else "x", encoding="utf-8")
    with pytest.raises(EditorError):
        read_templates(tmp_path)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_message_names_file_line_and_problem(lang: str) -> None:
    with pytest.raises(SettingsError) as caught:
        made("\n{{ nothing }}")
    sentence = Messages.load(lang).error(caught.value)
    assert "a.html" in sentence
    assert re.search(r"(line|dòng) 2", sentence)
    assert "nothing" in sentence
