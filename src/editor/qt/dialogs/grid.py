"""A table of the article, written cell by cell. What is done here is one undo step of the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.model.blocks import Table
from editor.qt.desk import Desk
from editor.qt.dialogs.grid_model import GridModel
from editor.qt.dialogs.grid_view import GridView
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.flow import FlowLayout
from editor.qt.surface.inserting import empty_table
from editor.qt.theme.controls import Button, Hairline, label

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_HEIGHT = 380
_ROWS, _COLUMNS = 3, 3


class GridSheet(Sheet):
    """`give` gets the table when it is taken over; closed otherwise, nothing has happened."""

    def __init__(self, desk: Desk, window: QWidget, table: Table, give: Callable[[Table], object]) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("grid.title"), say("close"), theme.tokens.number("layout.sheet_w.lg"))
        self.setObjectName("gridSheet")
        self._desk = desk
        self._give = give
        self.model = GridModel(table, lambda row, column: say("grid.cell", row=row, column=column))
        self.view = GridView(theme, self.model, say("grid.title"))
        self.view.setFixedHeight(theme.px(_HEIGHT))
        self._build()

    def _build(self) -> None:
        theme, say, view = self._desk.theme, self._desk.say, self.view
        self.subtitle.setText(say("grid.hint"))
        self.subtitle.show()
        ground = QWidget()
        bar = FlowLayout(ground, theme.space(1))
        self.bold = Button(theme, "icon", icon="bold", size="sm", name=say("command.fmt.bold"))
        self.italic = Button(theme, "icon", icon="italic", size="sm", name=say("command.fmt.italic"))
        self.bold.clicked.connect(lambda: self._mark("strong"))
        self.italic.clicked.connect(lambda: self._mark("emphasis"))
        bar.addWidget(self.bold)
        bar.addWidget(self.italic)
        bar.addWidget(Hairline(theme, upright=True))
        for code, icon, act in (
            ("grid.row", "between-horizontal-end", lambda: view.add_row(view.currentIndex().row() + 1)),
            ("grid.column", "between-vertical-end", lambda: view.add_column(view.currentIndex().column() + 1)),
            ("grid.drop-row", "rows-2", view.remove_row),
            ("grid.drop-column", "columns-2", view.remove_column),
        ):
            button = Button(theme, "ghost", say(code), icon=icon, size="sm")
            button.setObjectName(code)
            button.clicked.connect(_focusing(view, act))
            bar.addWidget(button)
        self._size = label(theme, "", "ui_sm", "second")
        self._size.setFixedHeight(theme.px("layout.control_h.sm"))
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._size.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bar.addWidget(self._size)
        self.content.setSpacing(theme.space(2))
        self.content.addWidget(ground)
        self.content.addWidget(view)
        cancel = Button(theme, "secondary", say("cancel"))
        cancel.clicked.connect(self.dismiss)
        self.accept = Button(theme, "primary", say("done"))
        self.accept.clicked.connect(self.take_over)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.accept)
        self.model.edited.connect(self._show_size)
        view.finished.connect(self.take_over)
        self._show_size()
        view.go(0, 0)

    def take_over(self) -> None:
        """Into the article, a cell that is still being written included."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # an open cell hands its words over
        table = self.model.table
        self.dismiss()
        self._give(table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.take_over()
        else:
            super().keyPressEvent(event)

    def _mark(self, mark: str) -> None:
        self.model.mark(self.view.selectedIndexes(), mark)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_size(self) -> None:
        self._size.setText(self._desk.say("grid.size", rows=self.model.rowCount(), columns=self.model.columnCount()))


def _focusing(view: GridView, act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        act()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    return run


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    """The selected table, or a new one that is put in at the caret when it is taken over."""
    surface = window.surface
    surface.commit_preedit()
    surface.flush()
    shown = surface.selected_payload()
    row = surface.editing.caret().row

    def give(table: Table) -> None:
        if isinstance(shown, Table):
            surface.inserting.set_atom(row, shown, table)
        elif any(cell for line in table.rows for cell in line):
            surface.inserting.table(table)
        surface.setFocus(Qt.FocusReason.OtherFocusReason)

    sheet = GridSheet(window.desk, window, shown if isinstance(shown, Table) else empty_table(_ROWS, _COLUMNS), give)
    return sheet, sheet.view
