"""Background work: the latest wins, results come when they are asked for, bugs are never swallowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from editor.app.jobs import Jobs
from editor.errors import DiskFullError, EditorError
from editor.work import Cancel


class Desk:
    """Jobs with what they called back."""

    def __init__(self, workers: int = 2) -> None:
        self.done: list[object] = []
        self.errors: list[EditorError] = []
        self.crashes: list[BaseException] = []
        self.woken = threading.Event()
        self.jobs = Jobs(ThreadPoolExecutor(workers), self.crashes.append, self.woken.set)

    def submit(self, key: str, work: object) -> Cancel:
        return self.jobs.submit(key, work, self.done.append, self.errors.append)  # type: ignore[arg-type]

    def deliver_all(self) -> None:
        while self.jobs.deliver(timeout=5):
            pass


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.jobs.close()


def test_a_result_comes_when_it_is_asked_for_and_on_that_thread(desk: Desk) -> None:
    threads: list[str] = []
    desk.jobs.submit(
        "a", lambda cancel: 42, lambda _: threads.append(threading.current_thread().name), desk.errors.append
    )
    assert desk.woken.wait(5)
    assert threads == []
    assert desk.jobs.is_running("a")
    assert desk.jobs.deliver(timeout=5)
    assert threads == [threading.current_thread().name]
    assert not desk.jobs.is_running("a")
    assert not desk.jobs.deliver(timeout=None)


def test_the_latest_job_of_a_key_wins(desk: Desk) -> None:
    gate = threading.Event()
    tokens: list[Cancel] = []

    def slow(cancel: Cancel) -> str:
        tokens.append(cancel)
        gate.wait(5)
        return "old"

    desk.submit("search", slow)
    desk.submit("search", lambda cancel: "new")
    gate.set()
    desk.deliver_all()
    assert desk.done == ["new"]
    assert all(token.is_set for token in tokens)


def test_a_result_that_waits_is_dropped_when_a_newer_job_starts(desk: Desk) -> None:
    desk.submit("search", lambda cancel: "old")
    assert desk.woken.wait(5)
    desk.submit("search", lambda cancel: "new")
    desk.deliver_all()
    assert desk.done == ["new"]


def test_jobs_of_other_keys_do_not_disturb_each_other(desk: Desk) -> None:
    for number in range(20):
        desk.submit(f"key {number}", lambda cancel, number=number: number)
    desk.deliver_all()
    assert sorted(desk.done) == list(range(20))  # type: ignore[type-var]


def test_an_error_of_ours_goes_to_whoever_asked(desk: Desk) -> None:
    def full(cancel: Cancel) -> None:
        raise DiskFullError("x")

    desk.submit("a", full)
    desk.deliver_all()
    assert [type(error) for error in desk.errors] == [DiskFullError]
    assert desk.crashes == []


def test_a_bug_goes_to_the_crash_handler_even_when_nobody_waits(desk: Desk) -> None:
    gate = threading.Event()

    def broken(cancel: Cancel) -> None:
        gate.wait(5)
        raise ZeroDivisionError

    desk.submit("a", broken)
    desk.jobs.cancel("a")
    gate.set()
    desk.deliver_all()
    assert [type(error) for error in desk.crashes] == [ZeroDivisionError]
    assert desk.errors == []


def test_a_cancelled_job_calls_nothing_back(desk: Desk) -> None:
    def patient(cancel: Cancel) -> None:
        while True:
            cancel.check()

    desk.submit("a", patient)
    desk.jobs.cancel("a")
    desk.deliver_all()
    assert (desk.done, desk.errors, desk.crashes) == ([], [], [])


def test_a_token_cancelled_by_its_owner_is_told_as_an_error_to_nobody(desk: Desk) -> None:
    gate = threading.Event()

    def patient(cancel: Cancel) -> None:
        gate.wait(5)
        cancel.check()

    desk.submit("a", patient).cancel()
    gate.set()
    desk.deliver_all()
    assert (desk.done, desk.errors, desk.crashes) == ([], [], [])
    assert not desk.jobs.is_running("a")


def test_closing_stops_what_runs_and_forgets_what_waits() -> None:
    desk = Desk(workers=1)
    started = threading.Event()

    def patient(cancel: Cancel) -> None:
        started.set()
        while True:
            cancel.check()

    desk.submit("running", patient)
    desk.submit("waiting", lambda cancel: desk.done.append("never"))
    assert started.wait(5)
    desk.jobs.close()
    assert (desk.done, desk.errors, desk.crashes) == ([], [], [])


def test_a_job_may_start_the_next_from_its_result(desk: Desk) -> None:
    def again(result: int) -> None:
        desk.done.append(result)
        if result < 3:
            desk.jobs.submit("chain", lambda cancel: result + 1, again, desk.errors.append)

    desk.jobs.submit("chain", lambda cancel: 1, again, desk.errors.append)
    desk.deliver_all()
    assert desk.done == [1, 2, 3]
