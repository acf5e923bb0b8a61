"""What of typing is one step of undo: a word, a stay in a field without a pause."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

_REST = 1000  # ms without a letter: what comes then is a step of its own


class Typing(QObject):
    """Names the gesture of each change of a field, as `DocumentSession.apply` wants it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0
        self._name = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)

    def gesture(self, name: str, before: str, after: str) -> str:
        """Equal to the last one while the same word of the same field is typed or erased."""
        if name != self._name or not self._rest.isActive() or _begins_word(before, after):
            self._count += 1
        self._name = name
        self._rest.start()
        return f"{name}.{self._count}"

    def end(self) -> None:
        """What is typed next is a step of its own."""
        self._name = ""


def _begins_word(before: str, after: str) -> bool:
    """Whether the change put the first letter of a word behind a space; the space may have come with it, since what an
    article keeps has none at its end."""
    more = len(after) - len(before)
    if more <= 0:
        return False
    at = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    added = after[at : at + more]
    behind_space = at > 0 and after[at - 1].isspace()
    return at > 0 and bool(added.strip()) and (behind_space or added[0].isspace())
