"""Ways through the window: to what a check means, from area to area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_ON_PAGE = {"title", "description", ""}


class Places:
    """Goes to the place of a finding: exact words on the page, or the field that holds them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._last: Finding | None = None
        window.desk.checker.found.connect(self._mark)

    def step(self, by: int) -> None:
        """To the next (1) or the previous (-1) finding, in reading order, round and round."""
        findings = self._window.desk.checker.findings
        if not findings:
            return
        last = self._last
        at = findings.index(last) + by if last in findings else (0 if by > 0 else -1)
        self.go_to(findings[at % len(findings)])

    def go_to(self, finding: Finding) -> None:
        self._last = finding
        window = self._window
        window.details.checks.list.choose(finding)
        match finding.place:
            case BlockPlace():
                window.page.go_to(finding.place)
                window.surface.setFocus(Qt.FocusReason.OtherFocusReason)
            case FieldPlace(field=field) if field in _ON_PAGE:
                window.page.go_to(finding.place)
                window.surface.setFocus(Qt.FocusReason.OtherFocusReason)
            case FieldPlace(field=field):
                self._to_field(field)
            case PhotoPlace(photo=src, part=part):
                self._to_photo(src, part, finding.place)

    def _mark(self, findings: tuple[Finding, ...]) -> None:
        """On the page, unless somebody has typed on since: the next look is on its way then."""
        self._window.surface.flush()
        if not self._window.desk.checker.is_waiting():
            self._window.surface.findings.show(findings, self._tag)

    def _tag(self, findings: Sequence[Finding]) -> str:
        """What the tag of a photo says."""
        desk = self._window.desk
        code = f"tag.{findings[0].code}"
        words = desk.say(code if desk.messages.has(code) else "tag.other")
        more = len(findings) - 1
        return desk.say("tag.more", first=words, n=more) if more else words

    def show_photo(self, src: str) -> None:
        """The page and the photo tab at this photo."""
        self._window.page.go_to(PhotoPlace(src))
        self._window.details.choose_photo(src)

    def next_area(self) -> None:
        """Library → page → details → checks → status bar → library; what cannot be seen is left out."""
        here = QApplication.focusWidget()
        areas = [(ground, stop) for ground, stop in self._areas() if stop.isVisible()]
        inside = [ground is here or (here is not None and ground.isAncestorOf(here)) for ground, _ in areas]
        # the checks stand in the details: the last ground that holds the focus is the nearest one
        at = len(inside) - 1 - inside[::-1].index(True) if True in inside else -1
        if areas:
            areas[(at + 1) % len(areas)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _areas(self) -> list[tuple[QWidget, QWidget]]:
        """Each area's ground, and where the focus goes in it."""
        window = self._window
        checks, status = window.details.checks, window.status_bar
        return [
            (window.library, window.library.search),
            (window.surface, window.surface),
            (window.details, window.details.first_stop()),
            (checks, checks.first_stop()),
            (status, status.checks),
        ]

    def _to_field(self, field: str) -> None:
        window = self._window
        tab = window.details.article_tab
        self._show_details(0)
        part = tab.stop_of(field)
        window.details.ensure_seen(part)
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_photo(self, src: str, part: str, place: PhotoPlace) -> None:
        window = self._window
        window.page.go_to(place)
        window.details.choose_photo(src)
        if part == "caption":
            window.surface.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_details(1)
        tab = window.details.photo_tab
        field: QWidget = {"alt": tab.alt, "credit": tab.credit}.get(part, tab.reviewed)
        window.details.ensure_seen(field)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_details(self, tab: int) -> None:
        areas = self._window.areas
        if not areas.is_shown("details"):
            areas.set_shown("details", shown=True)
        self._window.details.turn_to(tab)
