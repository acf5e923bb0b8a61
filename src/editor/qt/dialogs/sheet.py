"""A sheet: a card over the window, with what it stands on dimmed. It never blocks the event loop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from editor.qt.dialogs.footer import Footer
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, Hairline, label
from editor.qt.theme.paint import paint_shadow

_SCRIM = 0.32
_MARGIN = 24  # px around a sheet, at least


class Card(QFrame):
    """The raised ground of a sheet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("border_soft"))
        painter.setBrush(self._theme.color("bg_raised"))
        radius = self._theme.radius("xl")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Sheet(QWidget):
    """Title, content that scrolls when the window is small, a footer. Escape and the cross close it; Tab stays inside.

    Args:
        width: px at 100 % text.
    """

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget, title: str, close_name: str, width: float) -> None:
        super().__init__(window)
        self.setAccessibleName(title)
        self._theme = theme
        self._width = theme.px(width)
        self._before = QApplication.focusWidget()
        self.card = Card(theme, self)
        self.title = label(theme, title, "ui_title")
        self.subtitle = label(theme, "", "ui_sm", "second", wrap=True)
        self.close_button = Button(theme, "icon", icon="x", name=close_name)
        self.body = QWidget()
        self.content = QVBoxLayout(self.body)
        self.footer = Footer()
        self._head = QHBoxLayout()
        self._scroll = QScrollArea()
        self._build_card()
        self.close_button.clicked.connect(self.dismiss)
        window.installEventFilter(self)

    def _build_card(self) -> None:
        px = self._theme.px
        outer = QVBoxLayout(self.card)
        outer.setContentsMargins(0, px(20), 0, 0)
        outer.setSpacing(0)
        head = self._head
        head.setContentsMargins(px(24), 0, px(16), 0)
        words = QVBoxLayout()
        words.setSpacing(px(6))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.subtitle.hide()
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self.content.setContentsMargins(px(24), px(18), px(24), px(22))
        self.content.setSpacing(px(20))
        self._scroll.setWidget(self.body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.setAutoFillBackground(False)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(Hairline(self._theme))
        self.footer.setContentsMargins(px(24), px(12), px(24), px(12))
        self.footer.setSpacing(px(8))
        outer.addLayout(self.footer)

    def present(self, focus: QWidget | None = None) -> None:
        """Show it over the window, with the focus in it."""
        self._place()
        self.show()
        self.raise_()
        target = focus or self.close_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._scroll.isAncestorOf(target):
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(target))  # once it stands in its place

    def dismiss(self) -> None:
        """Close it and give the focus back."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def refit(self) -> None:
        """Take the height that the content has now."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        parts = self._stops()
        here = QApplication.focusWidget()
        if not parts:
            return True
        at = parts.index(here) if here in parts else -1 if forward else 0
        target = parts[(at + (1 if forward else -1)) % len(parts)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        area = self._scroll
        if area.isAncestorOf(target):
            area.ensureWidgetVisible(target)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = QColor(self._theme.color("scrim"))
        scrim.setAlphaF(_SCRIM if self._theme.name == "light" else 0.5)
        painter.fillRect(self.rect(), scrim)
        paint_shadow(painter, self._theme, QRectF(self.card.geometry()), "sheet", self._theme.radius("xl"))

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(self._width, self.width() - 2 * _MARGIN)
        self.card.resize(width, self.card.height())
        for layout in (self._head, self.content, self.footer):
            layout.invalidate()
        wanted = self.content.sizeHint().height()
        if self.content.hasHeightForWidth():
            wanted = max(self.content.heightForWidth(width), self.content.minimumSize().height())
        around = self._theme.px(20) + _high(self._head, width) + 1 + self.footer.heightForWidth(width)
        height = min(wanted + around, self.height() - 2 * _MARGIN)
        self.card.setGeometry(
            (self.width() - width) // 2, max((self.height() - height) * 2 // 5, _MARGIN), width, height
        )
        self.update()

    def _stops(self) -> list[QWidget]:
        """What Tab visits, as it is read; the cross comes last.

        Not by `nextInFocusChain`: PySide takes what that returns for a child, and drops its wrapper with ours.
        """
        found = [
            part
            for part in self.card.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled()
        ]
        places = {part: part.mapTo(self, QPoint(0, part.height() // 2)) for part in found}
        found.sort(key=lambda part: (part is self.close_button, places[part].y(), places[part].x()))
        return found


def _high(layout: QLayout, width: int) -> int:
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
