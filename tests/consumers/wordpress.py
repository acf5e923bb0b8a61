"""A WordPress of one's own on this computer's loopback: PHP's own server, a database in a temporary folder."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

_SHIPPED = Path("/usr/share/wordpress")
_CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '%(address)s'); define('WP_SITEURL', '%(address)s');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTH_KEY', 'a'); define('SECURE_AUTH_KEY', 'b'); define('LOGGED_IN_KEY', 'c'); define('NONCE_KEY', 'd');
define('AUTH_SALT', 'e'); define('SECURE_AUTH_SALT', 'f'); define('LOGGED_IN_SALT', 'g'); define('NONCE_SALT', 'h');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
"""
_INSTALL = """<?php
define('WP_INSTALLING', true);
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification() {}
wp_install('Báo Bến Sông', 'desk', 'desk@bensong.example', true, '', 'password');
update_option('timezone_string', 'Asia/Ho_Chi_Minh');
echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'tests'])[0];
"""
USER, PASSWORD = "desk", "password"
_PACKAGES = ("wordpress", "php-cli", "php-mysql", "php-xml", "php-gd", "mariadb-server-core", "mariadb-client-core")
_PROGRAMS = ("php", "mariadbd", "mariadb", "mariadb-install-db")


@dataclass(frozen=True)
class WordPress:
    """`key` is an application password."""

    address: str
    key: str

    def call(self, method: str, route: str, body: object = None, **headers: str) -> Any:
        """One call of the REST interface: JSON in and out, or bytes in."""
        if route.startswith("/?"):
            raise ValueError(route)
        path = "/?" + urlencode({"rest_route": route.partition("?")[0]})
        if "?" in route:
            path += f"&{route.partition('?')[2]}"
        token = base64.b64encode(f"{USER}:{self.key}".encode()).decode()
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
        sent = {"Authorization": f"Basic {token}", "Content-Type": "application/json", **headers}
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=120)
        try:
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        assert answer.status < 300, f"{method} {route}: {answer.status} {text[:1000]}"
        return json.loads(text)


@contextlib.contextmanager
def running() -> Iterator[WordPress]:
    """Skips the test where WordPress, PHP or MariaDB is not installed."""
    lacking = [name for name in _PROGRAMS if not shutil.which(name)]
    if lacking or not _SHIPPED.is_dir():
        # Not installed by dev.py: Debian's package brings a web server that starts by itself.
        pytest.skip(f"no WordPress here (apt-get install --no-install-recommends {' '.join(_PACKAGES)})")
    with tempfile.TemporaryDirectory(prefix="wp") as folder, contextlib.ExitStack() as stack:
        home = Path(folder)
        database = home / "db.sock"
        stack.enter_context(_database(home / "data", database))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        site = home / "site"
        shutil.copytree(_SHIPPED, site, ignore_dangling_symlinks=True)
        (site / "wp-content" / "uploads").mkdir(exist_ok=True)
        (site / "wp-config.php").write_text(_CONFIG % {"socket": database, "address": address}, encoding="utf-8")
        (site / "install.php").write_text(_INSTALL, encoding="utf-8")
        key = _run("php", site / "install.php").strip().splitlines()[-1]
        stack.enter_context(_started(["php", "-S", f"127.0.0.1:{port}", "-t", str(site)], PHP_CLI_SERVER_WORKERS="4"))
        _wait_for(lambda: socket.create_connection(("127.0.0.1", port), 1).close())
        yield WordPress(address, key)


@contextlib.contextmanager
def _database(data: Path, database: Path) -> Iterator[None]:
    as_root = ["--user=root"] if os.geteuid() == 0 else []
    _run(
        "mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db",
        "--auth-root-authentication-method=normal", *as_root,
    )  # fmt: skip
    command = [
        "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={database}", "--skip-networking",
        f"--pid-file={data}/pid", *as_root,
    ]  # fmt: skip
    with _started(command):
        client = ("mariadb", "--no-defaults", f"--socket={database}", "--user=root", "-e")
        _wait_for(lambda: _run(*client, "CREATE DATABASE IF NOT EXISTS wp CHARACTER SET utf8mb4"))
        yield


@contextlib.contextmanager
def _started(command: list[str], **environment: str) -> Iterator[None]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True, **quiet)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 15)  # its own session: PHP's workers too, and nothing else
        process.wait()


def _wait_for(attempt: Any) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            attempt()
        except (OSError, AssertionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _run(*command: object) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
