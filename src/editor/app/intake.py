"""Getting articles in: import of files with their photos, and new ones from a title and a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from editor import files as disk
from editor.app import placing, sending
from editor.app.matching import Match, match_photos
from editor.app.media import with_figures
from editor.errors import EditorError
from editor.images.asset import ENDINGS, ImageAsset
from editor.images.probe import probe
from editor.ingest import read_file
from editor.ingest.bundle_zip import unpacked
from editor.ingest.draft import ArchiveItem, Draft, Dropped
from editor.library.workspace import Workspace
from editor.model.article import Article, Author
from editor.model.blocks import figures_of
from editor.model.finding import FieldPlace, Finding, Severity
from editor.model.rows import flat_text
from editor.render.edition import zone
from editor.text import moment
from editor.text.clean import clean_line
from editor.text.fold import slug
from editor.work import Cancel, Progress, no_progress

_ENDINGS = frozenset({*ENDINGS.values(), ".jpeg"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. Either `error` is set and nothing was written for it, or the article is there."""

    file: Path
    article_id: str = ""
    folder: Path | None = None
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    archive_items: tuple[ArchiveItem, ...] = ()
    error: EditorError | None = None


@dataclass(frozen=True, slots=True)
class _Photos:
    """The photos that were given, looked at; `broken` are those of a folder that are none."""

    assets: tuple[ImageAsset, ...] = ()
    broken: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A file that was read, and the folder in which its photos are."""

    file: Path
    beside: Path
    draft: Draft


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    photos: Sequence[Path] = (),
    *,
    convert: bool = True,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
    now: datetime | None = None,
) -> tuple[Imported, ...]:
    """Import files, one article each, in the order given. A file that fails leaves nothing behind and stops no other.

    Args:
        photos: files and folders; a folder's photos count, those in folders below it do not. Photos that a text names
            are also found beside it. A photo that no text uses is reported and stays where it is.
        convert: text in TCVN3 (ABC) or VNI-Windows becomes Unicode, with a finding; False leaves every letter alone.
        now: for the day in the folder's name; the computer's clock by default.
    Raises:
        WorkspaceMissingError; a photo error for a photo given by name that cannot be used, before anything is written;
        CancelledError, what was imported before stays.
    """
    cancel = cancel or Cancel()
    workspace.check_there()
    given = _looked_at(photos, cancel, progress)
    done: list[Imported] = []
    used: set[Path] = set()
    for number, file in enumerate(files):
        cancel.check()
        progress(number, len(files), file.name)
        try:
            if file.suffix.lower() == sending.ENDING:
                done.append(_received(workspace, file, now or datetime.now().astimezone()))
                continue
            with unpacked(file) as inner:
                draft = read_file(inner.source, convert=convert)
                draft = replace(draft, findings=(*inner.findings, *draft.findings))
                source = _Source(file, inner.source.parent, draft)
                packed = _looked_at(inner.photos, cancel, no_progress, are_named=False)
                both = _Photos((*given.assets, *packed.assets), (*given.broken, *packed.broken))
                one, taken = _import(workspace, source, both, used, cancel, now or datetime.now().astimezone())
                one = _with_unused([one], packed, taken)[0]
        except EditorError as error:
            if error.exit_code == 130:
                raise
            done.append(Imported(file, error=error))
        else:
            done.append(one)
            used |= taken
    progress(len(files), len(files), "")
    return _with_unused(done, given, used)


def with_old_letters(article: Article, file: Path) -> Article:
    """An imported article with the text of its file as it stood there, from before Unicode; its photos stay.

    Raises:
        As `ingest.read_file`: the file may be gone by now.
    """
    with unpacked(file) as inner:
        old = read_file(inner.source, convert=False).article
    photos = iter(figures_of(article.body))
    figures = tuple(replace(figure, src=next(photos, figure).src) for figure in figures_of(old.body))
    body = with_figures(old.body, figures)
    return replace(article, headline=old.headline, standfirst=old.standfirst, body=body)


def _received(workspace: Workspace, file: Path, now: datetime) -> Imported:
    """An article that somebody sent: nothing of it is guessed."""
    received = sending.receive(workspace, file, now)
    return Imported(file, received.article_id, received.folder, received.findings)


def new_article(
    workspace: Workspace,
    title: str,
    body_markdown: str = "",
    sections: Sequence[str] = (),
    tags: Sequence[str] = (),
    authors: Sequence[str] = (),
    *,
    now: datetime | None = None,
) -> Path:
    """A new article's folder, from a headline and a text in our dialect."""
    from editor.source.dialect_read import read_body

    headline = clean_line(title)
    lang = workspace.newsroom().lang
    article = Article(
        lang=lang,
        headline=headline,
        slug=slug(headline),
        sections=tuple(sections),
        tags=tuple(tags),
        authors=tuple(Author(name) for name in authors),
        body=read_body(body_markdown, lang)[0],
    )
    return workspace.create(article, now or datetime.now().astimezone())


def _looked_at(photos: Sequence[Path], cancel: Cancel, progress: Progress, *, are_named: bool = True) -> _Photos:
    """Every photo once. One given by name must be a photo; what is broken in a folder is left out and reported.

    Args: are_named: whether who imports has named those that are files.
    """
    named = [path for path in photos if not path.is_dir()]
    found = [path for folder in photos if folder.is_dir() for path in _photos_in(folder) if path not in named]
    assets: dict[Path, ImageAsset] = {}
    broken: list[Path] = []
    for number, path in enumerate(dict.fromkeys((*named, *found))):
        cancel.check()
        progress(number, len(named) + len(found), path.name)
        try:
            assets[path] = probe(path)
        except EditorError:
            if path in named and are_named:
                raise
            broken.append(path)
    return _Photos(tuple(assets.values()), tuple(broken))


def _photos_in(folder: Path) -> tuple[Path, ...]:
    with disk.reading(folder):
        return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and path.is_file()))


def _import(
    workspace: Workspace, source: _Source, given: _Photos, used: set[Path], cancel: Cancel, now: datetime
) -> tuple[Imported, set[Path]]:
    """One file: matched and written. Raises EditorError with nothing left behind."""
    file, draft = source.file, source.draft
    findings = [*draft.findings, *_lost_letters(draft.article)]
    article = _with_free_id(workspace, draft.article, findings)
    if not draft.ours:
        article = replace(article, date=_dated(article.date, zone(workspace.newsroom())))
    if not article.slug:
        article = replace(article, slug=slug(article.headline) or slug(file.stem))
    match = _matched(draft, given, used)
    findings += [_finding("photo-skipped", file=path.name) for path in given.broken]

    ident = ""

    def fill(hidden: Path) -> None:
        """The photos, while nobody sees the article yet."""
        nonlocal ident
        opened = workspace.load(hidden)
        ident = opened.article.id
        placed = placing.place(opened.article, draft, match, source.beside, hidden, cancel)
        workspace.save(hidden, placed.article, opened.content_hash)
        findings.extend(placed.findings)

    folder = workspace.create(article, now, fill)
    imported = Imported(file, ident, folder, tuple(findings), draft.dropped, draft.archive_items)
    return imported, {photo.path for photo in match.photos.values()}


def _lost_letters(article: Article) -> Iterator[Finding]:
    """A finding for letters that no encoding gave."""
    texts = (article.headline, article.standfirst, *map(flat_text, article.body))
    lost = sum(text.count("\ufffd") for text in texts)
    if lost:
        yield _finding("letters-lost", n=lost)


def _dated(text: str, place: tzinfo) -> str:
    """A day or a time without an offset, as drafts have them, in the form of our files: the newsroom's clock."""
    found = moment.parse(text, place)
    return text if found is None or moment.is_written(text) else moment.written(found)


def _matched(draft: Draft, given: _Photos, used: set[Path]) -> Match:
    """Photos that were given go before those beside the file; one that another text took is no guess any more."""
    if draft.ours:
        return Match({})
    figures = figures_of(draft.article.body)
    named = match_photos(figures, given.assets)
    fresh = match_photos(figures, [photo for photo in given.assets if photo.path not in used])
    known = {number: photo for number, photo in named.photos.items() if number not in named.guessed}
    guessed = {number: fresh.photos[number] for number in fresh.guessed if number not in known}
    beside = {number for number, photo in enumerate(draft.wanted) if photo.path or photo.content}
    guessed = {number: photo for number, photo in guessed.items() if number not in beside}
    return Match({**known, **guessed}, tuple(guessed))


def _with_free_id(workspace: Workspace, article: Article, findings: list[Finding]) -> Article:
    """The article with its id, where no article of the workspace has it; else without, and a finding."""
    if not article.id or all(listed.id != article.id for listed in workspace.list()):
        return article
    findings.append(_finding("id-taken", id=article.id))
    return replace(article, id="")


def _with_unused(done: list[Imported], given: _Photos, used: set[Path]) -> tuple[Imported, ...]:
    """Photos that no text used are reported with the last file that came in."""
    unused = [photo.path.name for photo in given.assets if photo.path not in used]
    last = next((number for number in range(len(done) - 1, -1, -1) if done[number].error is None), None)
    if unused and last is not None:
        names = ", ".join(unused[:5]) + (" …" if len(unused) > 5 else "")
        finding = _finding("photo-unused", n=len(unused), names=names)
        done[last] = replace(done[last], findings=(*done[last].findings, finding))
    return tuple(done)


def _finding(code: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.WARNING, FieldPlace("body"), tuple(facts.items()))
