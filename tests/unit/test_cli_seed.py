"""The main job on the command line: the real article in, mended, checked, exported, verified, and read back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import NEWSROOM, InProcess
from editor.library.workspace import Workspace
from editor.model import public
from editor.model.blocks import figures_of

EXPECTED = Counter(
    {
        "no-byline": 1,
        "no-section": 1,
        "no-alt": 3,
        "no-credit": 1,
        "no-date": 1,
        "no-tags": 1,
        "no-cover": 1,
        "double-punctuation": 1,
        "long-sentence": 2,
    }
)
MENDED = (
    *("authors=@lan-chi", "section=Chính trị", "tags=Hà Nội", "date=2022-10-17T08:00:00+07:00", "cover=1"),
    *("resources.1.alt=Quang cảnh", "resources.2.alt=Phát biểu", "resources.3.alt=Học viên"),
    *("resources.3.credit=Lan Chi", "status=ready"),
)


@pytest.fixture
def space(tmp_path: Path, run: InProcess) -> Path:
    run("init", tmp_path / "kho")
    (tmp_path / "kho" / "newsroom.yaml").write_text(NEWSROOM, encoding="utf-8")
    return tmp_path / "kho"


@pytest.mark.parametrize("name", ["article.txt", "article.html"])
def test_the_real_article_passes_from_its_page_to_a_bundle_and_back(
    name: str, space: Path, seed: Path, tmp_path: Path, run: InProcess
) -> None:
    done = run("import", "-w", space, seed / name, "--photos", seed)
    assert done.code == 0, done.err
    folder = Path(done.out.strip())
    shown = run("show", folder).json
    assert (len(shown["headline"]), len(shown["standfirst"])) == (83, 115)
    assert Counter(block["kind"] for block in shown["body"]) == {"paragraph": 9, "figure": 3, "box": 1}

    blocked = run("check", folder, "--json")
    assert blocked.code == 1
    assert Counter(finding["code"] for finding in blocked.json[0]["findings"]) == EXPECTED

    assert run("set", folder, *MENDED).code == 0
    assert run("check", folder).code == 0
    exported = run("export", folder, "--to", tmp_path / "cms", "--kind", "both", "--json")
    assert exported.code == 0, exported.err
    bundle = Path(exported.json[0]["bundle"])
    assert run("verify", bundle).code == 0

    run("init", tmp_path / "kho2")
    back = run("import", "-w", tmp_path / "kho2", bundle / "markdown" / "index.md")
    assert back.code == 0, back.err
    article = Workspace.of_article(folder)[0].load(folder).article
    again = Path(back.out.strip())
    returned = Workspace.of_article(again)[0].load(again).article
    names = {
        figure.src: other.src for figure, other in zip(figures_of(article.body), figures_of(returned.body), strict=True)
    }
    assert replace(returned, status=article.status) == replace(public(article, names), status=article.status)

    image = next(bundle.rglob("*.webp"))
    content = bytearray(image.read_bytes())
    content[-1] ^= 1
    image.write_bytes(content)
    broken = run("verify", bundle)
    assert broken.code == 1
    assert image.relative_to(bundle).as_posix() in broken.out
