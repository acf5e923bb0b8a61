"""Marks that writers leave for "to be filled in". Documented here because every one is a convention, not a rule.

Found: TODO, FIXME and TBD in capitals; TKTK; xxx (three or more, alone; not beside a figure, as in a masked phone or
plate number); XXXX; XXX after a form of address (ông XXX) or in brackets, for elsewhere it is the Roman thirty; ??? as
a word; (?) (??) [?]; [..] [ ] [TK] (TK); [tên], [ngày] and the like in small letters; (ảnh?) (tên?) (số?); "điền sau",
"bổ sung sau" and the like in brackets, after a colon or a dash, or alone; three underscores; lorem ipsum.

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
      | (?<![\w.,/-])(?<!\d[ ])(?:x{{3,}}|X{{4,}})(?![\w/-]|[.,]\w|[ .]\d)
      | (?<=[ôÔ]ng[ ])X{{2,3}}\b | (?<=[bB]à[ ])X{{2,3}}\b | (?<=[aA]nh[ ])X{{2,3}}\b | (?<=[cC]hị[ ])X{{2,3}}\b
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
_HINT = re.compile(r"[\[(_?]|TODO|FIXME|TBD|TKTK|xxx|XX|[Ss]au|[Ll][Oo][Rr][Ee][Mm]")


@lru_cache(maxsize=4096)
def placeholders(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each mark, in code points."""
    if not _HINT.search(text):
        return ()
    return tuple(match.span() for match in _PATTERN.finditer(text))
