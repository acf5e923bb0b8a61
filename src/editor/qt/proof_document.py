"""An article as a text document for paper: our own formats from our rows, no HTML of anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextOption,
)

from editor.model.article import Article
from editor.model.blocks import Embed, Figure, Inline, Rule, Source, Table, plain, text_of
from editor.model.rows import Row, RowKind, unfold
from editor.qt.theme.fonts import set_weight
from editor.text.labels import CORRECTION, RELATED, photo_label

if TYPE_CHECKING:
    from editor.app.proofing import PaperPhoto
    from editor.qt.desk import Desk

_POINT = 72.0
_PHOTO = 0.38  # of the page's width
_PHOTO_HEIGHT = 0.2  # of the page's height
_SPACING = 175  # percent: a line of marks by hand fits between two
_INK, _SOFT = "#1E1C18", "#57534A"
_ALTERNATES = QFont.Tag("calt")
"""Inter draws another colon between figures, which a PDF's reader cannot tell: 16:30 would be found as 1630."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How a paragraph is set: type role, size in points, weight; line spacing in percent, other lengths in points."""

    role: str
    size: float
    weight: int = 400
    spacing: int = 150
    before: float = 0
    after: float = 5
    inset: float = 0
    soft: bool = False  # in a paler ink
    italic: bool = False
    centre: bool = False


_KICKER = _Style("ui_sm", 9, 600, after=2, soft=True)
_HEADLINE = _Style("headline", 22, 700, spacing=125, after=6)
_STANDFIRST = _Style("sapo", 13, 600, after=6)
_BYLINE = _Style("ui_sm", 9, 500, soft=True)
_BODY = _Style("body", 11.5, spacing=_SPACING)
_KINDS: dict[RowKind, _Style] = {
    RowKind.H2: _Style("heading2", 14, 700, spacing=140, before=10),
    RowKind.H3: _Style("heading3", 12, 700, spacing=140, before=10),
    RowKind.BOX_TITLE: _Style("heading3", 11.5, 700, spacing=140, before=10),
    RowKind.QUOTE: replace(_BODY, inset=14, italic=True),
    RowKind.PULL_QUOTE: replace(_BODY, inset=14, italic=True),
    RowKind.ATTRIBUTION: _Style("caption", 9.5, 500, spacing=140, inset=14),
}
"""Of each kind of row; the others are body text."""
_CAPTION = _Style("caption", 9, spacing=140, after=8, soft=True)
_PICTURE = _Style("body", 11.5, spacing=100, before=6, after=2)
_NO_PICTURE = _Style("ui_sm", 9, 500, soft=True)
_CELLS = _Style("body", 10)
_ADDRESS = _Style("ui_sm", 9, soft=True)
_STARS = _Style("body", 11.5, centre=True)
_AS_IT_STANDS = _Style("ui_sm", 9)
_CORRECTION = _Style("body", 10.5, before=8)
_RELATED_TITLE = _Style("heading3", 12, 700, before=10)
_RELATED = _Style("body", 10.5, spacing=140)


def proof_document(
    desk: Desk,
    article: Article,
    photos: Mapping[str, PaperPhoto],
    device: QPagedPaintDevice,
    page: QSizeF,
    dpi: int,
) -> QTextDocument:
    """The document for a page of that many device pixels."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    document.setDefaultTextOption(option)
    writer = _Writer(desk, document, article, photos, page, dpi)
    writer.write()
    document.setPageSize(page)
    _keep_with_next(document, writer.heads, page)
    return document


def _keep_with_next(document: QTextDocument, heads: Sequence[int], page: QSizeF) -> None:
    """A subhead, or a photo, that would stand alone at the foot of a page goes to the next one.

    Args: heads: the numbers of blocks that what follows belongs to.
    """
    for number in heads:
        block = document.findBlockByNumber(number)
        after = block.next()
        if after.isValid() and _page_of(document, block, page.height()) != _page_of(document, after, page.height()):
            form = block.blockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(form)
            document.setPageSize(QSizeF())  # all is laid out anew: Qt would only do so for what is asked for
            document.setPageSize(page)


def _page_of(document: QTextDocument, block: QTextBlock, height: float) -> int:
    """The page of a block's first line."""
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineAt(0)
    return int((top + (line.y() if line.isValid() else 0)) // height)


class _Writer:
    def __init__(
        self,
        desk: Desk,
        document: QTextDocument,
        article: Article,
        photos: Mapping[str, PaperPhoto],
        page: QSizeF,
        dpi: int,
    ) -> None:
        self._desk = desk
        self._theme = desk.theme
        self._article = article
        self._pictures = photos
        self._page = page
        self._unit = dpi / _POINT  # device pixels a point
        screen = QGuiApplication.primaryScreen()
        # Qt takes the size of a picture in a text for one on the screen, and makes it larger for paper.
        self._scale = dpi / (screen.logicalDotsPerInch() if screen is not None else 96.0)
        self._cursor = QTextCursor(document)
        self._document = document
        self._first = True
        self._number = 0
        self._photos = 0
        self.heads: list[int] = []  # blocks that the next one belongs to

    def write(self) -> None:
        article = self._article
        facts = (article.kicker, " › ".join(article.sections[:1]).replace("/", " › "))
        self._line(" · ".join(fact for fact in facts if fact), _KICKER)
        self._line(article.headline, _HEADLINE)
        self._line(article.standfirst, _STANDFIRST)
        byline = ", ".join(author.name for author in article.authors if author.name)
        dated = self._desk.messages.word(article.date, as_moment=True) if article.date else ""
        self._line("  ·  ".join(part for part in (byline, article.dateline, dated) if part), _BYLINE)
        for row in unfold(article.body):
            self._row(row)
        self._end()

    def _end(self) -> None:
        """Corrections and related stories."""
        lang = "vi" if self._article.lang.startswith("vi") else "en"
        for correction in self._article.corrections:
            day = self._desk.messages.word(correction.date, as_moment=True)
            self._line(f"{CORRECTION[lang]} ({day}): {correction.text}", _CORRECTION)
        if self._article.related:
            self._line(RELATED[lang], _RELATED_TITLE)
        for item in self._article.related:
            where = f" — {item.url}" if item.url else ""
            self._line(f"•  {item.title}{where}", _RELATED)

    def _row(self, row: Row) -> None:
        if row.kind is not RowKind.NUMBER:
            self._number = 0
        match row.payload:
            case None:
                self._text(row)
            case Figure(src=src, alt=alt):
                self._photo(src, alt)
            case Table(rows=rows):
                for cells in rows:
                    self._line("   |   ".join(map(text_of, cells)), _CELLS)
            case Embed(url=url):
                self._line(url, _ADDRESS)
            case Rule():
                self._line("*  *  *", _STARS)
            case Source(text=text):
                self._line(text, _AS_IT_STANDS)

    def _text(self, row: Row) -> None:
        if not row.inline:
            return
        if row.kind is RowKind.CAPTION:
            self._caption(row.inline)
            return
        style = _KINDS.get(row.kind, _BODY)
        if row.box:
            style = replace(style, inset=14)
        mark = ""
        if row.kind is RowKind.BULLET:
            mark = "–  "
        elif row.kind is RowKind.NUMBER:
            self._number += 1
            mark = f"{self._number}.  "
        if mark:
            style = replace(style, inset=style.inset + 10 + 12 * row.level)
        elif row.kind is RowKind.ATTRIBUTION:
            mark = "— "
        self._block(style)
        if style.before:
            self.heads.append(self._cursor.blockNumber())
        self._inline((*plain(mark), *row.inline) if mark else row.inline, style)

    def _caption(self, inline: Inline) -> None:
        figures = [row.payload for row in unfold(self._article.body) if isinstance(row.payload, Figure)]
        credit = figures[self._photos - 1].credit if 0 < self._photos <= len(figures) else ""
        label = photo_label(self._article.lang)
        words = f"{self._called()}. "
        self._block(_CAPTION)
        self._inline((*plain(words), *inline, *plain(f" · {label} {credit}" if credit else "")), _CAPTION)

    def _called(self) -> str:
        """What the photo at hand is called."""
        return self._desk.say("proof.photo", n=self._photos)

    def _photo(self, src: str, alt: str) -> None:
        self._photos += 1
        image = self._image(src)
        if image is None:
            self._line(f"[{self._called()}: {src or alt}]", _NO_PICTURE)
            return
        width = self._page.width() * _PHOTO
        height = width * image.height() / max(image.width(), 1)
        if height > self._page.height() * _PHOTO_HEIGHT:
            width *= self._page.height() * _PHOTO_HEIGHT / height
            height = self._page.height() * _PHOTO_HEIGHT
        name = QUrl(f"photo:{self._photos}")
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
        form = QTextImageFormat()
        form.setName(name.toString())
        form.setWidth(width / self._scale)
        form.setHeight(height / self._scale)
        self._block(_PICTURE)
        self.heads.append(self._cursor.blockNumber())
        self._cursor.insertImage(form)

    def _image(self, src: str) -> QImage | None:
        photo = self._pictures.get(src)
        if photo is None:
            return None
        return QImage(photo.pixels, photo.width, photo.height, 3 * photo.width, QImage.Format.Format_RGB888).copy()

    def _line(self, text: str, style: _Style) -> None:
        if text.strip():
            self._block(style)
            self._inline(plain(text), style)

    def _block(self, style: _Style) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(style.spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(style.inset * self._unit)
        form.setTopMargin(style.before * self._unit)
        form.setBottomMargin(style.after * self._unit)
        if style.centre:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._first:
            self._cursor.setBlockFormat(form)
            self._first = False
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _inline(self, inline: Inline, style: _Style) -> None:
        font = self._font(style)
        for span in inline:
            form = QTextCharFormat()
            own = QFont(font)
            if span.strong:
                own = set_weight(own, 700)
            if span.emphasis:
                own.setItalic(not font.italic())
            form.setFont(own)
            form.setForeground(QColor(_SOFT if style.soft else _INK))
            if span.link:
                form.setFontUnderline(True)
            self._cursor.insertText(span.text.replace("\n", "\u2028"), form)

    def _font(self, style: _Style) -> QFont:
        font = QFont(self._theme.font(style.role, weight=style.weight, italic=style.italic))
        font.setPointSizeF(style.size)
        font.setFeature(_ALTERNATES, 0)
        return font
