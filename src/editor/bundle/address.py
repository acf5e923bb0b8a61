"""The address of a CMS folder on another computer: `sftp://user@host:port/path`, `davs://…`, `dav://…`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from editor.errors import AddressError

_SCHEMES = {"sftp": "sftp", "ssh": "sftp", "davs": "davs", "webdavs": "davs", "dav": "dav", "webdav": "dav"}
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Address:
    """A folder that SFTP or WebDAV reaches. `port` is 0 for the scheme's own; `path` is decoded, without a last "/".

    It never holds a password: those stand in the system's key ring (`app.remote`).
    """

    scheme: str
    host: str
    path: str
    user: str = ""
    port: int = 0

    def __str__(self) -> str:
        return f"{self.server}{quote(self.path)}"

    @property
    def server(self) -> str:
        """Scheme, user, host and port: whom a password is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        return f"{self.scheme}://{user}{host}" + (f":{self.port}" if self.port else "")

    @property
    def is_encrypted(self) -> bool:
        return self.scheme != "dav"


Target = Path | Address
"""Where bundles are handed over to."""


def target_of(typed: str) -> Target:
    """A folder or an address, as somebody typed it.

    Raises:
        AddressError: reason "scheme" (no way that we know), "host", "port", "password" (it would be kept in the
            history of the shell and in receipts), "plain" (WebDAV without TLS, to another computer).
    """
    scheme, colon, _ = typed.partition("://")
    if not colon or not scheme.isalnum() or len(scheme) == 1:
        return Path(typed)
    try:
        parts = urlsplit(typed)
        port, host = parts.port or 0, parts.hostname or ""
    except ValueError as error:
        raise AddressError(scheme, reason="port") from error
    if scheme.lower() not in _SCHEMES:
        raise AddressError(f"{scheme}://{host}", reason="scheme")
    address = Address(
        scheme=_SCHEMES[scheme.lower()],
        host=host,
        path="/" + unquote(parts.path).strip("/"),
        user=unquote(parts.username or ""),
        port=port,
    )
    if not host:
        raise AddressError(address, reason="host")
    if parts.password is not None:
        raise AddressError(address, reason="password")
    if not address.is_encrypted and host.lower() not in _OWN:
        raise AddressError(address, reason="plain")
    return address
