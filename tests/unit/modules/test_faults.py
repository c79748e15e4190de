"""The table of faults, faults.yml, row by row: what is read, what is not and why, and that every read ends."""

from __future__ import annotations

import json
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import pytest
from support.faults import TABLE, Case, cases, differences

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator

PAGE = TABLE.parents[3] / "docs" / "faults.md"


@contextmanager
def no_hang(seconds: float) -> Iterator[None]:
    """A TimeoutError in this thread once the time is over."""

    def ring(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"not at its end after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def threads_left(before: set[threading.Thread]) -> set[threading.Thread]:
    """The threads that were begun since and would keep this process from ending; they have a moment to end."""
    for _wait in range(20):
        left = {thread for thread in threading.enumerate() if thread not in before and not thread.daemon}
        if not left:
            break
        time.sleep(0.1)
    return left


def marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.slow] if case.slow else []


def test_the_page_on_faults_has_every_row() -> None:
    shown = re.findall(r"^\| (.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == ["what goes wrong", *(case.fault for case in cases())]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.fault, marks=marks(case)) for case in cases()])
def test_every_session_is_accounted_for(
    case: Case, simulator: Simulator, printed: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    simulator.load(case.document())
    before = set(threading.enumerate())
    parameters: dict[str, Any] = {"on_unreadable": "report", "aws_config": {}, **case.parameters}
    with no_hang(case.within):
        text = printed(**parameters)
    result: dict[str, Any] = json.loads(text)
    assert differences(case, result) == []
    assert "Traceback" not in str(result.get("msg")) + capsys.readouterr().err
    assert not threads_left(before)
