"""Newer versions: believed only when signed, off until an administrator names a place, from a share or a server."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from editor import __version__
from editor.app import doctor
from editor.app.messages import Messages
from editor.app.signature import is_signed
from editor.app.updating import MANIFEST, announced, is_due
from editor.errors import UpdateForgedError, UpdateUnreachableError
from editor.model.newsroom import Updates
from editor.source.newsroom import read_layers, read_newsroom

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to sign")

_NEWER = b'{"version": "9.0.0", "notes": {"vi": "Nhanh h\\u01a1n.", "en": "Faster."}}'


def _openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def _make_key(place: Path, bits: int = 2048) -> tuple[Path, str]:
    private, public = place / f"private-{bits}.pem", place / f"public-{bits}.pem"
    _openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{bits}", "-out", private)
    _openssl("rsa", "-in", private, "-pubout", "-out", public)
    return private, public.read_text(encoding="ascii")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return _make_key(tmp_path_factory.mktemp("keys"))


def _announce(place: Path, private: Path, content: bytes = _NEWER) -> Path:
    place.mkdir(exist_ok=True)
    (place / MANIFEST).write_bytes(content)
    _openssl("dgst", "-sha256", "-sign", private, "-out", place / f"{MANIFEST}.sig", place / MANIFEST)
    return place


def test_a_signed_announcement_on_a_share_is_believed(tmp_path: Path, keys: tuple[Path, str]) -> None:
    private, public = keys
    release = announced(Updates(str(_announce(tmp_path / "share", private)), public))
    assert release is not None
    assert (release.version, release.is_newer) == ("9.0.0", True)
    assert release.notes == {"vi": "Nhanh hơn.", "en": "Faster."}


@pytest.mark.parametrize(("version", "newer"), [(__version__, False), ("0.0.9", False), (f"{__version__}.0", False)])
def test_what_is_not_newer_is_no_news(tmp_path: Path, keys: tuple[Path, str], version: str, newer: bool) -> None:
    private, public = keys
    content = f'{{"version": "{version}"}}'.encode()
    release = announced(Updates(str(_announce(tmp_path / "share", private, content)), public))
    assert release is not None
    assert release.is_newer is newer


def test_one_changed_byte_of_list_signature_or_key_and_nothing_is_believed(
    tmp_path: Path, keys: tuple[Path, str]
) -> None:
    private, public = keys
    share = _announce(tmp_path / "share", private)
    signature = (share / f"{MANIFEST}.sig").read_bytes()
    (share / MANIFEST).write_bytes(_NEWER.replace(b"9.0.0", b"9.0.1"))
    with pytest.raises(UpdateForgedError):
        announced(Updates(str(share), public))
    (share / MANIFEST).write_bytes(_NEWER)
    for at in (0, 100, 255):
        changed = bytes([*signature[:at], signature[at] ^ 1, *signature[at + 1 :]])
        assert not is_signed(_NEWER, changed, public)
    assert is_signed(_NEWER, signature, public)
    _, other = _make_key(tmp_path)
    assert not is_signed(_NEWER, signature, other)
    assert not is_signed(_NEWER, signature[:-1], public)
    assert not is_signed(_NEWER, b"", public)


@pytest.mark.parametrize("key", ["", "no key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", "AAAA"])
def test_a_key_that_is_none_believes_nothing(tmp_path: Path, keys: tuple[Path, str], key: str) -> None:
    share = _announce(tmp_path / "share", keys[0])
    with pytest.raises(UpdateForgedError):
        announced(Updates(str(share), key))


def test_a_key_that_is_too_short_believes_nothing(tmp_path: Path) -> None:
    private, public = _make_key(tmp_path, 1024)
    share = _announce(tmp_path / "share", private)
    with pytest.raises(UpdateForgedError):
        announced(Updates(str(share), public))


def test_signed_nonsense_is_not_believed(tmp_path: Path, keys: tuple[Path, str]) -> None:
    private, public = keys
    for content in (b"", b"[]", b'{"version": 9}', b'{"version": "9; rm"}', b"\xff"):
        share = _announce(tmp_path / "share", private, content)
        with pytest.raises(UpdateForgedError):
            announced(Updates(str(share), public))


def test_nothing_is_asked_where_no_place_is_named_and_a_share_that_is_gone_is_said(tmp_path: Path) -> None:
    assert announced(Updates()) is None
    with pytest.raises(UpdateUnreachableError):
        announced(Updates(str(tmp_path / "gone"), "key"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    place = tmp_path / "www"
    place.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(place))  # type: ignore[arg-type]

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_address[1]}", place
        made.shutdown()
        thread.join()


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_a_web_server_serves_as_well_as_a_share(server: tuple[str, Path], keys: tuple[Path, str]) -> None:
    address, place = server
    with pytest.raises(UpdateUnreachableError):
        announced(Updates(address, keys[1]))
    _announce(place, keys[0])
    for source in (address, f"{address}/"):
        release = announced(Updates(source, keys[1]))
        assert release is not None
        assert release.version == "9.0.0"


def test_only_the_machine_wide_file_names_a_place(tmp_path: Path) -> None:
    text = "updates: {from: //server/share, key: abc}\n"
    (tmp_path / "machine.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "newsroom.yaml").write_text(text.replace("server", "evil"), encoding="utf-8")
    (tmp_path / "user.yaml").write_text(text.replace("server", "mine"), encoding="utf-8")
    user = tmp_path / "user.yaml"
    newsroom, problems = read_layers(tmp_path, user=user, machine=tmp_path / "none.yaml")
    assert newsroom.updates == Updates()
    newsroom, problems = read_layers(tmp_path, user=user, machine=tmp_path / "machine.yaml")
    assert newsroom.updates == Updates("//server/share", "abc")
    assert problems == ()
    assert read_newsroom(tmp_path / "machine.yaml")[0].updates.source == "//server/share"


def test_a_person_asks_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path))
    assert is_due(date(2026, 3, 1))
    assert not is_due(date(2026, 3, 1))
    assert is_due(date(2026, 3, 2))


def test_the_page_for_helpers_says_what_is_announced(
    tmp_path: Path, keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = tmp_path / "machine.yaml"
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path))
    monkeypatch.setattr(doctor, "machine_file", lambda: machine)

    def lines() -> dict[str, doctor.Line]:
        return {line.code: line for code, found in doctor.examine().parts for line in found if code == "doctor.updates"}

    assert lines() == {}
    share = _announce(tmp_path / "share", keys[0])
    key = "".join(f"    {line}\n" for line in keys[1].splitlines())
    machine.write_text(f"updates:\n  from: {share}\n  key: |\n{key}", encoding="utf-8")
    assert lines()["doctor.updates.version"].value == "9.0.0"
    (share / MANIFEST).write_bytes(b"{}")
    assert lines()["doctor.updates.from"].trouble == "doctor.trouble.update.forged"
    for lang in ("vi", "en"):
        assert str(share) in Messages.load(lang).say("doctor.trouble.update.forged", label="x", value=str(share))
