"""Which photos of the sheet were used before in an article of the workspace; found in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.app.photos import UsedBefore, used_before
from editor.qt.desk import Desk
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.panels.cover import short
from editor.qt.panels.moments import shown
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.errors import EditorError


class Recognition(QObject):
    """Looks twice: at what is known already, which takes some ms, then at what came into the workspace since."""

    changed = Signal()

    def __init__(self, desk: Desk, bench: PhotoBench) -> None:
        super().__init__(bench)
        self._desk = desk
        self._bench = bench
        self.found: Mapping[int, UsedBefore] = {}
        bench.looked.connect(self._begin)

    def close(self) -> None:
        self._desk.leisure.cancel((id(self), "used"))

    def words(self, key: int) -> str:
        """Where it was used and with which caption; "" for a photo that is new."""
        used, say = self.found.get(key), self._desk.say
        if used is None:
            return ""
        day = shown(used.date, self._desk.newsroom.timezone).split(" ")[0]
        place = short(used.headline, 60) or say("library.untitled")
        where = say("photos.used-on", headline=place, day=day) if day else say("photos.used-in", headline=place)
        caption = short(used.caption, 120)
        then = say("photos.used-caption", caption=caption) if caption else ""
        return f"{where} {then}".strip()

    def _begin(self) -> None:
        if self._bench.likenesses:
            self._run(refresh=False)

    def _run(self, *, refresh: bool) -> None:
        workspace, bench = self._desk.workspace, self._bench
        if workspace is None:
            return
        likenesses = dict(bench.likenesses)
        own = [photo.source for photo in bench.batch.photos if isinstance(photo.source, Path)]

        def work(cancel: Cancel) -> Mapping[int, UsedBefore]:
            return used_before(workspace, likenesses, own, refresh=refresh, cancel=cancel)

        def done(found: Mapping[int, UsedBefore]) -> None:
            if found != self.found:
                self.found = found
                self.changed.emit()
            if not refresh:
                self._run(refresh=True)

        self._desk.leisure.run((id(self), "used"), work, done, self._failed)

    def _failed(self, error: EditorError) -> None:
        """The register is held by another process: this time nothing is recognised, and nothing else is lost."""
