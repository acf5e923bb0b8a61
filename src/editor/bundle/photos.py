"""Which files a bundle gets of each photo, how they are named, and what has to be made for them. Nothing is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from editor.bundle.profile import Kind, Profile
from editor.errors import EditorError
from editor.files import digest
from editor.images.asset import ImageAsset, PhotoText
from editor.images.crops import cuts_of
from editor.images.renditions import RenditionPlan, Wanted, sizes
from editor.model.article import Article
from editor.model.blocks import Figure, figures_of, plain, text_of
from editor.model.newsroom import Newsroom
from editor.render.edition import Photo, PhotoFile
from editor.text.fold import slug

_MIMES = {"JPEG": "image/jpeg", "WEBP": "image/webp"}
_ENDINGS = {"JPEG": "jpg", "WEBP": "webp"}


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be made: path inside the bundle, size in px, "JPEG" or "WEBP"; `cut` is the shape of a piece."""

    path: str
    width: int
    height: int
    format: str
    cut: str = ""

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.width, self.height, self.format, self.cut)

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
        return digest(repr((self.making.recipe(output.wanted), self.making.text)).encode())


def photo_of(outputs: Sequence[Output]) -> Photo:
    """The files of one photo, as a page shows them."""
    files = [(output.format, output.file()) for output in outputs if not output.cut]
    return Photo(
        tuple(file for format_, file in files if format_ == "JPEG"),
        tuple(file for format_, file in files if format_ == "WEBP"),
        MappingProxyType({output.cut: output.file() for output in outputs if output.cut}),
    )


def photo_jobs(
    article: Article, profile: Profile, assets: Mapping[str, ImageAsset | EditorError], newsroom: Newsroom
) -> tuple[PhotoJob, ...]:
    """Jobs in reading order, the cover first when it is not in the text; photos that cannot be read have none."""
    names: set[str] = set()
    jobs: list[PhotoJob] = []
    chosen = article.cover if isinstance(assets.get(article.cover), ImageAsset) else ""
    for figure in used_figures(article):
        asset = assets.get(figure.src)
        if isinstance(asset, ImageAsset):
            name = _name(figure.src, names)
            crops = profile.crops if figure.src == chosen or not (chosen or jobs) else ()
            jobs.append(_job(figure, asset, article, replace(profile, crops=crops), newsroom, name))
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
    resource = article.resource(figure.src)
    page = _page_outputs(name, asset, resource.rotate, profile, newsroom)
    text = _text_outputs(name, asset, resource.rotate, profile, newsroom)
    whole = (*page, *text)
    cuts = cuts_of(resource, page[-1].width, page[-1].height, profile.crops) if page else ()
    pieces = tuple(
        Output(f"{_folder(page)}/{name}-{cut.file_name}.jpg", cut.width, cut.height, "JPEG", cut.name) for cut in cuts
    )
    making = RenditionPlan(
        asset,
        widths=tuple(sorted({output.width for output in whole})),
        formats=tuple(sorted({output.format for output in whole})),
        rotate=resource.rotate,
        quality={"JPEG": presets.jpeg_quality, "WEBP": presets.webp_quality},
        text=_text(figure, article),
        only=frozenset((output.width, output.format) for output in whole),
        blur=resource.hidden,
        cuts=cuts,
    )
    return PhotoJob(figure.src, making, (*page, *pieces), text)


def _page_outputs(
    name: str, asset: ImageAsset, rotate: int, profile: Profile, newsroom: Newsroom
) -> tuple[Output, ...]:
    if profile.kind == Kind.MARKDOWN:
        return ()
    formats = ("JPEG", "WEBP") if profile.webp and newsroom.images.webp else ("JPEG",)
    folder = "html/images" if profile.kind == Kind.BOTH else "images"
    return tuple(
        Output(f"{folder}/{name}-{width}.{_ENDINGS[format_]}", width, height, format_)
        for width, height in sizes(asset, profile.widths or newsroom.images.widths, rotate)
        for format_ in formats
    )


def _text_outputs(
    name: str, asset: ImageAsset, rotate: int, profile: Profile, newsroom: Newsroom
) -> tuple[Output, ...]:
    if profile.kind == Kind.HTML:
        return ()
    folder = "markdown/images" if profile.kind == Kind.BOTH else "images"
    own_width = sizes(asset, (), rotate)[0][0]
    widest = min(own_width, profile.markdown_width or newsroom.images.markdown_width)
    width, height = sizes(asset, (widest,), rotate)[0]
    return (Output(f"{folder}/{name}.jpg", width, height, "JPEG"),)


def _folder(outputs: Sequence[Output]) -> PurePosixPath:
    return PurePosixPath(outputs[0].path).parent


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
