"""Sites of Jekyll and Eleventy, as small as they can be, that publish whatever bundles lie in their content folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ELEVENTY = Path(__file__).parent / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
_JEKYLL_CONFIG = """
title: Báo Bến Sông
timezone: Asia/Ho_Chi_Minh
strict_front_matter: true
liquid: {error_mode: strict, strict_filters: true}
collections: {tin: {output: true}}
"""
_JEKYLL_LAYOUT = """<!DOCTYPE html><html lang="{{ page.lang }}"><title>{{ page.title | escape }}</title>
<h1>{{ page.title | escape }}</h1><p class="description">{{ page.description | escape }}</p>
<p>{{ page.author | escape }} {{ page.date | date_to_xmlschema }} {{ page.categories | join: ", " | escape }}</p>
<img src="{{ page.image.path | split: page.slug | last | prepend: "." | escape }}" alt="{{ page.image.alt | escape }}">
<main>{{ content }}</main>
<ul>{% for tag in page.tags %}<li>{{ tag | escape }}</li>{% endfor %}</ul>
"""
_ELEVENTY_CONFIG = """module.exports = config => {
  config.addPassthroughCopy("content/**/*.jpg");
  config.addDataExtension("yaml", text => text);
};
"""
_ELEVENTY_LAYOUT = """<!DOCTYPE html><html lang="{{ lang }}"><title>{{ title }}</title>
<h1>{{ title }}</h1><p class="description">{{ description }}</p>
<p>{{ author }} {{ page.date.toISOString() }} {{ categories | join(", ") }}</p>
<main>{{ content | safe }}</main>
<ul>{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul>
"""


def jekyll_content(site: Path) -> Path:
    """A new site's folder for bundles, a collection. Skips the test where Jekyll is not installed."""
    if not shutil.which("jekyll"):
        pytest.skip("jekyll is not installed (apt-get install jekyll)")
    _write(site / "_config.yml", _JEKYLL_CONFIG)
    _write(site / "_layouts" / "post.html", _JEKYLL_LAYOUT)
    return _made(site / "_tin")


def build_jekyll(site: Path) -> Path:
    """The published collection; a warning is an error."""
    said = _run(["jekyll", "build", "--disable-disk-cache", "--trace"], site, LANG="C.UTF-8")
    assert "warn" not in said.lower(), said
    return site / "_site" / "tin"


def eleventy_content(site: Path) -> Path:
    if not _ELEVENTY.exists() or not shutil.which("node"):
        pytest.skip("eleventy is not installed (npm ci in tests/consumers)")
    _write(site / "eleventy.config.cjs", _ELEVENTY_CONFIG)
    _write(site / "content" / "_includes" / "bai.njk", _ELEVENTY_LAYOUT)
    _write(site / "content" / "tin" / "tin.json", '{"layout": "bai.njk"}')
    return site / "content" / "tin"


def build_eleventy(site: Path) -> Path:
    options = ["--config=eleventy.config.cjs", "--input=content", "--output=out", "--quiet"]
    said = _run(["node", str(_ELEVENTY), *options], site)
    assert "warn" not in said.lower(), said
    return site / "out" / "tin"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run(command: list[str], site: Path, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=site, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
