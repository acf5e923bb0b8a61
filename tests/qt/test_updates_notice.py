"""A newer version is said once a day in the window, and nothing is said to who is offline or is shown a forgery."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from editor.app.updating import MANIFEST
from editor.qt import updating
from editor.qt.panels.banner import Notice
from window_driver import Driver, until

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to sign")


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that announces version 9, named by the file of this computer."""
    place = tmp_path / "share"
    place.mkdir()
    private, public = tmp_path / "private.pem", tmp_path / "public.pem"

    def openssl(*words: object) -> None:
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)

    openssl("genpkey", "-algorithm", "RSA", "-out", private)
    openssl("rsa", "-in", private, "-pubout", "-out", public)
    (place / MANIFEST).write_text('{"version": "9.0", "notes": {"vi": "Nhanh hơn."}}', encoding="utf-8")
    openssl("dgst", "-sha256", "-sign", private, "-out", place / f"{MANIFEST}.sig", place / MANIFEST)
    key = "".join(f"    {line}\n" for line in public.read_text(encoding="ascii").splitlines())
    machine = tmp_path / "machine.yaml"
    machine.write_text(f"updates:\n  from: {place}\n  key: |\n{key}", encoding="utf-8")
    monkeypatch.setattr(updating, "machine_file", lambda: machine)
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    return place


def _asked(driver: Driver) -> list[Notice]:
    seen: list[Notice] = []
    driver.window.desk.noticed.connect(seen.append)
    updating.look_for_update(driver.window)
    until(lambda: not driver.window.desk.jobs.is_running("updates"))
    driver.window.desk.noticed.disconnect(seen.append)
    return [notice for notice in seen if notice.about == "updates"]


def test_a_newer_version_is_said_once_a_day(driver: Driver, share: Path) -> None:
    (notice,) = _asked(driver)
    assert notice.title == "Đã có Standfirst 9.0"
    assert notice.sentence == "Nhanh hơn."
    assert notice.action
    assert _asked(driver) == []


def test_a_forgery_and_a_share_that_is_gone_are_not_shown(driver: Driver, share: Path, tmp_path: Path) -> None:
    (share / MANIFEST).write_text('{"version": "9.1"}', encoding="utf-8")
    assert _asked(driver) == []
    shutil.rmtree(share)
    shutil.rmtree(tmp_path / "home")
    assert _asked(driver) == []


def test_nothing_is_asked_where_no_place_is_named(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "machine_file", lambda: tmp_path / "none.yaml")
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    assert _asked(driver) == []
    assert not (tmp_path / "home").exists()
