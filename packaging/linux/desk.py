"""What a desktop wants to know of the program: menu entry, icons, file type, catalogue entry."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import house
from environments import payload, python
from house import APP_ID, PACKAGING, PUBLISHER, WORK, filled, put, run

HERE = PACKAGING / "linux"


def icons() -> Path:
    """A folder with the app's mark as icon.svg, icon.ico and icon-<pixels>.png."""
    folder = WORK / "icons"
    if not (folder / "icon.ico").is_file():
        run(python(payload()), PACKAGING / "icons.py", folder)
    return folder


def integrate(prefix: Path, command: str) -> None:
    """Fill `share/` below a prefix. `command`: how the menu entry calls the program."""
    share = prefix / "share"
    put(share / f"applications/{APP_ID}.desktop", filled(HERE / "desktop.in", EXEC=command, APP_ID=APP_ID))
    put(share / f"mime/packages/{APP_ID}.xml", (HERE / "mime.xml").read_bytes())
    date = datetime.fromtimestamp(house.epoch(), UTC).date()
    facts = {"APP_ID": APP_ID, "PUBLISHER": PUBLISHER, "VERSION": house.version(), "DATE": date, "SITE": house.SITE}
    put(share / f"metainfo/{APP_ID}.metainfo.xml", filled(HERE / "metainfo.xml.in", **facts))
    for picture in icons().glob("icon-*.png"):
        pixels = picture.stem.partition("-")[2]
        _copy(picture, share / f"icons/hicolor/{pixels}x{pixels}/apps/{APP_ID}.png")
    _copy(icons() / "icon.svg", share / f"icons/hicolor/scalable/apps/{APP_ID}.svg")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
