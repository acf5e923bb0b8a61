"""A headless Chromium, driven by chromedriver's own protocol, and a server that shows it one folder."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

CSP = "default-src 'none'; img-src 'self'; style-src 'self'"
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars"
)  # fmt: skip


@dataclass
class Site:
    """A folder on an address of its own; `asked` are the paths that were asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Shows `folder` under the content security policy that an exported page must stand."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", CSP)
            super().end_headers()

        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Browser:
    """One window. Calls wait for the page."""

    def __init__(self, driver: str, session: str) -> None:
        self._base = f"{driver}/session/{session}"

    def show(self, address: str, width: int, height: int = 900, *, scheme: str = "light") -> None:
        """Width and height in CSS pixels of the page itself, below the 500 px that a window has at least."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._post("goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params=metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._post("goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"features": features})
        self._post("url", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        return self._post("execute/sync", script=script, args=list(arguments))

    def enter(self, frame: int | None) -> None:
        """What is run from now on is run in this frame of the page, None: in the page itself."""
        self._post("frame", id=frame)

    def run_async(self, script: str) -> Any:
        """A script that calls its last argument with its result."""
        return self._post("execute/async", script=script, args=[])

    def complaints(self) -> list[str]:
        """What the browser's console says, worst things first to look at: blocked by policy, not found."""
        return [entry["message"] for entry in self._post("se/log", type="browser")]

    def screenshot(self, path: Path) -> None:
        import base64

        path.write_bytes(base64.b64decode(_call(f"{self._base}/screenshot", None)))

    def _post(self, command: str, **body: object) -> Any:
        return _call(f"{self._base}/{command}", body)


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """Skips the test where Chromium or its driver is not installed."""
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
    if not driver or not browser:
        pytest.skip("no chromium and chromedriver on this computer (apt-get install chromium chromium-driver)")
    process = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    session = ""
    address = ""
    try:
        address = f"http://127.0.0.1:{_port(process)}"
        options = {"binary": browser, "args": [*_FLAGS.split(), f"--user-data-dir={profile}"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = _call(f"{address}/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        yield Browser(address, session)
    finally:
        if session:
            _call(f"{address}/session/{session}", None, "DELETE")
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _port(process: subprocess.Popen[str]) -> int:
    deadline = time.monotonic() + 60
    assert process.stdout
    for line in process.stdout:
        if "started successfully on port" in line:
            return int(line.rsplit(maxsplit=1)[-1].rstrip("."))
        assert time.monotonic() < deadline
    pytest.fail("chromedriver did not start")


def _call(address: str, body: object, method: str = "") -> Any:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=120)
    try:
        data = None if body is None else json.dumps(body).encode()
        connection.request(
            method or ("POST" if data else "GET"), parts.path, data, {"Content-Type": "application/json"}
        )
        answer = json.load(connection.getresponse())["value"]
    finally:
        connection.close()
    assert not isinstance(answer, dict) or "error" not in answer, answer
    return answer
