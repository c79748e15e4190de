"""In which order calls are made."""

from __future__ import annotations

from ansible_collections.sparkops.athena.plugins.module_utils._athena.waiting import Waiting


def _taken(waiting: Waiting[str], now: float) -> list[str]:
    taken = []
    while waiting.due(now) == 0:
        taken.append(waiting.take(now))
    return taken


def _filled() -> Waiting[str]:
    waiting: Waiting[str] = Waiting()
    for name in ("session 1", "session 2"):
        waiting.add(name, first=False)
    waiting.add("page", first=True)
    waiting.again("failed", 1.0, last=False)
    waiting.again("failed later", 3.0, last=False)
    waiting.again("timed out", 1.0, last=True)
    return waiting


def test_again_then_listings_then_sessions_then_what_timed_out() -> None:
    assert _taken(_filled(), 1.0) == ["failed", "page", "session 1", "session 2", "timed out"]


def test_nothing_before_its_time() -> None:
    waiting = _filled()
    assert _taken(waiting, 0.5) == ["page", "session 1", "session 2"]
    assert waiting.due(0.5) == 0.5
    assert _taken(waiting, 2.0) == ["failed", "timed out"]
    assert waiting.due(2.0) == 1.0
    assert _taken(waiting, 3.0) == ["failed later"]
    assert waiting.due(3.0) is None and not waiting


def test_all_that_waits() -> None:
    waiting = _filled()
    assert len(waiting) == 6 and waiting.any_fresh
    assert waiting.all() == ["failed", "timed out", "failed later", "page", "session 1", "session 2"]
