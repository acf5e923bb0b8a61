"""What a bundle will hold, decided before anything is made: texts ready to be written, photos still to be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from editor.bundle.leaving import leaving
from editor.bundle.markdown import index_md
from editor.bundle.photos import PhotoJob, photo_jobs, photo_of
from editor.bundle.profile import Kind, Profile
from editor.errors import EditorError
from editor.files import read_bytes
from editor.images.asset import ImageAsset
from editor.model.article import Article
from editor.model.newsroom import Newsroom
from editor.render.body import body_html
from editor.render.edition import Edition, Photo, language
from editor.render.gutenberg import gutenberg_body
from editor.render.mastercms import mastercms_body
from editor.render.ninjs import ninjs_json
from editor.render.page import STYLE, page_html, related_html
from editor.render.template import Templates, template_page
from editor.resources import resource
from editor.source.article_json import to_json
from editor.text.fold import slug
from editor.text.json_lines import json_lines
from editor.text.moment import written

_BODIES = {"plain": body_html, "wordpress": gutenberg_body, "mastercms": mastercms_body}
_ENTRIES = {Kind.HTML: "index.html", Kind.MARKDOWN: "index.md", Kind.BOTH: "html/index.html"}


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file whose bytes are known already. `path` is inside the bundle; `role` is what the manifest calls it."""

    path: str
    content: bytes
    mime: str
    role: str


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """Everything that `hand_off` needs. `created` is ISO time; `mode` is "replace" or "revision"."""

    article_id: str
    slug: str
    kind: Kind
    profile: str
    lang: str
    entry: str
    created: str
    mode: str
    texts: tuple[TextFile, ...]
    photos: tuple[PhotoJob, ...]
    forced: tuple[str, ...] = ()
    state: str = ""  # "withdrawn", or "" for an article that is to be published

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file of the bundle but its manifest."""
        photos = (output.path for job in self.photos for output in job.outputs)
        return (*(text.path for text in self.texts), *photos)

    @property
    def least_bytes(self) -> int:
        """What the bundle weighs at least: web photos take a sixteenth of a byte a pixel, mostly more."""
        pixels = sum(output.width * output.height for job in self.photos for output in job.outputs)
        return sum(len(text.content) for text in self.texts) + pixels // 16


def plan_bundle(
    article: Article,
    profile: Profile,
    assets: Mapping[str, ImageAsset | EditorError],
    newsroom: Newsroom,
    created: datetime,
    *,
    forced: Sequence[str] = (),
    addresses: Mapping[str, str] = MappingProxyType({}),
    templates: Templates | None = None,
) -> BundlePlan:
    """The bundle of an article; opens no photo and writes nothing.

    Args:
        assets: by the article's `src`; a photo that could not be read is left out.
        forced: codes of the findings in spite of which it is made; they stand in the manifest.
        addresses: where related articles of ours stand, by their id.
        templates: the newsroom's, for a profile that names one.
    Raises:
        SettingsError: the profile's template is not there or has a fault.
    """
    name = slug(article.slug) or slug(article.headline) or "bai"
    jobs = photo_jobs(article, profile, assets, newsroom)
    texts: list[TextFile] = []

    def edition(photos: Mapping[str, Photo]) -> Edition:
        files = {src: photo.largest.path for src, photo in photos.items()}
        by_file = {files[src]: photo for src, photo in photos.items()}
        return Edition(leaving(article, files), name, newsroom, by_file, addresses)

    if profile.kind != Kind.MARKDOWN:
        page = edition({job.src: photo_of(job.page) for job in jobs})
        texts += _html_files(page, profile, "html/" if profile.kind == Kind.BOTH else "", templates)
    if profile.kind != Kind.HTML:
        text = edition({job.src: photo_of(job.text) for job in jobs})
        path = "markdown/index.md" if profile.kind == Kind.BOTH else "index.md"
        texts.append(TextFile(path, index_md(text, profile).encode(), "text/markdown", "text"))
    return BundlePlan(
        article_id=article.id,
        slug=name,
        kind=profile.kind,
        profile=profile.name,
        lang=language(article, newsroom),
        entry=_ENTRIES[profile.kind],
        created=written(created),
        mode=profile.replace or newsroom.replace,
        texts=tuple(texts),
        photos=jobs,
        forced=tuple(dict.fromkeys(forced)),
    )


@cache
def _style() -> bytes:
    return read_bytes(resource("templates/article.css"))


def _html_files(edition: Edition, profile: Profile, folder: str, templates: Templates | None) -> Iterator[TextFile]:
    styles = {PurePosixPath(STYLE).name: _style()}
    if profile.template:
        own = templates or Templates(Path("templates"))
        page = template_page(edition, profile.template, own)
        styles |= own.styles
    else:
        page = page_html(edition)
    yield TextFile(f"{folder}index.html", page.encode(), "text/html", "page")
    for name, content in styles.items():
        yield TextFile(f"{folder}assets/{name}", content, "text/css", "style")
    plain = body_html(edition)
    if "body.html" in profile.side_files:
        body = plain if profile.body == "plain" else _BODIES[profile.body](edition)
        yield TextFile(f"{folder}body.html", body.encode(), "text/html", "body")
    if "related.html" in profile.side_files:
        yield TextFile(f"{folder}related.html", related_html(edition).encode(), "text/html", "related")
    if "article.json" in profile.side_files:
        data = json_lines(to_json(edition.article, bundle=True))
        yield TextFile(f"{folder}article.json", f"{data}\n".encode(), "application/json", "article")
    if "article.ninjs.json" in profile.side_files:
        yield TextFile(
            f"{folder}article.ninjs.json",
            ninjs_json(edition, plain, profile.ninjs).encode(),
            "application/json",
            "ninjs",
        )
