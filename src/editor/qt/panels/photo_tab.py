"""What belongs to one photo of the article: its words, where it came from, what is wrong with it, what its file is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from editor.images.crops import FOCUS
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, figures_of, text_of
from editor.model.edits import set_alt, set_caption, set_cover, set_credit, set_resource
from editor.model.finding import Finding, PhotoPlace, Severity
from editor.model.retyping import retyped
from editor.qt.desk import Desk
from editor.qt.panels.cover import Picture
from editor.qt.panels.empty import EmptyState
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import SCROLL_BAR, Field, Section, TextField, Wanted
from editor.qt.panels.photo_strip import PhotoStrip
from editor.qt.panels.segmented import Segmented
from editor.qt.panels.typing import Typing
from editor.qt.theme.controls import Badge, Button, Check, label, restyle
from editor.text.clean import clean_line

Change = Callable[[Article, str], Article]
SIZES = ("", "wide", "small")
_OF_FILE = frozenset({"source", "rights"})
_NEEDED = {"no-caption": "caption", "no-credit": "credit", "no-alt": "alt"}


class PhotoTab(QWidget):
    """The photos as a strip, the fields of the chosen one below.

    `chosen` carries a src when a person picks one, `sheet_asked` when its crop, focal point or blur shall be set.
    """

    chosen = Signal(str)
    sheet_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._src = ""
        self._typing = Typing(self)
        theme, say = desk.theme, desk.say
        self.strip = PhotoStrip(desk)
        self._picture = Picture(desk, QSize(theme.px(284), theme.px(178)))
        self._facts = label(theme, "", "ui_sm", "third", wrap=True)
        self.edit_button = Button(theme, "secondary", say("photo.edit"), icon="crop", size="sm")
        self.caption = TextField(theme, 4, say("caption.placeholder"), say("caption"))
        self.credit = Field(theme, say("credit.placeholder"), say("credit"))
        self.alt = TextField(theme, 4, say("alt.placeholder"), say("alt"), clean_line)
        self.decorative = explained(desk.messages, Check(theme, say("photo.decorative")), "decorative")
        self.source = Field(theme, say("photos.source-placeholder"), say("photos.source"))
        self.rights = Field(theme, say("photos.rights-placeholder"), say("photos.rights"))
        words = (say("photos.size-column"), say("photos.size-wide"), say("photos.size-small"))
        self.sizes = Segmented(theme, words, say("photos.size"))
        self.lead = Button(theme, "link", say("photo.make-lead"), icon="image")
        self.reviewed = Button(theme, "secondary", say("photo.reviewed"), icon="check", size="sm")
        self._unread = QWidget()
        self._problems = _Problems(desk)
        self._wanted = {part: Wanted(theme, say("field.needed")) for part in _NEEDED.values()}
        self._pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme, say, messages = self._desk.theme, self._desk.say, self._desk.messages
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(16), theme.px(4), theme.px(16) - SCROLL_BAR, theme.px(24))
        column.setSpacing(theme.px(16))
        column.addWidget(self.strip)
        column.addWidget(self._picture)
        column.addWidget(self._facts)
        column.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._problems)
        row = QHBoxLayout(self._unread)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Badge(theme, say("photo.from-file"), "info"))
        row.addStretch()
        row.addWidget(self.reviewed)
        column.addWidget(self._unread)
        parts: tuple[tuple[str, str, tuple[QWidget, ...]], ...] = (
            (say("caption"), "caption", (self.caption,)),
            (say("credit"), "credit", (self.credit,)),
            (say("alt.first"), "alt", (self.alt, self.decorative)),
            (say("photos.rights"), "source", (self.source, explained(messages, self.rights, "rights"))),
            (say("photos.size"), "size", (self.sizes,)),
        )
        for title, name, controls in parts:
            section = Section(theme, title, beside=self._wanted.get(name))
            explained(messages, controls[0], name)
            for control in controls:
                section.add(control)
            column.addWidget(section)
        column.addWidget(explained(messages, self.lead, "lead"), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        empty = EmptyState(theme, "image", say("photo.none"), hint=say("photo.none-hint"))
        self._pages.addWidget(page)
        self._pages.addWidget(empty)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        desk = self._desk
        self.strip.picked.connect(self._pick)
        self.edit_button.clicked.connect(lambda: self.sheet_asked.emit(self._src))
        self.caption.edited.connect(self._give_caption)
        self.credit.textEdited.connect(lambda text: self._type("credit", text, lambda a, src: set_credit(a, src, text)))
        self.alt.edited.connect(lambda text: self._type("alt", text, lambda a, src: set_alt(a, src, text)))
        self.source.textEdited.connect(
            lambda text: self._type("source", text, _of_file(lambda r: replace(r, source=clean_line(text))))
        )
        self.rights.textEdited.connect(
            lambda text: self._type("rights", text, _of_file(lambda r: replace(r, rights=clean_line(text))))
        )
        self.sizes.turned.connect(lambda number: self._edit(_of_file(lambda r: replace(r, size=SIZES[number]))))
        self.decorative.clicked.connect(lambda on: self._edit(_of_file(lambda r: replace(r, decorative=on))))
        self.lead.clicked.connect(lambda: self._edit(set_cover))
        self.reviewed.clicked.connect(lambda: self._edit(_of_file(lambda r: replace(r, reviewed=True))))
        desk.checker.found.connect(self._show_problems)
        desk.thumbnails.arrived.connect(self._show_facts)

    @property
    def src(self) -> str:
        """The photo whose fields are shown, "" for none."""
        return self._src

    def choose(self, src: str) -> None:
        """Show this photo's fields."""
        session = self._desk.session
        if session is not None and src != self._src:
            self._src = src
            self._typing.end()
            self.show_article(session.article)

    def show_article(self, article: Article) -> None:
        """Everything as the article says it now."""
        session = self._desk.session
        if session is None:
            return
        figures = figures_of(article.body)
        srcs = [figure.src for figure in figures]
        if self._src not in srcs:
            self._src = srcs[0] if srcs else ""
        self._pages.setCurrentIndex(0 if figures else 1)
        self.strip.show_photos(session.folder, figures, self._src)
        figure = next((found for found in figures if found.src == self._src), None)
        if figure is not None:
            self._show_photo(article, figure, article.resource(self._src), session.folder)
            self._show_problems(self._desk.checker.findings)

    def _show_photo(self, article: Article, figure: Figure, resource: Resource, folder: Path) -> None:
        self._picture.show_photo(folder / self._src, None if resource.rotate else resource.focus or FOCUS)
        self.caption.show_text(text_of(figure.caption))
        self.credit.show_text(figure.credit)
        self.alt.show_text(figure.alt)
        self.source.show_text(resource.source)
        self.rights.show_text(resource.rights)
        self.sizes.show_number(SIZES.index(resource.size) if resource.size in SIZES else 0)
        self.decorative.setChecked(resource.decorative)
        self.alt.setEnabled(not resource.decorative)
        self.lead.setVisible(article.cover != self._src)
        self._unread.setVisible(resource.reviewed is False)
        self._show_facts(folder / self._src)

    def _show_facts(self, path: Path) -> None:
        """The size as soon as it is known; how heavy the file is, a thread asks the disk."""
        session = self._desk.session
        if session is None or path != session.folder / self._src:
            return
        self._facts.setText(path.name)
        size = self._desk.thumbnails.size_of(path)

        def tell(weight: int) -> None:
            if size.isValid() and weight:
                kilobytes = self._desk.messages.number(max(1, round(weight / 1000)))
                facts = {"name": path.name, "width": str(size.width()), "height": str(size.height())}
                self._facts.setText(self._desk.say("photo.facts", weight=f"{kilobytes} KB", **facts))

        self._desk.jobs.run("photo-facts", lambda cancel: _weight(path), tell, self._desk.report)

    def _show_problems(self, findings: tuple[Finding, ...]) -> None:
        """What the checks say of this photo: beside the field where it is one that is empty, else above the fields."""
        ours = [found for found in findings if isinstance(found.place, PhotoPlace) and found.place.photo == self._src]
        wanted = {_NEEDED[found.code] for found in ours if found.code in _NEEDED}
        for part, mark in self._wanted.items():
            mark.setVisible(part in wanted)
        others = [found for found in ours if found.code not in {*_NEEDED, "unreviewed-photo-text"}]
        self._problems.show_findings(others)

    def _pick(self, src: str) -> None:
        self.choose(src)
        self.chosen.emit(src)

    def _edit(self, change: Change, gesture: str = "") -> None:
        src = self._src
        if src:
            self._desk.edit(lambda article: change(article, src), gesture, "photo")

    def _type(self, part: str, text: str, change: Change) -> None:
        session = self._desk.session
        if session is None:
            return
        figure = next((one for one in figures_of(session.article.body) if one.src == self._src), None)
        before = getattr(session.article.resource(self._src) if part in _OF_FILE else figure, part, "")
        self._edit(change, self._typing.gesture(f"photo.{part}.{self._src}", before, text))

    def _give_caption(self, text: str) -> None:
        session = self._desk.session
        if session is None:
            return
        figure = next((one for one in figures_of(session.article.body) if one.src == self._src), None)
        if figure is not None and text_of(figure.caption) != text:
            gesture = self._typing.gesture(f"photo.caption.{self._src}", text_of(figure.caption), text)
            self._edit(lambda article, src: set_caption(article, src, retyped(figure.caption, text)), gesture)


class _Problems(QVBoxLayout):
    """Sentences one below the other; labels are kept, so that nothing flickers while a person types."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._labels: list[QLabel] = []
        self.setSpacing(desk.theme.px(4))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        while len(self._labels) < len(findings):
            self._labels.append(label(self._desk.theme, "", "ui_sm", "warning", wrap=True))
            self.addWidget(self._labels[-1])
        for shown, found in zip_longest(self._labels, findings):
            shown.setVisible(found is not None)
            if found is not None:
                shown.setText(self._desk.messages.finding(found))
                restyle(shown, "ui_tone", "danger" if found.severity is Severity.BLOCKER else "warning")


def _of_file(change: Callable[[Resource], Resource]) -> Change:
    """A change of what belongs to the photo's file."""
    return lambda article, src: set_resource(article, change(article.resource(src)))


def _weight(path: Path) -> int:
    """Bytes of a file; 0 where there is none: the checks say that it is missing."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
