# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report: verdicts, counts, and everything that was found and that could not be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .._finding.findings import PolicyEvaluation
from .._policy.policies import Policy
from .._session.identity import identity

SCHEMA_VERSION = 1

COMPLIANT, DRIFTED, UNVERIFIED, UNCHECKED = "compliant", "drifted", "unverified", "unchecked"

# Neither a fault of the sessions nor of the reading: it ended between listing and reading.
_HARMLESS = "gone"


@dataclass(frozen=True)
class EvaluatedSession:
    """A session with what every policy said of it; `findings` are those of the report."""

    session: Mapping[str, Any]
    evaluations: Sequence[PolicyEvaluation]
    findings: Sequence[dict[str, Any]]

    @property
    def checks(self) -> int:
        """How many comparisons were made."""
        return sum(evaluation.checks for evaluation in self.evaluations)

    @property
    def verdict(self) -> str:
        """drifted before unverified before compliant; unchecked where no policy applied."""
        statuses = {finding["status"] for finding in self.findings}
        if "drift" in statuses:
            return DRIFTED
        if "unverified" in statuses:
            return UNVERIFIED
        return COMPLIANT if self.checks else UNCHECKED


def make_report(
    *,
    evaluated: Sequence[EvaluatedSession],
    policies: Sequence[Policy],
    waivers: Mapping[str, Any],
    unreadable: Sequence[Mapping[str, Any]],
    errors: Sequence[Mapping[str, Any]],
    regions: Sequence[str],
    labels: Mapping[str, str],
    account_id: str | None,
    now: datetime,
) -> dict[str, Any]:
    """The report in the shape of its JSON Schema. Findings come in an order that depends on nothing but themselves."""
    findings = [finding for one in evaluated for finding in one.findings]
    summary = _summary(evaluated, findings, unreadable)
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "labels": dict(labels),
        "account_id": account_id,
        "regions": sorted(set(regions)),
        "verdict": verdict(summary, findings, unreadable, errors),
        "errors": [dict(error) for error in errors],
        "summary": summary,
        "sessions": [_session(one) for one in evaluated],
        "findings": sorted(findings, key=_order),
        "unreadable": [dict(entry) for entry in unreadable],
        "waivers": dict(waivers),
        "policies": [_policy(policy, evaluated, findings) for policy in policies],
    }


def verdict(
    summary: Mapping[str, Any],
    findings: Sequence[Mapping[str, Any]],
    unreadable: Sequence[Mapping[str, Any]],
    errors: Sequence[Mapping[str, Any]],
) -> str:
    """The verdict on the whole: drifted before unverified before compliant.

    Compliant is only what was checked: where no comparison was made, or something was left unread, it is unverified.
    """
    statuses = {finding["status"] for finding in findings}
    if "drift" in statuses:
        return DRIFTED
    unread = any(entry["reason"] != _HARMLESS for entry in unreadable)
    if "unverified" in statuses or unread or errors or not summary["checks"]:
        return UNVERIFIED
    return COMPLIANT


def shortfalls(
    evaluated: Sequence[EvaluatedSession], policies: Sequence[Policy], minimum_sessions: int
) -> list[dict[str, str]]:
    """What is to be told, as errors, of fewer sessions than were to be there, in all or for a policy."""
    found = []
    # One session that was read twice is one session.
    ids = {(who["region"], who["session_id"]) for who in (identity(one.session) for one in evaluated)}
    if len(ids) < minimum_sessions:
        found.append(
            _shortfall("sessions", f"{_sessions(len(ids))} read, and at least {minimum_sessions} were expected")
        )
    for policy in policies:
        count = _applied(policy, evaluated)
        if count < policy.minimum_sessions:
            wanted = f"at least {policy.minimum_sessions} were expected"
            found.append(_shortfall("policy", f"policy {policy.name!r} applied to {_sessions(count)}, and {wanted}"))
    return found


def _shortfall(stage: str, message: str) -> dict[str, str]:
    return {"stage": stage, "message": message}


def _sessions(count: int) -> str:
    return f"{count or 'no'} session{'' if count == 1 else 's'}"


def _summary(
    evaluated: Sequence[EvaluatedSession],
    findings: Sequence[Mapping[str, Any]],
    unreadable: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    verdicts = [one.verdict for one in evaluated]
    drift = [finding["severity"] for finding in findings if finding["status"] == "drift"]
    return {
        "sessions": len(evaluated),
        **{name: verdicts.count(name) for name in (COMPLIANT, DRIFTED, UNVERIFIED, UNCHECKED)},
        "gone": sum(entry["reason"] == _HARMLESS for entry in unreadable),
        "checks": sum(one.checks for one in evaluated),
        "findings": {severity: drift.count(severity) for severity in ("error", "warning")},
        "waived": sum(finding["status"] == "waived" for finding in findings),
    }


def _session(one: EvaluatedSession) -> dict[str, Any]:
    engine_version = one.session.get("engine_version")
    return {
        **identity(one.session),
        "engine_version": engine_version if isinstance(engine_version, str) else None,
        "verdict": one.verdict,
        "checks": one.checks,
        "policies": {
            evaluation.policy.name: evaluation.checks
            for evaluation in one.evaluations
            if evaluation.applies is not False
        },
    }


def _policy(
    policy: Policy, evaluated: Sequence[EvaluatedSession], findings: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    told = {"description": policy.description, "remediation": policy.remediation}
    return {
        "name": policy.name,
        "severity": policy.severity,
        **{name: text for name, text in told.items() if text is not None},
        "sessions": _applied(policy, evaluated),
        "checks": sum(
            evaluation.checks for one in evaluated for evaluation in one.evaluations if evaluation.policy is policy
        ),
        "findings": sum(finding["policy"] == policy.name for finding in findings),
    }


def _applied(policy: Policy, evaluated: Sequence[EvaluatedSession]) -> int:
    return sum(
        evaluation.applies is True for one in evaluated for evaluation in one.evaluations if evaluation.policy is policy
    )


def _order(finding: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        str(finding[key] or "") for key in ("region", "work_group", "session_id", "policy", "pointer", "operator")
    )
