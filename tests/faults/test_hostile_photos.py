"""P8: photos that somebody built to freeze or kill the program: each looked at and exported within 5 s and 700 MB."""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from faults.conftest import seeded, share
from faults.ledger import Ledger
from made_photos import encoded, picture, png_header

SECONDS, MEGABYTES = 5.0, 700
SIDE = 30_000

PEAK = """
import json, sys, time
from pathlib import Path

def peak():
    # Linux counts a forked program's memory from its parent's; the status of each process is its own.
    children = [pid for file in Path("/proc/self/task").glob("*/children") for pid in _read(file).split()]
    return max(_of(pid) for pid in ("self", *children)) / 1024

def _of(pid):
    lines = _read(Path(f"/proc/{pid}/status")).splitlines()
    return max([int(line.split()[1]) for line in lines if line.startswith("VmHWM")], default=0)

def _read(file):
    try:
        return file.read_text()
    except OSError:  # a thread or a process that has ended since it was listed
        return ""
"""
LOOK = f"""{PEAK}
from editor.errors import EditorError
from editor.images.probe import probe
from editor.images.renditions import RenditionPlan, make_all

for path in sorted(Path(sys.argv[1]).iterdir()):
    start, told = time.monotonic(), "made"
    try:
        list(make_all([RenditionPlan(probe(path), (120, 480), ("JPEG", "WEBP"))]))
    except EditorError as error:
        told = error.code
    print(json.dumps([path.name, told, time.monotonic() - start, peak()]), flush=True)
"""
NAIVE = f"""{PEAK}
from PIL import Image
Image.MAX_IMAGE_PIXELS = None
for path in sorted(Path(sys.argv[1]).iterdir()):
    start = time.monotonic()
    Image.open(path).convert("RGB").resize((480, 480))
    print(json.dumps([path.name, "made", time.monotonic() - start, peak()]), flush=True)
"""


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png_text_bomb(chance: random.Random) -> bytes:
    """A megabyte that says it is a gigabyte of comment."""
    bomb = zlib.compress(b"\0" * (64 << 20), 9)
    content = encoded(picture(40, 30), "PNG")
    return content[:33] + _chunk(b"zTXt", b"Comment\0\0" + bomb) + _chunk(b"iCCP", b"p\0\0" + bomb) + content[33:]


def _png_many_chunks(chance: random.Random) -> bytes:
    content = encoded(picture(40, 30), "PNG")
    return content[:33] + _chunk(b"tEXt", b"a\0b") * 60_000 + content[33:]


def _jpeg_many_segments(chance: random.Random) -> bytes:
    content = encoded(picture(40, 30))
    return content[:2] + (b"\xff\xe1\xff\xff" + b"Exif\0\0" + b"x" * 65_527) * 300 + content[2:]


def _jpeg_many_scans(chance: random.Random) -> bytes:
    content = encoded(picture(2000, 1500), "JPEG", progressive=True)
    scan = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + scan * 400 + content[-2:]


def _tiff_loop(chance: random.Random) -> bytes:
    """EXIF directories that point at each other."""
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8)
    body = b"Exif\0\0" + tiff
    content = encoded(picture(40, 30))
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + content[2:]


def _xmp_entities(chance: random.Random) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    packet = f'<!DOCTYPE x [<!ENTITY a0 "aaaa">{entities}]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a11;</x:xmpmeta>'
    body = b"http://ns.adobe.com/xap/1.0/\0" + packet.encode()
    content = encoded(picture(40, 30))
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + content[2:]


def _gif_frames(chance: random.Random) -> bytes:
    frames = [Image.new("P", (400, 300), n % 256) for n in range(200)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=1)
    return file.getvalue()


def _gif_huge_screen(chance: random.Random) -> bytes:
    content = bytearray(encoded(Image.new("P", (8, 8)), "GIF"))
    content[6:10] = b"\xff\xff\xff\xff"
    return bytes(content)


def _sizes(chance: random.Random) -> bytes:
    return png_header(chance.choice((0, 1, 60_000, 2**31 - 1)), chance.choice((0, 1, 60_000, 2**31 - 1)))


def _bomb(chance: random.Random) -> bytes:
    """A hundred kilobytes that are 900 million pixels."""
    packer, row = zlib.compressobj(9), bytes(1 + SIDE // 8)
    pixels = b"".join(packer.compress(row) for _ in range(SIDE)) + packer.flush()
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _other_kinds(chance: random.Random) -> bytes:
    image = picture(40, 30)
    return chance.choice(
        (
            lambda: encoded(image, chance.choice(("TIFF", "BMP", "PPM", "ICO", "TGA", "PCX"))),
            lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run",
            lambda: b"\0\0\0\x1cftypheic" + chance.randbytes(300),
            lambda: b"MZ" + chance.randbytes(300),
            lambda: b"",
        )
    )()


def _mutated(chance: random.Random) -> bytes:
    """A real photo with flipped, cut, doubled or foreign bytes."""
    kind = chance.choice(("JPEG", "PNG", "WEBP", "GIF"))
    options = {"progressive": True} if kind == "JPEG" and chance.random() < 0.5 else {}
    content = bytearray(encoded(picture(64, 48), kind, **options))
    head = chance.random() < 0.5
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(min(200, len(content)) if head else len(content))] = chance.randrange(256)
    if chance.random() < 0.3:
        del content[chance.randrange(len(content)) :]
    if chance.random() < 0.2:
        content += content[chance.randrange(len(content) + 1) :] * 3
    return bytes(content)


BUILT: tuple[Callable[[random.Random], bytes], ...] = (
    *(_png_text_bomb, _png_many_chunks, _jpeg_many_scans, _tiff_loop, _xmp_entities),
    *(_gif_frames, _gif_huge_screen, _sizes, _bomb, _other_kinds),
)


def looked_at(folder: Path, n: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    folder.mkdir()
    for number in range(n):
        make = BUILT[number] if number < len(BUILT) else chance.choice((_mutated, _mutated, _mutated, _other_kinds))
        (folder / f"{number:05d}-{make.__name__}.jpg").write_bytes(make(chance))
    command = [sys.executable, "-c", LOOK, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60 + 5 * n)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    problems = [f"{name}: {code} after {seconds:.1f} s" for name, code, seconds, _ in told if seconds > SECONDS]
    problems += [f"{name}: {peak:.0f} MB" for name, _, _, peak in told if peak > MEGABYTES]
    if len(told) != n:
        problems.append(f"ended after {len(told)} of {n}: {done.returncode} {done.stderr[-600:]}")
    return problems


def test_hostile_photos_neither_freeze_nor_kill(tmp_path: Path) -> None:
    problems = looked_at(tmp_path / "photos", 120, 8)
    Ledger.add("P8", "hostile photos looked at and exported", 120, "|".join(problems))
    assert not problems, "\n".join(problems)


@pytest.mark.slow
def test_many_hostile_photos(tmp_path: Path) -> None:
    n = round(10_000 * share())
    problems = looked_at(tmp_path / "photos", n, seeded(9))
    Ledger.add("P8", "hostile photos looked at and exported", n, "|".join(problems))
    assert not problems, "\n".join(problems[:20])


def test_hundreds_of_exif_segments_take_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "BUILT", (_jpeg_many_segments,))
    assert looked_at(tmp_path / "photos", 1, 1) == []


def test_the_measure_sees_a_photo_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: Pillow as it comes takes a bomb apart, a small one here."""
    monkeypatch.setattr(sys.modules[__name__], "LOOK", NAIVE)
    monkeypatch.setattr(sys.modules[__name__], "SIDE", 12_000)
    monkeypatch.setattr(sys.modules[__name__], "MEGABYTES", 400)
    monkeypatch.setattr(sys.modules[__name__], "BUILT", (_bomb,))
    assert looked_at(tmp_path / "photos", 1, 1)
