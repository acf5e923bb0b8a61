"""An article as a text document for paper: our own formats from our rows, no HTML of anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_KINDS: dict[RowKind, tuple[str, float, int]] = {
    RowKind.H2: ("heading2", 14, 700),
    RowKind.H3: ("heading3", 12, 700),
    RowKind.BOX_TITLE: ("heading3", 11.5, 700),
    RowKind.CAPTION: ("caption", 9, 400),
    RowKind.ATTRIBUTION: ("caption", 9.5, 500),
}
"""Type role, size in points, weight of each kind of row; the others are body text of 11.5 points."""


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
        self._line(" · ".join(fact for fact in facts if fact), "ui_sm", 9, 600, soft=True, after=2)
        self._line(article.headline, "headline", 22, 700, spacing=125, after=6)
        self._line(article.standfirst, "sapo", 13, 600, spacing=150, after=6)
        byline = ", ".join(author.name for author in article.authors if author.name)
        dated = self._desk.messages.word(article.date, as_moment=True) if article.date else ""
        self._line("  ·  ".join(part for part in (byline, article.dateline, dated) if part), "ui_sm", 9, 500, soft=True)
        for row in unfold(article.body):
            self._row(row)
        self._end()

    def _end(self) -> None:
        """Corrections and related stories."""
        lang = "vi" if self._article.lang.startswith("vi") else "en"
        for correction in self._article.corrections:
            day = self._desk.messages.word(correction.date, as_moment=True)
            self._line(f"{CORRECTION[lang]} ({day}): {correction.text}", "body", 10.5, 400, before=8)
        if self._article.related:
            self._line(RELATED[lang], "heading3", 12, 700, before=10)
        for item in self._article.related:
            where = f" — {item.url}" if item.url else ""
            self._line(f"•  {item.title}{where}", "body", 10.5, 400, spacing=140)

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
                    self._line("   |   ".join(map(text_of, cells)), "body", 10, 400, spacing=150)
            case Embed(url=url):
                self._line(url, "ui_sm", 9, 400, soft=True)
            case Rule():
                self._line("*  *  *", "body", 11.5, 400, centre=True)
            case Source(text=text):
                self._line(text, "ui_sm", 9, 400)

    def _text(self, row: Row) -> None:
        inline = row.inline
        if not inline:
            return
        role, size, weight = _KINDS.get(row.kind, ("body", 11.5, 400))
        inset = 14.0 if row.box or row.kind in {RowKind.QUOTE, RowKind.PULL_QUOTE, RowKind.ATTRIBUTION} else 0.0
        if row.kind is RowKind.BULLET:
            inline, inset = (*plain("–  "), *inline), inset + 10 + 12 * row.level
        elif row.kind is RowKind.NUMBER:
            self._number += 1
            inline, inset = (*plain(f"{self._number}.  "), *inline), inset + 10 + 12 * row.level
        elif row.kind is RowKind.ATTRIBUTION:
            inline = (*plain("— "), *inline)
        elif row.kind is RowKind.CAPTION:
            self._caption(inline)
            return
        italic = row.kind in {RowKind.QUOTE, RowKind.PULL_QUOTE}
        before = 10.0 if row.kind in {RowKind.H2, RowKind.H3, RowKind.BOX_TITLE} else 0.0
        self._block(_SPACING if role == "body" else 140, inset=inset, before=before, after=5)
        if before:
            self.heads.append(self._cursor.blockNumber())
        self._inline(inline, self._font(role, size, weight, italic=italic))

    def _caption(self, inline: Inline) -> None:
        figures = [row.payload for row in unfold(self._article.body) if isinstance(row.payload, Figure)]
        credit = figures[self._photos - 1].credit if 0 < self._photos <= len(figures) else ""
        label = photo_label(self._article.lang)
        words = f"{self._called()}. "
        self._block(140, after=8)
        font = self._font("caption", 9, 400)
        self._inline((*plain(words), *inline, *plain(f" · {label} {credit}" if credit else "")), font, soft=True)

    def _called(self) -> str:
        """What the photo at hand is called."""
        return self._desk.say("proof.photo", n=self._photos)

    def _photo(self, src: str, alt: str) -> None:
        self._photos += 1
        image = self._image(src)
        if image is None:
            self._line(f"[{self._called()}: {src or alt}]", "ui_sm", 9, 500, soft=True)
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
        self._block(100, before=6, after=2)
        self.heads.append(self._cursor.blockNumber())
        self._cursor.insertImage(form)

    def _image(self, src: str) -> QImage | None:
        photo = self._pictures.get(src)
        if photo is None:
            return None
        return QImage(photo.pixels, photo.width, photo.height, 3 * photo.width, QImage.Format.Format_RGB888).copy()

    def _line(
        self,
        text: str,
        role: str,
        size: float,
        weight: int,
        *,
        spacing: int = 150,
        before: float = 0,
        after: float = 5,
        soft: bool = False,
        centre: bool = False,
    ) -> None:
        if text.strip():
            self._block(spacing, before=before, after=after, centre=centre)
            self._inline(plain(text), self._font(role, size, weight), soft=soft)

    def _block(
        self, spacing: int, *, inset: float = 0, before: float = 0, after: float = 0, centre: bool = False
    ) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(inset * self._unit)
        form.setTopMargin(before * self._unit)
        form.setBottomMargin(after * self._unit)
        if centre:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._first:
            self._cursor.setBlockFormat(form)
            self._first = False
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _inline(self, inline: Inline, font: QFont, *, soft: bool = False) -> None:
        for span in inline:
            form = QTextCharFormat()
            own = QFont(font)
            if span.strong:
                own = set_weight(own, 700)
            if span.emphasis:
                own.setItalic(not font.italic())
            form.setFont(own)
            form.setForeground(QColor(_SOFT if soft else _INK))
            if span.link:
                form.setFontUnderline(True)
            self._cursor.insertText(span.text.replace("\n", "\u2028"), form)

    def _font(self, role: str, points: float, weight: int, *, italic: bool = False) -> QFont:
        font = QFont(self._theme.font(role, weight=weight, italic=italic))
        font.setPointSizeF(points)
        font.setFeature(_ALTERNATES, 0)
        return font
