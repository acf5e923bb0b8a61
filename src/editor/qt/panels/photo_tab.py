"""What belongs to one photo of the article: caption, credit, alt text, whether anybody has read what came with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor.model.article import Article
from editor.model.blocks import Figure, Inline, Span, figures_of, text_of
from editor.model.edits import set_alt, set_caption, set_cover, set_credit, set_resource
from editor.qt.desk import Desk
from editor.qt.panels.cover import Picture
from editor.qt.panels.empty import EmptyState
from editor.qt.panels.flow import FlowLayout
from editor.qt.panels.parts import SCROLL_BAR, Field, Section, TextField, clear_layout
from editor.qt.panels.thumbnails import paint_thumbnail
from editor.qt.theme.controls import Badge, Button, Check, KeyboardFocus
from editor.qt.theme.paint import paint_ring

Change = Callable[[Article, str], Article]


class PhotoButton(QAbstractButton):
    """One photo of the article, to be chosen."""

    def __init__(self, desk: Desk, path: Path, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._path = path
        self._focus = KeyboardFocus()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(desk.theme.px(64), desk.theme.px(48))

    def sizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(64), self._desk.theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._desk.theme
        gap = theme.px(3)
        inner: QRect = self.rect().adjusted(gap, gap, -gap, -gap)
        picture = self._desk.thumbnails.get(self._path, inner.size(), self.devicePixelRatioF())
        paint_thumbnail(painter, theme, inner, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.radius("md"), theme.radius("md"))
        if self.hasFocus() and self._focus.ring and not self.isChecked():
            paint_ring(painter, theme, QRectF(self.rect()), theme.radius("md"))

    def refresh(self, path: Path) -> None:
        if path == self._path:
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)


class PhotoTab(QWidget):
    """The photos as a strip, the fields of the chosen one below. `chosen` carries a src when a person picks one."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._src = ""
        self._typing = 0  # each stay in a field is a gesture of its own
        theme, say = desk.theme, desk.say
        self._strip = FlowLayout(gap=theme.px(4))
        self._shown: tuple[tuple[str, str], ...] = ()
        self._picture = Picture(desk, QSize(theme.px(284), theme.px(178)))
        self.caption = TextField(theme, 4, say("caption.placeholder"), say("caption"))
        self.credit = Field(theme, say("credit.placeholder"), say("credit"))
        self.alt = TextField(theme, 4, say("alt.placeholder"), say("alt"))
        self.decorative = Check(theme, say("photo.decorative"))
        self.lead = Button(theme, "link", say("photo.make-lead"), icon="image")
        self.reviewed = Button(theme, "secondary", say("photo.reviewed"), icon="check", size="sm")
        self._unread = QWidget()
        self._pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(16), theme.px(4), theme.px(16) - SCROLL_BAR, theme.px(24))
        column.setSpacing(theme.px(16))
        column.addLayout(self._strip)
        column.addWidget(self._picture)
        row = QHBoxLayout(self._unread)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Badge(theme, say("photo.from-file"), "info"))
        row.addStretch()
        row.addWidget(self.reviewed)
        column.addWidget(self._unread)
        for title, parts in (
            ("caption", (self.caption,)),
            ("credit", (self.credit,)),
            ("alt.first", (self.alt, self.decorative)),
        ):
            section = Section(theme, say(title))
            for part in parts:
                section.add(part)
            column.addWidget(section)
        column.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        empty = EmptyState(theme, "image", say("photo.none"), hint=say("photo.none-hint"))
        self._pages.addWidget(page)
        self._pages.addWidget(empty)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        desk = self._desk
        self.caption.edited.connect(self._give_caption)
        self.credit.textEdited.connect(lambda text: self._edit("credit", lambda a, src: set_credit(a, src, text)))
        self.alt.edited.connect(lambda text: self._edit("alt", lambda a, src: set_alt(a, src, text)))
        self.decorative.clicked.connect(self._give_decorative)
        self.lead.clicked.connect(lambda: desk.edit(lambda article: set_cover(article, self._src)))
        self.reviewed.clicked.connect(self._give_reviewed)

    @property
    def src(self) -> str:
        """The photo whose fields are shown, "" for none."""
        return self._src

    def choose(self, src: str) -> None:
        """Show this photo's fields."""
        session = self._desk.session
        if session is not None and src != self._src:
            self._src = src
            self._typing += 1
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
        self._show_strip(session.folder, figures)
        figure = next((found for found in figures if found.src == self._src), None)
        if figure is None:
            return
        resource = article.resource(self._src)
        self._picture.show_photo(session.folder / self._src)
        self.caption.show_text(text_of(figure.caption))
        self.credit.show_text(figure.credit)
        self.alt.show_text(figure.alt)
        self.decorative.setChecked(resource.decorative)
        self.alt.setEnabled(not resource.decorative)
        self.lead.setVisible(article.cover != self._src)
        self._unread.setVisible(resource.reviewed is False)

    def _show_strip(self, folder: Path, figures: tuple[Figure, ...]) -> None:
        say = self._desk.say
        names = [text_of(figure.caption) or say("photo.no-caption") for figure in figures]
        wanted = tuple((str(folder / figure.src), name) for figure, name in zip(figures, names, strict=True))
        if wanted != self._shown:
            self._shown = wanted
            clear_layout(self._strip)
            for figure, name in zip(figures, names, strict=True):
                button = PhotoButton(self._desk, folder / figure.src, name)
                button.clicked.connect(lambda _=False, src=figure.src: self._pick(src))
                self._desk.thumbnails.arrived.connect(button.refresh)
                self._strip.addWidget(button)
        for at, figure in enumerate(figures):
            item = self._strip.itemAt(at)
            chosen = item.widget() if item is not None else None
            if isinstance(chosen, PhotoButton):
                chosen.setChecked(figure.src == self._src)

    def _pick(self, src: str) -> None:
        self.choose(src)
        self.chosen.emit(src)

    def _edit(self, part: str, change: Change) -> None:
        src = self._src
        if src:
            self._desk.edit(lambda article: change(article, src), f"photo.{part}.{src}.{self._typing}", "photo")

    def _give_caption(self, text: str) -> None:
        session = self._desk.session
        if session is None:
            return
        figure = next((one for one in figures_of(session.article.body) if one.src == self._src), None)
        if figure is not None and text_of(figure.caption) != text:
            self._edit("caption", lambda article, src: set_caption(article, src, retyped(figure.caption, text)))

    def _give_decorative(self, on: bool) -> None:
        self._edit("decorative", lambda a, src: set_resource(a, replace(a.resource(src), decorative=on)))

    def _give_reviewed(self) -> None:
        self._edit("reviewed", lambda a, src: set_resource(a, replace(a.resource(src), reviewed=True)))


def retyped(inline: Inline, text: str) -> Inline:
    """The inline with its words changed to `text`: marks before and after what differs stay."""
    old = text_of(inline)
    most = min(len(old), len(text))
    front = next((at for at in range(most) if old[at] != text[at]), most)
    back = next((at for at in range(most - front) if old[-1 - at] != text[-1 - at]), most - front)
    before, after = cut(inline, 0, front), cut(inline, len(old) - back, len(old))
    middle = text[front : len(text) - back]
    look = before[-1] if before else after[0] if after else Span("")
    typed = (replace(look, text=middle),) if middle else ()
    return (*before, *typed, *after)


def cut(inline: Inline, start: int, end: int) -> Inline:
    """The spans between two offsets, in code points."""
    found: list[Span] = []
    at = 0
    for span in inline:
        words = span.text[max(start - at, 0) : max(end - at, 0)]
        if words:
            found.append(replace(span, text=words))
        at += len(span.text)
    return tuple(found)
