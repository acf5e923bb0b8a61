"""How well a colour can be read on another."""

from __future__ import annotations

from PySide6.QtGui import QColor


def contrast(front: QColor, back: QColor) -> float:
    """WCAG 2's contrast ratio, 1–21."""

    def luminance(color: QColor) -> float:
        linear = [
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
