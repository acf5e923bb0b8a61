"""What is this field: a sentence for each, by a code that never changes; for tooltips, Shift+F1 and the guide."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from editor.app.messages import Messages

W = TypeVar("W", bound=QWidget)

HELP = "ui_help"
"""The dynamic property that holds a field's code."""


def explained(messages: Messages, part: W, field: str) -> W:
    """The field with its sentence ("help.<field>" of the catalogue) as tooltip and for Shift+F1; its code as `HELP`."""
    sentence = messages.say(f"help.{field}")
    part.setProperty(HELP, field)
    part.setWhatsThis(sentence)
    if not part.toolTip():
        part.setToolTip(sentence)
    return part


def help_code(part: QWidget | None) -> str:
    """The code of the field that a widget is, or lies in; "" for none."""
    while part is not None:
        code = part.property(HELP)
        if code:
            return str(code)
        part = part.parentWidget()
    return ""
