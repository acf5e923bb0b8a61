"""The page of an exported article before the W3C's validator and before axe in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consumers.webdriver import Browser, chromium, serving

pytestmark = pytest.mark.slow

_PACKAGES = Path(__file__).parent / "node_modules"
_AXE = """
const done = arguments[arguments.length - 1];
axe.run().then(
    result => done(result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')).concat(
        result.passes.length > 20 ? [] : ['only ' + result.passes.length + ' rules looked at anything'])),
    error => done(['' + error]));
"""
_OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def package(path: str) -> Path:
    file = _PACKAGES / path
    if not file.exists():
        pytest.skip("the validators are not installed (npm ci in tests/consumers)")
    return file


@pytest.fixture
def bundle(tmp_path: Path, export: Callable[..., Path]) -> Path:
    return export("html", tmp_path / "cms")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with chromium(tmp_path / "profile") as driven:
        yield driven


def validate(page: Path) -> str:
    if not shutil.which("java"):
        pytest.skip("java is not installed")
    command = ["java", "-jar", str(package("vnu-jar/build/dist/vnu.jar")), str(page)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def violations(browser: Browser) -> list[str]:
    browser.run(package("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = browser.run_async(_AXE)
    return found


def test_the_validator_is_silent(bundle: Path) -> None:
    assert validate(bundle / "index.html") == ""


def test_the_validator_can_find_a_fault(bundle: Path) -> None:
    page = bundle / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<h1>", '<h1 align="center">'), encoding="utf-8")
    assert "align" in validate(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(bundle: Path, browser: Browser, width: int, scheme: str) -> None:
    with serving(bundle) as site:
        browser.show(f"{site.address}/index.html", width, scheme=scheme)
        assert browser.run(_OVERFLOW) == 0
        assert violations(browser) == []


def test_axe_can_find_a_fault(bundle: Path, browser: Browser) -> None:
    with serving(bundle) as site:
        browser.show(f"{site.address}/index.html", 360)
        browser.run("document.querySelector('img').removeAttribute('alt')")
        assert [found.split(":")[0] for found in violations(browser)] == ["image-alt"]


def test_the_page_works_under_its_policy_and_asks_only_for_its_own_files(bundle: Path, browser: Browser) -> None:
    with serving(bundle) as site:
        browser.show(f"{site.address}/index.html", 360, 20_000)
        font: Any = browser.run("return getComputedStyle(document.querySelector('h1')).fontFamily")
        browser.run("document.querySelectorAll('img').forEach(img => img.loading = 'eager')")
        browser.run_async(
            "const done = arguments[0]; Promise.all([...document.images].map(img => img.decode())).then(() => done(1))"
        )
        shown = browser.run("return [...document.images].map(img => img.naturalWidth > 0)")
    assert "Source Serif 4" in font
    assert shown == [True] * 4
    assert [line for line in browser.complaints() if "favicon" not in line] == []
    files = {f"/{path.relative_to(bundle).as_posix()}" for path in bundle.rglob("*")}
    assert {path for path in site.asked if path != "/favicon.ico"} <= files
