"""Addresses on the way out: which ones may be a link, and how they are written so that every reader takes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
# Browsers drop tabs, line breaks and leading controls before they look at the scheme.
_DROPPED = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r'[\x00-\x20"<>(){}\[\]|\\^`\x7f-\xa0\ud800-\udfff]')


def may_be_linked(address: str) -> bool:
    """Whether content may link there: http, https, mailto, tel, or a path without a scheme."""
    bare = _DROPPED.sub("", address)
    if not bare or bare != address.replace(" ", "") or "\\" in bare:
        return False
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return ":" not in re.split(r"[/?#]", bare, maxsplit=1)[0]
    name = scheme[0][:-1].lower()
    return name in SCHEMES and (name in {"mailto", "tel"} or _has_host(bare))


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and not re.search(r"[\s<>\"{}|^`%]", parts.hostname or "")


def href(address: str) -> str:
    """An address as it stands in an attribute: what is not allowed in one is percent-encoded, all else untouched."""
    host_end = address.find("/", address.find("//") + 2) if "//" in address else 0
    head, tail = (address[:host_end], address[host_end:]) if host_end > 0 else ("", address)
    tail = _LOOSE_PERCENT.sub("%25", tail)
    return head + _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode(errors="replace")), tail)
