"""Running text as Markdown. Marks nest link > strong > emphasis, outermost first."""

from __future__ import annotations

from editor.model.blocks import Inline, Span
from editor.source.escapes import escape, escape_address

_NO_MARKS = Span("")
_MARKS = ("*", "_")


def write_inline(inline: Inline, *, line_start: bool = True, heading: bool = False) -> str:
    """The Markdown of a tidy inline.

    Args:
        line_start: its first character begins a line.
        heading: it is a heading's.
    """
    written: list[str] = []
    joints = [_joint(before, after) for before, after in zip((_NO_MARKS, *inline), (*inline, _NO_MARKS), strict=True)]
    for index, span in enumerate(inline):
        closed, opened = joints[index]
        next_closed, next_opened = joints[index + 1]
        starts_line = line_start if index == 0 else inline[index - 1].text.endswith("\n")
        written += (
            closed,
            opened,
            escape(
                span.text,
                line_start=starts_line and not (closed or opened),
                after_mark=not opened and closed.endswith(_MARKS),
                before_mark=not next_closed and next_opened.startswith(_MARKS),
                before_bracket=not next_closed and next_opened.startswith("["),
                heading_end=heading and index == len(inline) - 1 and not next_closed,
            ),
        )
    return "".join(written) + joints[-1][0]


def _joint(before: Span, after: Span) -> tuple[str, str]:
    """What closes and what opens between two spans."""
    same_link = before.link == after.link
    same_strong = same_link and before.strong == after.strong
    closed = opened = ""
    if before.emphasis and not (same_strong and after.emphasis):
        closed += "_"
    if before.strong and not (same_link and after.strong):
        closed += "**"
    if before.link and not same_link:
        closed += f"]({escape_address(before.link)})"
    if after.link and not same_link:
        opened += "["
    if after.strong and not (same_link and before.strong):
        opened += "**"
    if after.emphasis and not (same_strong and before.emphasis):
        opened += "_"
    return closed, opened
