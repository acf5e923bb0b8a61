"""Colours that can be read, fonts that have their weights, icons that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel

from contrast import contrast
from editor.qt.theme import Theme, load_tokens
from editor.qt.theme.style import style_sheet

QT = Path(__file__).resolve().parents[2] / "src" / "editor" / "qt"
THEMES = ("light", "dark")


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21, abs=0.01)
    assert contrast(QColor("#777777"), QColor("#ffffff")) < 4.5


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_colours_can_be_read(name: str) -> None:
    colors = load_tokens().colors(name)  # type: ignore[arg-type]
    pairs = load_tokens().contrast_pairs()
    assert len(pairs) >= 35
    low = [
        (front, back, least)
        for front, back, least in pairs
        if contrast(QColor(colors[front]), QColor(colors[back])) < least
    ]
    assert low == []


def test_both_themes_have_the_same_tokens() -> None:
    assert set(load_tokens().colors("light")) == set(load_tokens().colors("dark"))


def test_fonts_come_from_the_packages_with_their_weights(qapp: QApplication) -> None:
    theme = Theme.load("light")
    text = "Đảng ủy xã, phường, thị trấn"
    for role, family in (("ui", "Inter"), ("body", "Source Serif 4")):
        assert theme.font(role).family() == family
        regular = QFontMetricsF(theme.font(role)).horizontalAdvance(text)
        bold = QFontMetricsF(theme.font(role, weight=700)).horizontalAdvance(text)
        assert bold > regular * 1.01


def test_vietnamese_letters_are_drawn_alike_composed_or_not(qapp: QApplication) -> None:
    import unicodedata

    metrics = QFontMetricsF(Theme.load("light").font("body"))
    text = "Nguyễn Thị Tuyến, Ủy viên Trung ương Đảng"
    assert metrics.horizontalAdvance(text) == pytest.approx(
        metrics.horizontalAdvance(unicodedata.normalize("NFD", text)), abs=0.01
    )


def test_text_scale_moves_sizes_and_lines(qapp: QApplication) -> None:
    theme = Theme.load("light", 1.25)
    assert theme.font("ui").pixelSize() == 16
    assert theme.line("body") == 39
    assert theme.px("layout.toolbar_h") == 65


def icon_names() -> set[str]:
    """Every name that our code gives to an icon."""
    found: set[str] = set()
    for file in QT.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'icon="([a-z0-9-]+)"', text))
        found |= set(re.findall(r'draw_icon\(\w+(?:\(\w+\))?, [\w.]+, "([a-z0-9-]+)"', text))
    return found


def test_every_icon_is_there_and_takes_the_themes_colour(qapp: QApplication) -> None:
    theme = Theme.load("light")
    names = icon_names()
    assert {"send", "plus", "search", "x"} <= names
    for name in names:
        image = theme.icon(name, "danger").pixmap(QSize(18, 18)).toImage()
        inks = {
            image.pixelColor(x, y).name() for x in range(18) for y in range(18) if image.pixelColor(x, y).alpha() > 250
        }
        assert theme.hex("danger") in inks or not inks, name
    with pytest.raises(KeyError):
        theme.icon("no-such-icon").pixmap(QSize(18, 18))


def test_an_icon_follows_a_change_of_theme(qapp: QApplication) -> None:
    theme = Theme.load("light")
    icon = theme.icon("square", "text")

    def drawn() -> QImage:
        return icon.pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()

    light = drawn()
    theme.switch("dark")
    assert drawn() != light
    theme.switch("light")
    assert drawn() == light


def test_labels_follow_a_change_of_theme(qapp: QApplication) -> None:
    theme = Theme.load("light")
    theme.apply()
    label = QLabel("Chữ")
    label.setProperty("ui_tone", "second")
    label.show()

    def shown() -> str:
        image = label.grab().toImage()
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return min(pixels, key=lambda color: contrast(color, theme.color("text_2"))).name()

    theme.switch("dark")
    assert contrast(QColor(shown()), theme.color("text_2")) < 1.2
    theme.switch("light")
    assert contrast(QColor(shown()), theme.color("text_2")) < 1.2


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_is_short_and_has_no_hole(name: str, qapp: QApplication) -> None:
    sheet = style_sheet(Theme.load(name))  # type: ignore[arg-type]
    assert "$" not in sheet
    assert len([line for line in sheet.splitlines() if line.strip()]) <= 70
