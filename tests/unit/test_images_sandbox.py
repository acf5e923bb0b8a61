"""A photo from outside is decoded where it can do no harm first."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from editor.errors import PhotoUnreadableError
from editor.files import digest
from editor.images import sandbox
from editor.images.cache import PhotoCache
from editor.images.catalog import look
from editor.images.probe import probe_bytes
from made_photos import encoded, picture

PATH = Path("photo.jpg")
GOOD = encoded(picture(64, 48))


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[sandbox._Pool]:
    """Processes of the test's own, and nothing known about any photo."""
    pool = sandbox._Pool()
    monkeypatch.setattr(sandbox, "_POOL", pool)
    monkeypatch.setattr(sandbox, "_PASSED", sandbox._Passed())
    yield pool
    for worker in pool._idle:
        worker.end()


def _check(content: bytes, cache: PhotoCache | None = None) -> None:
    sandbox.check(content, digest(content), PATH, cache)


def _endless() -> bytes:
    """A progressive JPEG with one scan a thousand times: small, and minutes of work."""
    jpeg = encoded(Image.new("L", (7000, 7000), 90), progressive=True)
    first = jpeg.index(b"\xff\xda")
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:first] + jpeg[first:last] + jpeg[last:-2] * 1000 + jpeg[-2:]


def test_a_photo_that_decodes_passes_and_is_not_looked_at_again(pool: sandbox._Pool) -> None:
    _check(GOOD)
    assert len(pool._idle) == 1
    pool._idle.pop().end()

    _check(GOOD)

    assert not pool._idle


def test_a_damaged_photo_is_refused_and_its_process_goes_on(pool: sandbox._Pool) -> None:
    _check(GOOD)
    (worker,) = pool._idle
    for damaged in (GOOD[:700], encoded(picture(64, 48), "PNG")[:-40], b"GIF89a"):
        with pytest.raises(PhotoUnreadableError) as caught:
            _check(damaged)
        assert caught.value.file == str(PATH)

    assert pool._idle == [worker]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits the time by the clock only")
def test_a_photo_that_takes_for_ever_is_given_up_and_the_next_one_is_fine(pool: sandbox._Pool) -> None:
    pool._seconds = 0.5

    with pytest.raises(PhotoUnreadableError) as caught:
        _check(_endless())

    assert caught.value.facts["reason"] == sandbox.TOO_HARD
    assert not pool._idle
    _check(GOOD)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_a_photo_that_takes_all_memory_is_refused(pool: sandbox._Pool) -> None:
    huge = encoded(Image.new("P", (16_000, 16_000)), "PNG", transparency=0)

    with pytest.raises(PhotoUnreadableError) as caught:
        _check(huge * 1 + bytes(400_000_000))  # 256 MB of pixels beside 400 MB of file

    assert caught.value.facts["reason"] in {"MemoryError", sandbox.TOO_HARD}
    _check(GOOD)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX's signals")
def test_a_process_that_died_while_it_waited_is_no_photos_fault(pool: sandbox._Pool) -> None:
    _check(GOOD)
    (worker,) = pool._idle
    os.kill(worker._process.pid or 0, signal.SIGKILL)
    worker._process.join()

    _check(encoded(picture(65, 48)))

    assert pool._idle != [worker]


def test_a_process_that_nobody_asks_goes_home_and_says_so() -> None:
    worker = sandbox._Worker(idle=0.01)
    worker._process.join(20)

    assert worker._process.exitcode == 0
    assert worker.ask(GOOD) is None


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX's signals")
def test_a_decoder_that_crashes_takes_only_its_process_with_it(pool: sandbox._Pool) -> None:
    worker = sandbox._Worker(idle=30)
    pid = worker._process.pid or 0
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(worker.ask, GOOD)
        time.sleep(0.1)
        os.kill(pid, signal.SIGSEGV)
        os.kill(pid, signal.SIGCONT)

        assert asked.result(20) == sandbox.TOO_HARD
    assert not worker.is_alive


def test_many_photos_at_once_are_each_answered_for(pool: sandbox._Pool) -> None:
    photos = [encoded(picture(40 + number, 30)) for number in range(20)]
    photos[7] = photos[7][:300]

    with ThreadPoolExecutor(8) as threads:
        reasons = list(threads.map(pool.ask, photos))

    assert [bool(reason) for reason in reasons] == [number == 7 for number in range(20)]
    assert len(pool._idle) <= sandbox._MOST


def test_what_passed_is_known_in_the_next_run(
    pool: sandbox._Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = PhotoCache(tmp_path / "cache")
    probe_bytes(GOOD, PATH)  # attached
    probe_bytes(GOOD, PATH, cache)  # checked
    monkeypatch.setattr(sandbox, "_PASSED", sandbox._Passed())
    pool._idle.pop().end()

    probe_bytes(GOOD, PATH, cache)
    assert not pool._idle

    probe_bytes(encoded(picture(64, 49)), PATH, cache)
    assert pool._idle


def test_without_a_process_a_photo_is_not_known_to_be_bad(
    pool: sandbox._Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photo.jpg").write_bytes(GOOD)

    def none(_process: object) -> None:
        raise BlockingIOError("no more processes")

    with monkeypatch.context() as patched:
        patched.setattr(sandbox, "start_apart", none)
        (found,) = look(tmp_path, ["photo.jpg"]).values()
        assert isinstance(found, PhotoUnreadableError)
        assert found.facts["reason"] == sandbox.NO_PROCESS

    (found,) = look(tmp_path, ["photo.jpg"]).values()
    assert not isinstance(found, PhotoUnreadableError)
