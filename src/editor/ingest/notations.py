"""What other tools write between the lines of Markdown, in the Markdown that everybody reads.

Hugo's and Jekyll's short codes, Obsidian's links and callouts, struck and marked words, task lists; and what CommonMark
allows and Python-Markdown does not: lists in lists by two or three spaces, a list or a table right under a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from editor.ingest.caption import split_caption
from editor.ingest.tally import Tally
from editor.model.blocks import Span

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(/?)\s*([\w-]{1,40})([^{}\n]{0,1000}?)\s*/?[>%]\}\}")
_OPTION = re.compile(r"([\w-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_BARE = re.compile(r"\s*\"?([\w.:/-]{3,80})\"?\s*$")
_VIDEOS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_LIQUID_PATH = re.compile(
    r"\{\{\s*(?:(?:site|page)\.[\w.]{1,40}|[\"']([^\"'{}]{0,500})[\"'])\s*(?:\|[^{}]{0,100})?\}\}/?"
)
_LIQUID = re.compile(r"\{%-?\s*(?:end)?(?:include|raw|highlight|post_url|link|comment|figure|youtube)\b[^{}]{0,500}%\}")
_WIKI_PHOTO = re.compile(r"!\[\[([^\[\]|\n]{1,200}\.(?:jpe?g|png|webp|gif|heic))(?:\|([^\[\]\n]{0,300}))?\]\]", re.I)
_WIKI_LINK = re.compile(r"!?\[\[([^\[\]|#\n]{1,200})(?:#[^\[\]|\n]{0,200})?(?:\|([^\[\]\n]{1,300}))?\]\]")
_HIDDEN = re.compile(r"%%.{1,2000}?%%", re.S)
_STRUCK = re.compile(r"[ ]?(?<![~\\])~~(?=[^\s~])([^~\n]{1,1000})(?<=\S)~~(?!~)")
_STRUCK_ITEM = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?~~(?=[^\s~])([^~\n]{1,1000})(?<=\S)~~[ \t]*(?:\n|\Z)", re.M
)
_LIT = re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]{1,1000})(?<=\S)==(?!=)")
_CALLOUT = re.compile(r"^>[ ]?\[!(\w{2,20})\][+-]?[ ]*(.*)$", re.M)
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,3}[.)])([ \t]+)(?:\[[ xX]\][ \t]+)?(\S.*)$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def in_plain_markdown(text: str, tally: Tally) -> str:
    """A draft without the marks that only its own tool understands; what is left out is counted."""
    parts = _unfenced(text)
    return "\n".join(part if code else _nested(_words(part, tally)) for part, code in parts)


def _unfenced(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of lines, and whether each is a block of code."""
    run: list[str] = []
    code = False
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if fence and not code:
            yield "\n".join(run), False
            run, code = [line], True
        elif fence:
            yield "\n".join([*run, line]), True
            run, code = [], False
        else:
            run.append(line)
    yield "\n".join(run), code


def _words(text: str, tally: Tally) -> str:
    def hidden(match: re.Match[str]) -> str:
        tally.add("comment", match[0].strip("% \n"))
        return ""

    def struck(match: re.Match[str]) -> str:
        tally.add("tracked", match[1])
        return ""

    def liquid(match: re.Match[str]) -> str:
        if match.lastindex is None:
            tally.add("shortcode", match[0])
        return match[1] or "" if match.lastindex else ""

    text = _SHORTCODE.sub(lambda match: _expanded(match, tally), text)
    text = _LIQUID.sub(liquid, _LIQUID_PATH.sub(liquid, text))
    text = _HIDDEN.sub(hidden, text)
    text = _WIKI_PHOTO.sub(_photo, text)
    text = _WIKI_LINK.sub(lambda match: match[2] or match[1].rsplit("/", 1)[-1], text)
    text = _CALLOUT.sub(_callout, text)
    return _LIT.sub(r"\1", _STRUCK.sub(struck, _STRUCK_ITEM.sub(struck, text)))


def _expanded(match: re.Match[str], tally: Tally) -> str:
    """Hugo's own short codes as the Markdown that they stand for; of others only the words between them stay."""
    name, rest = match[2].lower(), match[3]
    options = {key.lower(): double or single or bare for key, double, single, bare in _OPTION.findall(rest)}
    if name == "figure" and options.get("src"):
        credit = _unlabelled(options.get("attr", ""))
        caption = options.get("caption") or options.get("title", "")
        said = f"{caption} Ảnh: {credit}" if credit and caption else f"Ảnh: {credit}" if credit else caption
        return _image(options["src"], said, options.get("alt", ""))
    bare = _BARE.match(rest)
    ident = options.get("id") or (bare[1] if bare else "")
    if name in _VIDEOS and ident:
        return f'\n\n<iframe src="{_VIDEOS[name]}{ident}"></iframe>\n\n'
    if not match[1]:
        tally.add("shortcode", match[0])
    return ""


def _unlabelled(credit: str) -> str:
    """Exactly one label is taken off."""
    caption, name = split_caption((Span(credit),))
    return name if name and not caption else credit


def _photo(match: re.Match[str]) -> str:
    said = (match[2] or "").strip()
    return _image(match[1], "" if re.fullmatch(r"\d+(?:x\d+)?", said) else said.split("|")[0].strip())


def _image(src: str, caption: str, alt: str = "") -> str:
    said = caption.replace('"', "&quot;")
    described = alt.replace("[", "").replace("]", "")
    return f'![{described}](<{src.replace("<", "").replace(">", "")}> "{said}")' if said else f"![{described}](<{src}>)"


def _callout(match: re.Match[str]) -> str:
    if match[1].lower() in {"quote", "cite"}:
        return f"> {match[2]}" if match[2] else ">"
    return f"<!-- box -->\n\n> **{match[2].strip()}**\n>" if match[2].strip() else "<!-- box -->\n\n>"


def _nested(text: str) -> str:
    """Four spaces for each level of a list, and an empty line before a list or a table that begins under a line."""
    out: list[str] = []
    levels: list[int] = []  # columns at which the words of the open items begin
    lines = text.split("\n")
    for at, line in enumerate(lines):
        above = out[-1] if out else ""
        if not line.strip():
            out.append("")
        elif item := _item(line, levels, under=bool(above.strip())):
            begins = len(levels) == 1 and not item.joins and _interrupts(item.mark, above)
            if above.strip() and (begins or (item.joins and not _ITEM.match(above))):
                out.append("")
            out.append(item.line)
        elif levels:
            spaced = line[0] in " \t" or above.strip()
            out.append("    " * len(levels) + line.strip() if spaced else line)
        else:
            below = lines[at + 1] if at + 1 < len(lines) else ""
            if "|" in line and "|" not in above and above.strip() and _DELIMITERS.match(below):
                out.append("")
            out.append(line)
    return "\n".join(out)


class _Item(NamedTuple):
    line: str
    mark: str
    joins: bool  # an item of this list stands above it


def _item(line: str, levels: list[int], *, under: bool) -> _Item | None:
    """The line as a list's item; None for another line. `levels` becomes what is open after it."""
    wide = line.expandtabs(4)
    indent = len(wide) - len(wide.lstrip(" "))
    match = None if _RULE.match(line) else _ITEM.match(wide)
    joins = bool(levels)
    if match or not under:  # else the paragraph above goes on, however it is indented
        while levels and indent < levels[-1]:
            levels.pop()
    if match is None or (not levels and indent > 3):
        return None
    words = f"{'    ' * len(levels)}{match[2].replace(')', '.')} {match[4]}"
    levels.append(indent + len(match[2]) + min(len(match[3]), 4))
    return _Item(words, match[2], joins)


def _interrupts(mark: str, above: str) -> bool:
    """Whether a list may begin right under this line, as CommonMark has it: any bullet, and of numbers 1."""
    return not above.lstrip().startswith((">", "|", "#", "<")) and (mark in "-*+" or mark[:-1] == "1")
