# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One policy on one session: whether it applies, how many checks were made, and which of them failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._common.json_pointers import Tokens
from .._policy.expectations import Check
from .._policy.policies import Policy
from .evaluation import Difference, compare, selects
from .undeclared import undeclared

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
    """A policy on a session. `applies` is None where that is unknown; then `failed` says why."""

    policy: Policy
    applies: bool | None
    checks: int = 0
    failed: list[FailedCheck] = field(default_factory=list)


def evaluate_policy(policy: Policy, session: Mapping[str, Any]) -> PolicyEvaluation:
    """Compare one reading of a session with one policy."""
    applies, doubts = selects(policy.applies_to, session)
    if not applies:
        failed = [_failed(policy, check, _doubt(difference)) for check, difference in doubts]
        return PolicyEvaluation(policy, applies, 0, failed)
    differences = [(check, compare(check, session)) for check in policy.checks]
    failed = [_failed(policy, check, difference) for check, difference in differences if difference is not None]
    failed.extend(_undeclared(policy, session))
    return PolicyEvaluation(policy, True, len(policy.checks) + bool(policy.exhaustive), failed)


def _failed(policy: Policy, check: Check, difference: Difference) -> FailedCheck:
    return FailedCheck(policy, check.path, check.operator, check.operand, difference)


def _doubt(difference: Difference) -> Difference:
    message = f"whether the policy applies is unknown: {difference.message}"
    return Difference("unverifiable", difference.actual, message, difference.normalised)


def _undeclared(policy: Policy, session: Mapping[str, Any]) -> Iterator[FailedCheck]:
    declared = {check.path for check in policy.checks}
    # What such a check says of a value, it says of all that is in it.
    whole = {check.path for check in policy.checks if check.kind.whole and check.operator in ("eq", "in")}
    for one in undeclared(session, policy.exhaustive, declared, whole) if policy.exhaustive else ():
        difference = Difference("undeclared", one.value, "is set, and the policy does not declare it")
        if one.unverifiable is not None:
            difference = Difference("unverifiable", None, one.unverifiable)
        yield FailedCheck(policy, one.path, UNDECLARED, None, difference)
