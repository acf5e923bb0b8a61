"""An error in a method that Qt calls back is met like any other: reported, and the program goes on.

Where such a call comes inside one of ours (a key that a test sends, a size that a layout asks for while a sheet is
shown), PySide 6.11 hands the error on to nobody and the process ends. So every class of ours that overrides a method of
Qt's is guarded where it is made: the error goes to `sys.excepthook`, as one from the event loop does, and Qt gets what
does no harm: nothing, no, zero, or what its own method answers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject

_NOTHING: dict[str, object] = {"None": None, "object": None, "bool": False, "int": 0}
"""By the type that an override says it returns; for any other Qt's own method is asked."""


def guard_overrides() -> None:
    """Once, before the first class of ours is made."""
    QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]  # every class of ours passes there


def _guard(cls: type[QObject], /, **more: object) -> None:
    super(QObject, cls).__init_subclass__(**more)
    base = next(one for one in cls.__mro__ if one.__module__.startswith("PySide6."))
    for name, function in list(vars(cls).items()):
        if isinstance(function, FunctionType) and not name.startswith("_"):
            own = getattr(base, name, None)
            if callable(own):
                setattr(cls, name, _guarded(function, own))


def _guarded(function: FunctionType, own: Callable[..., Any]) -> Callable[..., Any]:
    says = str(function.__annotations__.get("return", ""))

    @wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except Exception as error:  # noqa: BLE001 - whatever it is, it may not pass through Qt
            sys.excepthook(type(error), error, error.__traceback__)
            if says in _NOTHING or says.endswith("| None"):
                return _NOTHING.get(says)
            return _own_answer(own, given, says)

    return call


def _own_answer(own: Callable[..., Any], given: tuple[Any, ...], says: str) -> object:
    """What Qt's own method says; an empty value where Qt has none."""
    try:
        return own(*given)
    except NotImplementedError:
        kind = vars(QtCore).get(says) or vars(QtGui).get(says)
        return kind() if kind is not None else None
