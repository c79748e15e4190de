"""The life of a session, as a pure function of what was written down about it and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

ENDED = ("TERMINATED", "FAILED")
#: How long a session takes to be created, then to become idle, and to stop. The service promises no times.
STEP = timedelta(seconds=10)
#: An idle timeout and a stop by hand give the same reason (its wording is not documented).
STOPPED = "Session terminated."


@dataclass(frozen=True)
class Life:
    """What is known of a session: its status as written, and what happened to it since.

    status: the API's SessionStatus with datetimes; idle_timeout: None when it has none; started: set for sessions that
    StartSession made, whose status follows from it; stopped: when TerminateSession came.
    """

    status: dict[str, Any]
    idle_timeout: timedelta | None = None
    started: datetime | None = None
    stopped: datetime | None = None


def status_at(life: Life, now: datetime) -> dict[str, Any]:
    """The SessionStatus at that time."""
    if life.stopped is None:
        return _undisturbed(life, now)
    before = _undisturbed(life, life.stopped)
    if before["State"] in ENDED:
        return before
    end = life.stopped + STEP
    if now < end:
        return _changed(before, "TERMINATING", life.stopped, STOPPED)
    return _ended(before, end)


def is_active(status: dict[str, Any]) -> bool:
    """Whether an unfiltered listing shows it."""
    return status["State"] not in ENDED


def _undisturbed(life: Life, now: datetime) -> dict[str, Any]:
    status = dict(life.status) if life.started is None else _starting(life.started, now)
    since = status.get("IdleSinceDateTime")
    if status["State"] == "IDLE" and since is not None and life.idle_timeout is not None:
        end = since + life.idle_timeout
        if now >= end:
            return _ended(status, end)
    return status


def _starting(started: datetime, now: datetime) -> dict[str, Any]:
    status: dict[str, Any] = {"StartDateTime": started, "LastModifiedDateTime": started, "State": "CREATING"}
    if now >= started + 2 * STEP:
        idle = _changed(status, "IDLE", started + 2 * STEP)
        return idle | {"IdleSinceDateTime": started + 2 * STEP}
    if now >= started + STEP:
        return _changed(status, "CREATED", started + STEP)
    return status


def _changed(status: dict[str, Any], state: str, when: datetime, reason: str | None = None) -> dict[str, Any]:
    kept = {name: value for name, value in status.items() if name not in ("IdleSinceDateTime", "StateChangeReason")}
    told = {"StateChangeReason": reason} if reason else {}
    return kept | {"State": state, "LastModifiedDateTime": when} | told


def _ended(status: dict[str, Any], when: datetime) -> dict[str, Any]:
    return _changed(status, "TERMINATED", when, STOPPED) | {"EndDateTime": when}
