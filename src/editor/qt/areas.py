"""Library, page and details side by side; in a narrow window the panels become drawers over the page."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from editor.qt.theme import Theme

_SCRIM = 0.18


class Drawer(QWidget):
    """A panel over the page's edge; a click beside it or Escape closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, right: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._right = right
        self._width = 0
        self.panel: QWidget | None = None
        self.hide()

    def take(self, panel: QWidget, width: int) -> None:
        """Hold this panel from now on."""
        self.panel = panel
        self._width = width
        panel.setParent(self)
        panel.show()
        self.place()

    def place(self) -> None:
        parent = self.parentWidget()
        if parent is None or self.panel is None:
            return
        self.setGeometry(parent.rect())
        width = min(self._width, self.width() - self._theme.px(40))
        left = self.width() - width if self._right else 0
        self.panel.setGeometry(QRect(left, 0, width, self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        scrim = QColor(self._theme.color("scrim"))
        scrim.setAlphaF(_SCRIM if self._theme.name == "light" else 0.4)
        QPainter(self).fillRect(self.rect(), scrim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class Areas(QWidget):
    """`turned` whenever a panel appears, goes, or changes between panel and drawer."""

    turned = Signal()

    def __init__(self, theme: Theme, library: QWidget, page: QWidget, details: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._library, self._page, self._details = library, page, details
        self._wanted = {"library": True, "details": True}
        self._widths = {"library": theme.px("layout.library.default"), "details": theme.px("layout.inspector.default")}
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        self._drawers = {"library": Drawer(theme, self, right=False), "details": Drawer(theme, self, right=True)}
        for name, drawer in self._drawers.items():
            drawer.closed.connect(lambda name=name: self.set_shown(name, shown=False))
        library.setMinimumWidth(theme.px("layout.library.min"))
        library.setMaximumWidth(theme.px("layout.library.max"))
        details.setMinimumWidth(theme.px("layout.inspector.min"))
        details.setMaximumWidth(theme.px("layout.inspector.max"))
        page.setMinimumWidth(theme.px(360))
        for panel in (library, page, details):
            self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._note_widths)

    def set_widths(self, library: int, details: int) -> None:
        """px of the panels at the present text scale."""
        self._widths = {"library": library, "details": details}
        self._share()

    def widths(self) -> tuple[int, int]:
        return self._widths["library"], self._widths["details"]

    def is_drawer(self, name: str) -> bool:
        """Whether a panel ("library", "details") lies over the page at the present width."""
        limit = "library_below" if name == "library" else "inspector_below"
        return self.window().width() < self._theme.px(f"layout.collapse.{limit}")

    def is_shown(self, name: str) -> bool:
        if self.is_drawer(name):
            return not self._drawers[name].isHidden()
        return self._wanted[name]

    @property
    def is_page_covered(self) -> bool:
        """Whether a drawer lies over the page: what is under its scrim is not reached before it is closed."""
        return any(not drawer.isHidden() for drawer in self._drawers.values())

    def wanted(self, name: str) -> bool:
        """Whether the panel is shown when there is room."""
        return self._wanted[name]

    def set_shown(self, name: str, *, shown: bool) -> None:
        if self.is_drawer(name):
            for other, drawer in self._drawers.items():
                drawer.setVisible(shown and other == name)
            if shown:
                self._drawers[name].place()
                self._drawers[name].raise_()
        else:
            self._wanted[name] = shown
        self.arrange()
        self.turned.emit()

    def arrange(self) -> None:
        """Put each panel where the window's width wants it."""
        for name, panel, at in (("library", self._library, 0), ("details", self._details, 2)):
            drawer = self._drawers[name]
            if self.is_drawer(name):
                if drawer.panel is None:
                    drawer.take(panel, self._widths[name])
                    drawer.hide()
                drawer.place()
            else:
                if drawer.panel is not None:
                    drawer.panel = None
                    drawer.hide()
                    self._splitter.insertWidget(at if at == 0 else self._splitter.count(), panel)
                panel.setVisible(self._wanted[name])
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        self.turned.emit()

    def _share(self) -> None:
        """The panels keep their widths, the page takes the rest."""
        sizes = []
        for at in range(self._splitter.count()):
            part = self._splitter.widget(at)
            if part is self._page:
                sizes.append(100_000)
            else:
                sizes.append(self._widths["library" if part is self._library else "details"])
        taken = sum(size for size in sizes if size != 100_000)
        rest = max(self.width() - taken, 1)
        self._splitter.setSizes([rest if size == 100_000 else size for size in sizes])

    def _note_widths(self) -> None:
        for name, panel in (("library", self._library), ("details", self._details)):
            if not self.is_drawer(name) and panel.isVisible():
                self._widths[name] = panel.width()
