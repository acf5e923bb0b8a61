"""Ways through the window: to what a check means, from area to area."""

from __future__ import annotations

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

    def show_photo(self, src: str) -> None:
        """The page and the photo tab at this photo."""
        self._window.page.go_to(PhotoPlace(src))
        self._window.details.choose_photo(src)

    def next_area(self) -> None:
        """Library → page → details → checks → library."""
        window = self._window
        stops: list[QWidget] = [window.surface]
        if window.areas.is_shown("library"):
            stops.insert(0, window.library.search)
        if window.areas.is_shown("details"):
            stops.extend((window.details.article_tab.status, window.details.checks.list))
        here = QApplication.focusWidget()
        groups = [window.library, window.surface, window.details.checks, window.details]
        group = next((one for one in groups if here is not None and (one is here or one.isAncestorOf(here))), None)
        owner = {window.library: window.library.search, window.surface: window.surface}.get(group) if group else None
        if group is window.details.checks:
            owner = window.details.checks.list
        elif group is window.details:
            owner = window.details.article_tab.status
        at = stops.index(owner) if owner in stops else -1
        stops[(at + 1) % len(stops)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_field(self, field: str) -> None:
        window = self._window
        tab = window.details.article_tab
        part: QWidget = {
            "authors": tab.authors.field,
            "categories": tab.sections,
            "tags": tab.tags.field,
            "date": tab.date,
            "cover": tab.cover.link or tab.cover,
            "slug": tab.slug,
            "related": tab.related,
        }.get(field, tab.status)
        self._show_details(0)
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
