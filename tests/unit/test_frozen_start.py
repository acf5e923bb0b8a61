"""The installed program, which is its own Python, starts processes of its own for what comes from outside."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from editor.__main__ import main


@pytest.mark.parametrize("frozen", [True, False])
def test_an_installed_program_first_asks_whether_it_is_such_a_process(
    frozen: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: asked.append(True))
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("standfirst ")
    assert bool(asked) is frozen
