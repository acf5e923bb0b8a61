"""Fields that hold a text of the article: they show it, and every letter typed goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QFocusEvent

from editor.model.article import Article
from editor.model.edits import set_field
from editor.qt.desk import Desk
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import Field, TextField
from editor.qt.panels.typing import Typing
from editor.text.clean import clean_line

F = TypeVar("F", "Line", "Lines")


class Line(Field):
    """One line, ended by the focus leaving."""

    def bind(self, typing: Typing) -> None:
        self._typing = typing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._typing.end()


class Lines(TextField):
    """Some lines."""

    def bind(self, typing: Typing) -> None:
        self._typing = typing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._typing.end()


def line(desk: Desk, name: str, placeholder: str, title: str) -> Line:
    """A field for one text of the article, by its key ("kicker", "seo.title"); its help is `help.<name>`."""
    return _bound(desk, Line(desk.theme, placeholder, title), name, lambda made, give: made.textEdited.connect(give))


def lines(
    desk: Desk, name: str, high: int, placeholder: str, title: str, tidy: Callable[[str], str] = clean_line
) -> Lines:
    """As `line`, `high` lines tall. Args: tidy: what `set_field` makes of the text."""
    made = Lines(desk.theme, high, placeholder, title, tidy)
    return _bound(desk, made, name, lambda field, give: field.edited.connect(give))


def _bound(desk: Desk, field: F, name: str, connect: Callable[[F, Callable[[str], None]], object]) -> F:
    typing = Typing(field)
    field.bind(typing)

    def give(text: str) -> None:
        if desk.session is not None:
            gesture = typing.gesture(name, text_of_field(desk.session.article, name), text)
            desk.edit(lambda article: set_field(article, name, text), gesture)

    connect(field, give)
    return explained(desk.messages, field, name)


def text_of_field(article: Article, name: str) -> str:
    """What an article says under a key, as `set_field` takes it."""
    seo = {"seo.title": article.seo.title, "seo.description": article.seo.description}
    return seo[name] if name in seo else str(getattr(article, name))
