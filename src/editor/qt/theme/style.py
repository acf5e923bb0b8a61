"""The palette and the short style sheet, made from tokens. What they cannot draw is painted (controls.py).

Dynamic properties are prefixed `ui_`: names such as "size" collide with Qt's own and silently do nothing.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QPalette

from editor.qt.theme.theme import Theme

_ROLES = {
    QPalette.ColorRole.Window: "bg_window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "bg_field",
    QPalette.ColorRole.AlternateBase: "bg_subtle",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "bg_raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "text_on_accent",
    QPalette.ColorRole.PlaceholderText: "text_3",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.ToolTipBase: "bg_raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border_strong",
    QPalette.ColorRole.Light: "bg_raised",
    QPalette.ColorRole.Midlight: "border_soft",
    QPalette.ColorRole.Shadow: "shadow",
}

_SHEET = Template(
    """
QMainWindow, #welcome { background: $bg_window; }
QToolTip { background: $bg_raised; color: $text; border: 1px solid $border; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[ui_tone="second"] { color: $text_2; }
QLabel[ui_tone="third"] { color: $text_3; }
QLabel[ui_tone="danger"] { color: $danger; }
QLabel[ui_tone="warning"] { color: $warning; }
QLabel[ui_tone="success"] { color: $success; }
QLabel[ui_tone="accent"] { color: $accent_text; }
#topBar, #statusBar, #libraryPanel, #detailsPanel, #detailsScroll, #detailsScroll > QWidget > QWidget
    { background: $bg_window; }
#formatBar, #pageArea { background: $bg_canvas; }
#topBar { border-bottom: 1px solid $border_soft; }
#formatBar { border-bottom: 1px solid $border_soft; }
#statusBar { border-top: 1px solid $border_soft; }
#libraryPanel { border-right: 1px solid $border_soft; }
#detailsPanel { border-left: 1px solid $border_soft; }
#checksCard { background: $bg_raised; border-top: 1px solid $border_soft; }
QSplitter::handle { background: transparent; }
QLineEdit, QPlainTextEdit { background: $bg_field; color: $text; border: 1px solid $border; border-radius: ${md}px;
    padding: 0 ${p9}px; selection-background-color: $selection; selection-color: $text;
    placeholder-text-color: $text_3; }
QLineEdit { min-height: ${field}px; }
QPlainTextEdit { padding: ${p4}px ${p5}px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 ${p8}px; }
QPlainTextEdit:focus { padding: ${p3}px ${p4}px; }
QLineEdit[ui_state="bad"] { border-color: $danger; }
QLineEdit[ui_variant="bare"], QLineEdit[ui_variant="bare"]:focus
    { background: transparent; border: none; padding: 0 2px; min-height: ${bare}px; }
QLineEdit[ui_variant="chip"] { background: transparent; min-height: ${chip}px; border-radius: ${pill}px; }
QMenuBar { background: transparent; color: $text_2; spacing: 2px; }
QMenuBar::item { padding: ${p5}px ${p9}px; border-radius: ${sm}px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $bg_hover; color: $text; }
QMenu { background: $bg_raised; color: $text; border: 1px solid $border; border-radius: ${md}px; padding: 5px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p9}px; border-radius: ${sm}px; }
QMenu::item:selected { background: $bg_selected; }
QMenu::item:disabled { color: $text_3; background: transparent; }
QMenu::icon { padding-left: ${p8}px; }
QMenu::separator { height: 1px; background: $border_soft; margin: 5px 8px; }
QProgressBar { background: $bg_subtle; border: none; border-radius: 2px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $scroll; border-radius: 3px; min-height: 32px; margin: 2px 2px 2px 4px; }
QScrollBar::handle:vertical:hover { background: $border_strong; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $scroll; border-radius: 3px; min-width: 32px; margin: 4px 2px 2px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView { background: transparent; border: none; outline: none; }
"""
)


def palette(theme: Theme) -> QPalette:
    """Every colour role of Qt from a token; disabled text in text_3."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, theme.color(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text_3"))
    return made


def style_sheet(theme: Theme) -> str:
    """QSS for inputs, menus, scroll bars and the grounds of the window's areas."""
    colors = {token: theme.hex(token) for token in theme.tokens.colors(theme.name)}
    lengths = {f"p{length}": theme.px(length) for length in (3, 4, 5, 6, 8, 9, 24)}
    return _SHEET.substitute(
        colors,
        **lengths,
        scroll=theme.hex("bg_pressed") if theme.name == "light" else theme.hex("border"),
        sm=theme.radius("sm"),
        md=theme.radius("md"),
        field=theme.px("layout.control_h.md") - 2,
        bare=theme.px(24),
        chip=theme.px(26) - 2,
        pill=theme.px(26) // 2,
    )
