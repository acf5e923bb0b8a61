"""Many exports into one folder of this computer: each article is read, checked and staged by itself; what has to wait
for the disk, and what is left in the workspace, is done for many at once. Bundles are those that `export` makes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from editor.app.batch import Batch
from editor.app.orders import Order, carry_out
from editor.app.outbox import discard, is_empty
from editor.app.photos import photo_cache
from editor.app.publish import Exported, Wanted, clock, exported_as, made_ready, refuse_own_folder
from editor.app.receipt import identified, stored
from editor.app.targets import place_of
from editor.app.versioning import as_in_file
from editor.bundle.handoff import HandOver, Staged
from editor.bundle.profile import profile as profile_named
from editor.bundle.published import fingerprints
from editor.errors import CancelledError, EditorError
from editor.library.departures import Departure, Departures
from editor.library.workspace import Opened, Workspace, folder_of
from editor.work import Cancel

TOGETHER = 32
"""Articles that wait for the disk together."""

Done = Exported | EditorError


class Exports:
    """One order over many articles, of one workspace or several."""

    def __init__(self, order: Order, cancel: Cancel, workers: int = 0) -> None:
        """Args: workers: photos that are made at a time, 0 for as many as this computer does well."""
        self._order = order.settled()
        self._cancel = cancel
        self._workers = workers
        self._batches: dict[Path, Batch] = {}
        self._bulks: dict[Path, Bulk] = {}

    def know(self, articles: Iterable[Path]) -> None:
        """Look at all articles before the first is exported; what they share is read here, once."""
        folders: dict[Path, list[Path]] = {}
        for article in articles:
            with suppress(EditorError):  # its export will say the same
                folder = folder_of(article)
                folders.setdefault(folder.parents[1], []).append(folder)
        for root, found in folders.items():
            self._batch(root).know(found)

    def carry_out(self, articles: Sequence[Path], patience: float) -> list[Done]:
        """What became of the first of these articles, one at least; after `patience` seconds none is begun any more.

        Raises CancelledError when not even the first was begun.
        """
        self._cancel.check()
        try:
            workspace, first = Workspace.of_article(articles[0])
            target = self._order.target
            if self._order.withdraw or not isinstance(target, Path) or (self._order.outbox and not target.is_dir()):
                return [carry_out(self._order, articles[0], self._batch(workspace.root), self._cancel)]
        except CancelledError:
            raise
        except EditorError as problem:
            return [problem]
        bulk = self._bulks.get(workspace.root)
        if bulk is None:
            batch = self._batch(workspace.root)
            bulk = self._bulks[workspace.root] = Bulk(batch, self._order, target, self._cancel, self._workers)
        return bulk.carry_out([first, *_beside(first, articles[1:])], patience)

    def _batch(self, root: Path) -> Batch:
        if root not in self._batches:
            self._batches[root] = Batch(Workspace(root))
        return self._batches[root]


def _beside(first: Path, articles: Iterable[Path]) -> Iterator[Path]:
    """The folders of those articles that stand in the same workspace, up to the first that does not."""
    for article in articles:
        try:
            folder = folder_of(article)
        except EditorError:
            return
        if folder.parent != first.parent:
            return
        yield folder


@dataclass(frozen=True, slots=True)
class _OnItsWay:
    """An article whose bundle is staged: which one of those asked for."""

    number: int
    opened: Opened
    published: Mapping[str, str]
    staged: Staged


class Bulk:
    """The exports of one workspace that one order asks for."""

    def __init__(self, batch: Batch, order: Order, target: Path, cancel: Cancel, workers: int = 0) -> None:
        """Args: target: the order's folder. workers: photos that are made at a time, 0 for as many as do well."""
        self._batch = batch
        self._order = order
        self._target = target
        self._cancel = cancel
        self._hand_over = HandOver(target, cancel, workers)
        self._place = place_of(target)
        self._read: dict[Path, Opened] = {}
        self._cache = photo_cache()

    def carry_out(self, folders: Sequence[Path], patience: float) -> list[Done]:
        """What became of the first of these articles. Raises CancelledError when not even one was begun."""
        try:
            with self._hand_over.together():
                return self._together(folders, time.monotonic() + patience)
        except CancelledError:
            raise
        except EditorError as problem:  # nothing can be put there
            return [problem] * len(folders)

    def _together(self, folders: Sequence[Path], end: float) -> list[Done]:
        done: list[Done | None] = []
        waiting: list[_OnItsWay] = []
        refuse_own_folder(self._batch.workspace, self._target)
        opened = [self._read.get(folder) or self._opened(folder) for folder in folders]
        self._read = {}
        for number, article in enumerate(opened):
            if number and (self._cancel.is_set or time.monotonic() > end):
                left = zip(folders[number:], opened[number:], strict=False)  # mostly the next to be asked for
                self._read = {folder: one for folder, one in left if not isinstance(one, EditorError)}
                break
            try:
                done.append(article if isinstance(article, EditorError) else self._begun(number, article, waiting))
            except CancelledError:
                if not done:
                    raise
                break
            except EditorError as problem:
                done.append(problem)
        self._finish(waiting, done)
        return [one for one in done if one is not None]

    def _opened(self, folder: Path) -> Opened | EditorError:
        try:
            opened = identified(self._batch.workspace.load(folder))
        except EditorError as problem:
            return problem
        self._batch.meet(opened.article)
        return opened

    def _begun(self, number: int, opened: Opened, waiting: list[_OnItsWay]) -> Exported | None:
        """None for one that is on its way now."""
        order, now = self._order, datetime.now(UTC)
        wanted = Wanted(order.profile, self._target, self._place, order.force, now, order.created or clock(now))
        ready = made_ready(self._batch, opened, wanted, self._receipts_of)
        if isinstance(ready, Exported):
            self._discard(ready.article_id, profile_named(order.profile, self._batch.newsroom).name)
            return ready
        published = fingerprints(opened.article)
        staged = self._hand_over.stage(ready.plan, earlier=ready.before, cache=self._cache)
        waiting.append(_OnItsWay(number, opened, published, staged))
        return None

    def _finish(self, waiting: Sequence[_OnItsWay], done: list[Done | None]) -> None:
        receipts = self._hand_over.finish([one.staged for one in waiting])
        left: list[tuple[int, Departure]] = []
        for one, receipt in zip(waiting, receipts, strict=True):
            if isinstance(receipt, EditorError):
                done[one.number] = receipt
                continue
            done[one.number] = exported_as(receipt)
            opened = one.opened
            record = stored(receipt, self._place, opened, one.published)
            departure = Departure(receipt.article_id, record, opened.folder, as_in_file(opened), opened.text)
            left.append((one.number, departure))
            self._discard(receipt.article_id, receipt.profile)
        problems = self._departures.keep([departure for _, departure in left])
        for (number, _), problem in zip(left, problems, strict=True):
            exported = done[number]
            if problem is not None and isinstance(exported, Exported):
                done[number] = replace(exported, receipt_problem=problem)

    def _receipts_of(self, article_id: str) -> tuple[Mapping[str, Any], ...]:
        return self._departures.receipts_of(article_id)

    @cached_property
    def _departures(self) -> Departures:
        return Departures(self._batch.workspace)

    @cached_property
    def _nothing_waits(self) -> bool:
        """What somebody lets wait while we work is dropped when its turn comes: it is older than our receipt."""
        return is_empty(self._batch.workspace)

    def _discard(self, article_id: str, profile: str) -> None:
        if not self._nothing_waits:
            discard(self._batch.workspace, article_id, self._target, profile)
