"""The licences of everything that is shipped, gathered from the packages themselves."""

from __future__ import annotations

from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from house import BuildError

COMMON = Path("/usr/share/common-licenses")
"""Debian's copies of the licences that many share."""

_NAMES = ("LICEN", "COPYING", "NOTICE", "OFL")
_QT = """\
Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3. They lie in this program as
shared libraries of their own and may be replaced by others of the same interface. Their source code is published by
The Qt Company under the version named above; whoever received this program receives it from its makers on request.
"""
_MIT = """\
Copyright (c) {author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:
The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
_LUCIDE = """\
The icons are Lucide's.

ISC License. Copyright (c) Lucide Icons and Contributors.
Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.
THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.

Some icons derive from Feather, MIT License, Copyright (c) 2013-2023 Cole Bemis.
"""


_BSD = """\
Copyright (c) {author}

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
disclaimer in the documentation and/or other materials provided with the distribution.
THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF
THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""
_WITHOUT_TEXT = {"MIT": _MIT, "BSD License": _BSD}
"""Licences of packages that name one and carry no text of it; the BSD one is cobble's, whose page says 2-Clause."""


def gather(packages: Path, extra: dict[str, str]) -> str:
    """One text with name, version, licence and licence text of every package below a folder of installed packages.

    Args:
        packages: a site-packages folder.
        extra: further parts by title, of what is no Python package.
    """
    parts = [_head(), *(_part(title, text) for title, text in extra.items())]
    for folder in sorted(packages.glob("*.dist-info"), key=lambda path: path.name.lower()):
        parts.append(_package(folder))
    parts.append(_part("GNU Lesser General Public License, version 3", _common("LGPL-3")))
    parts.append(_part("GNU General Public License, version 3", _common("GPL-3")))
    return "\n".join(parts)


def python_licence() -> str:
    """Of the Python that builds: the text of its own, or what Debian says of it."""
    import sys
    import sysconfig

    named = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(f"/usr/share/doc/{named}/copyright"))
    for path in (
        *places,
        Path(f"/usr/share/doc/lib{named}/copyright"),
        Path(f"/usr/share/doc/lib{named}-minimal/copyright"),
    ):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise BuildError("the text of Python's licence is nowhere to be found")


def _head() -> str:
    return (
        "Standfirst is licensed under the Apache License, version 2.0 (LICENSE). It carries the following works of "
        "others,\neach under its own licence.\n"
    )


def _package(folder: Path) -> str:
    about = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8").partition("\n\n")[0])
    name, licence = about["Name"], _licence(about)
    texts = [path.read_text(encoding="utf-8", errors="replace").strip() for path in _files(folder)]
    if name.lower().startswith(("pyside6", "shiboken6")):
        texts = [_QT]
    elif name == "python-lucide":
        texts.append(_LUCIDE)
    if not texts and licence not in _WITHOUT_TEXT:
        raise BuildError(f"{name} comes without the text of its licence ({licence})")
    author = about["Author"] or about["Author-email"] or f"the authors of {name}"
    texts = texts or [_WITHOUT_TEXT[licence].format(author=author)]
    return _part(f"{name} {about['Version']} — {licence}", "\n\n".join(texts))


def _files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.is_file() and path.name.upper().startswith(_NAMES)]
    return sorted(found)


def _licence(about: Message) -> str:
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License")]
    said = about["License-Expression"] or about["License"] or ", ".join(classified)
    return str(said).splitlines()[0] if said else "see below"


def _common(name: str) -> str:
    path = COMMON / name
    if not path.is_file():
        raise BuildError(f"{path} is not there; a Debian system has it")
    return path.read_text(encoding="utf-8")


def _part(title: str, text: str) -> str:
    return f"{'=' * 100}\n{title}\n{'=' * 100}\n\n{text.strip()}\n"
