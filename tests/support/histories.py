# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fleets that are audited again and again, and what is to be said of each fault, by the fleet and not by reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

REGION = "eu-west-1"
GROUPS = ("adhoc", "etl")
BEGIN = datetime(2026, 11, 20, 2, tzinfo=UTC)
REDACTED = "*********(redacted)"
NORMAL = {"4g": "4g", "4096m": "4g", "8g": "8g", "8192m": "8g", "2g": "2g", None: None, REDACTED: REDACTED}
FULL_SCOPES: list[dict[str, Any]] = [
    {},
    {"work_groups": list(GROUPS)},
    {"states": ["CREATING", "CREATED", "IDLE", "BUSY"]},
]
PART_SCOPES: list[dict[str, Any]] = [
    {"work_groups": ["etl"]},
    {"session_ids": ["s"]},
    {"states": ["IDLE"]},
    {"work_groups": []},
]
POINTERS = {
    "memory": "/derived/spark_properties/spark.executor.memory",
    "limit": "/engine_configuration/max_concurrent_dpus",
}

Key = tuple[str, str]
"""A fault: work group and policy, each of which checks one setting."""


@dataclass(frozen=True)
class Member:
    """A session of a fleet. `version` REDACTED: whether a policy for version 3 applies to it cannot be told."""

    group: str
    memory: str | None
    limit: int
    version: str
    readable: bool


@dataclass(frozen=True)
class Night:
    """A fleet, and one audit of it. `selective`: the policies apply to version 3; `waived`: policies with a waiver."""

    members: list[Member]
    policies: frozenset[str]
    selective: bool
    scope: dict[str, Any]
    unlisted: frozenset[str]
    failed: bool
    waived: frozenset[str]

    @property
    def listed(self) -> dict[str, Any]:
        """The arguments of the comparison."""
        names = [f"s-{number}" for number, _member in enumerate(self.members)]
        unreadable = [unread(group, None) for group in sorted(self.unlisted)]
        sessions = []
        for name, member in zip(names, self.members, strict=True):
            if not self.is_asked_for(member.group):
                continue
            if member.readable and member.group not in self.unlisted:
                sessions.append(session(name, member))
            else:
                unreadable.append(unread(member.group, name))
        return {
            "sessions": sessions,
            "unreadable": unreadable,
            "errors": [{"stage": "read", "message": "the time was up"}] if self.failed else [],
            "regions": [REGION],
            "scopes": [{"region": REGION, **self.scope}],
            "policies": [self.policy(name) for name in sorted(self.policies)],
            "waivers": [waiver(name) for name in sorted(self.waived)],
        }

    def policy(self, name: str) -> dict[str, Any]:
        """The policy of a name as a user declares it."""
        expect: dict[str, dict[str, Any]] = {
            "memory": {"derived": {"spark_properties": {"spark.executor.memory": "4g"}}},
            "limit": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}},
            "unrelated": {"work_group": {"present": True}},
        }
        selection = {"applies_to": {"engine_version": "3"}} if self.selective else {}
        return {"name": name, "expect": expect[name], **selection}

    def is_asked_for(self, group: str) -> bool:
        """Whether the read looks for sessions of a work group; one of some sessions does not look for all."""
        return group in self.scope.get("work_groups", GROUPS)

    def read(self, group: str) -> list[Member]:
        """The members of a work group that were read."""
        there = [one for one in self.members if one.group == group and one.readable]
        return there if self.is_asked_for(group) and group not in self.unlisted else []

    def was_read_whole(self, group: str) -> bool:
        """Whether nothing of a work group was left unread."""
        whole = "session_ids" not in self.scope and self.scope.get("states") != ["IDLE"]
        there = [one for one in self.members if one.group == group]
        return (
            whole
            and not self.failed
            and self.is_asked_for(group)
            and self.read(group) == there
            and group not in self.unlisted
        )


def session(name: str, member: Member) -> dict[str, Any]:
    """The session as the module returns it."""
    properties = {} if member.memory is None else {"spark.executor.memory": member.memory}
    return {
        "session_id": name,
        "work_group": member.group,
        "region": REGION,
        "engine_version": member.version,
        "engine_configuration": {"max_concurrent_dpus": member.limit},
        "derived": {"spark_properties": properties},
    }


def unread(group: str, name: str | None) -> dict[str, Any]:
    """The entry about what could not be read."""
    entry = {"work_group": group, "reason": "access_denied", "code": None, "message": "no"}
    return entry if name is None else {"session_id": name, **entry}


def waiver(policy: str) -> dict[str, Any]:
    """A waiver for all drift of a policy but for the greatest limit and the greatest memory."""
    accepted = {"memory": "2g", "limit": 30}
    return {"policy": policy, "actual": accepted[policy], "reason": "x", "owner": "y", "expires": "2026-12-31"}


_SELDOM = st.sampled_from([False] * 9 + [True])
MEMBERS = st.builds(
    Member,
    group=st.sampled_from(GROUPS),
    memory=st.sampled_from(["4g", "4096m", *NORMAL]),
    limit=st.sampled_from([20, 20, 30, 40, 50]),
    version=st.sampled_from(["3"] * 6 + ["3.5", REDACTED]),
    readable=_SELDOM.map(lambda seldom: not seldom),
)


def _rarely(usual: list[Any], others: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(usual * (-(-8 // len(usual)) * len(others)) + others)


@st.composite
def histories(draw: st.DrawFn) -> list[Night]:
    """Nights in a row, each with most of the sessions of the one before, some of them set anew."""
    members: list[Member] = []
    nights = []
    for _number in range(draw(st.integers(2, 4))):
        kept = [draw(st.sampled_from([member, member, member, None]) | MEMBERS) for member in members]
        members = [member for member in (*kept, *draw(st.lists(MEMBERS, max_size=3))) if member is not None]
        night = Night(
            members,
            policies=draw(_rarely([frozenset({"memory", "limit"})], [frozenset({"limit"}), frozenset({"unrelated"})])),
            selective=draw(st.booleans()),
            scope=draw(_rarely(FULL_SCOPES, PART_SCOPES)),
            unlisted=draw(_rarely([frozenset()], [frozenset({"etl"})])),
            failed=draw(_SELDOM),
            waived=draw(_rarely([frozenset()], [frozenset({"limit"}), frozenset({"memory", "limit"})])),
        )
        nights.append(night)
    return nights


@dataclass
class Known:
    """What the reports so far know of a fault: whether it is open (drift, or unknown since), its values, since when."""

    is_open: bool
    values: set[Any]
    since: str


@dataclass
class Expected:
    """What one report is to say: changes by fault and value, first times, what became of other faults, the counts."""

    changes: dict[tuple[str, str, Any], str] = field(default_factory=dict)
    first_seen: dict[Key, str] = field(default_factory=dict)
    earlier: dict[Key, str] = field(default_factory=dict)


def history(nights: list[Night]) -> Iterator[tuple[Night, datetime, Expected]]:
    """Every night with its time, and what its report is to say of the one before."""
    known: dict[Key, Known] = {}
    for number, night in enumerate(nights):
        now = BEGIN + timedelta(days=number)
        expected, after = Expected(), {}
        for key in [(group, policy) for group in GROUPS for policy in POINTERS]:
            last, drift, waived = known.get(key), *_found(night, *key)
            stamp = last.since if last else now.isoformat()
            before = last.values if last and last.is_open else None
            if drift or waived:
                expected.first_seen[key] = stamp
                after[key] = Known(bool(drift), drift, stamp)
            for value in drift:
                change = "new" if before is None else "persisting" if value in before else "changed"
                expected.changes[(*key, value)] = change
            if not drift and before is not None:
                fate = _fate(night, *key)
                if fate != "fixed" or not waived:
                    expected.earlier[key] = fate
                if fate == "unknown":
                    # What a reading blanks now, reports show no longer as it was, so that nobody can recognise it.
                    hidden = {None if value is None else REDACTED for value in before}
                    after[key] = Known(True, hidden if _is_blanked(night, *key) else before, stamp)
        yield night, now, expected
        known = after


def _found(night: Night, group: str, policy: str) -> tuple[set[Any], set[Any]]:
    """The values that are drift, and those that are waived."""
    drift: set[Any] = set()
    waived: set[Any] = set()
    for member in night.read(group) if policy in night.policies else ():
        if night.selective and member.version != "3":
            continue
        value = NORMAL[member.memory] if policy == "memory" else member.limit
        wrong = value not in ("4g", REDACTED) if policy == "memory" else member.limit > 20
        if wrong:
            (waived if policy in night.waived and value in ("2g", 30) else drift).add(value)
    return drift, waived


def _is_blanked(night: Night, group: str, policy: str) -> bool:
    """Whether a session that the policy applies to was read with a blanked value where the policy looks."""
    members = night.read(group) if policy == "memory" and policy in night.policies else []
    return any(one.memory == REDACTED and not (night.selective and one.version != "3") for one in members)


def _fate(night: Night, group: str, policy: str) -> str:
    if not night.was_read_whole(group):
        return "unknown"
    members = night.read(group)
    if not members:
        return "gone"
    if policy not in night.policies:
        return "unknown"
    if night.selective and any(member.version == REDACTED for member in members):
        return "unknown"
    applying = [member for member in members if not night.selective or member.version == "3"]
    if policy == "memory" and any(member.memory == REDACTED for member in applying):
        return "unknown"
    return "fixed" if applying else "gone"
