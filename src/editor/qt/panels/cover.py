"""The lead image: a small picture with what stands under it, and a menu of the article's photos to choose from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.images.crops import FOCUS
from editor.model.article import Article
from editor.model.blocks import figures_of, text_of
from editor.model.edits import set_cover
from editor.model.turning import Point
from editor.qt.desk import Desk
from editor.qt.panels.marks import paint_focus
from editor.qt.panels.parts import Section
from editor.qt.panels.thumbnails import paint_thumbnail
from editor.qt.theme.controls import Button, label


class Picture(QWidget):
    """A photo cut to fill the widget; its words are beside it."""

    def __init__(self, desk: Desk, size: QSize) -> None:
        super().__init__()
        self._desk = desk
        self._path: Path | None = None
        self._focus: Point | None = None
        self.setFixedSize(size)
        desk.thumbnails.arrived.connect(self._arrived)

    def show_photo(self, path: Path | None, focus: Point | None = None) -> None:
        """A photo of the article, with the ring of its focal point where there is one (fractions of the photo)."""
        if (path, focus) != (self._path, self._focus):
            self._path, self._focus = path, focus
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        picture = self._desk.thumbnails.get(self._path, self.size(), ratio) if self._path is not None else None
        paint_thumbnail(painter, self._desk.theme, self.rect(), picture)
        if picture is not None and self._focus is not None and self._path is not None:
            size = self._desk.thumbnails.size_of(self._path)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(self.rect())
            paint_focus(painter, self._desk.theme.px(13), spot_in(self.size(), size, self._focus))

    def _arrived(self, path: Path) -> None:
        if path == self._path:
            self.update()


class CoverSection(Section):
    """Shows and chooses the lead image of the open article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.say("cover"), desk.say("cover.choose"))
        self._desk = desk
        theme = desk.theme
        self._picture = Picture(desk, QSize(theme.px(128), theme.px(80)))
        self._words = label(theme, "", "ui_sm", wrap=True)
        self._words.setFont(theme.font("ui_sm", weight=500))
        self._size = label(theme, "", "ui_sm", "third")
        self.focus_link = Button(theme, "link", desk.say("cover.focus"))
        self.focus_link.setFont(theme.font("ui_sm", weight=500))
        self._none = label(theme, desk.say("cover.none"), "ui_sm", "third", wrap=True)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(self._words)
        column.addWidget(self._size)
        column.addWidget(self.focus_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        row.addLayout(column, 1)
        self.add(self._row)
        self.add(self._none)
        if self.link is not None:
            self.link.clicked.connect(self._choose)
        desk.thumbnails.arrived.connect(self._arrived)

    def show_article(self, article: Article, folder: Path) -> None:
        desk = self._desk
        src = article.cover
        photos = figures_of(article.body)
        self._row.setVisible(bool(src))
        self._none.setVisible(not src)
        self._none.setText(desk.say("cover.none" if photos else "cover.no-photos"))
        if self.link is not None:
            self.link.setText(desk.say("cover.change" if src else "cover.choose"))
            self.link.setVisible(bool(photos))
            self.link.updateGeometry()
        resource = article.resource(src)
        focus = (resource.focus or FOCUS) if src and not resource.rotate else None
        self._picture.show_photo(folder / src if src else None, focus)
        figure = next((found for found in photos if found.src == src), None)
        caption = text_of(figure.caption) if figure is not None else article.resource(src).title
        self._words.setText(short(caption, 60) or desk.say("photo.no-caption"))
        self._picture.setAccessibleName(caption)
        self._show_size(folder / src)

    def _show_size(self, path: Path) -> None:
        size = self._desk.thumbnails.size_of(path)
        kind = path.suffix.lstrip(".").upper()
        self._size.setText(f"{size.width()} × {size.height()} · {kind}" if size.isValid() else kind)

    def _arrived(self, path: Path) -> None:
        session = self._desk.session
        if session is not None and path == session.folder / session.article.cover:
            self._show_size(path)

    def choices(self) -> QMenu:
        """The article's photos, and none of them."""
        menu = QMenu(self)
        session = self._desk.session
        if session is None:
            return menu
        for number, figure in enumerate(figures_of(session.article.body), 1):
            words = text_of(figure.caption) or self._desk.say("photo.no-caption")
            action = menu.addAction(f"{number}. {short(words, 48)}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(figure.src == session.article.cover)
            action.triggered.connect(lambda _=False, src=figure.src: self._set(src))
        if session.article.cover:
            menu.addSeparator()
            menu.addAction(self._desk.say("cover.drop")).triggered.connect(lambda: self._set(""))
        return menu

    def _choose(self) -> None:
        if self.link is not None:
            menu = self.choices()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.link.mapToGlobal(self.link.rect().bottomLeft()))

    def _set(self, src: str) -> None:
        self._desk.edit(lambda article: set_cover(article, src))


def spot_in(box: QSize, photo: QSize, focus: Point) -> QPointF:
    """Where a point of a photo (fractions) lies in a box that the photo fills, its middle kept."""
    if not photo.isValid() or photo.isEmpty():
        return QPointF(box.width() * focus[0], box.height() * focus[1])
    filled = photo.scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    left, top = (filled.width() - box.width()) / 2, (filled.height() - box.height()) / 2
    x, y = focus[0] * filled.width() - left, focus[1] * filled.height() - top
    return QPointF(min(max(x, 0.0), box.width()), min(max(y, 0.0), box.height()))


def short(text: str, most: int) -> str:
    """The text on one line, cut at a word after about `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0] + "…"
