"""Hugo publishes the default Markdown bundle complete."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bundle_samples import everything
from consumers.published import Page, markers_in, pictures_are_there, wanted

_CONFIG = """
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


@pytest.fixture
def hugo() -> str:
    beside = Path(sys.executable).parent / "hugo"
    found = str(beside) if beside.exists() else shutil.which("hugo")
    if not found:
        pytest.skip("hugo is not installed (it is in the dev group)")
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(_CONFIG, encoding="utf-8")
    (folder / "layouts" / "_default" / "single.html").write_text(_SINGLE, encoding="utf-8")
    (folder / "layouts" / "_default" / "list.html").write_text("{{ .Title }}", encoding="utf-8")
    (folder / "content" / "tin").mkdir(parents=True)
    return folder


def build(hugo: str, site: Path) -> None:
    done = subprocess.run(
        [hugo, "--source", str(site), "--noBuildLock", "--panicOnWarning"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_hugo_publishes_the_article_complete(hugo: str, site: Path, export: Callable[..., Path]) -> None:
    article = everything()
    export("markdown", site / "content" / "tin")
    build(hugo, site)
    file = site / "public" / "tin" / article.slug / "index.html"
    page = Page(file.read_text(encoding="utf-8"))
    assert [piece for piece in wanted(article) if piece not in page.words] == []
    assert article.standfirst in page.words
    assert "2022-10-17" in page.words
    assert "Lê Minh Hà, Trần Đức" in page.words
    assert all(tag in page.words for tag in article.tags)
    assert len(page.pictures) == 4
    assert all(alt for _, alt in page.pictures)
    assert pictures_are_there(page, file, site / "public") == []
    assert markers_in(page.words, article) == []
    text = file.read_text(encoding="utf-8")
    assert 'data-title="Học sinh xếp hàng trong sân trường"' in text
    assert 'data-alt="Cổng trường"' in text
