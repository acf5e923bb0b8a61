"""markdownlint finds nothing in our Markdown, and schema.org's own vocabulary nothing in our structured data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bundle_samples import everything
from consumers.test_page_validators import package
from editor.model.article import Article

pytestmark = pytest.mark.slow

# MD013: a paragraph is one line. MD007, MD029: our indent and numbers, which every reader takes.
_LINT = """
import { lint } from %s;
const config = { default: true, MD013: false, MD007: { indent: 4 }, MD029: { style: "one" } };
console.log(JSON.stringify(lint({ files: process.argv.slice(2), config })));
"""


def run(*command: object, folder: Path) -> str:
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def complaints(file: Path) -> list[str]:
    module = package("markdownlint/lib/exports-sync.mjs").as_uri()
    script = file.with_name("lint.mjs")
    script.write_text(_LINT % json.dumps(module), encoding="utf-8")
    found = json.loads(run("node", script, file, folder=file.parent))
    script.unlink()
    return [f"{item['lineNumber']}: {item['ruleNames'][0]}" for item in found[str(file)]]


@pytest.mark.parametrize("name", ["markdown", "jekyll", "eleventy"])
def test_markdownlint_is_silent(name: str, tmp_path: Path, export: Callable[..., Path]) -> None:
    assert complaints(export(name, tmp_path / "cms") / "index.md") == []


def test_markdownlint_can_find_a_fault(tmp_path: Path, export: Callable[..., Path]) -> None:
    index = export("markdown", tmp_path / "cms") / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("\n\n## ", "\n\n\n## "), encoding="utf-8")
    assert complaints(index)


def structured_data(page: Path) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def mistakes(data: dict[str, Any], folder: Path) -> str:
    """What TypeScript says against schema.org's vocabulary, as Google publishes it in types."""
    types = package("schema-dts/dist/schema.d.ts").with_suffix("").with_suffix("")
    text = f"import type {{ NewsArticle, WithContext }} from {json.dumps(types.as_posix())};\n"
    text += f"export const data: WithContext<NewsArticle> = {json.dumps(data, ensure_ascii=False)};\n"
    (folder / "data.ts").write_text(text, encoding="utf-8")
    compiler = package("typescript/bin/tsc")
    return run("node", compiler, "--noEmit", "--strict", "--skipLibCheck", "data.ts", folder=folder)


SMALL = Article(id="1", headline="Chỉ có tít", slug="chi-co-tit")


@pytest.mark.parametrize("article", [everything(), replace(everything(), cover="", body=()), SMALL])
def test_the_vocabulary_has_everything_that_we_say(
    article: Article, tmp_path: Path, export: Callable[..., Path]
) -> None:
    data = structured_data(export("html", tmp_path / "cms", article) / "index.html")
    assert mistakes(data, tmp_path) == ""


def test_a_wrong_word_would_be_seen(tmp_path: Path, export: Callable[..., Path]) -> None:
    data = structured_data(export("html", tmp_path / "cms") / "index.html")
    assert "headlein" in mistakes(data | {"headlein": "x"}, tmp_path)
    assert "CorrectionComment" in mistakes(
        data | {"correction": [{"@type": "CorrectionComent", "text": "x"}]}, tmp_path
    )


def test_what_search_engines_ask_for_is_there(tmp_path: Path, export: Callable[..., Path]) -> None:
    """Google's list for articles: headline, absolute images, times with an offset, who wrote it, who publishes it."""
    data = structured_data(export("html", tmp_path / "cms") / "index.html")
    assert data["headline"] == everything().headline
    assert all(image["url"].startswith("https://") and image["caption"] for image in data["image"])
    assert all(re.search(r"[+-]\d\d:\d\d$", data[key]) for key in ("datePublished", "dateModified"))
    assert [author["name"] for author in data["author"]] == ["Lê Minh Hà", "Trần Đức"]
    assert data["publisher"]["name"] == "Báo Bến Sông"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": everything().corrections[0].text,
            "datePublished": "2022-10-18T09:00:00+07:00",
        }
    ]
