"""Makes PySide6 unimportable: `pytest -p no_qt`. The core must not need a window."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import NoReturn

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Settings of pytest-qt, which cannot run here: known, and of no effect."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "pytest-qt is not loaded in this run")


class _Refusal(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            self._refuse(fullname)
        return None

    @staticmethod
    def _refuse(name: str) -> NoReturn:
        raise ImportError(f"{name}: the core must not import Qt")


sys.meta_path.insert(0, _Refusal())
