"""A bundle appears whole in the CMS's folder, or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM, assets, everything
from editor.bundle import filling, handoff, placing
from editor.bundle.handoff import Earlier, Receipt, hand_off
from editor.bundle.plan import BundlePlan, plan_bundle
from editor.bundle.profile import profile
from editor.bundle.verify import verify
from editor.errors import (
    CancelledError,
    DiskFullError,
    FileMissingError,
    FileUnwritableError,
    NameTakenError,
    PhotoMissingError,
)
from editor.files import exchange
from editor.images.asset import ImageAsset
from editor.model.article import Article
from editor.work import Cancel

NOW = datetime(2022, 10, 20, tzinfo=UTC)


@pytest.fixture
def photos(tmp_path: Path) -> dict[str, ImageAsset]:
    return assets(tmp_path / "article")


Plan = Callable[..., BundlePlan]


@pytest.fixture
def plan(photos: dict[str, ImageAsset]) -> Plan:
    def make(name: str = "html", article: Article | None = None, created: datetime = NOW, mode: str = "") -> BundlePlan:
        made = plan_bundle(article or everything(), profile(name, NEWSROOM), photos, NEWSROOM, created)
        return replace(made, mode=mode or made.mode)

    return make


@pytest.fixture
def cms(tmp_path: Path) -> Path:
    folder = tmp_path / "cms"
    folder.mkdir()
    return folder


def shape(folder: Path) -> dict[str, str]:
    """Every path under a folder with its content's hash; folders and hidden things too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "/"
        for path in folder.rglob("*")
    }


def earlier(receipt: Receipt) -> Earlier:
    return Earlier(receipt.bundle, receipt.revision, receipt.content_hash, receipt.files, receipt.recipes)


@pytest.mark.parametrize("name", ["html", "markdown", "pelican", "both"])
def test_a_bundle_stands_whole_and_sound(name: str, plan: Plan, cms: Path) -> None:
    made = plan(name)
    receipt = hand_off(made, cms)
    assert receipt.bundle == cms / "truong-lang-ben-song"
    assert verify(receipt.bundle).ok
    assert {entry.path for entry in receipt.files} == set(made.paths)
    assert [path.name for path in cms.iterdir()] == ["truong-lang-ben-song"]


def test_two_exports_differ_only_in_created(plan: Plan, cms: Path) -> None:
    hand_off(plan("both"), cms)
    first = shape(cms)
    hand_off(plan("both", created=datetime(2030, 1, 1, tzinfo=UTC)), cms)
    second = shape(cms)
    assert [path for path in first if first[path] != second[path]] == ["truong-lang-ben-song/manifest.json"]
    data = json.loads((cms / "truong-lang-ben-song/manifest.json").read_bytes())
    assert (data["created"], data["revision"], data["supersedes"]) == ("2030-01-01T00:00:00+00:00", 1, None)


def test_a_revision_rises_only_with_the_content(plan: Plan, cms: Path) -> None:
    receipts = [hand_off(plan(), cms)]
    for headline in ("Khác", "Khác", "Khác nữa"):
        article = replace(everything(), headline=headline)
        receipts.append(hand_off(plan(article=article), cms, earlier=earlier(receipts[-1])))
    assert [receipt.revision for receipt in receipts] == [1, 2, 2, 3]
    assert json.loads((receipts[-1].bundle / "manifest.json").read_bytes())["supersedes"] == 2


def test_without_a_receipt_the_bundle_itself_says_its_revision(plan: Plan, cms: Path) -> None:
    hand_off(plan(), cms)
    assert hand_off(plan(article=replace(everything(), headline="Khác")), cms).revision == 2


def test_a_revision_may_stand_beside_the_one_before(plan: Plan, cms: Path) -> None:
    first = hand_off(plan(mode="revision"), cms)
    again = hand_off(plan(mode="revision"), cms, earlier=earlier(first))
    changed = plan(article=replace(everything(), headline="Khác"), mode="revision")
    second = hand_off(changed, cms, earlier=earlier(again))
    assert first.bundle == again.bundle == cms / "truong-lang-ben-song"
    assert second.bundle == cms / "truong-lang-ben-song.r2"
    assert verify(first.bundle).ok
    assert verify(second.bundle).ok


def test_photos_that_did_not_change_are_not_made_again(plan: Plan, cms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = hand_off(plan(), cms)
    decoded: list[str] = []
    make_all = filling.make_all
    monkeypatch.setattr(
        filling,
        "make_all",
        lambda plans, **more: decoded.extend(p.asset.path.name for p in plans) or make_all(plans, **more),
    )
    again = hand_off(plan(), cms, earlier=earlier(first))
    assert decoded == []
    assert again.files == first.files
    body = tuple(replace(b, alt="Khác") if getattr(b, "src", "") else b for b in everything().body)
    hand_off(plan(article=replace(everything(), body=body)), cms, earlier=earlier(again))
    assert decoded == ["01-san-truong.jpg"]


def test_a_photo_that_somebody_touched_in_the_bundle_is_made_again(plan: Plan, cms: Path) -> None:
    first = hand_off(plan(), cms)
    (first.bundle / "images/01-san-truong-120.jpg").write_bytes(b"broken")
    again = hand_off(plan(), cms, earlier=earlier(first))
    assert again.files == first.files
    assert verify(again.bundle).ok


@pytest.mark.parametrize("what", ["file", "folder", "empty folder", "other article", "broken manifest", "link"])
def test_a_name_that_is_not_ours_is_left_alone(what: str, plan: Plan, cms: Path, tmp_path: Path) -> None:
    place = cms / "truong-lang-ben-song"
    if what == "file":
        place.write_text("của người khác", encoding="utf-8")
    elif what == "other article":
        hand_off(plan(article=replace(everything(), id="other")), cms)
    elif what == "link":
        ours = hand_off(plan(), tmp_path / "elsewhere").bundle
        place.symlink_to(ours)
    else:
        place.mkdir()
        if what != "empty folder":
            (place / ("manifest.json" if what == "broken manifest" else "a.txt")).write_text("{", encoding="utf-8")
    before = shape(cms)
    with pytest.raises(NameTakenError) as caught:
        hand_off(plan(), cms)
    assert caught.value.file == str(place)
    assert shape(cms) == before


def test_a_target_is_made_where_the_folder_above_it_is_there(plan: Plan, tmp_path: Path) -> None:
    assert verify(hand_off(plan(), tmp_path / "new").bundle).ok
    with pytest.raises(FileMissingError):
        hand_off(plan(), tmp_path / "unplugged" / "drive")
    assert not (tmp_path / "unplugged").exists()


def test_a_target_that_another_process_makes_meanwhile_serves_both(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, there = tmp_path / "new", os.path.lexists

    def meanwhile(path: Path) -> bool:
        target.mkdir(exist_ok=True)
        return there(path)

    monkeypatch.setattr(os.path, "lexists", meanwhile)
    assert verify(hand_off(plan(), target).bundle).ok


def test_a_target_that_is_a_file_is_refused(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "cms").write_text("x", encoding="utf-8")
    with pytest.raises(FileUnwritableError):
        hand_off(plan(), tmp_path / "cms")


def test_a_cancelled_hand_off_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    cancel = Cancel()
    with pytest.raises(CancelledError):
        hand_off(plan(), tmp_path / "new", cancel=cancel, progress=lambda *_: cancel.cancel())
    assert not (tmp_path / "new").exists()


def test_a_photo_that_went_meanwhile_leaves_nothing(plan: Plan, cms: Path, tmp_path: Path) -> None:
    made = plan()
    (tmp_path / "article/images/03-cong-truong.jpg").unlink()
    with pytest.raises(PhotoMissingError):
        hand_off(made, cms)
    assert shape(cms) == {}


def test_progress_counts_photos_and_ends_at_its_total(plan: Plan, cms: Path) -> None:
    told: list[tuple[int, int, str]] = []
    hand_off(plan(), cms, progress=lambda *step: told.append(step))
    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4, 5]
    assert {total for _, total, _ in told} == {5}
    assert told[-1][2] == "truong-lang-ben-song"


def test_a_disk_that_is_certainly_too_small_is_refused_at_once(
    plan: Plan, cms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 0, 100))
    with pytest.raises(DiskFullError):
        hand_off(plan(), cms)
    assert shape(cms) == {}


_OPEN = os.open


def _flags(_path: object, flags: int, *_: object, **__: object) -> int:
    return flags


class _Faults:
    """Lets the n-th operation that writes fail, once or for good; looking and removing go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, number: int, *, sticky: bool) -> None:
        self.calls = 0
        self._at, self._number, self._sticky = at, number, sticky
        for name in ("mkdir", "open", "write", "fsync", "rename"):
            monkeypatch.setattr(os, name, self._wrapped(getattr(os, name)))
        call = exchange._system_call()
        if call:

            def system_call(*arguments: object) -> int:
                if self._fails():
                    import ctypes

                    ctypes.set_errno(number)
                    return -1
                return call(*arguments)  # type: ignore[arg-type]

            monkeypatch.setattr(exchange, "_system_call", lambda: system_call)

    def _fails(self) -> bool:
        self.calls += 1
        return self.calls == self._at or (self._sticky and self.calls > self._at)

    def _wrapped(self, original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            only_reads = original is _OPEN and not _flags(*arguments, **named) & os.O_CREAT
            if not only_reads and self._fails():
                raise OSError(self._number, os.strerror(self._number))
            return original(*arguments, **named)

        return call


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_any_failing_step_leaves_the_old_bundle_or_the_new_one(
    number: int, sticky: bool, plan: Plan, cms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(everything(), cover="", body=everything().body[:1])
    hand_off(plan(article=small), cms)
    old = shape(cms)
    changed = plan(article=replace(small, headline="Tít khác"))
    at, refused = 0, 0
    while True:
        at += 1
        with monkeypatch.context() as patch:
            faults = _Faults(patch, at, number, sticky=sticky)
            try:
                hand_off(changed, cms)
                named = ""
            except (DiskFullError, FileUnwritableError) as error:
                named = error.file
        assert named in {"", str(cms / "truong-lang-ben-song")}
        assert [path.name for path in cms.iterdir() if not path.name.startswith(".")] == ["truong-lang-ben-song"]
        assert verify(cms / "truong-lang-ben-song").ok
        if named:
            refused += 1
            assert shape(cms) == old, f"step {at}"
        else:
            shutil.rmtree(cms)
            cms.mkdir()
            hand_off(plan(article=small), cms)
        if faults.calls < at:
            break
    assert refused > 20


def test_where_folders_cannot_be_swapped_the_old_one_steps_aside(
    plan: Plan, cms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_system_call", lambda: None)
    hand_off(plan(), cms)
    second = hand_off(plan(article=replace(everything(), headline="Khác")), cms)
    assert second.revision == 2
    assert verify(second.bundle).ok
    assert [path.name for path in cms.iterdir()] == ["truong-lang-ben-song"]


def test_where_folders_cannot_be_swapped_a_failure_brings_the_old_one_back(
    plan: Plan, cms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_system_call", lambda: None)
    hand_off(plan(), cms)
    before = shape(cms)

    def fails(*_: object) -> None:
        raise OSError(errno.EACCES, "denied")

    monkeypatch.setattr(placing, "rename_into_place", fails)
    with pytest.raises(FileUnwritableError):
        hand_off(plan(article=replace(everything(), headline="Khác")), cms)
    assert shape(cms) == before


def test_what_a_disk_keeps_is_read_back(plan: Plan, cms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced_hash = handoff.synced_hash

    def lying(path: str, *, sync: bool) -> str:
        if Path(path).name == "index.html":
            Path(path).write_bytes(b"\0" * 10)
        return synced_hash(path, sync=sync)

    monkeypatch.setattr(handoff, "synced_hash", lying)
    with pytest.raises(FileUnwritableError):
        hand_off(plan(), cms)
    assert shape(cms) == {}
