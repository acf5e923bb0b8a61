"""Marks that writers leave for "to be filled in". Documented here because every one is a convention, not a rule.

Found: TODO, FIXME and TBD in capitals; TKTK; xxx (three or more, alone; not beside a figure, as in a masked phone or
plate number); XXXX; xx/xx; xx.xxx; .../.../2025; XX after a form of address (ông XX); XXX after a small word or in
brackets (after Olympic, lần thứ, khóa and the like it is the Roman thirty); ??? as a word; (?) (??) [?]; [..] [ ] [TK]
(TK); [tên], [ngày] and the like in small letters, [TÊN]; [ảnh 1]; [chèn …], <chèn …>, (chèn ảnh), <tên>; {{…}}; (ảnh?)
(tên?) (số?); [cần …], [chờ …], (chờ ảnh); "điền sau", "bổ sung sau" and the like in brackets, before or after a colon,
after a dash, or alone; three underscores; lorem ipsum; a text that is only its field's name ("Chú thích ảnh",
"Caption") or asks for it ("Nhập chú thích").

Not found, for they mean something else in a newspaper: [...] (…) [sic] (an omission), (!?) (doubt), [Ảnh] [Video] (a
kind of story), TK alone or right after "tài khoản", "thế kỷ", "sẽ cập nhật sau" in running text, "Nguyễn Văn A",
"0912 xxx 678".
"""

from __future__ import annotations

import re
from functools import lru_cache

_LATER = r"(?:điền|bổ\ sung|viết|thêm|cập\ nhật|chèn|kiểm\ tra|hỏi)(?:\ \w+){0,3}\ sau"
_WHAT = (
    r"ảnh|tên|họ\ tên|chức\ vụ|tuổi|ngày|năm|số|số\ liệu|nguồn|link|địa\ chỉ|chú\ thích|mô\ tả|caption|name|date|figure"
    r"|source|photo"
)

_PATTERN = re.compile(
    rf"""(?<![\w/-])(?:TODO|FIXME|TBD|TKTK)(?![\w/-])
      | (?<![\w.,/-])(?P<cross>x{{3,}}|X{{4,}})(?![\w/-]|[.,]\w)
      | (?:(?<=[ôÔ]ng[ ])|(?<=[bB]à[ ])|(?<=[aA]nh[ ])|(?<=[cC]hị[ ])|(?<=[cC]hí[ ]))X{{2,3}}\b
      | (?<=[a-zà-ỹ][ ])(?P<thirty>XXX)\b(?!\.\S)
      | \b[xX]{{2}}/[xX]{{2}}\b
      | (?<![\w.,])(?:x{{2,3}}|X{{2,3}})\.(?:x{{3}}|X{{3}})(?![\w.]\w)
      | (?<![\w./…])(?:\d{{1,2}}/)?(?:\.{{3}}|…)/(?:(?:\.{{3}}|…)/)?(?:\d{{4}}|\.{{3}}|…)
      | \[(?:cần|chờ|nhờ|xin)\s[^\[\]]{{2,60}}\] | \(chờ\ (?:{_WHAT}|trích\ dẫn|bổ\ sung)\)
      | [\[(](?:[xX]{{3,}}|TK|\?+|[.]{{2}}|…\?)[\])]
      | \[\s*\] | \[(?:{_WHAT}|tk|todo)\] | <(?:{_WHAT})> | \[(?:TÊN|HỌ\ TÊN|CHỨC\ VỤ|TUỔI|SỐ\ LIỆU|NGUỒN|ĐỊA\ CHỈ)\]
      | (?i:\[(?:ảnh|hình|photo)\s*\d{{1,2}}\]) | \{{\{{\s*[^{{}}\n]{{1,40}}\s*\}}\}}
      | (?i:\[(?:chèn|điền)\s[^\[\]]{{2,60}}\] | <(?:chèn|điền)\s[^<>]{{2,60}}> | \((?:chèn|ghi)\ (?:{_WHAT})\))
      | [\[(](?:{_WHAT})\s*\?+[\])]
      | (?<!\S)\?{{3,}}(?!\S)
      | (?i:[\[(](?:[^\[\]()]{{0,40}}\W)?{_LATER}\s*[\])])
      | (?i:(?:^|(?<=[:–—]\ ))\s*{_LATER}(?=\s*[.…]*\s*$|\s*:))
      | (?<!_)_{{3,}}(?!_)
      | (?i:\blorem\ ipsum\b)
    """,
    re.VERBOSE,
)
_NUMBER_BEFORE = re.compile(r"\d\S*\s+(?:[xX.-]+\s+)*$")
_NUMBER_AFTER = re.compile(r"(?:\s+[xX.-]+)*\s+\S*\d")
_BEFORE_ROMAN = frozenset(
    (
        *("hội", "kỷ", "thứ", "khóa", "khoá", "kỳ", "kì", "lần", "giải", "vòng", "chương", "điều", "mục", "tập"),
        *("phần", "quyển", "đợt", "hạng", "mùa", "cấp"),
    )
)
_FIELD_NAMES = frozenset(
    (
        "chú thích",
        "chú thích ảnh",
        "mô tả",
        "mô tả ảnh",
        "tác giả ảnh",
        "tít bài",
        "caption",
        "alt",
        "alt text",
        "credit",
    )
)
_PROMPT = re.compile(r"\W*(?:nhập|gõ)\ (?:nội dung|chú thích|tác giả|tít|sapo|mô tả|tên)\b[^.!?]{0,20}$", re.I)
_NEAR = 40  # letters
_HINT = re.compile(
    r"[\[(_?<]|\{\{|/\.\.\.|/…|…/|\.\.\./|xx|TODO|FIXME|TBD|TKTK|xxx|[xX]{2}/|XX|[Ss]au|[Ll][Oo][Rr][Ee][Mm]"
)


@lru_cache(maxsize=4096)
def placeholders(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each mark, in code points."""
    if text.strip(" .…:").casefold() in _FIELD_NAMES or _PROMPT.match(text):
        return ((0, len(text)),)
    if not _HINT.search(text):
        return ()
    return tuple(match.span() for match in _PATTERN.finditer(text) if not _means_something(match))


def _means_something(match: re.Match[str]) -> bool:
    if match[0] == "(TK)":
        return match.string[: match.start()].rstrip().endswith(("khoản", "kỷ", "kỉ"))
    if match["thirty"]:
        before = match.string[max(0, match.start() - _NEAR) : match.start()].split()[-1]
        return before in _BEFORE_ROMAN or before[0].isupper()
    return bool(match["cross"]) and _masks_a_number(match)


def _masks_a_number(match: re.Match[str]) -> bool:
    """Whether crosses stand for figures that are held back: 0912 xxx 678, 09xx xxx xxx."""
    text, (start, end) = match.string, match.span()
    return bool(
        _NUMBER_BEFORE.search(text, max(0, start - _NEAR), start) or _NUMBER_AFTER.match(text, end, end + _NEAR)
    )
