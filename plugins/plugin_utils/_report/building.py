# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of one run, from evaluated sessions and everything that could not be verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from .._finding.finding import Finding
from .._finding.session_evaluation import EvaluatedSession
from .._policy.policies import Policy
from .._session.identity import at_least
from .counts import count_by_policy, summarize
from .declared_policies import counted
from .model import (
    SCHEMA_VERSION,
    Extras,
    Provenance,
    Report,
    ReportError,
    ReportPolicy,
    ReportSession,
    UnreadableEntry,
    WaiverLists,
)
from .verdicts import session_verdict, verdict


def make_report(
    *,
    evaluated: Sequence[EvaluatedSession],
    policies: Sequence[Policy],
    declared: Sequence[ReportPolicy],
    waivers: WaiverLists,
    unreadable: Sequence[UnreadableEntry],
    errors: Sequence[ReportError],
    minimum_sessions: int,
    regions: Sequence[str],
    labels: Mapping[str, str],
    account_id: str | None,
    provenance: Provenance,
    extras: Extras,
    now: datetime,
) -> Report:
    """The report in the shape of its JSON Schema. Findings come in an order that depends on nothing but themselves.

    `declared` are the policies as the report shows them, not yet counted.
    """
    sessions = [_session(one) for one in evaluated]
    findings = sorted((finding for one in evaluated for finding in one.findings), key=_order)
    summary, counts = summarize(sessions, findings, unreadable), count_by_policy(sessions, findings)
    all_errors = [*errors, *_shortfalls(sessions, minimum_sessions, policies)]
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        **provenance,
        "labels": dict(labels),
        "account_id": account_id,
        "regions": sorted(set(regions)),
        "verdict": verdict(summary["checks"], findings, unreadable, all_errors),
        "errors": all_errors,
        "summary": summary,
        "sessions": sessions,
        "findings": findings,
        "earlier": [],
        "unreadable": list(unreadable),
        "waivers": waivers,
        "policies": [counted(policy, counts) for policy in declared],
        **extras,
    }


def _session(one: EvaluatedSession) -> ReportSession:
    identity, checks = one.identity, sum(one.checks.values())
    session: ReportSession = {
        "session_id": identity["session_id"],
        "work_group": identity["work_group"],
        "region": identity["region"],
        "state": identity["state"],
        "engine_version": one.engine_version,
        "verdict": session_verdict((finding["status"] for finding in one.findings), checks),
        "checks": checks,
        "policies": dict(one.checks),
    }
    if one.owner is not None:
        session["owner"] = one.owner
    return session


def _shortfalls(
    sessions: Sequence[ReportSession], minimum_sessions: int, policies: Sequence[Policy]
) -> list[ReportError]:
    """Errors about fewer sessions than were expected, in all or for a policy."""
    found: list[ReportError] = []
    read = at_least(sessions)
    if read < minimum_sessions:
        found.append({"stage": "sessions", "message": f"{_sessions(read)} read, {_at_least(minimum_sessions)}"})
    for policy in policies:
        applied = at_least(session for session in sessions if session["policies"].get(policy.name))
        if applied < policy.minimum_sessions:
            message = f"policy {policy.name!r} applied to {_sessions(applied)}, {_at_least(policy.minimum_sessions)}"
            found.append({"stage": "policy", "message": message})
    return found


def _at_least(minimum: int) -> str:
    return f"and at least {minimum} were expected"


def _sessions(count: int) -> str:
    return f"{count or 'no'} session{'' if count == 1 else 's'}"


def _order(finding: Finding) -> tuple[str, ...]:
    place = (finding["region"], finding["work_group"], finding["session_id"], finding["policy"])
    return (*(text or "" for text in place), finding["pointer"], finding["operator"])
