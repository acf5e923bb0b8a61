"""Sweeps: one job, a fault at its first file call, at its second, … until a clean run; what must hold after each."""

from __future__ import annotations

import errno
import os
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commandline import fingerprint
from editor.bundle.verify import verify
from editor.errors import EditorError
from editor.files import digest
from editor.library.journal import Journal
from editor.library.workspace import Workspace
from editor.model.blocks import figures_of
from faults.newsroom import OLD, Desk
from faults.warm import ALLOCATING, EVERY, FAIL, KILL_AFTER, KILL_BEFORE, ONCE, READS, SHORT, Came, Fault, Warm
from faults.writers import TEXTS

NEW = "Cầu đi bộ qua kênh thông xe"
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS)
KILLED = -9
_UNTOUCHED = (
    "ws/newsroom.yaml",
    "ws/articles/2022-10-18-bai-thu-hai",
    "inbox",
    "ws/articles/2022-10-17-cau-di-bo/images/01-cau.jpg",
)


@dataclass(frozen=True, slots=True)
class Job:
    """A command (or `module:function`) and what must hold when it ended, however it ended: problems as sentences."""

    name: str
    command: Callable[[Desk], Sequence[object]]
    check: Callable[[Desk, Desk, Came], Iterable[str]]
    function: str = ""
    moves: bool = False  # the article itself goes elsewhere: `check` says where it may stand

    def run(self, parent: Warm, desk: Desk, fault: Fault) -> Came:
        environment = {"STANDFIRST_HOME": str(desk.home)}
        if self.function:
            return parent.call(self.function, [list(map(str, self.command(desk)))], [desk.top], fault, **environment)
        return parent.run(self.command(desk), [desk.top], fault, **environment)


@dataclass(slots=True)
class Swept:
    runs: int = 0
    kills: int = 0
    problems: list[str] = field(default_factory=list)


def every_fault(at: int, kinds: int) -> Iterator[Fault]:
    """All that can happen at one call."""
    if kinds == READS:
        for number in (errno.EIO, errno.EACCES):
            yield Fault(FAIL, at, number, ONCE, kinds)
            yield Fault(FAIL, at, number, EVERY, kinds)
        return
    yield Fault(KILL_BEFORE, at, kinds=kinds)
    yield Fault(KILL_AFTER, at, kinds=kinds)
    yield Fault(SHORT, at, kinds=kinds)
    yield Fault(SHORT, at, errno.ENOSPC, ALLOCATING, kinds)
    for number in ERRORS:
        yield Fault(FAIL, at, number, ONCE, kinds)
        yield Fault(FAIL, at, number, ALLOCATING if number in {errno.ENOSPC, errno.EDQUOT} else EVERY, kinds)


def sweep(
    parent: Warm, job: Job, before: Desk, room: Path, kinds: int, chance: random.Random, part: float, stride: int = 1
) -> Swept:
    """Args: part: of the faults at each call, at random; 1.0 is every one. stride: one call in so many, on average."""
    swept = Swept()
    at, going = 0, True
    while going:
        at += chance.randrange(1, 2 * stride)
        faults = list(every_fault(at, kinds))
        chosen = [fault for fault in faults if chance.random() < part]
        going = False
        for fault in chosen or [chance.choice(faults)]:
            desk = before.copy(room)
            came = job.run(parent, desk, fault)
            going |= came.fired
            swept.runs += 1
            swept.kills += fault.kills and came.fired
            found = [*after(job, before, desk, came, fault), *next_run(parent, job, desk, came)]
            swept.problems += [f"{job.name} {_told(fault)} at {came.last}: {problem}" for problem in found]
    return swept


def after(job: Job, before: Desk, desk: Desk, came: Came, fault: Fault) -> Iterator[str]:
    """What must hold after any run of any job."""
    if came.code == KILLED:
        if not fault.kills:
            yield "killed without a kill"
    elif "Traceback" in came.out + came.err or came.code == 99:
        yield f"a traceback: {came.err[-600:]}"
    elif came.code not in ({0, 1, 3} if fault.kinds == READS else {0, 3}):
        yield f"exit {came.code}: {came.err}"
    elif came.code == 3:
        if (desk.home / "data" / "crashes").exists() or "crash" in came.err.lower():
            yield f"met as a bug: {came.err} {_report(desk)}"
        if str(desk.top) not in came.err and not re.search(r"\w+\.(html|jpg|md)\b", came.err):
            yield f"names no file: {came.err}"
    for path in _UNTOUCHED[: -1 if job.moves else None]:
        if _state(before.top / path) != _state(desk.top / path):
            yield f"{path} has changed"
    yield from job.check(before, desk, came)


def next_run(parent: Warm, job: Job, desk: Desk, came: Came) -> Iterator[str]:
    """The next run succeeds, and the next save of an article clears what stands hidden in its folder."""
    if came.code == 0 and not desk.hidden():
        return
    environment = {"STANDFIRST_HOME": str(desk.home)}
    parent.run(["set", desk.file, "kicker=x"], [desk.top], **environment)  # what is unchanged is not handed over again
    again = job.run(parent, desk, Fault())
    if again.code:
        yield f"the next run: exit {again.code}: {again.err}"
    for folder in sorted((desk.workspace / "articles").iterdir()):
        if any(folder in path.parents for path in desk.hidden()):
            parent.run(["set", folder, "note=x"], [desk.top], **environment)
    if left := desk.hidden():
        yield f"the next run leaves {[str(path.relative_to(desk.top)) for path in left]}"


def says_unknown(came: Came) -> bool:
    """The one honest answer when the disk stops answering just after the rename."""
    return "may hold the old or the new" in came.err


def title_of(desk: Desk) -> str:
    return Workspace(desk.workspace).load(desk.article).article.headline


def check_set(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    try:
        title = title_of(desk)
    except EditorError as error:
        yield f"article.md is damaged: {error!r}"
        return
    if title not in {OLD, NEW} or (title == OLD and desk.file.read_bytes() != before.file.read_bytes()):
        yield "article.md is neither old nor new"
    if title != NEW and ("Saved " in came.out + came.err or came.code == 0):
        yield f"a false saved: {came.err}"
    if title == NEW and came.code == 3 and not says_unknown(came):
        yield f"saved, and says it is not: {came.err}"


def check_attach(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    try:
        article = Workspace(desk.workspace).load(desk.article).article
    except EditorError as error:
        yield f"article.md is damaged: {error!r}"
        return
    sources = [figure.src for figure in figures_of(article.body)]
    if len(sources) == 1 and desk.file.read_bytes() != before.file.read_bytes():
        yield "article.md is neither old nor new"
    if came.code == 0 and len(sources) != 2:
        yield "a false saved"
    for src in sources:
        if not (desk.article / src).is_file():
            yield f"{src} is missing"
    wanted = {digest((before.article / sources[0]).read_bytes()), digest((desk.inbox / "IMG_1.jpg").read_bytes())}
    for path in (desk.article / "images").iterdir():
        if not path.name.startswith(".") and digest(path.read_bytes()) not in wanted:
            yield f"{path.name} is damaged"


def check_import(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    new = [
        path
        for path in (desk.workspace / "articles").iterdir()
        if "boi-duong" in path.name and not path.name.startswith(".")
    ]
    if came.code == 0 and len(new) != 1:
        yield f"a false saved: {new}"
    if came.code == 3 and new and not says_unknown(came):
        yield "failed, and left an article"
    for folder in new:
        try:
            article = Workspace(desk.workspace).load(folder).article
        except EditorError as error:
            yield f"half an article: {error!r}"
            continue
        sources = [figure.src for figure in figures_of(article.body)]
        lost = [src for src in sources if not (folder / src).is_file()]
        if len(sources) != 2 or (lost and not re.search(r"IMG_\d|\d\d-[a-z]", came.err)):
            yield f"an article without its photos: {sources}, missing {lost}"
    if desk.file.read_bytes() != before.file.read_bytes():
        yield "another article has changed"


def check_export(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    shown = [path for path in desk.cms.iterdir() if not path.name.startswith(".")]
    had = [path for path in before.cms.iterdir() if not path.name.startswith(".")]
    if (came.code == 0 or had) and len(shown) != 1:
        yield f"{len(shown)} bundles are there"
    for bundle in shown:
        try:
            if not (told := verify(bundle)).ok:
                yield f"half a bundle: {told}"
        except EditorError as error:
            yield f"half a bundle: {error!r}"
    if came.code == 3 and not had and shown and not (says_unknown(came) or "stands whole" in came.err):
        yield f"failed, and handed over: {came.err}"
    if desk.file.read_bytes() != before.file.read_bytes():
        yield "the article has changed"


def check_journal(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    """What was confirmed last is kept, or something newer; a journal that is there can be read."""
    confirmed = [int(line) for line in came.out.split()]
    os.environ["STANDFIRST_HOME"] = str(desk.home)
    try:
        kept = Journal(desk.article).read()
    except EditorError as error:
        yield f"the journal is damaged: {error!r}"
        return
    if kept is None:
        if confirmed:
            yield f"{confirmed[-1]} was confirmed, and nothing is kept"
    elif kept.text not in TEXTS:
        yield "the journal holds what nobody has typed"
    elif confirmed and TEXTS.index(kept.text) < confirmed[-1]:
        yield f"{confirmed[-1]} was confirmed, {TEXTS.index(kept.text)} is kept"


def _set(desk: Desk) -> Sequence[object]:
    return ["set", desk.file, f"title={NEW}"]


def _import(desk: Desk) -> Sequence[object]:
    return ["import", "-w", desk.workspace, desk.inbox / "bai.html", "--photos", desk.inbox]


def _attach(desk: Desk) -> Sequence[object]:
    return ["attach", desk.file, desk.inbox / "IMG_1.jpg", "--caption", "Lễ khởi công"]


def _export(kind: str) -> Callable[[Desk], Sequence[object]]:
    return lambda desk: ["export", desk.article, "--to", desk.cms, "--kind", kind]


SET = Job("set", _set, check_set)
IMPORT = Job("import", _import, check_import)
ATTACH = Job("attach", _attach, check_attach)
JOURNAL = Job("journal", lambda desk: [desk.article], check_journal, "faults.writers:keep_journal")
EXPORTS = {kind: Job(f"export {kind}", _export(kind), check_export) for kind in ("html", "markdown", "both")}


def _told(fault: Fault) -> str:
    modes = {
        FAIL: errno.errorcode.get(fault.number, ""),
        SHORT: "short write",
        KILL_BEFORE: "kill before",
        KILL_AFTER: "kill after",
    }
    return f"{modes.get(fault.mode, 'clean')}{('', ' and on', ' full')[fault.sticky]} call {fault.at}"


def _report(desk: Desk) -> list[str]:
    reports = sorted((desk.home / "data" / "crashes").glob("*.txt"))
    return reports[-1].read_text(encoding="utf-8")[-300:].splitlines()[-4:] if reports else []


def _state(path: Path) -> str:
    return fingerprint(path) if path.is_dir() else digest(path.read_bytes()) if path.is_file() else ""
