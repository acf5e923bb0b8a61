"""A parent with everything imported, under the shim; it forks once per question, so that a sweep costs milliseconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHIM = Path(__file__).with_name("shim.c")

CHANGES, READS = 1, 2
COUNT, FAIL, SHORT, KILL_BEFORE, KILL_AFTER, STOP = range(6)
ONCE, EVERY, ALLOCATING = range(3)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the `at`-th file call: nothing (0), an errno, half a write, or a kill.

    `sticky`: later calls fail as well, all that count (EVERY) or those that take space (ALLOCATING).
    """

    mode: int = COUNT
    at: int = 0
    number: int = 0
    sticky: int = ONCE
    kinds: int = CHANGES

    @property
    def kills(self) -> bool:
        return self.mode in {KILL_BEFORE, KILL_AFTER}


@dataclass(frozen=True, slots=True)
class Came:
    """What a forked child left: exit code (negative: the signal), what it printed, how many calls it made."""

    code: int
    out: str
    err: str
    count: int
    fired: bool
    last: str  # the call that was hit, "rename /…/article.md"

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def build(folder: Path) -> Path:
    """The shim as a library, built with the system's C compiler."""
    library = folder / "shim.so"
    command = ["gcc", "-Wall", "-Wextra", "-Werror", "-O2", "-shared", "-fPIC", "-o", str(library), str(SHIM), "-ldl"]
    subprocess.run(command, check=True)
    return library


class Warm:
    """The warm parent. `run` is the command line, `call` any function `module:name` that returns an exit code."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self, arguments: Sequence[object], roots: Sequence[Path], fault: Fault = Fault(), **environment: str
    ) -> Came:
        return self.call("editor.cli.main:run", [["--lang", "en", *map(str, arguments)]], roots, fault, **environment)

    def prepare(self, arguments: Sequence[object], home: Path) -> None:
        """Run a command once in the parent itself: what it imports and caches, every child has."""
        question = {"prepare": ["--lang", "en", *map(str, arguments)], "environment": {"STANDFIRST_HOME": str(home)}}
        answer = self._ask(question)
        assert answer["code"] == 0, answer

    def call(
        self,
        function: str,
        arguments: Sequence[object],
        roots: Sequence[Path],
        fault: Fault = Fault(),
        **environment: str,
    ) -> Came:
        question = _question(function, arguments, roots, fault, environment)
        return Came(**self._ask(question))

    def interleave(
        self,
        calls: Sequence[tuple[str, Sequence[object]]],
        roots: Sequence[Path],
        kinds: int,
        at: int,
        **environment: str,
    ) -> tuple[Came, Came]:
        """Stop the first call at its file call number `at` until the second one has ended."""
        (function, arguments), second = calls
        question = _question(function, arguments, roots, Fault(STOP, at, kinds=kinds), environment)
        quiet = _question(*second, roots, Fault(), environment)
        one, other = self._ask({**question, "meanwhile": quiet})
        return Came(**one), Came(**other)

    def kill_after(
        self,
        function: str,
        arguments: Sequence[object],
        seconds: float,
        sign: str = "",
        cut: Path | None = None,
        **environment: str,
    ) -> tuple[Came, float]:
        """Kill a call after so many seconds, counted from when it has printed `sign`; and the moment of the kill.

        Args: cut: a mounted file system that loses its power first.
        """
        question = _question(function, arguments, (), Fault(), environment)
        answer = self._ask({**question, "kill": seconds, "sign": sign, "cut": str(cut) if cut else ""})
        return Came(**answer["came"]), answer["moment"]

    def _ask(self, question: Mapping[str, object]) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())


def _question(
    function: str, arguments: Sequence[object], roots: Sequence[Path], fault: Fault, environment: Mapping[str, str]
) -> dict[str, object]:
    return {
        "function": function,
        "arguments": list(arguments),
        "roots": [os.path.realpath(root) for root in roots],
        "fault": [fault.kinds, fault.mode, fault.number, fault.sticky, fault.at],
        "environment": environment,
    }


@contextmanager
def warm(library: Path, home: Path, *modules: str) -> Iterator[Warm]:
    """Args: modules: imported before the first fork."""
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "PYTHONPATH": paths,
        "STANDFIRST_HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from faults.warm import serve; serve()", *modules],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )
    try:
        yield Warm(process)
    finally:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def serve() -> None:
    """The parent's loop: a question a line on stdin, an answer a line on stdout."""
    import ctypes
    from importlib import import_module

    for name in sys.argv[1:]:
        import_module(name)
    shim = ctypes.CDLL(None)
    shim.fault_count.restype = shim.fault_fired.restype = ctypes.c_long
    shim.fault_last.restype = ctypes.c_char_p
    for line in sys.stdin:
        question = json.loads(line)
        if "prepare" in question:
            _answer(_prepare(question))
            continue
        shim.fault_no_roots()
        for root in question["roots"]:
            shim.fault_root(os.fsencode(root))
        first = _Child(shim, question)
        if "kill" in question:
            moment = first.killed(question["kill"], question["sign"].encode(), question["cut"])
            _answer({"came": first.ended(), "moment": moment})
            continue
        if "meanwhile" not in question:
            _answer(first.ended())
            continue
        first.stopped_or_ended()
        second = _Child(shim, question["meanwhile"], counted=False).ended()
        _answer([first.ended(), second])


class _Child:
    """A fork of the parent that answers one question."""

    def __init__(self, shim: Any, question: Mapping[str, Any], *, counted: bool = True) -> None:
        import tempfile

        self._shim = shim
        self._printed = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has ended
        self._code: int | None = None
        self._heard: int | None = None
        self.pid = os.fork()
        if not self.pid:
            _run_child(shim, question, [file.fileno() for file in self._printed], counted=counted)

    def stopped_or_ended(self) -> None:
        _, status = os.waitpid(self.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            self._code = os.waitstatus_to_exitcode(status)

    def killed(self, seconds: float, sign: bytes, cut: str) -> float:
        """By SIGKILL, with nothing said before. The moment, by the clock that a child has too."""
        import signal
        import time

        deadline = time.monotonic() + 60
        while sign and sign not in os.pread(self._printed[0].fileno(), 1 << 16, 0) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(seconds)
        moment = time.monotonic()
        if cut:
            # What is said after the cut, nobody hears: ext4 calls a sync done that its shutdown has thrown away.
            self._heard = os.fstat(self._printed[0].fileno()).st_size
            _cut_power(cut)
        os.kill(self.pid, signal.SIGKILL)
        return moment

    def ended(self) -> dict[str, object]:
        import signal

        if self._code is None:
            os.kill(self.pid, signal.SIGCONT)
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        printed = []
        for file, most in zip(self._printed, (self._heard, None), strict=True):
            file.seek(0)
            printed.append(file.read(most).decode("utf-8", errors="replace"))
            file.close()
        return {
            "code": self._code,
            "out": printed[0],
            "err": printed[1],
            "count": self._shim.fault_count(),
            "fired": bool(self._shim.fault_fired()),
            "last": os.fsdecode(self._shim.fault_last()),
        }


def _cut_power(mounted: str) -> None:
    """ext4 and xfs: what is not on the disk by now, the log included, never comes there."""
    import fcntl
    import struct

    handle = os.open(mounted, os.O_RDONLY)
    fcntl.ioctl(handle, 0x8004587D, struct.pack("I", 2))  # EXT4_IOC_SHUTDOWN, XFS_IOC_GOINGDOWN; NOLOGFLUSH
    os.close(handle)


def _answer(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _prepare(question: Mapping[str, Any]) -> dict[str, object]:
    import contextlib
    import gc
    import io

    from editor.cli.main import run

    os.environ.update(question["environment"])
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = run(question["prepare"])
    gc.collect()
    gc.freeze()
    return {"code": code, "err": said.getvalue()}


def _run_child(shim: Any, question: Mapping[str, Any], printed: Sequence[int], *, counted: bool) -> None:
    import traceback
    from importlib import import_module

    code = 99
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(printed[0], 1)
        os.dup2(printed[1], 2)
        os.environ.update(question["environment"])
        module, _, name = question["function"].partition(":")
        function = getattr(import_module(module), name)
        if counted:
            shim.fault_arm(*question["fault"][:4], _long(question["fault"][4]))
        answer = function(*question["arguments"])
        code = answer if isinstance(answer, int) else 0
    except BaseException:  # noqa: BLE001 - a child must never come back into the parent's loop
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _long(number: int) -> Any:
    import ctypes

    return ctypes.c_long(number)
