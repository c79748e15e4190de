# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts about the sessions of a run, for a first look before anything was declared. No verdict depends on them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, NotRequired, TypedDict

from ...module_utils._athena.vocabulary import LIVE_STATES
from .._common.typed_shapes import Constraint, Count, NonEmpty
from .._session.identity import SessionIdentity, text
from .._session.redactor import Redactor

IDLE_SECONDS: Final = 3600
"""A session that does nothing for so long stands out."""

OLD_SECONDS: Final = 86_400
"""A session that has lived for so long stands out."""

DEFAULT_QUOTA: Final = 160
"""DPUs that an account may use at once in a region by default. The quota can be raised, and no call tells it."""

Hours = Annotated[float, Constraint(lambda hours: 0 <= hours < math.inf, "a number of hours")]


class FleetGroup(TypedDict):
    """How many sessions have a work group, an engine version and a state; null for what a response did not hold."""

    work_group: str | None
    engine_version: str | None
    state: str | None
    sessions: Count
    target: NotRequired[NonEmpty]


class FleetSession(TypedDict):
    """A session that has been idle, or has lived, for so many seconds."""

    session_id: NonEmpty
    work_group: str | None
    region: str | None
    seconds: Count
    target: NotRequired[NonEmpty]


class FleetDpus(TypedDict):
    """What the live sessions of a region may use at once: the sum of max_concurrent_dpus of the `sessions` that have
    it, beside those `without` it. `default_quota` is the account's there, unless it was raised."""

    region: str | None
    max_concurrent_dpus: Count
    sessions: Count
    without: Count
    default_quota: Count
    target: NotRequired[NonEmpty]


class Fleet(TypedDict):
    """The facts. `idle` and `old` have live sessions, the longest first; `dpu_hours` are those of so many sessions."""

    groups: list[FleetGroup]
    idle: list[FleetSession]
    old: list[FleetSession]
    dpu_hours: Hours
    dpu_hours_sessions: Count
    dpus: list[FleetDpus]


def fleet(sessions: Iterable[tuple[SessionIdentity, Sequence[Mapping[str, Any]]]], redactor: Redactor) -> Fleet:
    """The facts about sessions with their readings (plain data), of which the last counts."""
    last = [(name, redactor.tree(readings[-1])) for name, readings in sessions]
    live = [(name, reading) for name, reading in last if name["state"] in LIVE_STATES]
    hours = [found for _name, reading in last if (found := _number(reading, "derived", "dpu_hours")) is not None]
    return {
        "groups": _groups(last),
        "idle": _longest(live, "idle_seconds", IDLE_SECONDS),
        "old": _longest(live, "age_seconds", OLD_SECONDS),
        "dpu_hours": round(math.fsum(hours), 3),
        "dpu_hours_sessions": len(hours),
        "dpus": _dpus(live),
    }


def merged(fleets: Iterable[tuple[str, Fleet]]) -> Fleet:
    """The facts of several targets as one, each with the name of its target."""
    named = list(fleets)
    return {
        "groups": [{**one, "target": name} for name, its in named for one in its["groups"]],
        "idle": sorted(({**one, "target": name} for name, its in named for one in its["idle"]), key=_longest_first),
        "old": sorted(({**one, "target": name} for name, its in named for one in its["old"]), key=_longest_first),
        "dpu_hours": round(math.fsum(its["dpu_hours"] for _name, its in named), 3),
        "dpu_hours_sessions": sum(its["dpu_hours_sessions"] for _name, its in named),
        "dpus": [{**one, "target": name} for name, its in named for one in its["dpus"]],
    }


_Read = Sequence[tuple[SessionIdentity, Mapping[str, Any]]]


def _groups(read: _Read) -> list[FleetGroup]:
    """By work group, engine version and state, in this order."""
    counts = Counter((name["work_group"], text(reading.get("engine_version")), name["state"]) for name, reading in read)
    return [
        {"work_group": work_group, "engine_version": engine, "state": state, "sessions": sessions}
        for (work_group, engine, state), sessions in sorted(counts.items(), key=lambda item: str(item[0]))
    ]


def _longest(read: _Read, member: str, least: int) -> list[FleetSession]:
    found: list[FleetSession] = [
        {
            "session_id": name["session_id"],
            "work_group": name["work_group"],
            "region": name["region"],
            "seconds": int(seconds),
        }
        for name, reading in read
        if (seconds := _number(reading, "derived", member)) is not None and seconds >= least
    ]
    return sorted(found, key=_longest_first)


def _longest_first(one: FleetSession) -> tuple[int, str]:
    return -one["seconds"], one["session_id"]


def _dpus(read: _Read) -> list[FleetDpus]:
    """By region."""
    caps: dict[str | None, list[float | None]] = defaultdict(list)
    for name, reading in read:
        caps[name["region"]].append(_number(reading, "engine_configuration", "max_concurrent_dpus"))
    return [
        {
            "region": region,
            "max_concurrent_dpus": sum(int(cap) for cap in its if cap is not None),
            "sessions": sum(cap is not None for cap in its),
            "without": its.count(None),
            "default_quota": DEFAULT_QUOTA,
        }
        for region, its in sorted(caps.items(), key=lambda item: item[0] or "")
    ]


def _number(reading: Mapping[str, Any], container: str, member: str) -> float | None:
    """A number that is not negative, wherever a response holds one."""
    holder = reading.get(container)
    value = holder.get(member) if isinstance(holder, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if 0 <= value < math.inf else None
