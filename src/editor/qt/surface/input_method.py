"""Words that an input method is composing: never in the model, never lost (surface.md, "Vietnamese typing").

Seen with ibus-unikey, fcitx5-unikey and fcitx5-bamboo: a window of another input method that takes the focus drops the
word that is being composed without a commit; and after a composed word has been deleted letter by letter, leaving the
field commits the last letter once more. On a busy machine a key that ends a word (Ctrl+V) reaches the page before the
input method's commit: the word is finished here, and the commit that comes behind it would put it down a second time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QInputMethodEvent

_PUT_BACK_WITHIN = 1.0  # seconds between a word that vanishes and the focus that goes
_LATE_WITHIN = 2.0  # seconds between a word that was finished here and the input method's own commit of it


class Composition:
    """What the input method is composing now, from its events."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.text = ""
        self._vanished = ""
        self._vanished_at = 0.0
        self._deleted = ""  # the last letter of a word that was deleted while it was composed
        self._finished = ""  # the word that was finished here, as long as nothing was composed after it
        self._finished_at = 0.0

    def is_ghost(self, event: QInputMethodEvent) -> bool:
        """Whether an event brings back a letter that has just been deleted, or a word that stands there already."""
        commit = event.commitString()
        late = self._finished if self._clock() - self._finished_at <= _LATE_WITHIN else ""
        bare = bool(commit) and not self.text and event.replacementLength() == 0
        if commit or event.preeditString():
            known, self._deleted, self._finished = {self._deleted, late}, "", ""
            return bare and commit in known
        return False

    def finished(self, word: str) -> None:
        """A word was put down here, without waiting for the input method."""
        self._finished, self._finished_at = word, self._clock()

    def note(self, event: QInputMethodEvent) -> None:
        """An event has been handled by the view."""
        before, self.text = self.text, event.preeditString()
        if event.commitString() or self.text or not before:
            self._vanished = ""
            return
        # nothing is composed any more and nothing was committed: one letter is a deletion, more is a loss
        if len(before) == 1:
            self._deleted = before
        else:
            self._vanished, self._vanished_at = before, self._clock()

    def lost_word(self) -> str:
        """At a focus-out: the word that vanished a moment ago, once."""
        word, self._vanished = self._vanished, ""
        return word if word and self._clock() - self._vanished_at <= _PUT_BACK_WITHIN else ""

    def forget(self) -> None:
        """Another article: what was lost in the last one is not put into it, and neither is a late commit."""
        self._vanished = self._deleted = ""


def end(composition: Composition, send: Callable[[QInputMethodEvent], object]) -> None:
    """The focus leaves: finish the word that is being composed, and put back one that was lost a moment ago."""
    commit(composition, send)
    lost = composition.lost_word()
    if lost:
        put_back = QInputMethodEvent()
        put_back.setCommitString(lost)
        send(put_back)


def commit(composition: Composition, send: Callable[[QInputMethodEvent], object]) -> None:
    """Finish the word that is being composed: ask the input method, and do it ourselves when it does not answer."""
    word = composition.text
    if not word:
        return
    QGuiApplication.inputMethod().commit()
    if composition.text:
        event = QInputMethodEvent()
        event.setCommitString(composition.text)
        send(event)
        QGuiApplication.inputMethod().reset()
    composition.finished(word)
