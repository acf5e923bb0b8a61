"""The link of the selected words: an address, or an article of the library found by its words, marks aside.

A card under the selection, which stays (look.md 10, interaction 9): Enter links, Escape leaves everything as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from editor.app.linking import Linkable, linkable
from editor.errors import EditorError
from editor.qt.dialogs.link_list import Choice, LinkList
from editor.qt.panels.search import SearchField
from editor.qt.theme.controls import label
from editor.qt.tools.popover import Popover, beside
from editor.text.clean import nfc
from editor.text.moment import parse

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_WIDTH, _GAP = 452, 6  # px at 100 %
_SHOWN = 5
_TYPED = 60  # ms


class _LinkField(SearchField):
    """Leaves Escape and the arrows to the card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class LinkSheet(Popover):
    """Asks where the words lead; the page's selection gets the link, or loses it."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("link.title"), pad=8)
        self.setObjectName("linkSheet")
        self._window = window
        self._found: tuple[Linkable, ...] = ()
        self._is_open = False
        self._is_asking = False
        self._enter_waits = False
        self.field = _LinkField(theme, say("link.placeholder"))
        self.field.setObjectName("linkField")
        self.field.setFixedWidth(theme.px(_WIDTH))
        self.list = LinkList(theme, say("link.title"), desk.thumbnails, say("link.enter"))
        self._problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self._problem.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        self._problem.hide()
        self.column.setSpacing(theme.px(6))
        for part in (self.field, self.list, self._problem):
            self.column.addWidget(part)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_TYPED)
        self._later.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.list.taken.connect(self._take)
        self._surface = window.surface
        self._surface.verticalScrollBar().valueChanged.connect(self._place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def present(self) -> None:
        """Under the selection, ready to type. The address that the words lead to now stands in the field."""
        self.field.setText(self._window.page.current_link())
        self.field.selectAll()
        self._is_open = True
        self._typed()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what can be chosen

    def _typed(self) -> None:
        """Other words: what is still being looked for would be an answer to those of before."""
        self._window.desk.jobs.cancel("link")
        self._found = ()
        self._enter_waits = False
        self._is_asking = True
        self._later.start()
        self._show()

    def _ask(self) -> None:
        desk, session = self._window.desk, self._window.session
        workspace, newsroom = desk.workspace, desk.newsroom
        query = "" if self._is_address() else nfc(self.field.text())
        own = session.folder if session is not None else None
        if workspace is None:
            return
        desk.jobs.run(
            "link",
            lambda cancel: linkable(workspace, newsroom, query, own, _SHOWN, cancel),
            self._came,
            self._has_no_library,
        )

    def _came(self, found: tuple[Linkable, ...]) -> None:
        self._is_asking = False
        self._found = () if self._is_address() and self.field.text() else found
        self._show()
        if self._enter_waits:
            self._enter()

    def _has_no_library(self, error: EditorError) -> None:
        """One that cannot be searched leaves the address."""
        self._came(())

    def _is_address(self) -> bool:
        return bool(address_of(self.field.text()))

    def _show(self) -> None:
        self.list.show_choices(self._choices())
        typed = self.field.text().strip()
        nothing = bool(typed) and not self._is_asking and not self._found and not self._is_address()
        self._complain("link.nothing" if nothing else "")

    def _choices(self) -> list[Choice]:
        say, typed = self._window.desk.say, self.field.text().strip()
        made: list[Choice] = []
        if self._is_address():
            made.append(Choice(say("link.use", address=typed), address_of(typed), icon="globe"))
        made.extend(self._article(item) for item in self._found)
        if self._window.page.current_link():
            made.append(Choice(say("link.remove"), "", icon="unlink"))
        return made

    def _article(self, item: Linkable) -> Choice:
        listed = next((one for one in self._window.desk.articles if one.folder == item.folder), None)
        section = listed.section.split("/", maxsplit=1)[0] if listed is not None else ""
        day = parse(listed.date) if listed is not None else None
        date = f"{day.day:02}/{day.month:02}" if day is not None else ""
        detail = " · ".join(part for part in (section, date) if part)
        photo = item.folder / listed.thumbnail if listed is not None and listed.thumbnail else None
        return Choice(item.headline, item.address or None, detail, photo=photo)

    # -- choosing

    def _enter(self) -> None:
        if self._is_asking and not self._is_address():
            self._enter_waits = True
            return
        self._enter_waits = False
        choice = self.list.current()
        if choice is not None:
            self._take(choice)

    def _take(self, choice: Choice) -> None:
        if choice.address is None:
            self._complain("link.no-address")
            return
        self.close_card()
        self._window.page.set_link(choice.address)

    def _complain(self, code: str) -> None:
        self._problem.setText(self._window.desk.say(code) if code else "")
        self._problem.setVisible(bool(code))
        self._place()

    # -- the card

    def _place(self) -> None:
        if not self._is_open:
            return
        window, viewport, theme = self._window, self._surface.viewport(), self._window.desk.theme
        box = _selection(window).translated(viewport.mapTo(window, QPoint(0, 0)))
        room = QRect(viewport.mapTo(window, QPoint(0, 0)), viewport.size())
        self.column.activate()
        size = self.card_size()
        corner = beside(box, size, room, theme.px(_GAP), above=False)
        if corner is None:
            corner = beside(box, size, window.rect(), theme.px(_GAP), above=False)
        fallback = QPoint(room.center().x() - size.width() // 2, room.bottom() - size.height() - theme.px(_GAP))
        self.show_at(fallback if corner is None else corner)

    def close_card(self) -> None:
        """Away, the focus back on the page, the selection as it was."""
        self._go()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        self._is_open = False
        self._later.stop()
        self._window.desk.jobs.cancel("link")
        self.hide()
        self.deleteLater()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._is_open and self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.close_card()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                event.accept()


def _selection(window: MainWindow) -> QRect:
    """From the first to the last line of what is selected, in the viewport."""
    surface = window.surface
    cursor = surface.textCursor()
    rects = []
    for at in (cursor.selectionStart(), cursor.selectionEnd()):
        place = QTextCursor(cursor)
        place.setPosition(at)
        rects.append(surface.cursorRect(place))
    return QRect(rects[0].left(), rects[0].top(), 1, rects[1].bottom() - rects[0].top() + 1)


def address_of(typed: str) -> str:
    """A web, mail or telephone address as typed, with "https://" before a bare host; "" for what is none of them."""
    text = typed.strip()
    if not text or any(letter.isspace() for letter in text):
        return ""
    if text.lower().startswith(_SCHEMES):
        return text
    host = text.split("/", 1)[0]
    if ":" in host.split("@")[-1] and not host.rsplit(":", 1)[-1].isdigit():
        return ""  # some other scheme
    if "@" in host:
        return f"mailto:{text}"
    return f"https://{text}" if "." in host.strip(".") else ""


def open_sheet(window: MainWindow) -> None:
    """The card under the selection; it covers nothing, so that it is no sheet."""
    LinkSheet(window).present()
