"""The layers, the sizes and the borders of ARCHITECTURE.md hold, with no list of exemptions."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "editor"
MODULES = sorted(PACKAGE.rglob("*.py"))

MODULE_LINES = 400
CLASS_LINES = 200
CLASS_METHODS = 20
CLASS_METHODS_QT = 30
FUNCTION_LINES = 50

_CAMEL = re.compile(r"[a-z]+[A-Z]")


def too_large(source: str, name: str, *, qt: bool) -> Iterator[str]:
    """What in a module is larger than it may be; Qt's own overrides (camelCase) are not counted in `qt`."""
    if (lines := source.count("\n")) > MODULE_LINES:
        yield f"{name}: {lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if (lines := _lines(node)) > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: function {node.name}, {lines} lines"
        elif isinstance(node, ast.ClassDef):
            yield from _class_too_large(node, name, qt=qt)


def _class_too_large(node: ast.ClassDef, name: str, *, qt: bool) -> Iterator[str]:
    methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
    overrides = [item for item in methods if qt and _CAMEL.match(item.name)]
    lines = _lines(node) - sum(map(_lines, overrides))
    limit = CLASS_METHODS_QT if qt else CLASS_METHODS
    if lines > CLASS_LINES:
        yield f"{name}:{node.lineno}: class {node.name}, {lines} lines"
    if len(methods) - len(overrides) > limit:
        yield f"{name}:{node.lineno}: class {node.name}, {len(methods) - len(overrides)} methods"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_nothing_is_larger_than_a_reader_can_hold() -> None:
    large = [
        line
        for path in MODULES
        for line in too_large(
            path.read_text(encoding="utf-8"),
            path.relative_to(ROOT).as_posix(),
            qt=path.is_relative_to(PACKAGE / "qt"),
        )
    ]
    assert not large, "\n".join(large)


def test_the_size_test_sees_what_is_too_large() -> None:
    function = "def f():\n" + "    pass\n" * FUNCTION_LINES
    methods = "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(CLASS_METHODS + 1))
    overrides = "class C:\n" + "".join(f"    def paintEvent{n}(self): ...\n" for n in range(CLASS_METHODS_QT + 1))
    assert list(too_large(function, "m", qt=False))
    assert list(too_large(methods, "m", qt=False))
    assert list(too_large("\n" * (MODULE_LINES + 1), "m", qt=False))
    assert not list(too_large(overrides, "m", qt=True))


def test_the_layers_point_downwards() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("module", ["editor.cli.main", "editor.app.publish", "editor.app.session", "editor.app.intake"])
def test_the_core_runs_without_qt(module: str) -> None:
    code = (
        f"import sys, importlib; importlib.import_module({module!r}); print([m for m in sys.modules if 'PySide6' in m])"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


def test_the_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_the_lock_holds_what_the_project_asks_for() -> None:
    """Each direct dependency of pyproject.toml stands in the lock (versions are the resolver's)."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    names = {re.split(r"[><=;\[ ]", line, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-") for line in asked}
    assert names <= locked, names - locked
