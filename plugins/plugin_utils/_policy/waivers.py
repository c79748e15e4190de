# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers: findings that someone has accepted, for a reason and for a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .._common.json_pointers import Tokens
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._values.kinds import describe, outline
from .expectations import Check, ExpectationContext, compile_expectations, context_of
from .pointers import parse_pointer

OPTIONS = ("policy", "pointer", "applies_to", "actual", "reason", "owner", "expires")
EXPIRING_DAYS = 14
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Waiver:
    """A waiver that was checked. `declared` is it as plain data, with `expires` as an ISO 8601 date, for the report.

    `pointer` is a prefix by whole tokens; `bound`: only for the value `actual`, whose None is an absent one.
    """

    policy: str
    pointer: Tokens
    applies_to: Sequence[Check]
    bound: bool
    actual: Any
    expires: date
    declared: Mapping[str, Any]


def in_force(expires: date, today: date) -> bool:
    """Whether a waiver still holds on this day (UTC): through the end of the day it expires."""
    return today <= expires


def expiring(expires: date, today: date) -> bool:
    """Whether a waiver holds, and ends within 14 days."""
    return in_force(expires, today) and (expires - today).days <= EXPIRING_DAYS


def parse_waivers(waivers: Any, sessions: Sequence[Mapping[str, Any]] | None, problems: Problems) -> list[Waiver]:
    """The waivers of a run, from plain data; mistakes go to `problems`. `sessions`: None as long as none were read."""
    if waivers is None:
        return []
    if not isinstance(waivers, list):
        problems.add(f"must be a list of waivers, not {outline(waivers)}")
        return []
    context = context_of(sessions)
    parsed = [_waiver(entry, context, problems.under(index)) for index, entry in enumerate(waivers)]
    return [waiver for waiver in parsed if waiver is not None]


def _waiver(entry: Any, context: ExpectationContext, problems: Problems) -> Waiver | None:
    if not isinstance(entry, Mapping):
        problems.add(f"a waiver is a mapping with policy, reason, owner and expires, not {outline(entry)}")
        return None
    for option in entry:
        if option not in OPTIONS:
            problems.under(option).add(unknown("option", str(option), OPTIONS))
    for option in ("policy", "reason", "owner"):
        if not isinstance(entry.get(option), str) or not entry[option].strip():
            problems.under(option).add(f"a waiver needs its {option}, as text, not {describe(entry.get(option))}")
    expires = _date(entry.get("expires"), problems.under("expires"))
    declared_pointer = entry.get("pointer")
    pointer = () if declared_pointer is None else parse_pointer(declared_pointer, problems.under("pointer"))
    applies_to = (
        compile_expectations(entry["applies_to"], context, problems.under("applies_to"))
        if "applies_to" in entry
        else []
    )
    if expires is None or pointer is None:
        return None
    # A null is no pointer; as `actual` it is an absent value.
    given = {option: value for option, value in entry.items() if value is not None or option == "actual"}
    declared = {**given, "expires": expires.isoformat()}
    return Waiver(
        str(entry.get("policy")), pointer, applies_to, "actual" in entry, entry.get("actual"), expires, declared
    )


def _date(value: Any, problems: Problems) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    problems.add(f"a waiver needs the day it expires, as 2026-12-31 (UTC, through its end), not {describe(value)}")
    return None
