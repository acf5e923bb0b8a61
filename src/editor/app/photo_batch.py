"""The photos of the photo sheet, as a value: what their files say, what a person typed, in which order they stand.

Every edit gives a new batch, so the sheet's undo is the old one, and nothing of the article changes until it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from editor.app.media import with_figures
from editor.app.photos import UsedBefore
from editor.checks.run import RULES
from editor.errors import EditorError
from editor.images.asset import ImageAsset
from editor.model.article import Article, Resource
from editor.model.blocks import Body, Figure, Inline, figures_of, plain, text_of
from editor.model.edits import set_cover, set_resource
from editor.model.finding import Severity
from editor.model.newsroom import Newsroom
from editor.text.clean import clean_line, is_blank

Part = Literal["caption", "credit", "alt", "source", "rights"]
PARTS: tuple[Part, ...] = ("caption", "credit", "alt", "source", "rights")
SHARED: tuple[Part, ...] = ("credit", "source", "rights")
"""What one photographer's photos have in common."""

_IN_RESOURCE = frozenset({"source", "rights"})
_READ = frozenset({"caption", "alt"})  # what `reviewed` of the article file speaks of


@dataclass(frozen=True, slots=True)
class SheetPhoto:
    """One photo of the sheet. `key` is its identity there; `name` is what the person calls the file."""

    key: int
    name: str
    source: Path | bytes = field(repr=False)
    figure: Figure = field(default_factory=lambda: Figure(""))
    resource: Resource = field(default_factory=lambda: Resource(""))
    asset: ImageAsset | None = None  # None while it is being looked at
    typed: frozenset[str] = frozenset()  # parts that a person wrote or emptied here
    from_file: frozenset[str] = frozenset()  # parts that say what the file says
    unread: frozenset[str] = frozenset()  # those of them that nobody has read yet
    problem: EditorError | None = None

    def text(self, part: str) -> str:
        """What the part says now, line breaks of a caption included."""
        if part == "caption":
            return text_of(self.figure.caption)
        value: str = getattr(self.resource if part in _IN_RESOURCE else self.figure, part)
        return value

    def with_text(self, part: Part, value: str | Inline) -> SheetPhoto:
        """The part with other words; nothing else changes."""
        words = value if isinstance(value, str) else text_of(value)
        match part:
            case "caption":
                inline = plain(value) if isinstance(value, str) else value
                return replace(self, figure=replace(self.figure, caption=inline))
            case "credit":
                return replace(self, figure=replace(self.figure, credit=words))
            case "alt":
                return replace(self, figure=replace(self.figure, alt=words))
            case "source":
                return replace(self, resource=replace(self.resource, source=words))
            case "rights":
                return replace(self, resource=replace(self.resource, rights=words))

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height as it is shown, turned; (0, 0) while they are not known."""
        if self.asset is None:
            return 0, 0
        size = self.asset.width, self.asset.height
        return size[::-1] if self.resource.rotate in {90, 270} else size


@dataclass(frozen=True, slots=True)
class Batch:
    """All photos of the sheet in their order.

    `lead` is the key of the photo that becomes the lead image, None where the article's stays as it is; `shared`:
    credit, source and rights are one for all.
    """

    photos: tuple[SheetPhoto, ...] = ()
    lead: int | None = None
    shared: bool = False

    def get(self, key: int) -> SheetPhoto | None:
        return next((photo for photo in self.photos if photo.key == key), None)

    @property
    def usable(self) -> tuple[SheetPhoto, ...]:
        """Those that are photos, or are still being looked at."""
        return tuple(photo for photo in self.photos if photo.problem is None)

    def place(self, key: int) -> int:
        """Its number among the usable ones, from 1; 0 for none of them."""
        return next((at for at, photo in enumerate(self.usable, 1) if photo.key == key), 0)

    def changed(self, key: int, change: Callable[[SheetPhoto], SheetPhoto]) -> Batch:
        return replace(self, photos=tuple(change(photo) if photo.key == key else photo for photo in self.photos))


def of_article(article: Article, folder: Path) -> Batch:
    """The photos that an article has already, in reading order; `lead` is its lead image when it is one of them."""
    photos = tuple(_known(article, figure, folder, key) for key, figure in enumerate(figures_of(article.body), 1))
    lead = next((photo.key for photo in photos if photo.figure.src == article.cover), None)
    return Batch(photos, lead)


def added(batch: Batch, photos: Iterable[SheetPhoto]) -> Batch:
    """More photos at the end; their keys are new ones."""
    return replace(batch, photos=(*batch.photos, *photos))


def looked_at(batch: Batch, key: int, asset: ImageAsset) -> Batch:
    """A photo's file has been read: its words go where nobody has typed, and only there."""
    photo = batch.get(key)
    if photo is None:
        return batch
    photo = replace(photo, asset=asset, problem=None)
    if not photo.figure.src:
        photo = replace(photo, resource=replace(photo.resource, creator=photo.resource.creator or asset.text.creator))
        for part in PARTS:
            words = getattr(asset.text, part)
            if words and part not in photo.typed and not photo.text(part):
                filled = photo.with_text(part, words)
                photo = replace(filled, from_file=photo.from_file | {part}, unread=photo.unread | {part})
    batch = batch.changed(key, lambda _: photo)
    leader = next((one for one in batch.usable if one.key != key), None)
    return share(batch, leader.key) if batch.shared and leader is not None else batch


def failed(batch: Batch, key: int, problem: EditorError) -> Batch:
    """This one is no photo that we can use; the others go on, and the first of them leads in its place."""
    batch = batch.changed(key, lambda photo: replace(photo, problem=problem))
    first = next((photo.key for photo in batch.usable), None)
    return replace(batch, lead=first) if batch.lead == key else batch


def typed(batch: Batch, key: int, part: Part, value: str | Inline) -> Batch:
    """What a person wrote. Where credit, source and rights are one for all, all of them get it."""

    def change(photo: SheetPhoto) -> SheetPhoto:
        photo = photo.with_text(part, value)
        return replace(photo, typed=photo.typed | {part}, unread=photo.unread - {part})

    keys = [photo.key for photo in batch.photos] if batch.shared and part in SHARED else [key]
    for one in keys:
        batch = batch.changed(one, change)
    return batch


def filled(batch: Batch, key: int, used: UsedBefore) -> Batch:
    """The words of an earlier use for the parts that say nothing here."""
    photo = batch.get(key)
    words: dict[Part, str] = {"caption": used.caption, "credit": used.credit, "alt": used.alt}
    for part, text in words.items():
        if photo is not None and text and is_blank(photo.text(part)):
            batch = typed(batch, key, part, text)
    return batch


def read(batch: Batch, key: int) -> Batch:
    """Somebody has read what came with this photo."""
    return batch.changed(key, lambda photo: replace(photo, unread=frozenset()))


def marked(batch: Batch, key: int, resource: Resource) -> Batch:
    """Crops, focus, blur, turn, size and the like of one photo."""
    return batch.changed(key, lambda photo: replace(photo, resource=resource))


def share(batch: Batch, key: int) -> Batch:
    """Credit, source and rights of this photo for all of them, from now on too."""
    leader = batch.get(key)
    if leader is None:
        return batch

    def change(photo: SheetPhoto) -> SheetPhoto:
        for part in SHARED:
            photo = photo.with_text(part, leader.text(part))
        creator = leader.resource.creator
        photo = replace(photo, resource=replace(photo.resource, creator=creator))
        return replace(photo, typed=photo.typed | set(SHARED), unread=photo.unread - set(SHARED))

    others = tuple(photo if photo.key == key else change(photo) for photo in batch.photos)
    return replace(batch, photos=others, shared=True)


def moved(batch: Batch, at: int, to: int) -> Batch:
    """Photo `at` taken out and put in again so that it becomes photo `to`; places outside change nothing."""
    if not (0 <= at < len(batch.photos) and 0 <= to < len(batch.photos)):
        return batch
    rest = (*batch.photos[:at], *batch.photos[at + 1 :])
    return replace(batch, photos=(*rest[:to], batch.photos[at], *rest[to:]))


def removed(batch: Batch, key: int) -> Batch:
    """Without this photo."""
    rest = tuple(photo for photo in batch.photos if photo.key != key)
    return replace(batch, photos=rest, lead=None if batch.lead == key else batch.lead)


def wants(photo: SheetPhoto, newsroom: Newsroom) -> Iterator[tuple[str, Severity]]:
    """What the checks will say of this photo: codes of findings with the newsroom's severity, the worst first."""
    found = set(_wants(photo, newsroom))
    graded = [(rule.code, newsroom.severities.get(rule.code, rule.severity)) for rule in RULES if rule.code in found]
    known = [(code, severity) for code, severity in graded if severity is not None]
    return iter(sorted(known, key=lambda want: want[1] is not Severity.BLOCKER))


def figure_and_resource(photo: SheetPhoto, src: str) -> tuple[Figure, Resource]:
    """The photo as it goes into an article, its single lines put in order."""
    figure = replace(photo.figure, src=src, credit=clean_line(photo.figure.credit), alt=clean_line(photo.figure.alt))
    own = photo.resource
    reviewed = own.reviewed
    if photo.from_file & _READ:
        reviewed = not photo.unread & _READ
    return figure, replace(
        own, src=src, source=clean_line(own.source), rights=clean_line(own.rights), reviewed=reviewed
    )


def applied(article: Article, batch: Batch) -> Article:
    """An article whose own photos were edited: words, marks, lead image, and the order in which they take its places.

    A photo that left the article meanwhile is left out; one that came meanwhile keeps its place.
    """
    there = [figure.src for figure in figures_of(article.body)]
    photos = [photo for photo in batch.photos if photo.figure.src in there]
    waiting = iter(photos)
    ours = {photo.figure.src for photo in photos}
    order = [next(waiting) if src in ours else None for src in there]
    figures: dict[int, Figure] = {}
    for at, photo in enumerate(order):
        if photo is not None:
            figures[at], resource = figure_and_resource(photo, photo.figure.src)
            if resource != article.resource(resource.src):
                article = set_resource(article, resource)
    article = replace(article, body=_with_figures(article, figures))
    lead = batch.get(batch.lead) if batch.lead is not None else None
    if lead is not None and lead in photos:
        return set_cover(article, lead.figure.src)
    return set_cover(article, "") if article.cover in ours else article


def _with_figures(article: Article, figures: Mapping[int, Figure]) -> Body:
    own = figures_of(article.body)
    return with_figures(article.body, [figures.get(at, figure) for at, figure in enumerate(own)])


def _known(article: Article, figure: Figure, folder: Path, key: int) -> SheetPhoto:
    resource = article.resource(figure.src)
    told = frozenset(part for part in _READ if resource.reviewed is not None)
    unread = frozenset(part for part in told if resource.reviewed is False)
    path = folder / figure.src
    photo = SheetPhoto(key, path.name, path, figure, resource, from_file=told)
    return replace(photo, unread=frozenset(part for part in unread if photo.text(part)))


def _wants(photo: SheetPhoto, newsroom: Newsroom) -> Iterator[str]:
    if is_blank(photo.text("caption")):
        yield "no-caption"
    if is_blank(photo.text("credit")):
        yield "no-credit"
    if is_blank(photo.text("alt")) and not photo.resource.decorative:
        yield "no-alt"
    width = photo.pixels[0]
    if 0 < width < newsroom.limits.photo_min_width:
        yield "low-resolution"
    if photo.unread & _READ:
        yield "unreviewed-photo-text"
