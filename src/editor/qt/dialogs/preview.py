"""The preview inside the window: a phone and a desktop side by side, or one of three widths (needs QtWebEngine)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor.qt.panels.segmented import Segmented
from editor.qt.theme.controls import Button, Hairline, label

if TYPE_CHECKING:
    from editor.app.publish_preview import Preview
    from editor.qt.previewing import Previewing
    from editor.qt.theme import Theme
    from editor.qt.window import MainWindow

PHONE, TABLET, DESKTOP = (368, 796), (792, 1040), (1200, 900)
"""px of the page itself; lengths of a device, not of our text: they do not grow with it."""
_BEZEL = {"phone": (11, 44), "tablet": (14, 26), "desktop": (0, 10)}  # px around the page, radius
_SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}
_SHOWN = (("phone",), ("tablet",), ("desktop",), ("phone", "desktop"))
_BESIDE = 900  # px of the desktop beside a phone
_BAR = 38


class OnlyFiles(QWebEngineUrlRequestInterceptor):
    """The page reaches its own files and nothing else."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in {"file", "data"}:
            info.block(True)


class Device(QWidget):
    """One width with its frame; the page in it scrolls by itself."""

    def __init__(self, theme: Theme, kind: str, name: str, page: QWebEngineProfile) -> None:
        super().__init__()
        self._theme = theme
        self.kind = kind
        self.view = QWebEngineView()
        self.view.setPage(QWebEnginePage(page, self.view))
        self.view.setAccessibleName(name)
        settings = self.view.settings()
        settings.setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, False)
        settings.setAttribute(QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls, False)
        settings.setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, kind == "desktop")
        self.address = label(theme, "", "ui_sm", "second")
        edge, _ = _BEZEL[kind]
        column = QVBoxLayout(self)
        column.setContentsMargins(edge or 1, edge or 1, edge or 1, edge or 1)
        column.setSpacing(0)
        if kind == "desktop":
            row = QHBoxLayout()
            row.setContentsMargins(88, 0, 24, 0)
            row.addWidget(self.address)
            bar = QWidget()
            bar.setFixedHeight(_BAR)
            bar.setLayout(row)
            column.addWidget(bar)
        column.addWidget(self.view, 1)

    def fit(self, room: QSize, *, beside: bool) -> None:
        """Take the device's width and as much height as there is."""
        width, height = _SIZES[self.kind]
        edge, _ = _BEZEL[self.kind]
        if self.kind == "desktop":
            width = _BESIDE if beside else min(width, max(room.width() - 48, 600))
            height = max(room.height() - 72, 420)
        self.setFixedSize(width + 2 * edge, min(height + 2 * edge, max(room.height() - 72, 420)))
        if edge:
            self._round(QRectF(0, 0, width, self.height() - 2 * edge), _BEZEL[self.kind][1] - edge)

    def _round(self, box: QRectF, radius: float) -> None:
        """The page's own corners, inside the bezel's."""
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        self.view.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _, radius = _BEZEL[self.kind]
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.kind == "desktop":
            painter.setPen(self._theme.color("border"))
            painter.fillPath(path, self._theme.color("bg_window"))
            painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("border"))
            for number in range(3):
                painter.drawEllipse(14 + number * 17, (_BAR - 9) // 2, 9, 9)
            painter.setPen(self._theme.color("border"))
            painter.setBrush(self._theme.color("bg_field"))
            painter.drawRoundedRect(QRectF(76.5, 6.5, self.width() - 91, _BAR - 13), 5, 5)
        else:
            painter.fillPath(path, QColor(self._theme.tokens.colors("light")["text"]))


class PreviewArea(QWidget):
    """Covers the window under its own bar; Escape and F9 lead back to the page."""

    def __init__(self, window: MainWindow, previewing: Previewing) -> None:
        super().__init__(window)
        self.setObjectName("previewArea")
        self._window = window
        self._previewing = previewing
        self._theme = theme = window.desk.theme
        say = window.desk.say
        self.setAccessibleName(say("command.preview.toggle"))
        self._before = QApplication.focusWidget()
        self._profile = QWebEngineProfile(self)  # off the record: nothing is kept
        self._guard = OnlyFiles(self)
        self._profile.setUrlRequestInterceptor(self._guard)
        kinds = ("phone", "tablet", "desktop")
        self.devices = {kind: Device(theme, kind, say(f"preview.{kind}"), self._profile) for kind in kinds}
        words = [say(f"preview.{kind}") for kind in (*kinds, "both")]
        self.widths = Segmented(theme, words, say("preview.widths"))
        self.back = Button(theme, "ghost", say("preview.back"), icon="arrow-left")
        self.browser = Button(theme, "secondary", say("preview.browser"), icon="external-link")
        self.export = Button(theme, "primary", say("export"), icon="send")
        self._scroll = QScrollArea()
        self._row = QHBoxLayout()
        self._build()
        self.back.clicked.connect(previewing.end)
        self.browser.clicked.connect(lambda: previewing.act("browser"))
        self.export.clicked.connect(self._export)
        self.widths.turned.connect(self._turn)
        window.installEventFilter(self)
        self.widths.turn_to(3 if window.width() >= 1480 else 0)
        self._place()
        self.show()
        self.raise_()
        self.back.setFocus()

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(theme.px("layout.toolbar_h"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.back)
        row.addStretch(1)
        self.widths.setFixedWidth(self.widths.sizeHint().width())
        row.addWidget(self.widths)
        row.addStretch(1)
        row.addWidget(self.browser)
        row.addWidget(self.export)
        column.addWidget(bar)
        column.addWidget(Hairline(theme))
        ground = QWidget()
        ground.setLayout(self._row)
        self._row.setContentsMargins(24, 36, 24, 36)
        self._row.setSpacing(44)
        self._row.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        for device in self.devices.values():
            self._row.addWidget(device, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.viewport().setAutoFillBackground(False)
        ground.setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)

    def show_preview(self, preview: Preview) -> None:
        """The page, or its newer version in its place."""
        for device in self.devices.values():
            device.address.setText(preview.address)
            url = QUrl.fromLocalFile(str(preview.page))
            if device.view.url() == url:
                device.view.reload()
            else:
                device.view.setUrl(url)

    def close_up(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        for device in self.devices.values():
            device.view.page().deleteLater()  # before the profile, which goes with this area
        self.deleteLater()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._previewing.end()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("bg_subtle"))
        painter.fillRect(0, 0, self.width(), self._theme.px("layout.toolbar_h"), self._theme.color("bg_window"))

    def _turn(self, number: int) -> None:
        for kind, device in self.devices.items():
            device.setVisible(kind in _SHOWN[number])
        self._fit()

    def _fit(self) -> None:
        shown = [device for device in self.devices.values() if not device.isHidden()]
        room = QSize(self.width(), self.height() - self._theme.px("layout.toolbar_h"))
        for device in shown:
            device.fit(room, beside=len(shown) > 1)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._fit()

    def _export(self) -> None:
        self._previewing.end()
        self._window.shell.open("export")
