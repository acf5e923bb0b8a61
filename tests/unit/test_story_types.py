"""What newsroom.yaml says of fields and of kinds of stories; an address belongs to one article."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from editor.app.addresses import holder_of
from editor.app.story_types import with_story_type
from editor.checks.run import run_checks
from editor.library.workspace import Workspace
from editor.model.article import Article, Related, Seo
from editor.model.blocks import Heading, Paragraph, plain
from editor.model.finding import Severity
from editor.model.newsroom import Newsroom
from editor.source.newsroom import read_newsroom

YAML = """
story_types: [tin, phỏng vấn]
fields: {kicker: hidden, dateline: required, no-such: shown, tags: maybe}
templates:
  phỏng vấn:
    kicker: Phỏng vấn
    sections: [Tin tức/Đời sống, Kinh tế]
    tags: [y tế]
    body: [Lời dẫn, "## Hỏi và đáp", ""]
"""


def test_fields_and_templates_are_read_with_problems_named(tmp_path: Path) -> None:
    (tmp_path / "newsroom.yaml").write_text(YAML, encoding="utf-8")
    newsroom, problems = read_newsroom(tmp_path / "newsroom.yaml")
    assert not newsroom.uses("kicker")
    assert newsroom.requires("dateline")
    assert newsroom.uses("slug")
    assert not newsroom.requires("slug")
    assert sorted(problem.key for problem in problems) == ["fields.no-such", "fields.tags"]
    template = newsroom.templates["phỏng vấn"]
    assert (template.kicker, template.tags) == ("Phỏng vấn", ("y tế",))
    assert template.body == ("Lời dẫn", "## Hỏi và đáp")


def test_a_template_fills_only_what_is_empty(tmp_path: Path) -> None:
    (tmp_path / "newsroom.yaml").write_text(YAML, encoding="utf-8")
    newsroom, _ = read_newsroom(tmp_path / "newsroom.yaml")
    empty = with_story_type(Article(body=(Paragraph(),)), newsroom, "phỏng vấn")
    assert (empty.story_type, empty.kicker) == ("phỏng vấn", "Phỏng vấn")
    assert empty.sections == ("Tin tức/Đời sống", "Kinh tế")
    assert empty.body == (Paragraph(plain("Lời dẫn")), Heading(2, plain("Hỏi và đáp")))
    written = Article(kicker="Của tôi", tags=("khác",), body=(Paragraph(plain("Đã viết")),))
    after = with_story_type(written, newsroom, "phỏng vấn")
    assert (after.kicker, after.tags, after.body) == ("Của tôi", ("khác",), written.body)
    assert with_story_type(after, newsroom, "").story_type == ""


def test_an_address_of_another_article_is_told(tmp_path: Path) -> None:
    root = tmp_path / "kho"
    Workspace.init(root, sample=True, lang="vi")
    workspace = Workspace.open(root)
    one, two, *_ = workspace.article_folders()
    taken = workspace.load(one).article
    holder = holder_of(root, taken.slug, two)
    assert holder is not None
    assert (holder.folder, holder.headline) == (one, taken.headline)
    assert holder_of(root, taken.slug, one) is None
    assert holder_of(root, "chua-ai-dung", two) is None
    assert holder_of(root, "", two) is None


def test_what_the_newsroom_requires_blocks_while_it_is_empty() -> None:
    codes = ("no-kicker", "no-dateline", "no-story-type", "no-related", "no-seo")
    newsroom = Newsroom(fields=dict.fromkeys(("kicker", "dateline", "story_type", "related", "seo"), "required"))

    def found(article: Article, newsroom: Newsroom) -> set[str]:
        findings = run_checks(article, newsroom, {}, datetime(2026, 11, 24, tzinfo=UTC))
        assert all(one.severity is Severity.BLOCKER for one in findings if one.code in codes)
        return {one.code for one in findings} & set(codes)

    empty = Article()
    full = Article(
        kicker="Tít dẫn",
        dateline="Hà Nội",
        story_type="tin",
        related=(Related("Tin khác", url="https://example.com/a"),),
        seo=Seo(description="Mô tả"),
    )
    assert found(empty, newsroom) == set(codes)
    assert found(full, newsroom) == set()
    assert found(empty, Newsroom()) == set()
