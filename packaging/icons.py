"""The app's mark, the red square with the S of its first screen, as SVG, PNG and ICO; drawn, never committed.

Called with the payload's Python, which has Qt, Pillow and the fonts: `python icons.py FOLDER`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPainterPath

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO = (16, 24, 32, 48, 64, 256)
_SIDE = 512
_ROUND = 0.24  # of the side, as editor.qt.panels.bars.Mark draws it
_LETTER = 0.68
_BRAND = "#C8321F"


def draw(folder: Path) -> None:
    """`icon.svg`, `icon-<size>.png` and `icon.ico` in a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    svg = _svg()
    (folder / "icon.svg").write_text(svg, encoding="utf-8")
    for size in SIZES:
        _render(svg, size, folder / f"icon-{size}.png")
    pictures = [Image.open(folder / f"icon-{size}.png") for size in _ICO]
    pictures[-1].save(folder / "icon.ico", sizes=[(size, size) for size in _ICO], append_images=pictures[:-1])
    del app


def _svg() -> str:
    """The letter as an outline: whoever shows the icon need not have the font."""
    import fontpkg_source_serif_4
    from PySide6.QtGui import QFont, QFontDatabase, QPainterPath

    file = next((Path(fontpkg_source_serif_4.__file__).parent / "files").glob("SourceSerif4[[]*.ttf"))
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]
    font = QFont(family)
    font.setPixelSize(round(_SIDE * _LETTER))
    font.setVariableAxis(QFont.Tag("wght"), 650.0)
    path = QPainterPath()
    path.addText(0, 0, font, "S")
    box = path.boundingRect()
    path.translate(_SIDE / 2 - box.center().x(), _SIDE / 2 - box.center().y())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIDE}" height="{_SIDE}" viewBox="0 0 {_SIDE} {_SIDE}">\n'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="{_SIDE * _ROUND:g}" fill="{_BRAND}"/>\n'
        f'<path fill="#fff" d="{_outline(path)}"/>\n</svg>\n'
    )


def _outline(path: QPainterPath) -> str:
    from PySide6.QtGui import QPainterPath

    kind = QPainterPath.ElementType
    words: list[str] = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        letter = {kind.MoveToElement: "M", kind.LineToElement: "L", kind.CurveToElement: "C"}.get(element.type, "")
        words.append(f"{letter}{element.x:.1f} {element.y:.1f}")
    return " ".join(words) + " Z"


def _render(svg: str, size: int, target: Path) -> None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    image.save(str(target))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
