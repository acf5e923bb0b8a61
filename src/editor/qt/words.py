"""Qt's own words in Vietnamese, for those that people meet: dialogs, context menus, keys."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QTranslator

from editor.resources import resource


class QtWords(QTranslator):
    """Translates by the English word, which stays where we have none."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return _table().get(source, source)


@cache
def _table() -> dict[str, str]:
    import tomllib

    table = tomllib.loads(resource("qt/vi.toml").read_text(encoding="utf-8"))
    return {str(source): str(words) for source, words in table.items()}


_installed: list[QtWords] = []


def translate_qt(lang: str) -> None:
    """Have Qt speak the window's language: Vietnamese by our table, English by itself."""
    app = QCoreApplication.instance()
    if app is None:
        return
    while _installed:
        app.removeTranslator(_installed.pop())
    if lang == "vi":
        words = QtWords()
        app.installTranslator(words)
        _installed.append(words)
