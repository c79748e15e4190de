# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A baseline as a YAML file that can be read back as variables, whatever the sessions held."""

from __future__ import annotations

from datetime import UTC, datetime

from .._common.printable import printable
from .baselines import Baseline
from .yaml_files import as_yaml

VARIABLE = "athena_session_assert_policies"
"""The variable that a baseline's file sets."""

_NAMED = 20


def baseline_file(baseline: Baseline, now: datetime, name: str = "baseline") -> str:
    """A baseline as YAML: a comment on where it came from, when, and what it does not hold, then the policy `name`.

    Reading it back runs nothing, whatever texts the sessions have. Raises ValueError where there is nothing to capture.
    """
    if not baseline.expected:
        raise ValueError("there is no setting in these sessions that a baseline could hold")
    newer = {"newer": baseline.newer} if baseline.newer else {}
    policy = {"name": name, "exhaustive": True, **newer, "expect": baseline.expected}
    comment = "".join(f"# {line}\n" for line in _comment(baseline, now))
    return f"---\n{comment}{as_yaml({VARIABLE: [policy]})}"


def _comment(baseline: Baseline, now: datetime) -> list[str]:
    sessions = baseline.sessions
    ids = [printable(str(session.get("session_id", "(no id)"))) for session in sessions]
    regions = sorted({printable(str(session["region"])) for session in sessions if session.get("region")})
    groups = sorted({printable(str(session["work_group"])) for session in sessions if session.get("work_group")})
    more = f" and {len(sessions) - _NAMED} more" if len(sessions) > _NAMED else ""
    lines = [
        "A policy captured by sparkops.athena from Athena for Apache Spark sessions.",
        f"Captured: {now.astimezone(UTC).isoformat(timespec='seconds')}",
        f"Region: {', '.join(regions) or 'unknown'}",
        f"Work group: {', '.join(groups) or 'unknown'}",
        f"Sessions: {len(sessions)}: {', '.join(ids[:_NAMED])}{more}",
        "Left out: what identifies or ages a session (its id, description, state, times and statistics), and its tags.",
    ]
    if baseline.incomplete:
        lines.append("Not held by value:")
        lines.extend(f"  {printable(one.pointer)}: {one.reason}" for one in baseline.incomplete)
    return lines
