"""Hand-off to CMS folders behind SFTP and WebDAV, on servers that we did not write."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import InProcess
from editor.app import remote, targets
from editor.app.outbox import hand_over, waiting
from editor.app.publish import Exported, export
from editor.bundle.address import target_of
from editor.bundle.manifest import read_manifest
from editor.bundle.verify import verify
from editor.errors import (
    AddressError,
    EditorError,
    NameTakenError,
    RemoteRefusedError,
    RemoteUnreachableError,
)
from editor.library.workspace import Workspace
from file_servers import PASSWORD, Server, asyncssh_server, free_port, openssh, webdav
from stored_articles import NOW, edit, newsroom, stored, without_galleries

pytestmark = [
    # The libraries of servers and clients leave sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SERVERS = ["sftp", pytest.param("openssh", marks=pytest.mark.slow), "webdav"]


@pytest.fixture(autouse=True)
def key_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key ring in a file, and a home of its own for SSH."""
    import keyring
    from keyrings.alt.file import PlaintextKeyring

    home = tmp_path / "nha"
    (home / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    for chatty in ("asyncio", "asyncssh", "wsgidav", "wsgidav.wsgidav_app"):
        monkeypatch.setattr(logging.getLogger(chatty), "disabled", True)
    before = keyring.get_keyring()
    ring = PlaintextKeyring()
    ring.file_path = str(tmp_path / "ring")
    keyring.set_keyring(ring)
    yield home
    keyring.set_keyring(before)
    targets.disconnect()
    gc.collect()


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path: Path, key_ring: Path) -> Iterator[Server]:
    root = tmp_path / "cms"
    root.mkdir()
    if request.param == "openssh" and not (shutil.which("sshd") or Path("/usr/sbin/sshd").exists()):
        pytest.skip("no OpenSSH server here (Debian: openssh-server)")
    started = {
        "sftp": lambda: asyncssh_server(root),
        "webdav": lambda: webdav(root),
        "openssh": lambda: openssh(root, tmp_path / "sshd"),
    }[request.param]()
    with started as server:
        know(server, key_ring)
        yield server


def know(server: Server, home: Path) -> None:
    """What an administrator has set up: the server is known, its key or password is in its place."""
    if server.known:
        (home / ".ssh" / "known_hosts").write_text(f"{server.known}\n", encoding="ascii")
    if server.key is not None:
        shutil.copy(server.key, home / ".ssh" / "id_ed25519")
    else:
        remote.keep_password(target_of(server.address("den")), PASSWORD)  # type: ignore[arg-type]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return newsroom(tmp_path / "newsroom", "name: Báo\nimages:\n  widths: [120]\n")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    return stored(workspace, without_galleries())


def sent(workspace: Workspace, folder: Path, server: Server, profile: str = "html") -> Exported:
    return export(workspace, folder, profile, target_of(server.address("den")), now=NOW, force=True)


def bundles(server: Server) -> list[Path]:
    place = server.root / "den"
    return sorted(place.iterdir()) if place.is_dir() else []


def test_a_bundle_arrives_whole_and_nothing_else(workspace: Workspace, folder: Path, server: Server) -> None:
    made = sent(workspace, folder, server)
    assert [path.name for path in bundles(server)] == [made.bundle.name]
    assert verify(bundles(server)[0]).ok
    assert made.address == f"{server.address('den')}/{made.bundle.name}"
    local = export(workspace, folder, "html", workspace.root.parent / "beside", now=NOW, force=True)
    assert made.files == local.files


def test_what_stands_there_unchanged_is_left_alone(workspace: Workspace, folder: Path, server: Server) -> None:
    sent(workspace, folder, server)
    before = bundles(server)[0].stat().st_ino
    assert not sent(workspace, folder, server).written
    assert bundles(server)[0].stat().st_ino == before


def test_a_file_that_got_lost_there_is_sent_again(workspace: Workspace, folder: Path, server: Server) -> None:
    sent(workspace, folder, server)
    (bundles(server)[0] / "index.html").unlink()
    assert sent(workspace, folder, server).written
    assert verify(bundles(server)[0]).ok


def test_a_new_headline_replaces_the_bundle(workspace: Workspace, folder: Path, server: Server) -> None:
    sent(workspace, folder, server)
    edit(workspace, folder, headline="Một tít khác")
    made = sent(workspace, folder, server)
    assert made.revision == 2
    assert [path.name for path in bundles(server)] == [made.bundle.name]
    assert read_manifest(bundles(server)[0]).revision == 2
    assert "Một tít khác" in (bundles(server)[0] / "index.html").read_text(encoding="utf-8")


def test_a_new_slug_takes_the_old_bundle_away(workspace: Workspace, folder: Path, server: Server) -> None:
    sent(workspace, folder, server)
    edit(workspace, folder, slug="duong-dan-moi")
    sent(workspace, folder, server)
    assert [path.name for path in bundles(server)] == ["duong-dan-moi"]


def test_a_strangers_folder_is_left_alone(workspace: Workspace, folder: Path, server: Server) -> None:
    made = sent(workspace, folder, server)
    shutil.rmtree(bundles(server)[0])
    (server.root / "den" / made.bundle.name).mkdir()
    (server.root / "den" / made.bundle.name / "cua-nguoi-khac.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NameTakenError):
        sent(workspace, folder, server)
    assert [path.name for path in bundles(server)[0].iterdir()] == ["cua-nguoi-khac.txt"]
    assert len(bundles(server)) == 1


def test_a_poller_never_takes_half_a_bundle(workspace: Workspace, folder: Path, server: Server) -> None:
    """It looks at the server's own disk, as fast as it can, and takes what stands under its name."""
    sent(workspace, folder, server)
    name, end, broken, taken = bundles(server)[0].name, threading.Event(), [], [0]

    def poll() -> None:
        while not end.is_set():
            place = server.root / "den" / name
            taking = server.root / f"taken-{taken[0]}"
            try:
                place.rename(taking)
            except OSError:
                continue
            taken[0] += 1
            if not verify(taking).ok:
                broken.append(taking)

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        for number in range(6):
            edit(workspace, folder, headline=f"Tít số {number}")
            sent(workspace, folder, server)
    finally:
        end.set()
        thread.join()
    assert broken == []
    assert taken[0] >= 3


def test_leftovers_of_a_killed_export_go(workspace: Workspace, folder: Path, server: Server) -> None:
    from editor.bundle.staging import staging_name

    sent(workspace, folder, server)
    article = workspace.load(folder).article
    killed = staging_name("bai", article.id).replace(f"-{os.getpid()}-", "-999999-")
    (server.root / "den" / killed).mkdir()
    (server.root / "den" / killed / "nua.html").write_text("x", encoding="utf-8")
    others = ".bai.standfirst-another.0badf00d-1-aaaa"
    (server.root / "den" / others).mkdir()
    edit(workspace, folder, headline="Tít mới")
    sent(workspace, folder, server)
    assert killed not in [path.name for path in bundles(server)]
    assert others in [path.name for path in bundles(server)]


def test_a_bundle_set_aside_by_a_killed_export_comes_back(workspace: Workspace, folder: Path, server: Server) -> None:
    from editor.bundle.staging import OLD, staging_name

    sent(workspace, folder, server)
    standing = bundles(server)[0]
    article = workspace.load(folder).article
    aside = staging_name(standing.name, article.id).replace(f"-{os.getpid()}-", "-999999-") + OLD
    standing.rename(standing.with_name(aside))
    assert sent(workspace, folder, server, "html").revision == 1
    assert [path.name for path in bundles(server)] == [standing.name]


def test_the_wrong_password_is_a_sentence_and_sends_nothing(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "cms"
    root.mkdir()
    for make in (asyncssh_server, webdav):
        with make(root) as server:
            know(server, Path(os.environ["HOME"]))
            remote.keep_password(target_of(server.address("den")), "sai")  # type: ignore[arg-type]
            with pytest.raises(RemoteRefusedError) as caught:
                sent(workspace, folder, server)
            assert caught.value.facts["reason"] == "login"
            assert bundles(server) == []
            assert "mat-khau" not in str(caught.value)


def test_a_typed_password_that_opens_is_kept(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "cms"
    root.mkdir()
    with asyncssh_server(root) as server:
        know(server, Path(os.environ["HOME"]))
        address = target_of(server.address("den"))
        remote.keep_password(address, "sai")  # type: ignore[arg-type]
        targets.reach(address, lambda asked: PASSWORD)
        assert remote.password(address) == PASSWORD  # type: ignore[arg-type]
        assert sent(workspace, folder, server).written


def test_a_server_that_nobody_knows_gets_nothing(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "cms"
    root.mkdir()
    with asyncssh_server(root) as server:
        know(replace(server, known=""), Path(os.environ["HOME"]))
        with pytest.raises(RemoteRefusedError) as caught:
            sent(workspace, folder, server)
        assert caught.value.facts["reason"] == "host-key"


def test_a_server_that_is_down_waits_in_the_outbox(workspace: Workspace, folder: Path, server: Server) -> None:
    away = target_of(replace(server, port=free_port()).address("den"))
    with pytest.raises(RemoteUnreachableError):
        export(workspace, folder, "html", away, now=NOW, force=True)
    made = export(workspace, folder, "html", away, now=NOW, force=True, outbox=True)
    assert made.state == "waiting"
    assert waiting(workspace)[0].target == away
    assert hand_over(workspace) == ()
    here = target_of(server.address("den"))
    export(workspace, folder, "html", here, now=NOW, force=True)
    assert waiting(workspace)[0].target == away


def test_what_waited_for_a_server_is_handed_over(
    workspace: Workspace, folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = target_of(server.address("den"))
    with monkeypatch.context() as patch:  # the network is away for this one
        patch.setattr("editor.app.publish.is_within_reach", lambda target: False)
        export(workspace, folder, "html", target, now=NOW, force=True, outbox=True)
    assert bundles(server) == []
    outcome = hand_over(workspace)[0]
    assert outcome.problem is None
    assert verify(bundles(server)[0]).ok
    assert waiting(workspace) == ()
    assert not sent(workspace, folder, server).written


def cut_at(call: str, at: int, count: list[int], *, late: bool) -> object:
    """A call whose answer is lost when it is the `at`-th of all; `late`: the server has done what it was asked."""
    real = getattr(remote.FsspecFolder, call)

    def cut(self: object, *words: object) -> object:
        count[0] += 1
        if count[0] != at:
            return real(self, *words)
        if late:
            real(self, *words)
        raise RemoteUnreachableError("sftp://127.0.0.1/den", problem="cut")

    return cut


def test_a_connection_cut_between_two_moves_leaves_a_bundle(
    workspace: Workspace, folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's answer to any one call is lost, before or after it acted; the next export finds its way."""
    sent(workspace, folder, server)
    calls = ("move", "put", "make", "read", "sizes", "remove")
    for number in range(14):
        edit(workspace, folder, headline=f"Lần {number}")
        count = [0]
        with monkeypatch.context() as patch:
            for call in calls:
                patch.setattr(remote.FsspecFolder, call, cut_at(call, 1 + number // 2 * 5, count, late=number % 2 == 1))
            with suppress(EditorError):
                sent(workspace, folder, server)
        visible = [path for path in bundles(server) if not path.name.startswith(".")]
        assert all(verify(path).ok for path in visible)
    sent(workspace, folder, server)
    assert len(bundles(server)) == 1
    assert f"Lần {number}" in (bundles(server)[0] / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ftp://may/thu-muc", "scheme"),
        ("sftp://anna:bi-mat@may/thu-muc", "password"),
        ("dav://may-khac/thu-muc", "plain"),
        ("sftp:///thu-muc", "host"),
        ("sftp://may:cong/thu-muc", "port"),
    ],
)
def test_an_address_that_cannot_be_used_is_a_sentence(
    typed: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AddressError) as caught:
        target_of(typed)
    assert caught.value.facts["reason"] == reason
    result = InProcess(capsys)("export", "bai", "--to", typed)
    assert result.code == 2
    assert "bi-mat" not in result.out + result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("typed", ["C:\\CMS\\Nhap", "/srv/cms", "cms", "./x://y"])
def test_a_folder_stays_a_folder(typed: str) -> None:
    assert target_of(typed) == Path(typed)
