# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What names a session in a report, and which readings are of one session."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from .._common.plain_data import jsonable

_UNNAMED = "(no id"
_NO_ID = f"{_UNNAMED})"


class SessionIdentity(TypedDict):
    """What names a session in a report; null for what the response did not hold."""

    session_id: str
    work_group: str | None
    region: str | None
    state: str | None


def identity(session: Mapping[str, Any]) -> SessionIdentity:
    """What names a session in a report."""
    status = session.get("status")
    return {
        "session_id": text(session.get("session_id")) or _NO_ID,
        "work_group": text(session.get("work_group")),
        "region": text(session.get("region")),
        "state": text(status.get("state")) if isinstance(status, Mapping) else None,
    }


def region_and_id(session: SessionIdentity) -> tuple[str | None, str]:
    """What tells one session from another: ids are unique in a region."""
    return session["region"], session["session_id"]


def is_named(session: SessionIdentity) -> bool:
    """Whether the session has an id of its own."""
    return not session["session_id"].startswith(_UNNAMED)


def by_session(readings: Iterable[Mapping[str, Any]]) -> list[tuple[SessionIdentity, list[Mapping[str, Any]]]]:
    """Every session with all its readings, in the order given; it is named as in the last of them.

    A reading without a region is of the session of that id that has one. Without an id, readings are of one session
    only where they are the same; such sessions are numbered.
    """
    readings = list(readings)
    regions: dict[str, str | None] = {}
    for name in map(identity, readings):
        regions[name["session_id"]] = regions.get(name["session_id"]) or name["region"]
    named: dict[object, SessionIdentity] = {}
    found: dict[object, list[Mapping[str, Any]]] = {}
    unnamed: dict[str, str] = {}
    for reading in readings:
        name = identity(reading)
        if name["session_id"] == _NO_ID:
            content = json.dumps(jsonable(reading), sort_keys=True)
            number = f"{_UNNAMED}, {len(unnamed) + 1})" if unnamed else _NO_ID
            name["session_id"] = unnamed.setdefault(content, number)
        elif name["region"] is None:
            name["region"] = regions[name["session_id"]]
        named[region_and_id(name)] = name
        found.setdefault(region_and_id(name), []).append(reading)
    return [(named[key], group) for key, group in found.items()]


def at_least(sessions: Iterable[SessionIdentity]) -> int:
    """How many sessions these are at least: those without an id may all be readings of one, or of any of the others."""
    named = list(map(is_named, sessions))
    return sum(named) or min(len(named), 1)


def text(value: Any) -> str | None:
    """A text, or None for anything else."""
    return value if isinstance(value, str) else None
