"""What a paper has published, as XML tells it: RSS, Atom, sitemaps, news sitemaps. Nothing is fetched."""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

Told = dict[str, object]
_ITEMS = {"item", "entry", "url"}
_OTHER_FILES = {"sitemap"}
_PICTURES = re.compile(r"sitemap-image|sitemap-video|mrss|media")
_CHUNK = 64 * 1024
_TEXT = 4000  # characters that are kept of one element
_FIELDS = dict.fromkeys(("link", "loc"), "url") | dict.fromkeys(("guid", "id"), "guid")
_FIELDS |= {"title": "title", "keywords": "tags", "category": "section"}
_FIELDS |= dict.fromkeys(("description", "summary"), "description")
_FIELDS |= dict.fromkeys(("pubDate", "published", "publication_date", "date"), "date")
_FIELDS |= dict.fromkeys(("lastmod", "updated"), "lastmod")
_NO_TEXT = bytes({*range(32)} - {*b"\t\n\r"})  # bytes that XML refuses wherever they stand
_AMPERSAND = re.compile(rb"&(?:(#\w{1,8}|amp|lt|gt|quot|apos);|(\w{2,31});)?")
_REFERENCE = 40  # bytes of the longest reference
_DECLARED = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["'](?!utf)""", re.IGNORECASE)
_SLUG_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


class BrokenFileError(Exception):
    """The file cannot be read any further. It ends no job, so it is none of `errors`: what is read so far stays."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


class _Parser(Protocol):
    def feed(self, data: bytes) -> None: ...
    def close(self) -> object: ...


def read_feed(stream: BinaryIO) -> Iterator[tuple[int, Told]]:
    """(line, fields) of every item; fields as `library.archive.item_of` takes them, dates as they stand.

    Raises BrokenFileError where the XML is broken, has entities of its own, or only names other files.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    target = _Target()
    chunks = _mended(stream)
    chunk = next(chunks)
    known = {"encoding": "utf-8"} if _is_utf8_after_all(chunk) else {}
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True, **known)
    inner = parser.parser
    target.line = lambda: int(inner.CurrentLineNumber)
    while True:
        try:
            _feed(parser, chunk)
        except ParseError as error:
            yield from target.taken()
            raise BrokenFileError(error.position[0], "xml") from error
        except (DefusedXmlException, ValueError) as error:
            yield from target.taken()
            raise BrokenFileError(target.line(), "xml") from error
        yield from target.taken()
        if not chunk:
            break
        chunk = next(chunks)
    if target.others and not target.found:
        raise BrokenFileError(1, "index")


def _mended(stream: BinaryIO) -> Iterator[bytes]:
    """The file in pieces, an empty one at its end, without what most feeds written by hand break at.

    Spaces before the XML, bytes that are no text, "&" that stands for itself and HTML's names for letters are put
    right. UTF-16 is left as it is.
    """
    chunk = stream.read(_CHUNK)
    if chunk[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        while chunk:
            yield chunk
            chunk = stream.read(_CHUNK)
        yield chunk
        return
    left = chunk.lstrip(b" \t\r\n")
    while chunk:
        chunk = stream.read(_CHUNK)
        cut = left.rfind(b"&", len(left) - _REFERENCE) if chunk and len(left) > _REFERENCE else -1
        whole, left = (left, b"") if cut < 0 else (left[:cut], left[cut:])
        mended = _AMPERSAND.sub(_reference, whole.translate(None, _NO_TEXT))
        left += chunk
        if mended:
            yield mended
    yield b""


def _reference(found: re.Match[bytes]) -> bytes:
    """What XML knows stays; what only HTML knows becomes a number."""
    if found[1]:
        return found[0]
    letters = html.entities.html5.get(f"{found[2].decode('ascii', 'ignore')};", "") if found[2] else ""
    return "".join(f"&#{ord(letter)};" for letter in letters).encode() or b"&amp;" + found[0][1:]


def _is_utf8_after_all(beginning: bytes) -> bool:
    """Whether a file that says to be in another charset is in UTF-8: old programs write what they always wrote."""
    if not _DECLARED.match(beginning) or beginning.isascii():
        return False
    try:
        beginning[: beginning.rfind(b"<")].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _feed(parser: _Parser, chunk: bytes) -> None:
    if chunk:
        parser.feed(chunk)
    else:
        parser.close()


class _Target:
    """Collects items while the XML goes by; holds one at a time."""

    def __init__(self) -> None:
        self.line: Callable[[], int] = int
        self.others = 0
        self.found = 0
        self._done: list[tuple[int, Told]] = []
        self._item: Told | None = None
        self._begun = 1
        self._text: list[str] = []
        self._depth = 0

    def taken(self) -> Iterator[tuple[int, Told]]:
        """What has come since the last time."""
        done, self._done = self._done, []
        yield from done

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, name = _split(tag)
        self._depth += 1
        self._text = []
        if self._item is None:
            self.others += name in _OTHER_FILES
            if name in _ITEMS:
                self._item, self._begun, self._depth = {}, self.line(), 0
            return
        if _PICTURES.search(space):
            return
        if name == "link" and attributes.get("rel", "alternate") == "alternate" and attributes.get("href"):
            self._item.setdefault("url", attributes["href"])
        if name == "category" and attributes.get("term"):
            self._item.setdefault("section", attributes.get("label") or attributes["term"])

    def data(self, text: str) -> None:
        if self._item is not None and sum(map(len, self._text)) < _TEXT:
            self._text.append(text[:_TEXT])

    def end(self, tag: str) -> None:
        space, name = _split(tag)
        item = self._item
        if item is not None and not self._depth and name in _ITEMS:
            self._item = None
            self.found += 1
            self._done.append((self._begun, _finished(item)))
            return
        self._depth -= 1
        text = "".join(self._text).strip()
        self._text = []
        if item is None or not text:
            return
        if _PICTURES.search(space):
            if name in {"title", "caption"}:
                item.setdefault("picture", text)
        elif name in _FIELDS:
            item.setdefault(_FIELDS[name], text)

    def close(self) -> None:
        """Nothing is kept for the end."""


def _split(tag: str) -> tuple[str, str]:
    space, _, name = tag.rpartition("}")
    return space, name


def _finished(item: Told) -> Told:
    """A plain sitemap names no titles: the words of a picture's, else those of the address stand for them."""
    url = str(item.get("url") or item.get("guid") or "")
    title = plain(str(item.get("title") or item.get("picture") or "")) or _title_of(url)
    out: Told = {
        **item,
        "title": title,
        "url": html.unescape(url),
        "date": item.get("date") or item.get("lastmod") or "",
    }
    out["description"] = plain(str(item.get("description", "")))
    out["section"] = plain(str(item.get("section", "")))
    return out


def plain(text: str) -> str:
    """The words of a text that may be markup, be it written out once more."""
    if "<" in text or "&" in text:
        import nh3

        text = html.unescape(nh3.clean(html.unescape(text), tags=set()))
    return " ".join(text.split())


def _title_of(url: str) -> str:
    """ "https://…/ha-noi-boi-duong-100003.html" → "Ha noi boi duong"; "" for an address of fewer words."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name.split(".")[0]
    words = [word for word in name.split("-") if _SLUG_WORD.fullmatch(word)]
    return " ".join(words).capitalize() if len(words) >= 3 else ""
