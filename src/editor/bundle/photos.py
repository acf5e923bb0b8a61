"""Which files a bundle gets of each photo, how they are named, and what has to be made for them. Nothing is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from editor.bundle.profile import Kind, Profile
from editor.errors import EditorError
from editor.files import digest
from editor.images.asset import ImageAsset, PhotoText
from editor.images.renditions import RenditionPlan, sizes
from editor.model.article import Article, Region, Resource
from editor.model.blocks import Figure, figures_of, plain, text_of
from editor.model.newsroom import Newsroom
from editor.render.edition import Photo, PhotoFile
from editor.text.fold import slug

_MIMES = {"JPEG": "image/jpeg", "WEBP": "image/webp"}
_ENDINGS = {"JPEG": "jpg", "WEBP": "webp"}


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be made: path inside the bundle, size in px, "JPEG" or "WEBP"."""

    path: str
    width: int
    height: int
    format: str

    @property
    def mime(self) -> str:
        return _MIMES[self.format]

    def file(self) -> PhotoFile:
        """As a page beside its folder `images/` names it."""
        return PhotoFile(f"images/{PurePosixPath(self.path).name}", self.width, self.height, self.mime)


@dataclass(frozen=True, slots=True)
class PhotoJob:
    """One photo of the article: decoded once, for all its files, in HTML and Markdown alike."""

    src: str
    making: RenditionPlan
    page: tuple[Output, ...] = ()  # of the HTML bundle
    text: tuple[Output, ...] = ()  # of the Markdown bundle

    @property
    def outputs(self) -> tuple[Output, ...]:
        return (*self.page, *self.text)

    def recipe(self, output: Output) -> str:
        """What decides a file's bytes, as a hash: two equal recipes give equal files."""
        return digest(repr((self.making.recipe(output.width, output.format), self.making.text)).encode())


def photo_of(outputs: Iterable[Output]) -> Photo:
    """The files of one photo, as a page shows them."""
    files = [(output.format, output.file()) for output in outputs]
    return Photo(
        tuple(file for format_, file in files if format_ == "JPEG"),
        tuple(file for format_, file in files if format_ == "WEBP"),
    )


def photo_jobs(
    article: Article, profile: Profile, assets: Mapping[str, ImageAsset | EditorError], newsroom: Newsroom
) -> tuple[PhotoJob, ...]:
    """Jobs in reading order, the cover first when it is not in the text; photos that cannot be read have none."""
    names: set[str] = set()
    jobs = []
    for figure in used_figures(article):
        asset = assets.get(figure.src)
        if isinstance(asset, ImageAsset):
            jobs.append(_job(figure, asset, article, profile, newsroom, _name(figure.src, names)))
    return tuple(jobs)


def used_figures(article: Article) -> tuple[Figure, ...]:
    """Every photo that leaves with its words, each file once."""
    figures = figures_of(article.body)
    found = {figure.src: figure for figure in reversed(figures)}
    lead: tuple[Figure, ...] = ()
    if article.cover and article.cover not in found:
        resource = article.resource(article.cover)
        lead = (Figure(article.cover, plain(resource.title), resource.credit, resource.alt),)
    return lead + tuple(found[src] for src in dict.fromkeys(figure.src for figure in figures))


def _job(
    figure: Figure, asset: ImageAsset, article: Article, profile: Profile, newsroom: Newsroom, name: str
) -> PhotoJob:
    presets = newsroom.images
    rotate = article.resource(figure.src).rotate
    own_width = sizes(asset, (), rotate)[0][0]
    page: tuple[Output, ...] = ()
    text: tuple[Output, ...] = ()
    if profile.kind != Kind.MARKDOWN:
        formats = ("JPEG", "WEBP") if profile.webp and presets.webp else ("JPEG",)
        folder = "html/images" if profile.kind == Kind.BOTH else "images"
        page = tuple(
            Output(f"{folder}/{name}-{width}.{_ENDINGS[format_]}", width, height, format_)
            for width, height in sizes(asset, profile.widths or presets.widths, rotate)
            for format_ in formats
        )
    if profile.kind != Kind.HTML:
        folder = "markdown/images" if profile.kind == Kind.BOTH else "images"
        widest = min(own_width, profile.markdown_width or presets.markdown_width)
        width, height = sizes(asset, (widest,), rotate)[0]
        text = (Output(f"{folder}/{name}.jpg", width, height, "JPEG"),)
    wanted = (*page, *text)
    making = RenditionPlan(
        asset,
        widths=tuple(sorted({output.width for output in wanted})),
        formats=tuple(sorted({output.format for output in wanted})),
        rotate=rotate,
        quality={"JPEG": presets.jpeg_quality, "WEBP": presets.webp_quality},
        text=_text(figure, article),
        only=frozenset((output.width, output.format) for output in wanted),
        blur=_blur(article.resource(figure.src)),
    )
    return PhotoJob(figure.src, making, page, text)


def _blur(resource: Resource) -> tuple[Region, ...]:
    """What is to be blurred; all of it where somebody wrote something that we do not understand."""
    unread = any(extra.key == "blur" for extra in resource.params_extra)
    return (Region(0, 0, 1, 1),) if unread else resource.blur


def _text(figure: Figure, article: Article) -> PhotoText:
    """What the files say about themselves: the article's words, not those that the original came with."""
    resource = article.resource(figure.src)
    return PhotoText(
        caption=text_of(figure.caption).replace("\n", " "),
        credit=figure.credit,
        creator=resource.creator,
        source=resource.source,
        rights=resource.rights,
        alt=figure.alt,
    )


def _name(src: str, taken: set[str]) -> str:
    """The workspace's name without its ending, in letters that every system and address takes; never twice."""
    stem = slug(PurePosixPath(src).stem) or "anh"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name)
    return name
