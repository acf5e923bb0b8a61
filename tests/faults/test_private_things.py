"""P9, and P6's canaries: nothing private stands in a bundle, and no file is opened that a text only names."""

from __future__ import annotations

import getpass
import io
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from commandline import program
from faults.ledger import Ledger
from faults.newsroom import Desk

MARK = "RIENG-TU-"
"""Every planted secret begins with it."""


def _exif(number: int) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Software] = f"{MARK}software-{number}"
    exif[Base.HostComputer] = f"{MARK}computer-{number}"
    exif[0xC4A5] = f"{MARK}print-{number}".encode()
    inner = exif.get_ifd(IFD.Exif)
    inner[Base.BodySerialNumber] = f"{MARK}serial-{number}"
    inner[Base.CameraOwnerName] = f"{MARK}owner-{number}"
    inner[Base.MakerNote] = f"{MARK}maker-{number}".encode() * 20
    inner[Base.UserComment] = b"ASCII\0\0\0" + f"{MARK}comment-{number}".encode()
    inner[Base.ImageUniqueID] = f"{MARK}id-{number}"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (21.0, 1.0, 41.7171)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (105.0, 50.0, 3.1313)
    place[GPS.GPSProcessingMethod] = f"{MARK}gps-{number}".encode()
    return exif


def _xmp(number: int) -> bytes:
    secrets = "".join(f"<x:s{n}>{MARK}xmp-{number}-{n}</x:s{n}>" for n in range(3))
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="{MARK}xmp-gps">{secrets}'
        f"<exif:OwnerName>{MARK}xmp-owner</exif:OwnerName></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def secret_photo(path: Path, number: int) -> None:
    """A photo with a secret in every place that its format has for one."""
    image = Image.linear_gradient("L").resize((160, 120)).convert("RGB")
    comment = f"C:\\Users\\{MARK}user\\anh-{number}.psd"
    if path.suffix == ".png":
        facts = PngInfo()
        facts.add_text("Comment", comment)
        facts.add_itxt("XML:com.adobe.xmp", _xmp(number).decode())
        facts.add_text("Raw", f"{MARK}ztxt-{number}", zip=True)
        image.save(path, pnginfo=facts, exif=_exif(number))
    elif path.suffix == ".webp":
        image.save(path, exif=_exif(number).tobytes(), xmp=_xmp(number))
    elif path.suffix == ".gif":
        image.quantize().save(path, comment=comment.encode())
    else:
        thumbnail = io.BytesIO()
        image.resize((40, 30)).save(thumbnail, "JPEG", comment=f"{MARK}thumbnail".encode())
        exif = _exif(number)
        exif.get_ifd(IFD.IFD1)[513] = 0
        image.save(path, exif=exif, comment=comment.encode(), xmp=_xmp(number))
        content = path.read_bytes()
        more = f"{MARK}app-{number}".encode() + thumbnail.getvalue()
        path.write_bytes(content[:2] + b"\xff\xee" + (len(more) + 2).to_bytes(2, "big") + more + content[2:] + more)


def secrets_in(folder: Path, words: set[bytes]) -> Iterator[str]:
    """Each secret that stands in a file's bytes, as UTF-8 or UTF-16, or in its name."""
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        content += str(path.relative_to(folder)).encode()
        if content.startswith(b"\x89PNG"):  # compressed words
            with Image.open(path) as image:
                content += b"".join(str(value).encode() for value in image.info.values())
        for word in words:
            if word in content or word.decode().encode("utf-16-le") in content:
                yield f"{path.name}: {word.decode()}"


def private_words(desk: Desk) -> set[bytes]:
    words = {MARK, str(desk.top), str(Path.home()), socket.gethostname(), "SN-", "GPSL", "41.7171"}
    user = getpass.getuser()
    return {word.encode() for word in (words | ({user} if len(user) > 4 else set())) if len(word) > 2}


def plant(desk: Desk) -> list[Path]:
    photos = [
        desk.inbox / f"{MARK.lower()}{number}{ending}"
        for number, ending in enumerate((".jpg", ".png", ".webp", ".gif"))
    ]
    for number, path in enumerate(photos):
        secret_photo(path, number)
    text = desk.file.read_text(encoding="utf-8")
    text = text.replace("status: ready\n", f"status: ready\nnote: {MARK}note\nkhoa_rieng: {MARK}unknown\n")
    desk.file.write_text(text, encoding="utf-8")
    return photos


def test_nothing_private_leaves(desk: Desk) -> None:
    photos = plant(desk)
    environment = {"STANDFIRST_HOME": str(desk.home)}
    attached = program(
        "attach", desk.file, *photos, "--caption", "Cầu", "--alt", "Cầu", "--credit", "Viết Thành", **environment
    )
    assert attached.code == 0, attached.err
    kinds = ("html", "markdown", "both", "pelican", "jekyll", "eleventy", "wordpress", "mastercms")
    for kind in kinds:
        ran = program("export", desk.article, "--to", desk.cms / kind, "--profile", kind, "--force", **environment)
        assert ran.code == 0, ran.err
    found = list(secrets_in(desk.cms, private_words(desk)))
    files = sum(path.is_file() for path in desk.cms.rglob("*"))
    Ledger.add("P9", "files of bundles searched for planted secrets", files, "|".join(found))
    assert files > 60
    assert not found, found


def test_the_search_finds_what_a_copied_photo_carries(desk: Desk) -> None:
    """Control: the originals, handed over as they are; and an article's own file."""
    photos = plant(desk)
    for photo in photos:
        shutil.copy(photo, desk.cms / photo.name.removeprefix(MARK.lower()))
    shutil.copy(desk.file, desk.cms)
    found = "\n".join(secrets_in(desk.cms, private_words(desk)))
    assert all(name in found for name in ("0.jpg", "1.png", "2.webp", "3.gif", "article.md"))


CANARIES = (
    "file://{}",
    "{}",
    "../../{name}",
    "/../{}",
    "..\\..\\{name}",
    "file:{}",
    "%2e%2e/%2e%2e/{name}",
    "\\\\localhost{}",
)


def test_no_file_is_opened_that_a_text_only_names(desk: Desk) -> None:
    """strace says what the import, the check and the export of a hostile page open."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("strace is not installed (apt-get install strace)")
    canary = desk.top / "canary-7f3a.jpg"
    secret_photo(canary, 9)
    names = [form.format(canary, name=canary.name) for form in CANARIES]
    inner = "".join(f'<p>x</p><img src="{name}"><a href="{name}">l</a><iframe src="{name}"></iframe>' for name in names)
    page = desk.inbox / "canary.html"
    page.write_text(f"<html><body><h1>Tít</h1>{inner}<p>chữ</p></body></html>", encoding="utf-8")
    body = "\n\n".join(f"![a]({name})" for name in names)
    head = f"---\ntitle: Tít\ncover: {names[2]}\nresources:\n- src: {names[2]}\n---\n"
    article = desk.inbox / "canary.md"
    article.write_text(f"{head}\n{body}\n", encoding="utf-8")
    for source in (page, article):
        opened = _opened(desk, "import", "-w", desk.workspace, source)
        assert source.name in opened
        assert canary.name not in opened
    for folder in sorted((desk.workspace / "articles").iterdir()):
        file = folder / "article.md"
        if "canary" in file.read_text(encoding="utf-8") or folder.name.endswith("tit"):
            opened = _opened(desk, "export", folder, "--to", desk.cms / folder.name, "--force")
            assert canary.name not in opened
    direct = desk.article
    (direct / "article.md").write_text(head + "\n" + body + "\n", encoding="utf-8")
    assert canary.name not in _opened(desk, "export", direct, "--to", desk.cms / "direct", "--force")
    Ledger.add("P6", "canary files named in hostile texts, watched by strace", 3 * len(names))


def _opened(desk: Desk, *arguments: object) -> str:
    """The successful opens of a run of the program, one a line."""
    trace = desk.top / "trace.txt"
    command = ["strace", "-f", "-qq", "-e", "trace=open,openat,openat2,connect", "-o", str(trace), sys.executable]
    command += ["-m", "editor", "--lang", "en", *map(str, arguments)]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"STANDFIRST_HOME": str(desk.home), "PYTHONPATH": paths}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    if not trace.is_file() or "ptrace" in done.stderr:
        pytest.skip("this machine allows no tracing")
    assert done.returncode in {0, 1, 3}, done.stderr
    text = trace.read_text(errors="replace")
    trace.unlink()
    assert "AF_INET" not in text, "a connection"
    return "\n".join(line for line in text.splitlines() if "= -1" not in line)
