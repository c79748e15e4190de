# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's policies: as they were declared, without secrets, and with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .._common.json_pointers import Tokens
from .._common.plain_data import jsonable
from .._policy.policies import Policy
from .._session.access import indexed, masked
from .._session.redactor import Redactor, hide
from .._session.spark_settings import setting
from .._values.kinds import Unverifiable
from .counts import PolicyCounts
from .grouping import json_key
from .model import ReportPolicy


def report_policies(
    policies: Sequence[Policy], sessions: Sequence[Mapping[str, Any]], redactor: Redactor
) -> list[ReportPolicy]:
    """The policies in the order in which they were declared, not yet counted.

    `sessions` are all readings: what is blanked in one of them, by a pattern that only the reading was given, is no
    less secret where it was declared.
    """
    paths = {check.path for policy in policies for check in (*policy.checks, *policy.applies_to)}
    blanked = _blanked(paths, sessions) if redactor.redact else set()
    return [_report_policy(policy, blanked, redactor) for policy in policies]


def counted(policy: ReportPolicy, counts: PolicyCounts) -> ReportPolicy:
    """The policy with its counts."""
    name = policy["name"]
    return {
        **policy,
        "sessions": counts.sessions[name],
        "checks": counts.checks[name],
        "findings": counts.findings[name],
    }


def _report_policy(policy: Policy, blanked: set[Tokens], redactor: Redactor) -> ReportPolicy:
    secrets = {
        json_key(value)
        for check in (*policy.checks, *policy.applies_to)
        if check.path in blanked
        for value in _scalars(jsonable(check.operand))
    }
    entry: ReportPolicy = {
        "name": policy.name,
        "severity": policy.severity,
        "sessions": 0,
        "checks": 0,
        "findings": 0,
    }
    if policy.description is not None:
        entry["description"] = policy.description
    if policy.remediation is not None:
        entry["remediation"] = policy.remediation
    if policy.controls:
        entry["controls"] = list(policy.controls)
    if policy.applies_to:
        entry["applies_to"] = _shown(policy.declared["applies_to"], secrets, redactor)
    if policy.checks:
        entry["expect"] = _shown(policy.declared["expect"], secrets, redactor)
    return entry


def _shown(declared: Any, secrets: set[str], redactor: Redactor) -> dict[str, Any]:
    """Expectations without secrets; `secrets` are values that no name gives away, as JSON."""
    shown: dict[str, Any] = _without(jsonable(redactor.declared(declared)), secrets)
    return shown


def _without(tree: Any, secrets: set[str]) -> Any:
    if isinstance(tree, dict):
        return {name: _without(value, secrets) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_without(value, secrets) for value in tree]
    return hide(tree) if json_key(tree) in secrets else tree


def _scalars(value: Any) -> Iterable[Any]:
    if isinstance(value, (dict, list)):
        return _below(value.values() if isinstance(value, dict) else value)
    return [value]


def _below(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        yield from _scalars(value)


def _blanked(paths: set[Tokens], sessions: Iterable[Mapping[str, Any]]) -> set[Tokens]:
    """Those of the paths at which one of the sessions has a value that was blanked."""
    found: set[Tokens] = set()
    for session in map(indexed, sessions):
        found.update(path for path in paths - found if _is_blanked(session, path))
    return found


def _is_blanked(session: Mapping[str, Any], path: Tokens) -> bool:
    try:
        return masked(setting(session, path))
    except Unverifiable:
        return False
