"""Reading and writing article files against pyromark's bare event stream over the same text."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from measure import RUNS, Row

PARAGRAPH = (
    "Phát biểu tại lễ khai giảng, đồng chí Bí thư Đảng ủy phường cho biết, ngày 29/10/2026, Ban Thường vụ đã ban hành "
    "[Kế hoạch số 47](https://www.example.com/ke-hoach-47) về đào tạo, **bồi dưỡng cán bộ**, qua đó trang bị, _cập "
    "nhật_ kiến thức, kỹ năng cho đội ngũ cán bộ cơ sở nhiệm kỳ 2025–2030."
)
BODY = "\n\n".join(
    [
        PARAGRAPH,
        "## Tít phụ của đoạn",
        PARAGRAPH,
        "- việc thứ nhất\n- việc thứ hai\n    - việc nhỏ",
        "> “Chúng tôi không mở lớp để lấy thành tích.”\n>\n> — Bí thư Đảng ủy phường",
        "![Hội trường](images/01-hoi-truong.jpg)  \n_Quang cảnh lễ khai giảng_ Ảnh: Viết Thành",
        PARAGRAPH,
        "<!-- box -->\n\n> **Thông tin thêm**\n>\n> " + PARAGRAPH,
    ]
)


def per_call(function: Callable[[], object]) -> float:
    """Seconds of one call: the least of several rounds of as many calls as fill 20 ms."""
    function()
    begin = time.perf_counter()
    function()
    calls = max(1, int(0.02 / max(time.perf_counter() - begin, 1e-6)))
    rounds = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        for _ in range(calls):
            function()
        rounds.append((time.perf_counter() - begin) / calls)
    return statistics.median(rounds)


def rows() -> Iterator[Row]:
    import pyromark

    from editor.source.dialect_read import read_body
    from editor.source.dialect_write import write_body

    text = "\n\n".join([BODY] * 4)
    body, _ = read_body(text, "vi")
    events = per_call(lambda: list(pyromark.events(text)))
    read = per_call(lambda: read_body(text, "vi"))
    write = per_call(lambda: write_body(body, "vi"))
    yield Row("read a body / pyromark's events alone", read * 1e3, events * 1e3, "ms", 10)
    yield Row("write a body / pyromark's events alone", write * 1e3, events * 1e3, "ms", 10)
