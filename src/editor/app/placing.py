"""Photos of an imported text are stored in its folder and take their places; a missing one keeps its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from editor import files
from editor.app.matching import Match
from editor.app.media import Words, figure_of, is_of_photo, with_figures
from editor.errors import EditorError
from editor.images import store
from editor.images.asset import ENDINGS, PhotoText
from editor.images.probe import probe, probe_bytes, read_photo
from editor.ingest.draft import Draft, WantedPhoto
from editor.ingest.reading import file_name
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, figures_of, text_of
from editor.model.finding import Finding, PhotoPlace, Severity
from editor.text.fold import slug
from editor.work import Cancel

_OURS = re.compile(r"images/[a-z0-9][a-z0-9._-]{0,99}$")
_NUMBERED = re.compile(r"images/(\d{1,6})-")


@dataclass(frozen=True, slots=True)
class Placed:
    """The article with its photos in place, and what was found on the way."""

    article: Article
    findings: tuple[Finding, ...] = ()


def place(
    article: Article,
    draft: Draft,
    match: Match,
    beside: Path,
    folder: Path,
    cancel: Cancel,
    taken: Collection[str] = (),
) -> Placed:
    """Store every photo that is there, copy what its file says where the text says nothing, and name the missing ones.

    Args:
        beside: the folder of the imported file.
        folder: the article's folder.
        taken: what photos of the article that are not in this text are called; no missing one gets such a name.
    Raises:
        FileUnwritableError, DiskFullError, CancelledError.
    """
    if draft.ours:
        return _copied(article, beside, folder, cancel)
    photos = _Photos(article, draft, match, folder)
    missing = [number for number in range(len(photos.figures)) if not photos.store(number, cancel)]
    for number in missing:
        photos.call_missing(number, taken)
    return photos.placed()


class _Photos:
    """The photos of one text on their way into its folder, by their number in reading order."""

    def __init__(self, article: Article, draft: Draft, match: Match, folder: Path) -> None:
        self.figures = list(figures_of(article.body))
        self._article = article
        self._draft = draft
        self._match = match
        self._folder = folder
        self._resources: list[Resource] = []
        self._findings: list[Finding] = []

    def store(self, number: int, cancel: Cancel) -> bool:
        """Whether there is such a photo that can be used."""
        cancel.check()
        match = self._match
        matched = match.photos[number].path if number in match.photos else None
        try:
            stored = _stored(self.figures[number], self._wanted(number), matched, self._folder, cancel)
        except EditorError as error:
            if not is_of_photo(error):
                raise
            self._findings.append(_finding("photo-skipped", "", file=Path(error.file).name))
            return False
        if stored is None:
            return False
        self.figures[number], resource = stored
        if resource != Resource(resource.src):
            self._resources.append(resource)
        if number in match.guessed:
            self._findings.append(_finding("photo-by-order", resource.src, file=match.photos[number].path.name))
        return True

    def call_missing(self, number: int, taken: Collection[str]) -> None:
        """A name for a photo that is not there, behind those of all that are."""
        figure = self.figures[number]
        name = file_name(figure.src)
        src = _missing_src(figure, name, (*taken, *(other.src for other in self.figures)))
        self.figures[number] = replace(figure, src=src)
        self._findings.append(_missing(src, name or self._wanted(number).src))

    def placed(self) -> Placed:
        article = self._article
        pairs = zip(figures_of(article.body), self.figures, strict=True)
        cover = next((new.src for old, new in pairs if old.src and old.src == article.cover), "")
        body = with_figures(article.body, self.figures)
        made = replace(article, body=body, resources=tuple(self._resources), cover=cover)
        return Placed(made, tuple(self._findings))

    def _wanted(self, number: int) -> WantedPhoto:
        wanted = self._draft.wanted
        return wanted[number] if number < len(wanted) else WantedPhoto(self.figures[number].src)


def _stored(
    figure: Figure, wanted: WantedPhoto, matched: Path | None, folder: Path, cancel: Cancel
) -> tuple[Figure, Resource] | None:
    """The figure with its stored photo; None when there is no photo for it."""
    path = matched or wanted.path
    if path is None and not wanted.content:
        return None
    content = read_photo(path) if path else wanted.content
    named = path or Path(wanted.src)
    text = probe_bytes(content, named).text
    caption = text_of(figure.caption) or text.caption
    src = store.add_bytes(content, folder, caption, name=named, cancel=cancel)
    return _described(figure, src, text)


def _described(figure: Figure, src: str, text: PhotoText) -> tuple[Figure, Resource]:
    """The page's own words win; what it does not say comes from the photo."""
    described, resource = figure_of(src, text, Words(text_of(figure.caption), figure.credit, figure.alt))
    return replace(described, caption=figure.caption or described.caption), resource


def _missing_src(figure: Figure, name: str, taken: Collection[str]) -> str:
    """Where the photo would stand: numbered after those that are there."""
    suffix = PurePosixPath(name).suffix.lower()
    ending = suffix if suffix in ENDINGS.values() else ".jpg"
    stem = slug(text_of(figure.caption), 80) or slug(PurePosixPath(name).stem, 80) or "photo"
    number = 1 + max((int(match[1]) for src in taken if (match := _NUMBERED.match(src))), default=0)
    while f"images/{number:02d}-{stem}{ending}" in taken:
        number += 1
    return f"images/{number:02d}-{stem}{ending}"


def _copied(article: Article, beside: Path, folder: Path, cancel: Cancel) -> Placed:
    """An article of ours: photos keep their names, and everything that it says of them stays."""
    findings: list[Finding] = []
    names: dict[str, str] = {}
    srcs = [figure.src for figure in figures_of(article.body)]
    srcs += [article.cover, *(resource.src for resource in article.resources)]
    for src in dict.fromkeys(src for src in srcs if src):
        cancel.check()
        try:
            names[src] = _copy(src, beside, folder, cancel)
        except EditorError as error:
            if not is_of_photo(error):
                raise
            findings.append(_finding("photo-not-found", src, file=src))
    return Placed(_renamed(article, names), tuple(findings))


def _copy(src: str, beside: Path, folder: Path, cancel: Cancel) -> str:
    """The photo's src in the new article."""
    source = files.inside(beside, src)
    if not _OURS.match(src):
        return store.add(source, folder, "", cancel)
    content = read_photo(source)
    probe(source)
    target = files.inside(folder, src)
    files.make_folder(target.parent)
    files.write_atomic(target, content, expected_hash="")
    return src


def _renamed(article: Article, names: Mapping[str, str]) -> Article:
    figures = [replace(figure, src=names.get(figure.src, figure.src)) for figure in figures_of(article.body)]
    return replace(
        article,
        body=with_figures(article.body, figures),
        cover=names.get(article.cover, article.cover),
        resources=tuple(replace(item, src=names.get(item.src, item.src)) for item in article.resources),
    )


def _finding(code: str, src: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.WARNING, PhotoPlace(src), tuple(facts.items()))


def _missing(src: str, named: str) -> Finding:
    """A photo to come; one that the text does not name is called as its place will be."""
    return _finding("photo-not-found", src, file=named or file_name(src))
