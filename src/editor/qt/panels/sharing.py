"""How the article looks in a search result and in a social post, and the words that may differ there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.images.crops import piece
from editor.model.article import Article, Resource
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.panels.bound import line, lines
from editor.qt.panels.parts import Section
from editor.qt.theme.controls import label, restyle
from editor.qt.theme.paint import wrapped
from editor.text.fold import slug

_TITLE, _DESCRIPTION = 60, 160
"""Characters after which search engines cut: about 600 px of title and two lines of description on a desk screen."""
_SOCIAL = 1200 / 630


class SharingPart(QWidget):
    """Title and description with their counts, and both previews, live."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.title = line(desk, "seo.title", say("seo.title.placeholder"), say("seo.title"))
        self.description = lines(desk, "seo.description", 3, say("seo.description.placeholder"), say("seo.description"))
        self._title_count = label(theme, "", "ui_xs", "third")
        self._description_count = label(theme, "", "ui_xs", "third")
        self.search = SearchPreview(desk)
        self.social = SocialPreview(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(18))
        parts = (
            (say("seo.title"), self._title_count, self.title),
            (say("seo.description"), self._description_count, self.description),
            (say("seo.search"), None, self.search),
            (say("seo.social"), None, self.social),
        )
        for words, beside, control in parts:
            section = Section(theme, words, beside=beside)
            section.add(control)
            column.addWidget(section)

    def show_article(self, article: Article, newsroom: Newsroom, folder: Path) -> None:
        self.setVisible(newsroom.uses("seo") or article.seo != type(article.seo)())
        self.title.show_text(article.seo.title)
        self.description.show_text(article.seo.description)
        title = article.seo.title or article.headline
        description = article.seo.description or article.standfirst
        self._count(self._title_count, len(title), _TITLE)
        self._count(self._description_count, len(description), _DESCRIPTION)
        host = newsroom.url.split("//", 1)[-1] or newsroom.name
        address = article.slug or slug(article.headline)
        self.search.show_result(host, address, title, description)
        resource = article.resource(article.cover) if article.cover else None
        self.social.show_card(host, title, description, folder / article.cover if article.cover else None, resource)

    def _count(self, shown: QLabel, count: int, most: int) -> None:
        shown.setText(self._desk.say("seo.count", n=count, most=most))
        restyle(shown, "ui_tone", "warning" if count > most else "third")


class _Preview(QWidget):
    """A card drawn with what the article says; its words are its accessible description."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._words: tuple[str, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, *words: str) -> None:
        if words != self._words:
            self._words = words
            self.setAccessibleDescription(". ".join(filter(None, words)))
            self.update()

    def _card(self, painter: QPainter) -> QPainterPath:
        theme = self._desk.theme
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, theme.radius("md"), theme.radius("md"))
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("bg_raised"))
        painter.drawPath(shape)
        return shape

    def _lines(self, painter: QPainter, at: QRect, text: str, role: str, ink: str, most: int, weight: int = 400) -> int:
        """Draw at most so many lines; the height that they take."""
        theme = self._desk.theme
        font, high = theme.font(role, weight=weight), theme.line(role)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        shown = wrapped(text, QFontMetrics(font), at.width(), most)
        for number, words in enumerate(shown):
            room = QRect(at.left(), at.top() + number * high, at.width(), high)
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
        return len(shown) * high


class SearchPreview(_Preview):
    """Address, title, description, as search engines show them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say("seo.search"))

    def show_result(self, host: str, address: str, title: str, description: str) -> None:
        self.show_words(f"{host} › {address}" if host else address, title, description)

    def sizeHint(self) -> QSize:
        theme = self._desk.theme
        high = theme.line("ui_sm") + 2 * theme.line("ui_lg") + 3 * theme.line("ui_sm") + theme.px(28)
        return QSize(theme.px(200), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._words) != 3:
            return
        painter, px = QPainter(self), self._desk.theme.px
        self._card(painter)
        address, title, description = self._words
        at = self.rect().adjusted(px(12), px(10), -px(12), 0)
        at.translate(0, self._lines(painter, at, address, "ui_sm", "text_3", 1) + px(2))
        at.translate(0, self._lines(painter, at, title[: _TITLE + 20], "ui_lg", "accent_text", 2, 500) + px(2))
        self._lines(painter, at, description, "ui_sm", "text_2", 3)


class SocialPreview(_Preview):
    """The lead image cut as social posts cut it, then host, title and description."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say("seo.social"))
        self._path: Path | None = None
        self._resource: Resource | None = None
        desk.thumbnails.arrived.connect(lambda path: self.update() if path == self._path else None)

    def show_card(self, host: str, title: str, description: str, path: Path | None, resource: Resource | None) -> None:
        if (path, resource) != (self._path, self._resource):
            self._path, self._resource = path, resource
            self.update()
        self.show_words(host, title, description)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = self._desk.theme
        words = 2 * theme.line("ui_sm") + 2 * theme.line("ui_strong") + theme.px(24)
        return round(width / _SOCIAL) + words

    def sizeHint(self) -> QSize:
        width = self.width() if self.isVisible() else self._desk.theme.px(284)
        return QSize(self._desk.theme.px(200), self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._words) != 3:
            return
        painter, theme, px = QPainter(self), self._desk.theme, self._desk.theme.px
        shape = self._card(painter)
        box = QRect(1, 1, self.width() - 2, round((self.width() - 2) / _SOCIAL))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, theme.color("bg_subtle"))
        self._paint_photo(painter, box)
        painter.restore()
        host, title, description = self._words
        at = QRect(px(12), box.bottom() + px(8), self.width() - px(24), 0)
        at.translate(0, self._lines(painter, at, host, "ui_sm", "text_3", 1))
        at.translate(0, self._lines(painter, at, title, "ui_strong", "text", 2, 600))
        self._lines(painter, at, description, "ui_sm", "text_2", 1)

    def _paint_photo(self, painter: QPainter, box: QRect) -> None:
        path, resource, thumbnails = self._path, self._resource, self._desk.thumbnails
        if path is None or resource is None:
            return
        size = thumbnails.size_of(path)
        wanted = (
            box.size()
            if not size.isValid()
            else size.scaled(box.width(), size.height(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        picture = thumbnails.get(path, wanted, self.devicePixelRatioF())
        if picture is None:
            return
        left, top, right, bottom = piece(resource, "1.91:1", _SOCIAL, picture.width(), picture.height())
        if resource.rotate:
            left, top, right, bottom = 0, 0, picture.width(), picture.height()
        painter.drawPixmap(QRectF(box), picture, QRectF(left, top, right - left, bottom - top))
