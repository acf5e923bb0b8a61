"""house-style.yaml: what it says, where its rules meet, what is wrong in it, and that no rule can hang anything."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checked_articles import FULL, assets_of, paragraph
from editor.app.house_style import house_style_of, slow_patterns
from editor.app.messages import Messages
from editor.checks import Known, run_checks
from editor.checks import house_style as house_style_checks
from editor.checks.house_style import Matcher, matcher_of
from editor.checks.literals import choices_of, literals_of
from editor.model.finding import BlockPlace
from editor.model.house_style import NO_STYLE, HouseRule, HouseStyle
from editor.model.newsroom import Newsroom
from editor.resources import resource
from editor.source.house_style import read_house_style

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def style(*rules: HouseRule) -> HouseStyle:
    return HouseStyle(rules, "house-style.yaml")


def met(rule: HouseRule, text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.write) for found in Matcher(style(rule)).met(text)]


def test_the_sample_can_be_read() -> None:
    rules, problems = read_house_style(resource("sample/house-style.yaml"))
    assert problems == ()
    assert HouseRule("tỉ đồng", "tỷ đồng", line=3) in rules.rules
    assert all(rule.line for rule in rules.rules)


def test_no_file_is_no_style(tmp_path: Path) -> None:
    assert read_house_style(tmp_path / "house-style.yaml") == (NO_STYLE, ())
    assert matcher_of(NO_STYLE) is None


@pytest.mark.parametrize(
    ("find", "write", "text", "found"),
    [
        ("tỉ đồng", "tỷ đồng", "hai tỉ đồng, Tỉ đồng, TỈ ĐỒNG", ["tỷ đồng", "Tỷ đồng", "TỶ ĐỒNG"]),
        ("tỉ đồng", "tỷ đồng", "hai tỉ\u00a0đồng", ["tỷ đồng"]),
        ("tỉ", "tỷ", "tỉnh, tỉ mỉ, atỉ", ["tỷ"]),
        ("TP.HCM", "TP. Hồ Chí Minh", "ở TP.HCM, tp.hcm", ["TP. Hồ Chí Minh"]),
        ("COVID 19", "Covid-19", "COVID 19 và Covid 19", ["Covid-19"]),
        ("vắc-xin", "vắc xin", "tiêm vắc-xin. Vắc-xin về", ["vắc xin", "Vắc xin"]),
        ("bổ xung", "bổ sung", "xem https://a.vn/bổ xung", ["bổ sung"]),
        ("sử dụng", "dùng", "sử dụng\nsử dụng", ["dùng", "dùng"]),
        ("Covid", "Covid-19", "dịch Covid-19 và Covid", ["Covid-19"]),
    ],
)
def test_words_are_met_whatever_their_capitals(find: str, write: str, text: str, found: list[str]) -> None:
    assert [instead for _, instead in met(HouseRule(find, write), text)] == found


def test_what_is_right_in_a_phrase_is_spared() -> None:
    rule = HouseRule("sử dụng", "dùng", spared=("quyền sử dụng", "sử dụng đất"))
    assert met(rule, "quyền sử dụng nhà, sử dụng đất, Sử dụng xe") == [("Sử dụng", "Dùng")]


def test_addresses_are_no_prose() -> None:
    assert met(HouseRule("vn", "VN", note="x"), "xem tuoitre.vn và vn") == [("vn", "VN")]


def test_patterns_take_their_groups_along() -> None:
    rule = HouseRule(r"(\d+) ?km/giờ", r"\1 km/h", is_pattern=True)
    assert met(rule, "chạy 60km/giờ rồi 40 km/giờ") == [("60km/giờ", "60 km/h"), ("40 km/giờ", "40 km/h")]


def test_the_longest_of_two_wins() -> None:
    rules = style(HouseRule("ủy ban", "UB"), HouseRule("ủy ban phường", "UBND phường"))
    assert [found.write for found in Matcher(rules).met("ủy ban phường, ủy ban")] == ["UBND phường", "UB"]


def test_a_finding_says_what_to_write_and_why() -> None:
    article = replace(FULL, body=(paragraph("Dân sử dụng nước."), *FULL.body[1:]))
    known = Known(style(HouseRule("sử dụng", "dùng", "Trừ khi là quyền sử dụng"), HouseRule("nước", note="Nước gì?")))
    found = run_checks(article, Newsroom(), assets_of(article), NOW, known)
    found = tuple(item for item in found if isinstance(item.place, BlockPlace) and not item.place.block)
    assert [item.place for item in found] == [BlockPlace(0, 4, 11), BlockPlace(0, 12, 16)]
    assert [Messages.load("vi").finding(item) for item in found] == [
        "Cách viết của tòa soạn: “sử dụng” → “dùng” (Trừ khi là quyền sử dụng)",
        "Cách viết của tòa soạn: “nước” → Nước gì?",
    ]


BAD = """\
prefer:
  - {write: tỷ, not: [tỉ]}
  - {write: một mình}
  - {not: [hai]}
  - {write: ba, nott: [bốn], not: [năm]}
  - {write: sáu, not: [sáu]}
patterns:
  - {pattern: '(chưa đóng', write: x}
  - {pattern: 'nhóm', write: '\\3'}
  - {pattern: 'a*', write: x}
  - {pattern: 'được', write: x}
thừa: 1
"""


def test_a_bad_rule_is_named_by_file_line_and_key(tmp_path: Path) -> None:
    file = tmp_path / "house-style.yaml"
    file.write_text(BAD, encoding="utf-8")
    rules, problems = house_style_of(tmp_path)
    assert [rule.find for rule in rules.rules] == ["tỉ", "năm", "được"]
    assert sorted((problem.line, problem.key) for problem in problems) == [
        (3, "prefer.not"),
        (4, "prefer.write"),
        (5, "prefer.nott"),
        (6, "prefer.not"),
        (8, "patterns.pattern"),
        (9, "patterns.pattern"),
        (10, "patterns.pattern"),
        (12, "thừa"),
    ]
    assert {problem.file for problem in problems} == {str(file)}
    for problem in problems:
        assert "{" not in Messages.load("vi").say(problem.code, **problem.facts)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "house-style.yaml"
    file.write_text("prefer: [{write: a1, not: [b1]}]", encoding="utf-8")
    first = house_style_of(tmp_path)[0]
    assert house_style_of(tmp_path)[0] is first
    file.write_text("prefer: [{write: a1, not: [b1, c1]}]", encoding="utf-8")
    assert len(house_style_of(tmp_path)[0].rules) == 2


def test_a_pattern_without_end_is_stopped_and_told(tmp_path: Path) -> None:
    file = tmp_path / "house-style.yaml"
    file.write_text("patterns:\n  - {pattern: '(a|aa)+$', write: x}\n", encoding="utf-8")
    rules, problems = house_style_of(tmp_path)
    assert problems == ()
    matcher = matcher_of(rules)
    assert matcher is not None
    begin = time.process_time()
    for number in range(40):
        assert matcher.met(f"{'a' * 60}! {number}") == ()
    assert time.process_time() - begin < 2
    assert [(problem.line, problem.code) for problem in slow_patterns(rules)] == [(2, "settings.slow-pattern")]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\btỉ đồng\b", "tỉ đồng"),
        (r"(\d+) ?km/giờ", "km/giờ"),
        (r"vắc-?xin", "vắc + xin"),
        (r"colou?r", "colo"),
        (r"một|hai", ""),
        (r"(một|hai) ba", " ba"),
        (r"x{2}yz\dabc", "abc + yz"),
        (r"[abc]+", ""),
        (r"TP\.HCM", "tp.hcm"),
        (r"(?x) a b c", ""),
        (r"(?i)Đảng ủy", "đảng ủy"),
        (r"a\p{Lu}bcd", ""),
    ],
)
def test_the_literals_of_a_pattern(pattern: str, literals: str) -> None:
    assert " + ".join(literals_of(pattern)) == literals


@pytest.mark.parametrize(
    ("pattern", "choices"),
    [
        (r"một|hai", "một, hai"),
        (r"(một|hai) \d", "một, hai"),
        (r"\d (?:đồng chí|Ông bà)+", "đồng chí, ông bà"),
        (r"(một|hai)? \d", ""),
        (r"(một|\d) \d", ""),
        (r"(?=một|hai)\w", ""),
        (r"\d((một|hai) ba|bốn)", " ba, bốn"),
        (r"(?x) một | hai", ""),
    ],
)
def test_the_letters_of_a_choice(pattern: str, choices: str) -> None:
    assert ", ".join(choices_of(pattern)) == choices


ATOMS = st.sampled_from(
    [
        "ab",
        "Tỉ",
        "[xy]",
        "(ab|cd)",
        "(ef|Tỉ)+",
        "|",
        "(ab|x)?",
        "c?",
        "d*",
        "e+",
        r"\.",
        r"\d",
        ".",
        "f{0,2}",
        "g{2}",
        " ",
    ]
)


@given(st.lists(ATOMS, min_size=1, max_size=6).map("".join), st.text("abcdTtỉxyefg. 12", max_size=30))
def test_whatever_a_pattern_meets_holds_its_literals(pattern: str, text: str) -> None:
    found = re.search(pattern, text)
    if found is not None:
        assert all(literal in found[0].lower() for literal in literals_of(pattern))
        choices = choices_of(pattern)
        assert not choices or any(choice in found[0].lower() for choice in choices)


def test_only_a_changed_paragraph_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    looked = Matcher._looked
    monkeypatch.setattr(Matcher, "_looked", lambda self, text: (read.append(text), looked(self, text))[1])
    known = Known(style(HouseRule("tỉ đồng", "tỷ đồng")))
    run_checks(FULL, Newsroom(), assets_of(FULL), NOW, known)
    assert len(read) > 10
    read.clear()
    changed = replace(FULL, body=(paragraph("Chỉ đoạn này đổi, hai tỉ đồng."), *FULL.body[1:]))
    found = run_checks(changed, Newsroom(), assets_of(changed), NOW, known)
    assert read == ["Chỉ đoạn này đổi, hai tỉ đồng."]
    assert [item.code for item in found] == ["house-style"]


@given(
    st.lists(st.lists(ATOMS, min_size=1, max_size=4).map("".join), min_size=1, max_size=8, unique=True),
    st.text("abcdTtỉxyefg. 12", max_size=40),
)
def test_many_patterns_together_are_met_where_each_alone_is(patterns: list[str], text: str) -> None:
    rules = [HouseRule(pattern, note="x", is_pattern=True) for pattern in patterns]
    alone = {(found.start, found.end) for rule in rules for found in Matcher(style(rule)).met(text)}
    together = Matcher(style(*rules)).met(text)
    assert {(found.start, found.end) for found in together} <= alone
    assert bool(together) == bool(alone)
    assert all(any(found.start <= start < found.end for found in together) for start, _ in alone)


def test_only_patterns_whose_letters_may_be_there_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirteen thousand rules over a paragraph: a handful are looked at, whatever the others are."""
    asked: list[str] = []
    whole = house_style_checks._Pattern.may_be_in

    def counted(self: house_style_checks._Pattern, small: str) -> bool:
        asked.append(self.rule.find)
        return whole(self, small)

    monkeypatch.setattr(house_style_checks._Pattern, "may_be_in", counted)
    rules = [HouseRule(rf"\bluật số {number}\b", "x", is_pattern=True) for number in range(10_000, 23_000)]
    assert [found.write for found in Matcher(style(*rules)).met("Theo Luật số 12345, luật số 12346.")] == ["x"]
    assert 1 <= len(asked) < 20
