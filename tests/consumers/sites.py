"""Sites of Hugo and Pelican, as small as they can be, that publish whatever bundles lie in their content folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_HUGO = """
baseURL = "https://bensong.example/"
title = "Báo Bến Sông"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
"""
_SINGLE = """<!DOCTYPE html><html lang="vi"><title>{{ .Title }}</title>
<h1>{{ .Title }}</h1><p>{{ .Params.description }}</p><p>{{ delimit .Params.authors ", " }}</p>
<p>{{ .Date.Format "2006-01-02" }} {{ delimit .Params.categories ", " }}</p>
{{ .Content }}
<ul>{{ range .Params.tags }}<li>{{ . }}</li>{{ end }}</ul>
{{ range .Resources.ByType "image" }}<i data-title="{{ .Title }}" data-alt="{{ .Params.alt }}">{{ .Name }}</i>{{ end }}
"""
_PELICAN = """
SITENAME = "Báo Bến Sông"
SITEURL = ""
PATH = "content"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def hugo_content(site: Path) -> Path:
    """A new site's folder for bundles. Skips the test where Hugo is not installed."""
    _hugo()
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (site / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    (layouts / "single.html").write_text(_SINGLE, encoding="utf-8")
    (layouts / "list.html").write_text("{{ .Title }}", encoding="utf-8")
    return _made(site / "content" / "tin")


def build_hugo(site: Path) -> Path:
    """The published site; a warning is an error."""
    _run([_hugo(), "--noBuildLock", "--panicOnWarning"], site)
    return site / "public"


def pelican_content(site: Path) -> Path:
    pytest.importorskip("pelican", reason="pelican is not installed (it is in the dev group)")
    content = _made(site / "content" / "tin")
    (site / "pelicanconf.py").write_text(_PELICAN, encoding="utf-8")
    return content


def build_pelican(site: Path) -> Path:
    """The published site; an error stops it, and a warning about our file is one."""
    said = _run([sys.executable, "-m", "pelican", "content", "-o", "out", "--fatal", "errors"], site)
    # The only warning is about reStructuredText, which has no Vietnamese.
    assert said.count("WARNING") == said.count("Docutils has no localization"), said
    return site / "out"


def _hugo() -> str:
    beside = Path(sys.executable).parent / "hugo"
    found = str(beside) if beside.exists() else shutil.which("hugo")
    if not found:
        pytest.skip("hugo is not installed (it is in the dev group)")
    return found


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _run(command: list[str], site: Path) -> str:
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
