"""Which modules the program can come to: what no import leads to, in any function, does not go along."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from modulefinder import ModuleFinder
from pathlib import Path

BY_NAME = (
    *("_strptime", "runpy"),  # by Python's own C code
    *("encodings.*", "importlib.metadata", "multiprocessing.spawn", "sqlite3.*", "zoneinfo.*"),
    *("argparse", "ast", "base64", "inspect", "logging", "random", "tempfile", "textwrap", "tokenize", "zipfile"),
    "editor.*",
    *("markdown.extensions.*", "pi_heif.*", "rich._unicode_data.*", "yaml.*"),
)
"""Where a name is put together at run time: `a.*` is the whole package. The third line is Qt for Python's, whose code
for signatures lies inside its libraries."""

NOBODY = (
    "editor.qt.look",  # pictures of the window, for whoever works on it
    *("asyncio", "distutils", "doctest", "ensurepip", "ftplib", "http.server", "imaplib", "lib2to3", "pdb", "pydoc"),
    *("smtplib", "ssl", "test", "tkinter", "turtle", "unittest", "webbrowser", "xmlrpc"),
    *("rich.markdown", "rich.syntax", "rich.traceback", "platformdirs.android", "platformdirs.macos"),
    *("IPython", "ipywidgets", "numpy", "olefile", "pygments", "markdown_it", "setuptools", "trio"),
)
"""What is imported in places that nothing of ours calls: servers, mail, a developer's tools, consoles of others."""

_NOT = tuple(f"{name}." for name in NOBODY)
_DEEP = 20_000  # the finder goes along chains of imports by recursion


def files(places: Iterable[Path], scripts: Iterable[Path]) -> frozenset[Path]:
    """The source files below `places` (folders of modules, the first that has one serves) that are reached from
    `BY_NAME` and from `scripts`, which are run by their path."""
    folders = [str(place) for place in places]
    finder = ModuleFinder(folders, excludes=list(NOBODY))
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEP)
    try:
        for name in BY_NAME:
            for module in _modules(name, folders):
                if not f"{module}.".startswith(_NOT):
                    _follow(finder, module)
        for script in scripts:
            finder.run_script(str(script))
    finally:
        sys.setrecursionlimit(before)
    found = (getattr(module, "__file__", None) for module in finder.modules.values())
    return frozenset(Path(file) for file in found if file)


def _modules(name: str, folders: Iterable[str]) -> Iterator[str]:
    package, is_whole, _ = name.partition(".*")
    yield package
    if not is_whole:
        return
    for folder in folders:
        for path in sorted(Path(folder, *package.split(".")).rglob("*.py")):
            yield ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")


def _follow(finder: ModuleFinder, module: str) -> None:
    try:
        finder.import_hook(module)
    except ImportError:
        return  # a library, or what this system has not: neither has source to look at
