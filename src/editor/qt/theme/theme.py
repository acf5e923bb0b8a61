"""The theme: every colour, font and length that a widget of ours may use, by its token."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from editor.qt.theme.fonts import make_font, register_fonts
from editor.qt.theme.icons import make_icon
from editor.qt.theme.tokens import ThemeName, Tokens, TypeRole, load_tokens

_DERIVED = {"icon_disabled": "border_strong", "focus": "accent"}

NO_RULES = "/* the system's own look */"
"""A style sheet without a rule, never an empty one. With an empty one Qt throws away what it knows of styled widgets;
when those that live on go later, nobody hears of it, and the next style sheet is laid over what is not there (seen in
6.11.3)."""


class Theme(QObject):
    """Tokens in one of two colour sets, at a text scale (1.0 = 100 %).

    Widgets keep the theme and ask it when they paint; `switch` changes the colours under them and emits `changed`.
    """

    changed = Signal()

    def __init__(self, tokens: Tokens, name: ThemeName, scale: float = 1.0) -> None:
        super().__init__()
        self.tokens = tokens
        self.name: ThemeName = name
        self.scale = scale
        self.contrast = False  # the system's own colours, without a style sheet
        self.still = False  # nothing moves
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._read_colors()

    @classmethod
    def load(cls, name: ThemeName, scale: float = 1.0) -> Theme:
        """The shipped tokens with their fonts registered. A QApplication must exist."""
        register_fonts()
        return cls(load_tokens(), name, scale)

    def switch(self, name: ThemeName, *, contrast: bool = False) -> None:
        """Use the other set of colours, or the system's own, in every widget of the application at once."""
        if (name, contrast) == (self.name, self.contrast):
            return
        self.name, self.contrast = name, contrast
        self._read_colors()
        self.apply()
        self.changed.emit()

    def use_contrast(self, *, wanted: bool) -> None:
        """The system's own colours or ours, before anything is shown."""
        if wanted != self.contrast:
            self.contrast = wanted
            self._read_colors()

    def apply(self, app: QApplication | None = None) -> None:
        """Palette, font and style sheet of the application, in this order: the other way leaves labels behind."""
        from editor.qt.theme.style import palette, style_sheet

        target = app or QApplication.instance()
        if not isinstance(target, QApplication):
            return
        target.setFont(self.font("ui"))
        if self.contrast:
            target.setPalette(QPalette())  # the system's
            target.setStyleSheet(NO_RULES)
            self._read_colors()
            return
        target.setPalette(palette(self))
        target.setStyleSheet(style_sheet(self))

    def color(self, token: str) -> QColor:
        return self._colors[token]

    def other(self, token: str) -> QColor:
        """The other theme's colour: for what stands on this theme's ink."""
        if self.contrast:
            return self.color("bg_page" if token.startswith("text") else token)
        return QColor(self.tokens.colors("light" if self.name == "dark" else "dark")[token])

    def hex(self, token: str) -> str:
        """ "#rrggbb" for style sheets."""
        return self._colors[token].name()

    def role(self, name: str) -> TypeRole:
        return self.tokens.role(name)

    def font(self, role: str, *, weight: int | None = None, italic: bool = False) -> QFont:
        """The font of a type role, "headline"; `weight` (100–900) and `italic` for another cut of it."""
        key = (role, weight, italic)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = make_font(self.role(role), self.scale, weight=weight, italic=italic)
        return found

    def line(self, role: str) -> int:
        """The line height of a type role in px."""
        return self.px(self.role(role).line)

    def space(self, step: int) -> int:
        """A step of the spacing scale: 1 = 4, 2 = 8, 3 = 12, 4 = 16, 5 = 20, 6 = 24, 8 = 32, 10, 12, 16 px."""
        return self.px(self.tokens.number(f"space.{step}"))

    def radius(self, name: str) -> int:
        """A corner radius: xs 3, sm 5, md 7, lg 10, xl 14 px."""
        return self.px(self.tokens.number(f"radius.{name}"))

    def px(self, length: float | str) -> int:
        """A length (px at 100 %, or a token path such as "layout.toolbar_h") at the text scale."""
        value = self.tokens.number(length) if isinstance(length, str) else length
        return round(value * self.scale)

    def motion(self, name: str) -> int:
        """Milliseconds of a movement: fast, base, slow; 0 where the system or the person asks for less motion."""
        return 0 if self.still or not _system_moves() else int(self.tokens.number(f"motion.{name}.ms"))

    def icon(self, name: str, color: str = "text_2") -> QIcon:
        """A Lucide icon in a colour token; it follows the theme by itself."""
        return make_icon(self, name, color)

    def _read_colors(self) -> None:
        names = self.tokens.colors(self.name)
        if self.contrast:
            from editor.qt.theme.contrast import system_colors

            self._colors = system_colors(names, QApplication.palette())
        else:
            self._colors = {token: QColor(value) for token, value in names.items()}
        for token, other in _DERIVED.items():
            self._colors[token] = self._colors[other]


def _system_moves() -> bool:
    """Whether this computer's user lets things move."""
    from PySide6.QtWidgets import QStyle  # its many enumerations are not part of the start

    return bool(QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animate))
