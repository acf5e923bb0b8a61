"""The Windows program under Wine: what it exports, what it paints, how it comes and goes."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import ROOT, fingerprint
from editor.source.reader import read
from installers import WINDOWS_10, build, packaging_module, screenshot, virtual_display, windows_folder
from made_photos import encoded, picture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("wine", "x86_64-w64-mingw32-gcc", "wixl"))), reason="needs wine, mingw and wixl"
    ),
]

_EPOCH = "1780000000"
_INSTALLED = "drive_c/Program Files/Standfirst"


@dataclass(frozen=True)
class Windows:
    """A Wine prefix as if it were Windows 10."""

    prefix: Path

    @property
    def environment(self) -> dict[str, str]:
        fixed = {"WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": _EPOCH, "STANDFIRST_HOME": r"C:\home"}
        return {**os.environ, **fixed, "WINEPREFIX": str(self.prefix)}

    def python(self, program: Path, code: str, *words: object, **more: str) -> str:
        """What a few lines print in the payload's own Python, which takes code only as a process of its own does."""
        return self(program, "-c", code, *words, "--multiprocessing-fork", **more)

    def __call__(self, *words: object, code: int = 0, **more: str) -> str:
        done = subprocess.run(
            ["wine", *map(str, words)],
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == code, (done.stdout + done.stderr).decode(errors="replace")
        return done.stdout.decode()


@pytest.fixture(scope="module")
def payload() -> Path:
    return windows_folder()


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory, payload: Path) -> Iterator[Windows]:
    machine = Windows(tmp_path_factory.mktemp("wine") / "prefix")
    machine("wineboot", "-i")
    packaging_module("windows.wine_stubs").build(payload, machine.prefix)
    yield machine
    subprocess.run(["wineserver", "-k"], env=machine.environment, check=False)


@pytest.fixture(scope="module")
def workspace(windows: Windows, payload: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows") / "kho"
    windows(payload / "standfirst.exe", "init", folder, "--sample")
    return folder


def test_no_library_is_asked_for_that_windows_10_does_not_have(payload: Path) -> None:
    pe = packaging_module("windows.pe")
    binaries = pe.binaries(payload)
    here = {path.name.lower() for path in binaries}
    asked = {library for path in binaries for library in pe.imports(path)}
    assert len(asked) > 30
    assert sorted(name for name in asked - here - WINDOWS_10 if not name.startswith("api-ms-win-")) == []


def test_the_forwarder_has_every_name_that_is_taken_from_it(payload: Path) -> None:
    pe = packaging_module("windows.pe")
    exported = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(payload / "python3.dll")], capture_output=True, text=True, check=True
    )
    names = set(re.findall(r"\] (?:\+base\[ *\d+\] +[0-9a-f]+ )?(\w+)", exported.stdout))
    assert set(pe.taken_from("python3.dll", pe.binaries(payload))) <= names


def test_the_export_is_the_one_of_linux_byte_by_byte(
    windows: Windows, payload: Path, workspace: Path, tmp_path: Path
) -> None:
    article = sorted((workspace / "articles").iterdir())[0]
    for name in ("windows", "linux"):
        (tmp_path / name).mkdir()
    windows(payload / "standfirst.exe", "export", article, "--to", tmp_path / "windows", "--kind", "both")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "PYTHONPATH": str(ROOT / "src")}
    command = [
        sys.executable,
        "-m",
        "editor",
        "export",
        str(article),
        "--to",
        str(tmp_path / "linux"),
        "--kind",
        "both",
    ]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert fingerprint(tmp_path / "windows") == fingerprint(tmp_path / "linux")


def test_texts_from_outside_are_read_in_a_process_of_their_own(
    windows: Windows, payload: Path, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "foreign.md").write_text("# Chợ nổi\n\nMột *dòng*.[^1]\n\n[^1]: Ghi chú.\n", encoding="utf-8")
    made = windows(payload / "standfirst.exe", "import", "-w", workspace, tmp_path / "foreign.md")
    assert "cho-noi" in made


_IMPORT = """
import importlib, json, sys
from pathlib import Path
failed = []
for module, names in json.loads(Path(sys.argv[1]).read_text("utf-8")):
    try:
        found = importlib.import_module(module)
        for name in names:
            if not hasattr(found, name):
                importlib.import_module(f"{module}.{name}")
    except Exception as error:
        failed.append(f"{module}: {type(error).__name__} {error}")
print(json.dumps(failed))
"""


_ELSEWHERE = re.compile(r"^(fcntl|resource|_typeshed):|No module named 'PySide6\.QtWebEngine")


def _imports() -> list[tuple[str, list[str]]]:
    """What our code imports, at the top of a module or where it is used: module, names taken out of it."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "src" / "editor").rglob("*.py"):
        if "look" in path.parts:
            continue
        found.setdefault(
            ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__"), set()
        )
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found.setdefault(alias.name, set())
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.setdefault(node.module, set()).update(alias.name for alias in node.names if alias.name != "*")
    return sorted((module, sorted(names)) for module, names in found.items())


def test_every_import_that_stands_in_the_program_works(windows: Windows, payload: Path, tmp_path: Path) -> None:
    """What was left out of Python and of the packages is asked for nowhere, but for other systems and for extras."""
    (tmp_path / "imports.json").write_text(json.dumps(_imports()), encoding="utf-8")
    failed = json.loads(windows.python(payload / "standfirst.exe", _IMPORT, tmp_path / "imports.json"))
    assert [line for line in failed if not _ELSEWHERE.search(line)] == []


_PHOTOS = """
import sys
from pathlib import Path
from editor.images.probe import probe
from editor.images.preview import preview, upright_size
for name in sys.argv[1:-1]:
    asset = probe(Path(name))
    pixels = preview(Path(name), (40, 30), 0, ())
    print(asset.format, asset.width, asset.height, upright_size(Path(name)), *pixels[:3])
"""


def test_every_kind_of_photo_is_read(windows: Windows, payload: Path, tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="HEIC is an extra: pip install pillow-heif")
    heic = io.BytesIO()
    heif.from_pillow(picture(400, 300)).save(heic, quality=95)
    (tmp_path / "a.heic").write_bytes(heic.getvalue())
    for name, format_ in (("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.gif", "GIF")):
        (tmp_path / name).write_bytes(encoded(picture(400, 300), format_))
    files = sorted(tmp_path.iterdir())
    lines = windows.python(payload / "standfirst.exe", _PHOTOS, *files).splitlines()
    assert [line.split(" (")[0] for line in lines] == [
        f"{format_} 400 300" for format_ in ("GIF", "HEIC", "JPEG", "PNG", "WEBP")
    ]
    for line in lines:
        red, green, blue = map(int, line.split()[-3:])
        assert "(400, 300)" in line
        assert red > 200 > 90 > max(green, blue), line  # the upper left corner of the picture


_WORDS = """
from zoneinfo import ZoneInfo
from editor.app.spelling import english_words, speller
words = english_words()
print(len(words), "newspaper" in words, speller("vi", frozenset()) is not None, ZoneInfo("Asia/Ho_Chi_Minh").key)
"""


def test_the_spelling_list_and_the_time_zones_are_there(windows: Windows, payload: Path) -> None:
    count, *rest = windows.python(payload / "standfirst.exe", _WORDS).split()
    assert int(count) > 80_000
    assert rest == ["True", "True", "Asia/Ho_Chi_Minh"]


_PAPER = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontMetrics, QImageReader
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
app = QApplication([])
from editor.app.proofing import paper_photos
from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.qt.main import make_window
from editor.qt.proofing import Proof, draw_proof, lay_out, write_pdf
from editor.qt.theme.fonts import register_fonts
from editor.work import Cancel
folder, out = (Path(word).absolute() for word in sys.argv[1:3])
desk = make_window(Settings(lang="vi")).desk
article = Workspace.open(folder.parents[1]).load(folder).article
proof = Proof(article, paper_photos(folder, article, Cancel()))
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
printer.setOutputFileName(str(out.with_name("printer.pdf")))
printer.setResolution(300)
lay_out(printer)
print(write_pdf(desk, proof, out), draw_proof(desk, proof, printer), len(QPrinterInfo.availablePrinterNames()) >= 0)
print(*sorted(register_fonts()), sep="|")
letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
fonts = [desk.theme.font(role) for role in ("ui", "body", "headline")]
print(all(QFontMetrics(font).inFontUcs4(ord(letter)) for font in fonts for letter in letters))
print(*sorted(bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()))
"""


def test_a_proof_goes_to_a_pdf_and_to_a_printer_in_vietnamese_letters(
    windows: Windows, payload: Path, workspace: Path, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf")
    article = next(workspace.glob("articles/*/images")).parent
    with virtual_display() as display:
        said = windows.python(payload / "standfirst.exe", _PAPER, article, tmp_path / "a.pdf", DISPLAY=display)
    pages, families, letters, formats = said.splitlines()
    assert families == "Inter|Source Serif 4"
    assert letters == "True"
    assert {"png", "jpeg"} <= set(formats.split())
    pdf, printed, has_printers = pages.split()
    assert int(pdf) >= 2
    assert printed == pdf
    assert has_printers == "True"
    told, _ = read((article / "article.md").read_text(encoding="utf-8"))
    for name in ("a.pdf", "printer.pdf"):
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / name).pages)
        assert told.headline in " ".join(words.split())


def test_the_window_paints_vietnamese(windows: Windows, payload: Path, workspace: Path) -> None:
    kept = ROOT / "build" / "packaging" / "screenshots"
    kept.mkdir(parents=True, exist_ok=True)
    with virtual_display() as display:
        article = next(workspace.glob("articles/*/images")).parent
        command = ["wine", str(payload / "standfirstw.exe"), "--lang", "vi", str(article)]
        environment = {**windows.environment, "DISPLAY": display}
        nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        with subprocess.Popen(command, env=environment, **nowhere) as process:
            try:
                screenshot(display, kept / "windows.png", seconds=60)
                assert process.poll() is None
            finally:
                process.kill()


def test_the_msi_installs_runs_upgrades_and_goes_without_a_trace(windows: Windows, payload: Path) -> None:
    msi = build("msi", "standfirst-*-x64.msi")
    newer = packaging_module("windows.msi").build(payload, "0.2.0")
    program = windows.prefix / _INSTALLED / "standfirst.exe"
    own = windows.prefix / _INSTALLED / "bài của tôi.txt"
    try:
        windows("msiexec", "/i", msi, "/qn")
        assert windows(program, "--version").startswith("standfirst ")
        windows("msiexec", "/i", newer, "/qn")
        assert windows(program, "--version").startswith("standfirst ")
        own.write_text("nobody but its writer takes this away", encoding="utf-8")
        windows("msiexec", "/x", newer, "/qn")
        assert [path for path in (windows.prefix / _INSTALLED).rglob("*") if path.is_file()] == [own]
        assert "standfirst" not in _registry(windows).lower()
    finally:
        newer.unlink()


def _registry(windows: Windows) -> str:
    """What is left under the names that the installer writes."""
    keys = (r"HKLM\Software\Classes\Standfirst.Article", r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall")
    found = ""
    for key in keys:
        words = ["wine", "reg", "query", key, "/s"]
        done = subprocess.run(
            words, env=windows.environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        found += done.stdout.decode(errors="replace").replace(key, "")
    return found
