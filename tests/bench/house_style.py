"""13,000 rules of house style over one article, all of it and one changed paragraph, against the aims of their purpose.

Half of the rules are patterns. One word in four of theirs stands in the article, the others are syllables that do not:
still far more of them are near than in life. CPU time of the checks' thread.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Row, run

if TYPE_CHECKING:
    from editor.model.house_style import HouseRule

RULES, WORDS, CHANGES = 13_000, 1_000, 60
WHOLE, CHANGED = 500, 20
"""ms, at most: for an article opened, and for a paragraph after a pause."""
FIRST = ("b", "ch", "d", "đ", "gi", "kh", "l", "ngh", "ph", "th", "tr", "v", "x")
VOWELS, LAST = "ạẫẳẹệễịĩọỏộổỡợùúừứ", ("", "ch", "m", "ng", "nh", "p", "t")


def rows() -> Iterator[Row]:
    said = run(Path(__file__), "child").said
    yield Row("13,000 rules, article of 1,000 words / 500 ms", said["whole"], WHOLE, "ms", 1.0)
    yield Row("13,000 rules, changed paragraph, p50 / 20 ms", said["p50"], CHANGED, "ms", 1.0)
    yield Row("13,000 rules, changed paragraph, p95 / 20 ms", said["p95"], CHANGED, "ms", 1.0)


def main() -> None:
    from editor.checks.house_style import Matcher
    from editor.model.house_style import HouseStyle
    from editor.resources import resource

    text = " ".join(file.read_text(encoding="utf-8") for file in sorted(resource("sample").rglob("*.md")))
    words = (re.findall(r"\w+", text) * 3)[:WORDS]
    paragraphs = [" ".join(words[at : at + 80]) for at in range(0, len(words), 80)]
    near = sorted({word.lower() for word in words if len(word) > 1})
    others = ["".join(parts) for parts in product(FIRST, VOWELS, LAST)]
    chance = random.Random(7)
    matcher = Matcher(HouseStyle(tuple(made_rules(near + chance.sample(others, 3 * len(near)), chance))))
    begin = time.process_time()
    for paragraph in paragraphs:
        matcher.met(paragraph)
    whole = (time.process_time() - begin) * 1000
    spent = []
    for number in range(CHANGES):
        changed = f"{paragraphs[number % len(paragraphs)]} {number}"
        begin = time.process_time()
        matcher.met(changed)
        spent.append((time.process_time() - begin) * 1000)
    p95 = statistics.quantiles(spent, n=20)[-1]
    sys.stdout.write(json.dumps({"whole": whole, "p50": statistics.median(spent), "p95": p95}))


def made_rules(words: list[str], chance: random.Random) -> Iterator[HouseRule]:
    from editor.model.house_style import HouseRule

    for number in range(RULES):
        phrase = " ".join(chance.choice(words) for _ in range(chance.choice((1, 2, 2, 3))))
        if number % 2:
            yield HouseRule(phrase, "x")
        else:
            shape = chance.choice((rf"\b{phrase}\b", rf"{phrase} ?\d+", rf"({phrase}|{chance.choice(words)}) \d"))
            yield HouseRule(shape, "x", is_pattern=True)


if __name__ == "__main__":
    main()
