# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts about sessions in a line each, for a first look before anything was declared, and what to do next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .._common.printable import brief, counted
from .._finding.fleet import IDLE_SECONDS, OLD_SECONDS, Fleet, FleetDpus, FleetGroup, FleetSession

SHOWN_GROUPS = 10
"""Work groups with an engine version that are named, those with the most sessions first."""

_NAME = 80
_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"))


class NextStep(NamedTuple):
    """What to do, and the command for it, with lines that fit into a terminal."""

    words: str
    command: str


NEXT_STEPS = (
    NextStep(
        "Check what every team should hold",
        """\
ansible-playbook sparkops.athena.audit \\
  -e '{"athena_session_assert_packs": ["encryption", "hygiene"]}'""",
    ),
    NextStep(
        "Or write down the sessions as they are, and let every change of them be drift from then on",
        """\
ansible localhost -m ansible.builtin.include_role \\
  -a 'name=sparkops.athena.athena_session_assert tasks_from=capture' \\
  -e athena_session_assert_baseline_path=baseline.yml
ansible-playbook sparkops.athena.audit -e @baseline.yml""",
    ),
)


def fleet_lines(fleet: Fleet) -> list[str]:
    """The facts, the most general first."""
    return [
        *_groups(fleet["groups"]),
        *_longest(fleet["idle"], f"idle for {_duration(IDLE_SECONDS)} or longer"),
        *_longest(fleet["old"], f"alive for {_duration(OLD_SECONDS)} or longer"),
        *_hours(fleet),
        *map(_dpus, fleet["dpus"]),
    ]


def _groups(groups: Sequence[FleetGroup]) -> Iterator[str]:
    together: dict[str, list[FleetGroup]] = defaultdict(list)
    for group in groups:
        place = _of_target(group) + f"{_name(group['work_group'])}, {_name(group['engine_version'])}"
        together[place].append(group)
    most_first = sorted(together.items(), key=lambda item: -sum(group["sessions"] for group in item[1]))
    for place, its in most_first[:SHOWN_GROUPS]:
        states = ", ".join(f"{group['sessions']:,} {_name(group['state'])}" for group in its)
        yield f"{place}: {states}"
    if len(together) > SHOWN_GROUPS:
        yield f"… and {len(together) - SHOWN_GROUPS:,} more, see the report"


def _longest(sessions: Sequence[FleetSession], what: str) -> Iterator[str]:
    if not sessions:
        return
    first = sessions[0]
    where = f"{_of_target(first)}{brief(first['session_id'], _NAME)} in {_name(first['work_group'])}"
    longest = f"{_duration(first['seconds'])}, {where}"
    yield f"{what}: {counted(len(sessions), 'session')}{', the longest' if len(sessions) > 1 else ''} ({longest})"


def _hours(fleet: Fleet) -> Iterator[str]:
    if fleet["dpu_hours_sessions"]:
        yield f"{fleet['dpu_hours']:,.1f} DPU-hours so far, in {counted(fleet['dpu_hours_sessions'], 'session')}"


def _dpus(dpus: FleetDpus) -> str:
    """The sum of the limits against the quota, which is not known but by default."""
    quota, limits = dpus["default_quota"], dpus["max_concurrent_dpus"]
    more = "more than" if limits > quota else "within"
    others = f"; {counted(dpus['without'], 'live session')} without it" if dpus["without"] else ""
    return (
        f"{_of_target(dpus)}{_name(dpus['region'])}: {limits:,} DPUs at once at most, by max_concurrent_dpus of"
        f" {counted(dpus['sessions'], 'live session')}, {more} the default quota of {quota:,} for an account and"
        f" region{others}"
    )


def _duration(seconds: int) -> str:
    """A duration in the largest unit that it has."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{seconds // size:,} {unit}"
    return f"{seconds} s"


def _name(text: str | None) -> str:
    return "(unknown)" if text is None else brief(text, _NAME)


def _of_target(entry: FleetGroup | FleetSession | FleetDpus) -> str:
    return f"{brief(entry['target'], _NAME)}: " if "target" in entry else ""
