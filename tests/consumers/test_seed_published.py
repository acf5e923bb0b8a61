"""The real article, imported, completed and exported: other people's software publishes it complete."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consumers.published import Page, folded, markers_in, pictures_are_there, wanted
from consumers.sites import build_hugo, build_pelican, hugo_content, pelican_content
from editor.app.intake import import_files
from editor.app.publish import export
from editor.bundle.verify import verify
from editor.library.workspace import Workspace
from editor.model.article import Article, Author
from editor.model.blocks import Block, Figure, figures_of
from editor.source.reader import read

NOW = datetime(2022, 10, 17, 9, tzinfo=UTC)


@pytest.fixture(params=["article.txt", "article.html"])
def seeded(request: pytest.FixtureRequest, seed: Path, tmp_path: Path) -> tuple[Workspace, Path]:
    workspace = Workspace.init(tmp_path / "newsroom")
    photos = sorted(seed.glob("*.JPG"))
    (made,) = import_files(workspace, [seed / request.param], photos, now=NOW)
    assert made.folder is not None
    opened = workspace.load(made.folder)
    workspace.save(made.folder, completed(opened.article), opened.content_hash)
    return workspace, made.folder


def completed(article: Article) -> Article:
    """With everything that its checks ask for."""

    def told(block: Block) -> Block:
        if not isinstance(block, Figure):
            return block
        return replace(block, alt=f"Ảnh chụp {block.src}", credit=block.credit or "Viết Thành")

    return replace(
        article,
        authors=(Author("Hoàng Lan"),),
        sections=("Tin tức/Chính trị",),
        tags=("Hà Nội", "Đảng ủy"),
        date="2022-10-17T08:00:00+07:00",
        cover=figures_of(article.body)[0].src,
        body=tuple(map(told, article.body)),
    )


def published(page: Page, article: Article, file: Path, out: Path) -> None:
    assert [piece for piece in wanted(article) if piece not in page.words] == []
    for figure in figures_of(article.body):
        caption = "".join(span.text for span in figure.caption)
        assert folded(f"{caption} Ảnh: {figure.credit}") in page.words
    assert len(page.pictures) == 3
    assert pictures_are_there(page, file, out) == []
    assert markers_in(page.words, article) == []
    assert all(tag in page.words for tag in article.tags)


def test_hugo_publishes_it(seeded: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, folder = seeded
    article = workspace.load(folder).article
    made = export(workspace, folder, "markdown", hugo_content(tmp_path / "site"), now=NOW)
    out = build_hugo(tmp_path / "site")
    file = out / "tin" / made.bundle.name / "index.html"
    page = Page(file.read_text(encoding="utf-8"))
    published(page, article, file, out)
    assert "2022-10-17" in page.words
    assert folded(article.standfirst) in page.words


def test_pelican_publishes_it(seeded: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, folder = seeded
    made = export(workspace, folder, "pelican", pelican_content(tmp_path / "site"), now=NOW)
    out = build_pelican(tmp_path / "site")
    file = out / f"{made.bundle.name}.html"
    text = file.read_text(encoding="utf-8")
    published(Page(text), workspace.load(folder).article, file, out)
    assert "2022-10-17T08:00:00+07:00" in text


def test_one_flipped_byte_is_named(seeded: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, folder = seeded
    made = export(workspace, folder, "both", tmp_path / "cms", now=NOW)
    assert verify(made.bundle).ok
    image = next((made.bundle / "html" / "images").glob("*-800.jpg"))
    content = bytearray(image.read_bytes())
    content[len(content) // 2] ^= 1
    image.write_bytes(content)
    assert verify(made.bundle).changed == (image.relative_to(made.bundle).as_posix(),)


def test_importing_the_bundle_gives_the_same_article(seeded: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, folder = seeded
    made = export(workspace, folder, "markdown", tmp_path / "cms", now=NOW)
    exported, findings = read((made.bundle / "index.md").read_text(encoding="utf-8"))
    assert not findings
    other = Workspace.init(tmp_path / "other")
    (again,) = import_files(other, [made.bundle / "index.md"], now=NOW)
    assert again.error is None
    assert again.folder is not None
    article = other.load(again.folder).article
    assert [figure.caption for figure in figures_of(article.body)] == [
        figure.caption for figure in figures_of(exported.body)
    ]
    assert (article.headline, article.standfirst, article.tags) == (
        exported.headline,
        exported.standfirst,
        exported.tags,
    )
