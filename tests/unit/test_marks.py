"""Focal point, crops and blurred places as they are seen on a photo that was turned."""

from __future__ import annotations

import pytest

from editor.images.crops import FOCUS, piece
from editor.model import marks
from editor.model.article import Region, Resource


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_mark_is_seen_where_it_was_put_however_the_photo_is_turned(rotate: int) -> None:
    own = Resource("a.jpg", rotate=rotate)
    point, place = (0.2, 0.7), Region(0.1, 0.2, 0.3, 0.4)
    assert marks.focus_of(marks.with_focus(own, point), FOCUS) == pytest.approx(point)
    assert marks.blurs_of(marks.with_blurs(own, [place])) == (place,)


def test_turning_moves_no_stored_mark() -> None:
    own = marks.with_blurs(marks.with_focus(Resource("a.jpg"), (0.25, 0.5)), [Region(0, 0, 0.5, 0.25)])
    turned = marks.turned(own, 90)
    assert (turned.focus, turned.blur, turned.rotate) == (own.focus, own.blur, 90)
    assert marks.focus_of(turned, FOCUS) == (0.5, 0.25)
    assert marks.turned(marks.turned(turned, 180), 90) == own


def test_marks_never_leave_the_photo() -> None:
    assert marks.with_focus(Resource("a.jpg"), (1.4, -2)).focus == (1, 0)
    assert marks.moved(Region(0.5, 0.5, 0.4, 0.4), (0.9, -0.9)) == Region(0.6, 0, 0.4, 0.4)
    assert marks.grown(Region(0.5, 0.5, 0.4, 0.4), (0.9, -0.9)) == Region(0.5, 0.5, 0.5, 0.02)
    assert marks.scaled(Region(0.4, 0.4, 0.2, 0.5), 9).height == 1
    assert marks.spanned((0.9, 0.2), (1.5, -0.5)) == Region(0.9, 0, pytest.approx(0.1), 0.2)


@pytest.mark.parametrize("corner", ["nw", "ne", "sw", "se"])
def test_a_pulled_corner_keeps_the_shape_and_the_opposite_corner(corner: str) -> None:
    start = Region(0.3, 0.3, 0.4, 0.3)
    after = marks.pulled(start, corner, (0.1 if "w" in corner else 0.95, 0.5), 4 / 3)
    assert after.width / after.height == pytest.approx(4 / 3)
    right, bottom = start.x + start.width, start.y + start.height
    assert (after.x if "e" in corner else after.x + after.width) == pytest.approx(start.x if "e" in corner else right)
    assert (after.y if "s" in corner else after.y + after.height) == pytest.approx(start.y if "s" in corner else bottom)
    assert 0 <= after.x <= after.x + after.width <= 1
    assert 0 <= after.y <= after.y + after.height <= 1


def test_a_crop_that_was_drawn_goes_before_the_focal_point() -> None:
    own = marks.with_focus(Resource("a.jpg"), (0.9, 0.5))
    assert piece(own, "1:1", 1, 1000, 500) == (500, 0, 1000, 500)
    drawn = marks.with_crop(own, "1:1", Region(0.1, 0, 0.25, 0.5))
    assert [crop.name for crop in drawn.crops] == ["1:1"]
    assert piece(drawn, "1:1", 1, 1000, 500) == (100, 0, 350, 250)
    assert piece(marks.without_crop(drawn, "1:1"), "1:1", 1, 1000, 500) == (500, 0, 1000, 500)
