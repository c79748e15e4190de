# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One policy on one session: whether it applies, how many checks were made, and what was found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._common.json_pointers import Tokens, pointer
from .._common.plain_data import jsonable
from .._common.printable import brief
from .._policy.expectations import Check
from .._policy.phrases import wanted
from .._policy.policies import Policy
from .._session.access import masked
from .._session.identity import identity
from .._session.redactor import Redactor, hide
from .evaluation import (
    NOTHING_DERIVED,
    Difference,
    compare,
    selects,
)
from .undeclared import undeclared, underived

UNDECLARED = "exhaustive"
"""The operator of a finding about a setting that an exhaustive policy does not declare."""


@dataclass(frozen=True)
class FailedCheck:
    """A difference with the policy, the place and the operator it was found with."""

    policy: Policy
    path: Tokens
    operator: str
    declared: Any
    difference: Difference


@dataclass
class PolicyEvaluation:
    """A policy on a session. `applies` is None where it cannot be told; then `found` says why."""

    policy: Policy
    applies: bool | None
    checks: int = 0
    found: list[FailedCheck] = field(default_factory=list)


def evaluate_policy(policy: Policy, session: Mapping[str, Any]) -> PolicyEvaluation:
    """Compare one session with one policy."""
    applies, doubts = selects(policy.applies_to, session)
    if not applies:
        found = [_found(policy, check, _doubt(difference)) for check, difference in doubts]
        return PolicyEvaluation(policy, applies, 0, found)
    differences = [(check, compare(check, session)) for check in policy.checks]
    found = [_found(policy, check, difference) for check, difference in differences if difference is not None]
    found.extend(_undeclared(policy, session))
    return PolicyEvaluation(policy, True, len(policy.checks) + bool(policy.exhaustive), found)


def _found(policy: Policy, check: Check, difference: Difference) -> FailedCheck:
    return FailedCheck(policy, check.path, check.operator, check.operand, difference)


def _doubt(difference: Difference) -> Difference:
    message = f"whether the policy applies cannot be told: {difference.message}"
    return Difference("unverifiable", difference.actual, message, difference.normalised)


def _undeclared(policy: Policy, session: Mapping[str, Any]) -> Iterator[FailedCheck]:
    declared = {check.path for check in policy.checks}
    for path in underived(session, policy.exhaustive):
        yield FailedCheck(policy, path, UNDECLARED, None, Difference("unverifiable", None, NOTHING_DERIVED))
    for path, value in undeclared(session, policy.exhaustive, declared) if policy.exhaustive else ():
        difference = Difference("undeclared", value, "is set, and the policy does not declare it")
        yield FailedCheck(policy, path, UNDECLARED, None, difference)


def as_finding(
    found: FailedCheck, session: Mapping[str, Any], account_id: str | None, redactor: Redactor
) -> dict[str, Any]:
    """A finding of the report, not yet waived, without secrets."""
    difference, path = found.difference, found.path
    # What Ansible blanked, or a pattern that only the reading was given, is no less secret where it was declared.
    hidden = redactor.hides(path) or (redactor.redact and masked(difference.actual))
    declared = found.declared
    if found.operator != "present":
        declared = jsonable(hide(declared) if hidden else redactor.value(path, declared))
    actual = jsonable(redactor.value(path, difference.actual))
    finding = {
        "fingerprint": fingerprint(account_id, session, found.policy.name, path),
        "policy": found.policy.name,
        "severity": found.policy.severity,
        "status": "unverified" if difference.kind == "unverifiable" else "drift",
        **identity(session),
        "pointer": pointer(path),
        "operator": found.operator,
        "declared": declared,
        "actual": actual,
        "kind": difference.kind,
        "message": _message(difference, found.operator, declared, actual),
    }
    if difference.normalised is not None and not hidden:
        finding["normalised"] = jsonable(difference.normalised)
    if found.policy.remediation is not None:
        finding["remediation"] = found.policy.remediation
    return finding


def fingerprint(account_id: str | None, session: Mapping[str, Any], policy: str, path: Tokens) -> str:
    """16 hexadecimal digits that stay the same for the same fault in another session of the work group."""
    place = [account_id, session.get("region"), session.get("work_group"), policy, pointer(path)]
    return hashlib.sha256(json.dumps(place).encode()).hexdigest()[:16]


def _message(difference: Difference, operator: str, declared: Any, actual: Any) -> str:
    if difference.kind in ("undeclared", "unverifiable") or operator == "present":
        return difference.message
    return f"declared: {wanted(operator, declared)}; the session has {'none' if actual is None else brief(actual)}"
