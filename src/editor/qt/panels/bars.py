"""The bars of the window: on top the mark, menus and the one filled button; above the page how text is set; below
what is saved and how much is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QMenuBar, QWidget

from editor.app.counting import WordCount, minutes
from editor.model.blocks import figures_of
from editor.model.finding import Finding
from editor.qt.desk import Desk
from editor.qt.panels.parts import Area, bind
from editor.qt.panels.save_state import SaveLabel
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, Hairline, label

_COUNT_PAUSE = 400
_BETWEEN = "   ·   "
_TOP_FOLDING = ("edit.redo", "edit.undo", "view.focus", "view.toggle_right", "view.toggle_left")
_FOLDING = ("insert.related", "block.box", "block.list", "block.h2", "block.quote")


class Mark(QWidget):
    """The app's mark."""

    def __init__(self, theme: Theme, side: int = 26) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.px(side), theme.px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("brand"))
        painter.drawRoundedRect(QRectF(self.rect()), self.width() * 0.24, self.width() * 0.24)
        font = self._theme.font("heading2")
        font.setPixelSize(round(self.width() * 0.68))
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "S")


class TopBar(Area):
    """Mark and menus at the left, undo, panels and export at the right."""

    def __init__(self, desk: Desk, actions: Mapping[str, QAction], menus: Sequence[QMenu]) -> None:
        super().__init__("topBar")
        theme, say = desk.theme, desk.say
        self._theme = theme
        self.setFixedHeight(theme.px("layout.toolbar_h"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        row.setSpacing(theme.px(4))
        row.addWidget(Mark(theme))
        row.addSpacing(theme.px(8))
        self.menu_bar = QMenuBar()
        self.menu_bar.setFont(theme.font("ui"))
        for menu in menus:
            self.menu_bar.addMenu(menu)
        row.addWidget(self.menu_bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.menu_button = Button(theme, "ghost", say("menu"), icon="menu")
        together = QMenu(self.menu_button)
        for menu in menus:
            together.addMenu(menu)
        self.menu_button.clicked.connect(
            lambda: together.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
        )
        row.addWidget(self.menu_button)
        row.addStretch()
        self._icons: dict[str, Button] = {}
        for ident, icon in (("edit.undo", "undo-2"), ("edit.redo", "redo-2")):
            self._icons[ident] = bind(Button(theme, "icon", icon=icon), actions[ident])
            row.addWidget(self._icons[ident])
        row.addSpacing(theme.px(6))
        row.addWidget(Hairline(theme, upright=True))
        row.addSpacing(theme.px(6))
        for ident, icon in (
            ("view.toggle_left", "panel-left"),
            ("view.toggle_right", "panel-right"),
            ("view.focus", "maximize"),
        ):
            self._icons[ident] = bind(Button(theme, "icon", icon=icon), actions[ident])
            row.addWidget(self._icons[ident])
        row.addSpacing(theme.px(6))
        row.addWidget(Hairline(theme, upright=True))
        row.addSpacing(theme.px(6))
        self._preview_words = say("top.preview")
        self.preview = bind(Button(theme, "secondary", self._preview_words, icon="eye"), actions["preview.toggle"])
        row.addWidget(self.preview)
        row.addSpacing(theme.px(4))
        self.export = bind(Button(theme, "primary", say("export"), icon="send"), actions["export.open"])
        row.addWidget(self.export)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """One "Menu" button in place of the menu bar, the preview by its icon alone."""
        self.preview.setText("" if narrow else self._preview_words)
        self.preview.updateGeometry()
        self.menu_bar.setVisible(not narrow and not self.menu_bar.isNativeMenuBar())
        self.menu_button.setVisible(narrow and not self.menu_bar.isNativeMenuBar())
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """In a small window with large text the icons go, one by one; the menus and their keys have everything."""
        layout = self.layout()
        for button in self._icons.values():
            button.show()
        for ident in _TOP_FOLDING:
            if layout is None or layout.minimumSize().width() <= self.width():
                break
            self._icons[ident].hide()
            layout.invalidate()


class FormatBar(Area):
    """How the text under the caret is set, and what can be put in.

    Where the page is narrow, what is least used goes first; the menus have everything.
    """

    def __init__(self, desk: Desk, actions: Mapping[str, QAction], kinds: Sequence[str]) -> None:
        super().__init__("formatBar")
        theme, say = desk.theme, desk.say
        self._kinds = {ident: actions[ident] for ident in kinds}
        self._theme = theme
        self._buttons: dict[str, Button] = {}
        self.setFixedHeight(theme.px(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.setSpacing(theme.px(4))
        row.addStretch()
        self.style_button = Button(theme, "ghost", say("command.block.para"), name="")
        self.style_button.setFont(theme.font("ui", weight=600))
        self.style_button.setAccessibleName(say("style"))
        self.style_button.setToolTip(say("style"))
        menu = QMenu(self.style_button)
        for action in self._kinds.values():
            menu.addAction(action)
        self.style_button.setMenu(menu)
        widest = max(self.style_button.fontMetrics().horizontalAdvance(a.text()) for a in self._kinds.values())
        self.style_button.setFixedWidth(widest + theme.px(40))
        row.addWidget(self.style_button)
        self._rule(row, theme)
        for ident, icon in (("fmt.bold", "bold"), ("fmt.italic", "italic"), ("insert.link", "link")):
            self._add(row, Button(theme, "icon", icon=icon), actions[ident])
        self._rule(row, theme)
        for ident, icon in (("block.h2", "heading-2"), ("block.quote", "quote"), ("block.list", "list")):
            self._add(row, Button(theme, "icon", icon=icon), actions[ident])
        self._rule(row, theme)
        for ident, icon, word in (
            ("insert.photo", "image-plus", "bar.photo"),
            ("block.box", "panel-top", "bar.box"),
            ("insert.related", "newspaper", "bar.related"),
        ):
            self._add(row, Button(theme, "ghost", say(word), icon=icon), actions[ident])
        row.addStretch()

    def _add(self, row: QHBoxLayout, button: Button, action: QAction) -> None:
        self._buttons[action.objectName()] = bind(button, action)
        row.addWidget(button)

    @staticmethod
    def _rule(row: QHBoxLayout, theme: Theme) -> Hairline:
        rule = Hairline(theme, upright=True)
        row.addSpacing(theme.px(4))
        row.addWidget(rule)
        row.addSpacing(theme.px(4))
        return rule

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._theme.px(4)
        room = self.width() - 2 * self._theme.px(8) - 3 * (2 * gap + 1 + gap) - self.style_button.width() - gap
        widths = {ident: button.sizeHint().width() + gap for ident, button in self._buttons.items()}
        needed = sum(widths.values())
        for button in self._buttons.values():
            button.setVisible(True)
        for ident in _FOLDING:
            if needed <= room:
                break
            self._buttons[ident].hide()
            needed -= widths[ident]

    def show_kind(self) -> None:
        """The style menu says the kind of the block under the caret."""
        for action in self._kinds.values():
            if action.isChecked():
                self.style_button.setText(action.text())
                return


class StatusBar(Area):
    """Saved or not, how much is written, how many checks are open, the language of the text."""

    checks_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("statusBar")
        theme, say = desk.theme, desk.say
        self._desk = desk
        self.setFixedHeight(theme.px("layout.status_h"))
        self.save = SaveLabel(desk)
        self._words = WordCount()
        self._chosen = 0
        self._counts = label(theme, "", "ui_sm", "second")
        self.checks = Button(theme, "link", "", icon="triangle-alert", size="sm")
        self.checks.setFont(theme.font("ui_sm", weight=500))
        self.checks.set_ink("warning")
        self._lang = label(theme, "", "ui_sm", "second")
        self._lang.setToolTip(say("text.lang"))
        self._about_lang = self._with_icon(theme, self._lang)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(16))
        left, right = QWidget(), QWidget()
        beside: tuple[tuple[QWidget, ...], ...] = ((self.save,), (self.checks, self._about_lang))
        for side, parts in zip((left, right), beside, strict=True):
            inner = QHBoxLayout(side)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(theme.px(16))
            for part in parts:
                inner.addWidget(part)
            inner.insertStretch(0 if side is right else -1)
        row.addWidget(left, 1)
        row.addWidget(self._counts)
        row.addWidget(right, 1)
        self._left, self._right = left, right
        self._said: tuple[str, ...] = ()
        self._is_quiet = False
        self.checks.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_PAUSE)
        self._timer.timeout.connect(self.count)
        self.checks.clicked.connect(self.checks_asked)
        desk.article_changed.connect(lambda change: self._timer.start())
        desk.session_opened.connect(self.count)
        desk.checker.found.connect(self._show_checks)
        self._narrow = False

    def set_narrow(self, narrow: bool) -> None:
        """Where the checks card is out of sight, a button stands for it."""
        self._narrow = narrow
        self._show_checks(self._desk.checker.findings)

    def set_quiet(self, quiet: bool) -> None:
        """Saved or not and how many words, on the page's own ground."""
        self._is_quiet = quiet
        self._right.setHidden(quiet)
        theme = self._desk.theme
        self.setStyleSheet(f"#statusBar {{ background: {theme.hex('bg_page')}; border: none; }}" if quiet else "")
        self.count()

    def show_chosen(self, words: int) -> None:
        """How many of the words are selected."""
        if words != self._chosen:
            self._chosen = words
            self.count()

    def count(self) -> None:
        """Words, photos, minutes; off the key path."""
        session = self._desk.session
        if session is None:
            self._said = ()
            self._lang.clear()
            self._fit()
            return
        article, say = session.article, self._desk.say
        words = self._words.words(article)
        photos = len(figures_of(article.body))
        written = say("count.words", n=words)
        if self._chosen:
            written = say("count.chosen", n=self._chosen, of=words)
        rest = (say("count.photos", n=photos), say("count.minutes", n=minutes(words)))
        parts = (written,) if self._is_quiet else (written, *rest)
        self._said = parts
        self._lang.setText(say("lang.vi" if article.lang.startswith("vi") else "lang.en"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()  # the save state or a chip beside it has got longer
        return super().event(event)

    def _fit(self) -> None:
        """Where there is no room for all, the language goes first, then minutes and photos, then the words."""
        gap = self._desk.theme.px(16)
        room = self.width() - 4 * gap - self._left.sizeHint().width()
        room -= 0 if self.checks.isHidden() else self.checks.sizeHint().width() + gap
        lang = self._about_lang.sizeHint().width() + gap
        for count, with_lang in ((3, True), (3, False), (2, False), (1, False), (0, False)):
            words = _BETWEEN.join(self._said[:count])
            if self._counts.fontMetrics().horizontalAdvance(words) + lang * with_lang <= room:
                break
        self._about_lang.setVisible(with_lang and bool(self._lang.text()))
        if self._counts.text() != words:
            self._counts.setText(words)

    @staticmethod
    def _with_icon(theme: Theme, words: QLabel) -> QWidget:
        made, icon, side = QWidget(), QLabel(), theme.px(16)
        icon.setPixmap(theme.icon("languages", "text_2").pixmap(QSize(side, side), made.devicePixelRatioF()))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(icon)
        row.addWidget(words)
        return made

    def _show_checks(self, findings: tuple[Finding, ...]) -> None:
        self.checks.setText(self._desk.say("checks.open", n=len(findings)))
        self.checks.setVisible(self._narrow and bool(findings) and self._desk.session is not None)
        self.checks.updateGeometry()
