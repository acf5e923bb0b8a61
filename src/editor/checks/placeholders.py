"""Marks that writers leave for "to be filled in". Documented here because every one is a convention, not a rule.

Found: TODO, FIXME and TBD in capitals; TKTK; xxx (three or more, alone; not beside a figure, as in a masked phone or
plate number); XXXX; xx/xx; XXX after a form of address (ông XXX) or in brackets, for elsewhere it is the Roman thirty;
??? as a word; (?) (??) [?]; [..] [ ] [TK] (TK); [tên], [ngày] and the like in small letters; (ảnh?) (tên?) (số?);
"điền sau", "bổ sung sau" and the like in brackets, after a colon or a dash, or alone; three underscores; lorem ipsum.

Not found, for they mean something else in a newspaper: [...] (…) [sic] (an omission), (!?) (doubt), [Ảnh] [Video] (a
kind of story), TK alone (tài khoản, thế kỷ), "sẽ cập nhật sau" in running text, "Nguyễn Văn A", "0912 xxx 678".
"""

from __future__ import annotations

import re
from functools import lru_cache

_LATER = r"(?:điền|bổ\ sung|viết|thêm|cập\ nhật|chèn|kiểm\ tra|hỏi)(?:\ \w+){0,3}\ sau"
_WHAT = r"ảnh|tên|họ\ tên|chức\ vụ|tuổi|ngày|năm|số|số\ liệu|nguồn|link|địa\ chỉ|name|date|figure|source|photo"

_PATTERN = re.compile(
    rf"""(?<![\w/-])(?:TODO|FIXME|TBD|TKTK)(?![\w/-])
      | (?<![\w.,/-])(?P<cross>x{{3,}}|X{{4,}})(?![\w/-]|[.,]\w)
      | (?:(?<=[ôÔ]ng[ ])|(?<=[bB]à[ ])|(?<=[aA]nh[ ])|(?<=[cC]hị[ ])|(?<=[cC]hí[ ]))X{{2,3}}\b
      | \b[xX]{{2}}/[xX]{{2}}\b
      | [\[(](?:[xX]{{3,}}|TK|\?+|[.]{{2}}|…\?)[\])]
      | \[\s*\] | \[(?:{_WHAT}|tk|todo)\] | [\[(](?:{_WHAT})\s*\?+[\])]
      | (?<!\S)\?{{3,}}(?!\S)
      | (?i:[\[(](?:[^\[\]()]{{0,40}}\W)?{_LATER}\s*[\])])
      | (?i:(?:^|(?<=[:–—]\ ))\s*{_LATER}(?=\s*[.…]*\s*$))
      | (?<!_)_{{3,}}(?!_)
      | (?i:\blorem\ ipsum\b)
    """,
    re.VERBOSE,
)
_NUMBER_BEFORE = re.compile(r"\d\S*\s+(?:[xX.-]+\s+)*$")
_NUMBER_AFTER = re.compile(r"(?:\s+[xX.-]+)*\s+\S*\d")
_NEAR = 40  # letters
_HINT = re.compile(r"[\[(_?]|TODO|FIXME|TBD|TKTK|xxx|[xX]{2}/|XX|[Ss]au|[Ll][Oo][Rr][Ee][Mm]")


@lru_cache(maxsize=4096)
def placeholders(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each mark, in code points."""
    if not _HINT.search(text):
        return ()
    found = (match for match in _PATTERN.finditer(text) if not match["cross"] or not _masks_a_number(match))
    return tuple(match.span() for match in found)


def _masks_a_number(match: re.Match[str]) -> bool:
    """Whether crosses stand for figures that are held back: 0912 xxx 678, 09xx xxx xxx."""
    text, (start, end) = match.string, match.span()
    return bool(
        _NUMBER_BEFORE.search(text, max(0, start - _NEAR), start) or _NUMBER_AFTER.match(text, end, end + _NEAR)
    )
