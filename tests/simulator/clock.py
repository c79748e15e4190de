"""The simulator's clock, which tests can move, and the ways in which a fleet writes a moment."""

from __future__ import annotations

import re
import threading
import time
from datetime import UTC, date, datetime, timedelta

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_SPAN = re.compile(r"(?P<sign>[-+]?)(?P<parts>(?:\d+(?:\.\d+)?[dhms])+)")
_PART = re.compile(r"(\d+(?:\.\d+)?)([dhms])")


class Clock:
    """Says what time it is for the simulated service; only ever goes forward.

    With a start it stands still until it is moved, so that a test sees exact times; without one it follows real time.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._epoch = time.monotonic()
        self._base = start or datetime.now(UTC)
        self._moved = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        with self._lock:
            passed = timedelta() if self._start else timedelta(seconds=time.monotonic() - self._epoch)
            return self._base + passed + self._moved

    def advance(self, seconds: float) -> datetime:
        """Move on by this many seconds and tell the new time; ValueError when that leads backwards."""
        if seconds < 0:
            raise ValueError(f"the clock only goes forward, not by {seconds} seconds")
        with self._lock:
            self._moved += timedelta(seconds=seconds)
        return self.now()


def parse_span(text: object) -> timedelta:
    """A length of time: ``90s``, ``2h30m``, ``-3d``, or a number of seconds. ValueError for anything else."""
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return timedelta(seconds=text)
    found = _SPAN.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{text!r} is no length of time such as 90s, 2h30m or -3d")
    span = timedelta(**_sum_parts(found["parts"]))
    return -span if found["sign"] == "-" else span


def _sum_parts(parts: str) -> dict[str, float]:
    total: dict[str, float] = {}
    for number, unit in _PART.findall(parts):
        total[_UNITS[unit]] = total.get(_UNITS[unit], 0.0) + float(number)
    return total


def parse_moment(value: object, now: datetime) -> datetime:
    """A point in time: ``now``, relative to it (``-2h``), ISO 8601, a YAML timestamp, or seconds since 1970.

    Without a time zone it is UTC. ValueError for anything else.
    """
    if value == "now":
        return now
    if isinstance(value, datetime):
        return _aware(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC)
    if isinstance(value, str):
        if _SPAN.fullmatch(value.strip()):
            return now + parse_span(value)
        try:
            return _aware(datetime.fromisoformat(value))
        except ValueError:
            pass
    raise ValueError(f"{value!r} is no moment such as -2h, now or 2026-11-22T17:00:00Z")


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
