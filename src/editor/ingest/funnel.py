"""What the importer of markup knows and meets while it reads one source."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from editor.ingest.draft import ArchiveItem
from editor.ingest.markup import Node
from editor.ingest.pieces import Piece
from editor.ingest.tally import Tally


@dataclass(slots=True)
class Funnel:
    """What the funnel knows of the page and what it has met; one for each source."""

    base: str = ""  # the page's own address, for relative links
    headline_key: str = ""  # `search_key` of the headline: a CMS puts it into every photo's alt
    titles_are_captions: bool = False  # Markdown: ![alt](src "caption")
    keeps_relative: bool = False  # furniture: an address on the site is all that an archive item has
    tally: Tally = field(default_factory=Tally)
    items: list[ArchiveItem] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)  # photos whose bytes stand in the page, by the name given

    def furniture(self) -> Funnel:
        """A funnel for what stands around the text: it keeps addresses on the site, and its account is its own."""
        return Funnel(self.base, self.headline_key, keeps_relative=True)

    def link(self, href: str) -> str:
        """The address to keep; "" for a scheme that is no link of an article and for one that leads nowhere."""
        href = re.sub(r"[\x00-\x20]+", "", href)
        if not href or href.startswith("#"):
            return ""
        address = self.absolute(href)
        scheme = scheme_of(address)
        if scheme in {"http", "https", "mailto", "tel"}:
            return address
        if not scheme and self.keeps_relative:
            return address
        self.tally.add("relative-link" if not scheme else "unsafe-link", href)
        return ""

    def absolute(self, href: str) -> str:
        """An address made whole with the page's own, where that is known."""
        if href.startswith("//"):
            return "https:" + href
        try:
            return urljoin(self.base, href) if self.base else href
        except ValueError:
            return href


def scheme_of(address: str) -> str:
    """The scheme of an address, "" for none or for one that cannot be read."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


Walk: TypeAlias = Callable[[Node, Funnel], list[Piece]]
"""Turns the children of an element into pieces; handed to the makers of lists, tables and boxes."""
