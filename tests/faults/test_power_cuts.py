"""P2: a power cut keeps every save that was confirmed: loop-mounted ext4 and xfs, cut by their shutdown ioctl."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.bundle.verify import verify
from editor.errors import EditorError
from faults.conftest import seeded, share
from faults.ledger import Ledger
from faults.newsroom import ARTICLE, Desk, make_newsroom
from faults.test_kill_loops import TYPIST, lost, recovered, said
from faults.warm import Warm
from faults.writers import last_key

SIZES = {"ext4": "64M", "xfs": "320M"}
MAKE = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"]}


def run(*command: object) -> bool:
    return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0


@dataclass
class Disk:
    image: Path
    place: Path

    def plug_in(self) -> None:
        assert run("mount", "-o", "loop", self.image, self.place)

    def unplug(self) -> None:
        assert run("umount", self.place)


@pytest.fixture(params=["ext4", "xfs"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    kind = request.param
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which(MAKE[kind][0]):
        pytest.skip(f"power cuts need root and {MAKE[kind][0]} (apt-get install e2fsprogs xfsprogs)")
    disk = Disk(tmp_path / "disk.img", tmp_path / "disk")
    disk.place.mkdir()
    if not run("truncate", "-s", SIZES[kind], disk.image) or not run(*MAKE[kind], disk.image):
        pytest.skip(f"no {kind} can be made here")
    if not run("mount", "-o", "loop", disk.image, disk.place):
        pytest.skip(f"no {kind} can be mounted here")
    try:
        yield disk
    finally:
        run("umount", "-l", disk.place)


def cuts(
    parent: Warm, disk: Disk, n: int, seed: int, monkeypatch: pytest.MonkeyPatch, typist: str = TYPIST
) -> list[str]:
    """So many cuts while somebody types."""
    chance = random.Random(seed)
    desk = make_newsroom(disk.place / "desk")
    run("sync", "-f", disk.place)
    problems = []
    for number in range(n):
        came, _ = parent.kill_after(
            typist, [[str(desk.article)]], 0.4 * chance.random(), "S", disk.place, STANDFIRST_HOME=str(desk.home)
        )
        disk.unplug()
        disk.plug_in()
        found = list(lost(desk, came, monkeypatch))
        journals = said(came, "J")
        if not found and journals and typist == TYPIST and last_key(recovered(desk, monkeypatch)) < journals[-1]:
            found.append(f"journal entry {journals[-1]} was confirmed and is gone")
        problems += [f"cut {number}: {problem}" for problem in found]
    return problems


def cut_exports(parent: Warm, disk: Disk, n: int, seed: int) -> list[str]:
    """So many cuts while an article is exported again and again."""
    chance = random.Random(seed)
    desk = make_newsroom(disk.place / "desk")
    run("sync", "-f", disk.place)
    problems, had = [], False
    for number in range(n):
        came, _ = parent.kill_after(
            "faults.writers:export_without_pause",
            [[str(desk.article), str(desk.cms)]],
            0.5 * chance.random(),
            "E",
            disk.place,
            STANDFIRST_HOME=str(desk.home),
        )
        disk.unplug()
        disk.plug_in()
        had |= bool(said(came, "E"))
        problems += [f"cut {number}: {problem}" for problem in _bundles(desk, int(had))]
    return problems


def _shown(desk: Desk) -> list[Path]:
    return [path for path in desk.cms.iterdir() if not path.name.startswith(".")]


def _bundles(desk: Desk, confirmed: int) -> Iterator[str]:
    shown = _shown(desk)
    if confirmed and len(shown) != confirmed:
        yield f"{len(shown)} bundles are there"
    for bundle in shown:
        try:
            if not (told := verify(bundle)).ok:
                yield f"half a bundle: {told}"
        except EditorError as error:
            yield f"half a bundle: {error!r}"


def cut_batches(
    parent: Warm, disk: Disk, n: int, seed: int, writer: str = "faults.writers:export_many_without_pause"
) -> list[str]:
    """So many cuts while five articles are exported together, which wait for the disk in one call."""
    chance = random.Random(seed)
    desk = make_newsroom(disk.place / "desk")
    articles = [desk.article]
    for number in range(4):
        text = ARTICLE.replace("cau-di-bo", f"cau-{number}").replace("3f1d2c4b", f"3f1d2c4{number}")
        articles.append(desk.article.with_name(f"2022-10-17-cau-{number}"))
        shutil.copytree(desk.article, articles[-1])
        (articles[-1] / "article.md").write_text(text, encoding="utf-8")
    run("sync", "-f", disk.place)
    problems, confirmed = [], 0
    for number in range(n):
        came, _ = parent.kill_after(
            writer,
            [[str(desk.cms), *map(str, articles)]],
            0.8 * chance.random(),
            "E",
            disk.place,
            STANDFIRST_HOME=str(desk.home),
        )
        disk.unplug()
        disk.plug_in()
        confirmed = max((confirmed, *said(came, "E")))
        found = list(_bundles(desk, len(articles) if confirmed else 0))
        if not found:
            late = [bundle.name for bundle in _shown(desk) if _round(bundle) < confirmed]
            found += [f"{name} is older than what was confirmed" for name in late]
        problems += [f"cut {number}: {problem}" for problem in found]
    assert confirmed, "no round was ever confirmed: the cuts came too soon to prove anything"
    return problems


def _round(bundle: Path) -> int:
    kicker: str = json.loads((bundle / "article.json").read_text(encoding="utf-8"))["kicker"]
    return int(kicker.removeprefix("Lần "))


def test_a_power_cut_keeps_every_confirmed_save(parent: Warm, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = cuts(parent, disk, 5, 1, monkeypatch)
    Ledger.add("P2", f"power cuts while typing, {_kind(disk)}", 5, "|".join(problems))
    assert not problems, problems


def test_a_power_cut_catches_a_saver_that_syncs_nothing(
    parent: Warm, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cuts(parent, disk, 3, 1, monkeypatch, "faults.naive:type_no_sync")


def test_a_power_cut_leaves_whole_bundles(parent: Warm, disk: Disk) -> None:
    problems = cut_exports(parent, disk, 3, 1)
    Ledger.add("P2", f"power cuts while exporting, {_kind(disk)}", 3, "|".join(problems))
    assert not problems, problems


def test_a_power_cut_leaves_whole_bundles_of_many_together(parent: Warm, disk: Disk) -> None:
    problems = cut_batches(parent, disk, 3, 1)
    Ledger.add("P2", f"power cuts while exporting many together, {_kind(disk)}", 3, "|".join(problems))
    assert not problems, problems


def test_a_power_cut_catches_many_exports_that_sync_nothing(parent: Warm, disk: Disk) -> None:
    assert cut_batches(parent, disk, 1, 1, "faults.naive:export_many_no_sync")


@pytest.mark.slow
def test_many_power_cuts(parent: Warm, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    n = round(300 * share())
    problems = cuts(parent, disk, n, seeded(2), monkeypatch)
    Ledger.add("P2", f"power cuts while typing, {_kind(disk)}", n, "|".join(problems))
    assert not problems, problems[:10]


@pytest.mark.slow
def test_many_power_cuts_of_exports(parent: Warm, disk: Disk) -> None:
    n = round(300 * share())
    problems = cut_exports(parent, disk, n, seeded(2))
    Ledger.add("P2", f"power cuts while exporting, {_kind(disk)}", n, "|".join(problems))
    assert not problems, problems[:10]


@pytest.mark.slow
def test_many_power_cuts_of_many_exports_together(parent: Warm, disk: Disk) -> None:
    n = round(300 * share())
    problems = cut_batches(parent, disk, n, seeded(2))
    Ledger.add("P2", f"power cuts while exporting many together, {_kind(disk)}", n, "|".join(problems))
    assert not problems, problems[:10]


def _kind(disk: Disk) -> str:
    command = ["stat", "-f", "-c", "%T", str(disk.place)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
