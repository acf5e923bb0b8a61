"""A value of newsroom.yaml changes and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import SettingsError
from editor.source.newsroom import read_newsroom
from editor.source.settings_tree import load
from editor.source.settings_writer import changed_text, write_settings

FILE = """# Cài đặt của tòa soạn
name: Báo Bến Sông   # tên báo
lang: vi
unknown: {a: 1}      # của phần mềm khác

sections:
  - name: Tin tức
    sections: [Chính trị]
# thẻ
tags:
  - giao thông
  - y tế
# sau thẻ
checks:
  no-tags: blocker   # quan trọng
  limits: {headline_max: 90}
export:
  replace: replace
"""


def test_one_value_is_changed_where_it_stands() -> None:
    text = changed_text(FILE, {"name": "Báo Mới"})
    assert text == FILE.replace("name: Báo Bến Sông ", "name: Báo Mới ")


def test_a_list_of_lines_becomes_one_and_the_comments_around_it_stay() -> None:
    text = changed_text(FILE, {"tags": ["giao thông", "giá xăng: tăng"]})
    assert 'tags: [giao thông, "giá xăng: tăng"]\n# sau thẻ\nchecks:' in text
    assert "# thẻ\ntags:" in text


def test_keys_that_are_not_there_get_their_line_in_their_mapping() -> None:
    text = changed_text(FILE, {"checks.limits.headline_min": 12, "checks.no-cover": "off", "timezone": "Asia/Tokyo"})
    assert "limits: {headline_max: 90, headline_min: 12}\n" in text
    assert '  no-cover: "off"\n' in text
    assert text.endswith("timezone: Asia/Tokyo\n")
    assert changed_text("", {"images.jpeg_quality": 80}) == "images:\n  jpeg_quality: 80\n"
    assert changed_text("name:\nlang: vi\n", {"name": "Báo"}) == "name: Báo\nlang: vi\n"
    assert changed_text("checks:\n", {"checks.no-tags": "warning"}) == "checks: {no-tags: warning}\n"


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.yaml"
    path.write_text(FILE, encoding="utf-8")
    write_settings(
        path, {"name": "Số 1 #hot", "new_tags": False, "checks.limits.headline_max": 80, "url": "https://a.vn"}
    )
    newsroom, problems = read_newsroom(path)
    assert [problem.key for problem in problems] == ["unknown"]
    assert (newsroom.name, newsroom.url, newsroom.limits.headline_max) == ("Số 1 #hot", "https://a.vn", 80)
    before = path.read_bytes()
    write_settings(path, {"name": "Số 1 #hot"})
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_understood_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.yaml"
    path.write_text("name: [\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        write_settings(path, {"name": "Báo"})
    assert path.read_text(encoding="utf-8") == "name: [\n"
    path.write_text("name: Báo\nchecks: nhiều\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        write_settings(path, {"checks.no-tags": "off"})


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(str.strip)


@given(name=LINES, tags=st.lists(LINES.filter(bool), max_size=4))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str, tags: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any-newsroom.yaml"
    path.write_text(changed_text(FILE, {"name": name, "tags": tags}), encoding="utf-8")
    tree, problems = load(path)
    assert problems == ()
    assert isinstance(tree.value, dict)
    assert tree.value["unknown"].plain() == {"a": "1"}
    from editor.text.clean import clean_line

    assert tree.value["name"].value == clean_line(name)
    assert tree.value["tags"].plain() == tuple(clean_line(tag) for tag in tags) or "yes" in tags or "on" in tags
