"""Thousands of articles for the benches: sentences put together from the words of the sample newsroom and the seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from measure import ROOT

_SECTIONS = ("Tin tức/Chính trị", "Tin tức/Xây dựng Đảng", "Tin tức/Đô thị", "Giáo dục", "Kinh tế", "Đời sống")
_TAGS = ("Thành ủy Hà Nội", "bồi dưỡng cán bộ", "quy hoạch", "giao thông", "tuyển sinh", "bảo hiểm", "môi trường")
_NAMES = ("Nguyễn Thị Tuyến", "Hoàng Phúc", "Viết Thành", "Lan Chi", "Trần Văn Nam", "Phạm Thu Hà", "Lê Quốc Anh")
_LAST_DAY = date(2026, 11, 24)
_DAYS = 2000


@dataclass(frozen=True, slots=True)
class Made:
    """The words of one article."""

    number: int
    day: date
    headline: str
    standfirst: str
    section: str
    tags: tuple[str, ...]
    author: str
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        return f"{self.day.isoformat()}-bai-{self.number:06}"

    def file(self) -> str:
        """`article.md`."""
        tags = "".join(f"- {tag}\n" for tag in self.tags)
        body = "\n\n".join(self.paragraphs)
        return (
            f"---\ntitle: {self.headline}\nslug: bai-{self.number:06}\ndate: {self.day.isoformat()}T08:00:00+07:00\n"
            f"draft: true\nlang: vi\ndescription: {self.standfirst}\nauthors:\n- name: {self.author}\n"
            f"categories:\n- {self.section}\ntags:\n{tags}status: draft\n"
            f"standfirst:\n  schema: 1\n  id: made-{self.number:06}\n---\n\n{body}\n"
        )


def vocabulary() -> dict[str, list[str]]:
    """Which syllables follow which in the sample articles, and in the seed where it is beside the checkout."""
    samples = ROOT / "resources" / "sample" / "articles"
    files = [*samples.glob("*/article.md"), ROOT.parent / "shared" / "seed" / "article.txt"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    syllables = re.findall(r"[^\W\d_]+", text)
    following: dict[str, list[str]] = {}
    for one, other in pairwise(syllables):
        following.setdefault(one, []).append(other)
    return following


def made(count: int, seed: int = 1) -> Iterator[Made]:
    """As many articles, the same ones for the same seed."""
    pick = random.Random(seed)
    following = vocabulary()
    starts = sorted(following)

    def sentence(least: int, most: int) -> str:
        words = [pick.choice(starts)]
        while len(words) < pick.randint(least, most):
            # one word in twelve comes from anywhere, or thousands of articles would say the same
            near = following.get(words[-1])
            words.append(pick.choice(near) if near and pick.random() > 1 / 12 else pick.choice(starts))
        return " ".join(words).capitalize()

    for number in range(count):
        yield Made(
            number,
            _LAST_DAY - timedelta(days=pick.randrange(_DAYS)),
            sentence(9, 15),
            sentence(20, 30),
            pick.choice(_SECTIONS),
            tuple(pick.sample(_TAGS, 3)),
            pick.choice(_NAMES),
            tuple(f"{sentence(40, 90)}." for _ in range(4)),
        )


def workspace(root: Path, count: int) -> Path:
    """A workspace with as many articles."""
    from editor.library.workspace import Workspace

    Workspace.init(root)
    for item in made(count):
        folder = root / "articles" / item.slug
        folder.mkdir(parents=True)
        (folder / "article.md").write_text(item.file(), encoding="utf-8")
    return root
