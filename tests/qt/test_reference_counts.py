"""PySide6 6.12.0 loses a reference to None in most calls; on Python 3.11 the process dies when none is left."""

from __future__ import annotations

import sys

from PySide6.QtGui import QTextCursor, QTextDocument

CALLS = 20_000


def test_calls_into_qt_lose_no_reference_to_none(qapp: object) -> None:
    if sys.version_info >= (3, 12):
        # None is immortal from 3.12 on (PEP 683): there is nothing to lose.
        assert sys.getrefcount(None) > CALLS
        return
    cursor = QTextCursor(QTextDocument("một hai ba"))
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        cursor.setPosition(0)
    assert abs(sys.getrefcount(None) - before) < CALLS // 100
