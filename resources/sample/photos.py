# ruff: noqa: INP001, S311
"""Draws the photos of the sample newsroom: no picture is shipped, and nobody in them exists.

Like photos from real cameras they carry captions and credits (IPTC-IIM, EXIF), one lies on its side (EXIF orientation
6), one knows where it was taken. `draw` is deterministic and takes about a second.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw

WIDE, HIGH = 1800, 1200  # pixels of a finished photo
FINER = 2  # drawn so many times as large, for smooth edges

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """A picture drawn in coordinates of the finished photo."""

    def __init__(self, seed: int) -> None:
        self.image = Image.new("RGB", (WIDE * FINER, HIGH * FINER))
        self._pen = ImageDraw.Draw(self.image)
        self.dice = Random(seed)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour, radius: float = 0) -> None:
        corners = [value * FINER for value in (left, top, right, bottom)]
        if radius:
            self._pen.rounded_rectangle(corners, radius * FINER, fill=colour)
        else:
            self._pen.rectangle(corners, fill=colour)

    def oval(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """An ellipse by its centre and half axes."""
        self._pen.ellipse([(x - wide) * FINER, (y - high) * FINER, (x + wide) * FINER, (y + high) * FINER], fill=colour)

    def shape(self, colour: Colour, *points: Point) -> None:
        self._pen.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def line(self, colour: Colour, width: float, *points: Point) -> None:
        self._pen.line([(x * FINER, y * FINER) for x, y in points], fill=colour, width=max(1, round(width * FINER)))

    def fade(self, top: float, bottom: float, *colours: Colour, left: float = 0, right: float = WIDE) -> None:
        """A band that runs from the first colour above to the last below."""
        strip = Image.new("RGB", (1, len(colours)))
        strip.putdata(colours)
        size = (round((right - left) * FINER), round((bottom - top) * FINER))
        tall = strip.resize((1, size[1]), Image.Resampling.BILINEAR)
        self.image.paste(tall.resize(size, Image.Resampling.NEAREST), (round(left * FINER), round(top * FINER)))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light around a point, strongest in its middle."""
        side = round(radius * 2 * FINER)
        light = Image.radial_gradient("L").point(lambda far: max(0, 255 - far * 1.42) * strength)
        place = (round((x - radius) * FINER), round((y - radius) * FINER))
        self.image.paste(Image.new("RGB", (side, side), colour), place, light.resize((side, side)))

    def pick(self, *colours: Colour) -> Colour:
        """One of the colours, a little lighter or darker each time."""
        shift = self.dice.randint(-10, 10)
        red, green, blue = (min(255, max(0, part + shift)) for part in self.dice.choice(colours))
        return red, green, blue

    def finished(self) -> Image.Image:
        """The photo at its size, with a lens's darker corners and a sensor's grain."""
        photo = self.image.reduce(FINER)
        corners = Image.radial_gradient("L").point(lambda far: 255 - far * 0.2).resize(photo.size)
        photo = ImageChops.multiply(photo, Image.merge("RGB", (corners, corners, corners)))
        noise = Image.frombytes("L", (450, 300), self.dice.randbytes(450 * 300)).resize(photo.size).convert("RGB")
        return Image.blend(photo, noise, 0.03)


SKIN: tuple[Colour, ...] = ((232, 188, 152), (214, 168, 130), (240, 200, 168), (200, 152, 116))
HAIR: tuple[Colour, ...] = ((28, 24, 24), (44, 36, 34), (20, 18, 20))
GREY: tuple[Colour, ...] = ((224, 222, 218), (176, 174, 172), (120, 116, 114), (60, 54, 52))
CLOTH: tuple[Colour, ...] = ((52, 62, 92), (96, 110, 132), (178, 184, 190), (140, 62, 62), (74, 104, 84))
FLOWERS: tuple[Colour, ...] = ((232, 74, 96), (250, 204, 92), (74, 132, 74), (246, 238, 232))


def _face(c: Canvas, x: float, y: float, size: float, hair: Colour, cloth: Colour) -> None:
    """Somebody seen from in front, from the shoulders up; `size` is half the head's width."""
    skin = c.pick(*SKIN)
    c.box(x - 2.1 * size, y + 1.3 * size, x + 2.1 * size, y + 5 * size, cloth, 1.4 * size)
    c.box(x - 0.4 * size, y + 0.7 * size, x + 0.4 * size, y + 1.7 * size, skin)
    c.shape((246, 244, 240), (x - 0.7 * size, y + 1.3 * size), (x + 0.7 * size, y + 1.3 * size), (x, y + 2.3 * size))
    c.oval(x, y - 0.15 * size, 1.12 * size, 1.3 * size, hair)
    c.oval(x, y + 0.12 * size, 0.88 * size, 1.12 * size, skin)
    c.box(x - 0.9 * size, y - 0.95 * size, x + 0.9 * size, y - 0.45 * size, hair, 0.3 * size)
    for side in (-0.36, 0.36):
        c.oval(x + side * size, y + 0.05 * size, 0.1 * size, 0.08 * size, (40, 30, 28))
    c.line((160, 84, 76), 0.1 * size, (x - 0.25 * size, y + 0.65 * size), (x + 0.25 * size, y + 0.65 * size))


def _walker(c: Canvas, x: float, feet: float, high: float, cloth: Colour, hat: Colour | None = None) -> None:
    """Somebody on foot, far away; with a conical hat where one is given."""
    c.box(x - 0.08 * high, feet - 0.45 * high, x - 0.01 * high, feet, (40, 40, 50))
    c.box(x + 0.01 * high, feet - 0.45 * high, x + 0.08 * high, feet, (50, 50, 60))
    c.box(x - 0.13 * high, feet - 0.82 * high, x + 0.13 * high, feet - 0.4 * high, cloth, 0.06 * high)
    c.oval(x, feet - 0.9 * high, 0.075 * high, 0.09 * high, c.pick(*SKIN) if hat else (30, 26, 26))
    if hat:
        brim = feet - 0.9 * high
        c.shape(hat, (x - 0.2 * high, brim), (x + 0.2 * high, brim), (x, brim - 0.15 * high))


def _tree(c: Canvas, x: float, foot: float, high: float, *greens: Colour) -> None:
    c.box(x - high / 30, foot - high * 0.6, x + high / 30, foot, (92, 70, 52))
    for _ in range(26):
        away, up = c.dice.uniform(-0.3, 0.3), c.dice.uniform(0.42, 0.95)
        size = c.dice.uniform(0.09, 0.16) * high
        c.oval(x + away * high, foot - up * high, size, size * 0.85, c.pick(*greens))


def _skyline(c: Canvas, ground: float, highest: float, colour: Colour, window: Colour | None) -> None:
    x = -20.0
    while x < WIDE:
        wide, high = c.dice.uniform(50, 130), c.dice.uniform(0.25, 1) * highest
        c.box(x, ground - high, x + wide, ground, c.pick(colour))
        for row in range(int(high / 26) if window else 0):
            for column in range(int(wide / 22)):
                if window and c.dice.random() < 0.55:
                    left, top = x + 8 + column * 22, ground - high + 10 + row * 26
                    c.box(left, top, left + 9, top + 13, window)
        x += wide + c.dice.uniform(-6, 24)


def _ripples(c: Canvas, top: float, count: int, *colours: Colour) -> None:
    """Light on water: strokes that grow towards the viewer."""
    for _ in range(count):
        y = c.dice.uniform(top, HIGH)
        near = (y - top) / (HIGH - top)
        x, long = c.dice.uniform(-100, WIDE), 30 + 160 * near
        c.line(c.pick(*colours), 1 + 3 * near, (x, y), (x + long, y))


def hall(c: Canvas) -> None:
    """A ward hall: red curtain, a speaker at the lectern, the audience from behind."""
    folds = Image.new("RGB", (180, 1))
    folds.putdata([(96 + 64 * (x % 9 > 3) + c.dice.randint(0, 24), 14 + c.dice.randint(0, 8), 22) for x in range(180)])
    size = (WIDE * FINER, 760 * FINER)
    c.image.paste(folds.resize((size[0], 1), Image.Resampling.BICUBIC).resize(size, Image.Resampling.NEAREST), (0, 0))
    c.fade(0, 70, (58, 42, 34), (84, 58, 44))
    for x in range(150, WIDE, 250):
        c.oval(x, 36, 34, 9, (255, 236, 190))
        c.glow(x, 40, 150, (255, 214, 150), 0.4)
    c.box(390, 110, 1240, 610, (226, 178, 84))
    c.fade(122, 598, (196, 32, 38), (168, 22, 30), left=402, right=1228)
    for turn in (-46, -23, 0, 23, 46):  # a lotus
        tip, petal = (815 + turn * 1.5, 170 + abs(turn) * 0.5), (250, 206, 96)
        c.shape(petal, tip, (835 + turn, 225), (815, 240), (795 + turn, 225))
    for row, words in enumerate((6, 9, 8, 5)):
        for word in range(words):
            x = 815 + (word - words / 2) * 84 + c.dice.randint(0, 16)
            c.box(x, 282 + row * 72, x + c.dice.randint(44, 62), 318 + row * 72, (250, 236, 204), 4)
    c.fade(640, 800, (176, 122, 72), (124, 80, 46))
    c.fade(800, HIGH, (120, 20, 28), (52, 12, 18))
    c.shape((30, 34, 54), (1395, 660), (1400, 470), (1430, 448), (1470, 448), (1500, 470), (1505, 660))
    _face(c, 1450, 400, 36, (24, 20, 22), (34, 40, 66))
    c.shape((120, 76, 42), (1340, 560), (1560, 560), (1535, 790), (1365, 790))
    c.box(1325, 540, 1575, 570, (150, 98, 56), 6)
    c.line((20, 20, 22), 8, (1420, 545), (1436, 470))
    for x in range(360, 1300, 17):
        c.oval(x, 792 + c.dice.randint(-14, 12), 17, 14, c.pick(*FLOWERS))
    for row in range(4):
        size, y = 36 + row * 15, 868 + row * 92
        for place in range(-1, int(WIDE / (size * 3.1)) + 2):
            x = (place + 0.5 * (row % 2)) * size * 3.1 + c.dice.randint(-10, 10)
            c.box(x - size * 1.35, y + size * 0.8, x + size * 1.35, y + size * 5, c.pick(*CLOTH), size * 0.7)
            c.oval(x, y + c.dice.randint(-8, 8), size * 0.82, size, c.pick(*HAIR, GREY[2]))


def lesson(c: Canvas) -> None:
    """Older people at their desks, many with a phone in front of them."""
    c.fade(0, 420, (236, 228, 210), (222, 210, 186))
    for x in range(90, WIDE, 345):
        c.box(x, 40, x + 250, 330, (150, 116, 80))
        c.fade(52, 318, (206, 230, 244), (232, 240, 222), left=x + 12, right=x + 238)
        _tree(c, x + 120, 330, 240, (142, 176, 128), (164, 192, 146))
        for bar in (12, 121, 230):
            c.box(x + bar, 52, x + bar + 8, 318, (162, 126, 88))
        c.glow(x + 125, 190, 330, (255, 250, 226), 0.28)
    c.fade(420, HIGH, (172, 140, 108), (120, 92, 68))
    for row in range(4):
        size, y = 34 + row * 15, 400 + row * 190
        for place in range(int(WIDE / (size * 5.2)) + 1):
            x = (place + 0.2 + 0.5 * (row % 2)) * size * 5.2 + c.dice.randint(-8, 8)
            _face(c, x, y, size, c.pick(*GREY), c.pick(*CLOTH))
        desk = y + size * 3.3
        c.fade(desk, desk + size * 0.9, (206, 164, 112), (186, 140, 92))
        c.fade(desk + size * 0.9, desk + size * 2.6, (150, 108, 70), (128, 90, 58))
        for place in range(int(WIDE / (size * 5.2)) + 1):
            x = (place + 0.2 + 0.5 * (row % 2)) * size * 5.2 + c.dice.randint(-20, 20)
            c.box(x - size * 0.42, desk - size * 0.55, x + size * 0.42, desk + size * 0.6, (34, 36, 42), size * 0.1)
            c.box(x - size * 0.34, desk - size * 0.45, x + size * 0.34, desk + size * 0.5, (176, 214, 240))


def _footbridge(c: Canvas, deck: float, rise: float, colour: Colour, rail: Colour) -> None:
    """A flat arch from bank to bank with a railing."""

    def height(x: float) -> float:
        return deck - rise * (1 - ((x - WIDE / 2) / (WIDE / 2)) ** 2)

    across = range(-20, WIDE + 40, 20)
    c.shape(colour, *[(x, height(x)) for x in across], *[(x, height(x) + 34) for x in reversed(across)])
    for x in range(0, WIDE + 1, 24):
        c.line(rail, 3, (x, height(x)), (x, height(x) - 58))
    for up in (58, 34, 12):
        c.line(rail, 5 if up == 58 else 3, *[(x, height(x) - up) for x in across])
    for x in range(150, WIDE, 190):
        _walker(c, x + c.dice.randint(-50, 50), height(x) + 4, 112, c.pick(*CLOTH), (236, 216, 170) if x % 3 else None)


def day_bridge(c: Canvas) -> None:
    """The footbridge over the canal on a clear day, the town behind it."""
    c.fade(0, 690, (112, 172, 222), (206, 230, 242))
    for _ in range(7):
        x, y = c.dice.uniform(0, WIDE), c.dice.uniform(60, 300)
        for _ in range(7):
            away, up = c.dice.uniform(-150, 150), c.dice.uniform(-16, 22)
            c.oval(x + away, y + up, c.dice.uniform(60, 110), 26, (240, 246, 250))
    _skyline(c, 640, 330, (150, 178, 198), (214, 228, 236))
    for x in range(-40, WIDE + 60, 84):
        _tree(c, x, 690, c.dice.uniform(130, 200), (70, 122, 78), (92, 142, 84), (56, 104, 72))
    c.fade(680, 740, (148, 132, 108), (116, 104, 88))
    c.fade(740, HIGH, (116, 160, 164), (52, 96, 106))
    _ripples(c, 760, 520, (150, 188, 190), (84, 130, 138), (176, 206, 206))
    for x in (430, 1370):
        c.box(x - 34, 690, x + 34, 900, (172, 166, 158))
    _footbridge(c, 780, 120, (214, 208, 198), (198, 66, 48))
    c.shape((104, 66, 42), (760, 1020), (1180, 1020), (1120, 1082), (810, 1082))
    c.shape((132, 86, 54), (740, 1006), (1200, 1006), (1180, 1028), (760, 1028))
    _walker(c, 1080, 1040, 190, (90, 70, 110), (232, 212, 164))
    c.line((70, 52, 40), 7, (1030, 880), (1240, 1110))


def dawn_bridge(c: Canvas) -> None:
    """The same canal at dawn, against the light."""
    c.fade(0, 700, (70, 74, 122), (172, 104, 134), (244, 160, 112), (255, 214, 150))
    c.glow(1180, 610, 560, (255, 228, 160), 0.9)
    c.oval(1180, 610, 66, 66, (255, 244, 214))
    _skyline(c, 700, 230, (148, 92, 112), None)
    _skyline(c, 706, 120, (92, 62, 88), None)
    c.fade(700, HIGH, (250, 188, 134), (150, 96, 118), (46, 46, 82))
    _ripples(c, 716, 420, (186, 122, 122), (116, 80, 112), (232, 168, 130))
    for step in range(46):
        y = 712 + step * 10.6
        half = 30 + step * 2.6 + c.dice.uniform(-18, 18)
        c.line((255, 226, 166), 3, (1180 - half, y), (1180 + half, y))
    dark = (48, 34, 54)
    for x in (520, 1290):
        c.shape((168, 62, 56), (x - 17, 820), (x + 17, 820), (x + 9, 250), (x - 9, 250))
        c.oval(x, 250, 13, 13, (255, 226, 170))
        for reach in range(60, 400, 56):
            for side in (-1, 1):
                c.line((120, 62, 70), 3, (x, 270 + reach * 0.25), (x + side * reach, 680))
        c.box(x - 30, 700, x + 30, 860, dark)
    c.box(-10, 676, WIDE + 10, 706, dark)
    for x in range(0, WIDE, 22):
        c.line(dark, 2, (x, 676), (x, 636))
    c.line(dark, 4, (0, 636), (WIDE, 636))
    for x in (170, 260, 700, 845, 930, 1480, 1640):
        _walker(c, x, 680, 100, dark, (66, 46, 64))
    c.shape((32, 26, 44), (0, HIGH), (0, 980), (250, 1040), (420, HIGH))


def market(c: Canvas) -> None:
    """A street market along the canal in the morning."""
    c.fade(0, 750, (170, 204, 226), (238, 236, 222))
    x = -30.0
    walls = ((232, 190, 112), (126, 168, 160), (226, 214, 190), (206, 134, 104), (150, 172, 196), (236, 206, 140))
    for wall in (*walls, (178, 190, 150)):
        wide, top = c.dice.uniform(240, 290), c.dice.uniform(70, 220)
        c.fade(top, 700, wall, c.pick(wall), left=max(0, x), right=min(WIDE, x + wide))
        c.box(x - 6, top - 16, x + wide + 4, top + 8, c.pick((150, 82, 62), (120, 96, 84)))
        for floor in range(2):
            for column in range(2):
                left, up = x + 34 + column * wide * 0.46, top + 50 + floor * 165
                c.box(left, up, left + 78, up + 112, (92, 112, 104))
                c.box(left + 6, up + 6, left + 72, up + 106, (64, 86, 98))
        awning = c.pick((200, 70, 60), (72, 128, 110), (234, 178, 80), (84, 118, 168))
        c.shape(awning, (x + 6, 520), (x + wide - 6, 520), (x + wide + 14, 610), (x - 14, 610))
        c.box(x + 10, 610, x + wide - 10, 760, (72, 60, 54))
        x += wide
    c.line((60, 60, 64), 4, *[(at, 190 - ((at - 900) / 900) ** 2 * 60) for at in range(0, WIDE + 1, 60)])
    c.fade(740, HIGH, (168, 158, 146), (128, 120, 112))
    for x in range(40, WIDE, 128):
        hat = c.dice.choice(((238, 218, 168), (226, 204, 150), None))
        _walker(c, x + c.dice.randint(-30, 30), 850 + c.dice.randint(-40, 30), 250, c.pick(*CLOTH), hat)
    fruit = ((236, 150, 48), (208, 54, 48), (120, 164, 62), (246, 208, 84), (150, 74, 120), (232, 116, 92))
    for stall in range(5):
        x, y = 60 + stall * 370 - (stall % 2) * 40, 960 + (stall % 2) * 60
        c.shape((134, 96, 62), (x - 40, y), (x + 320, y), (x + 290, y + 120), (x - 10, y + 120))
        for heap in range(3):
            for _ in range(34):
                away = c.dice.uniform(-62, 62)
                up = c.dice.uniform(0, 1) * (62 - abs(away)) * 0.9
                c.oval(x + 40 + heap * 108 + away, y - up, 17, 16, c.pick(fruit[(stall + heap * 2) % 6]))
    for x in (330, 1130, 1600):
        _walker(c, x, 1150, 400, c.pick(*CLOTH), (240, 222, 176))


def yard(c: Canvas) -> None:
    """A primary school's yard, made ready for the doctors: tents, tables, people who wait."""
    c.fade(0, 730, (138, 188, 226), (222, 236, 240))
    c.shape((176, 84, 62), (150, 300), (250, 190), (1550, 190), (1650, 300))
    c.fade(300, 720, (246, 214, 132), (232, 190, 106), left=190, right=1610)
    for floor in (330, 530):
        c.box(190, floor + 146, 1610, floor + 168, (250, 238, 206))
        for x in range(225, 1560, 112):
            c.box(x, floor, x + 74, floor + 140, (70, 122, 104))
            c.box(x + 8, floor + 8, x + 34, floor + 90, (126, 170, 178))
            c.box(x + 40, floor + 8, x + 66, floor + 90, (110, 156, 168))
    c.line((120, 120, 124), 7, (900, 720), (900, 120))
    for x, high in ((80, 520), (330, 360), (1480, 380), (1730, 560)):
        _tree(c, x, 780, high, (64, 122, 66), (86, 146, 76), (52, 104, 60))
    c.fade(720, HIGH, (206, 190, 166), (176, 158, 134))
    for x in range(-200, WIDE, 180):
        c.line((194, 176, 150), 3, (900 + (x - 900) * 0.5, 720), (900 + (x - 900) * 1.8, HIGH))
    for x in (250, 740, 1230):
        c.line((150, 150, 154), 7, (x, 690), (x, 980))
        c.line((150, 150, 154), 7, (x + 360, 690), (x + 360, 980))
        for seat in (70, 180, 290):
            _face(c, x + seat, 790, 26, c.pick(*HAIR), (240, 244, 246))
        c.box(x + 14, 860, x + 346, 960, (92, 142, 176), 4)
        c.box(x + 4, 850, x + 356, 872, (244, 246, 246), 3)
        c.shape((248, 248, 246), (x - 34, 700), (x + 180, 596), (x + 394, 700))
        c.box(x - 34, 700, x + 394, 728, (214, 222, 226))
        c.shape((214, 222, 226), (x + 180, 596), (x + 394, 700), (x + 180, 700))
    for x in range(120, WIDE, 122):
        _walker(c, x + c.dice.randint(-26, 26), 1110 + c.dice.randint(-30, 40), 236, c.pick(*CLOTH))


@dataclass(frozen=True)
class Photo:
    """A photo of the sample newsroom: its file, its scene, what the camera and the photo desk wrote into it."""

    name: str
    scene: Callable[[Canvas], None]
    taken: str  # the camera's clock
    caption: str = ""
    creator: str = ""
    sideways: bool = False
    gps: bool = False


PAPER = "Báo Bến Sông"
PHOTOS = (
    Photo("01-quang-canh-le-khai-giang.jpg", hall, "2026:11:20 19:04:11", "Quang cảnh lễ khai giảng", "Viết Thành"),
    Photo("02-hoc-vien-tham-du-lop-hoc.jpg", lesson, "2026:11:20 19:31:40", "Lớp học số", "Viết Thành", sideways=True),
    Photo("03-cau-noi-hai-bo-kenh-tay.jpg", day_bridge, "2026:11:21 10:12:05", "Cầu nối hai bờ kênh Tây", "Lan Chi"),
    Photo("01-cau-di-bo-luc-binh-minh.jpg", dawn_bridge, "2026:11:21 05:52:30", creator="Lan Chi", gps=True),
    Photo("02-pho-cho-ben-kenh.jpg", market, "2026:11:21 06:40:12"),
    Photo("01-san-truong-ngay-kham.jpg", yard, "2026:11:18 08:15:00", "Sân trường tiểu học", "Minh Hà"),
)


def draw(folder: Path) -> tuple[Path, ...]:
    """Draw all photos, each into `images/` of the article under `folder` that names it, else straight into `folder`."""
    articles = {path: path.read_text("utf-8") for path in sorted(folder.glob("articles/*/article.md"))}
    drawn = []
    for seed, photo in enumerate(PHOTOS):
        home = next((path.parent / "images" for path, text in articles.items() if photo.name in text), folder)
        home.mkdir(parents=True, exist_ok=True)
        (home / photo.name).write_bytes(_jpeg(photo, seed))
        drawn.append(home / photo.name)
    return tuple(drawn)


def _jpeg(photo: Photo, seed: int) -> bytes:
    photo.scene(canvas := Canvas(seed))
    image = canvas.finished()
    exif = Image.Exif()
    exif[0x0112] = 6 if photo.sideways else 1
    exif[0x8769] = {0x9003: photo.taken, 0x9011: "+07:00"}
    if photo.gps:  # somewhere at sea
        exif[0x8825] = {1: "N", 2: (10.0, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)}
    if photo.sideways:
        image = image.transpose(Image.Transpose.ROTATE_90)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88, exif=exif)
    plain = file.getvalue()
    behind_exif = 4 + int.from_bytes(plain[4:6], "big")
    return plain[:behind_exif] + (_iptc(photo) if photo.creator else b"") + plain[behind_exif:]


def _iptc(photo: Photo) -> bytes:
    """IPTC-IIM in an APP13 segment, UTF-8."""
    texts = {80: photo.creator, 110: PAPER, 116: f"© {PAPER}", 120: photo.caption}
    content = b"\x1c\1\x5a\0\3\x1b%G\x1c\2\0\0\2\0\4"  # 1:90, UTF-8; 2:0, version 4
    for number, text in texts.items():
        content += struct.pack(">BBBH", 0x1C, 2, number, len(text.encode())) + text.encode() if text else b""
    block = b"Photoshop 3.0\x008BIM\4\4\0\0" + struct.pack(">I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"\xff\xed" + struct.pack(">H", 2 + len(block)) + block
