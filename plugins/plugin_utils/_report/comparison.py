# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole comparison: sessions, policies and waivers in, a report out.

It knows no Ansible, no AWS, no clock, no files: time and data come in as arguments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ...module_utils._athena.redaction import compile_pattern
from .._common.json_pointers import covers
from .._common.plain_data import jsonable, plain
from .._common.problems import InvalidDeclarations, Problems
from .._finding.applied_waivers import AppliedWaivers
from .._finding.findings import FailedCheck, as_finding, evaluate_policy
from .._finding.root_causes import RootCauses
from .._policy.policies import Policy, parse_policies
from .._policy.waivers import Waiver, parse_waivers
from .._session.fields import Leaf, field_at
from .._session.identity import identity
from .._session.redactor import Redactor, hide
from .._values.kinds import describe, outline
from .building import EvaluatedSession, make_report, shortfalls

__all__ = ["InvalidDeclarations", "audit"]


def audit(
    *,
    sessions: Sequence[Mapping[str, Any]],
    now: datetime,
    expected: Any = None,
    policies: Any = None,
    waivers: Any = None,
    unreadable: Sequence[Mapping[str, Any]] = (),
    work_groups: Sequence[Mapping[str, Any]] = (),
    errors: Sequence[Mapping[str, Any]] = (),
    regions: Sequence[str] = (),
    minimum_sessions: int = 1,
    labels: Mapping[str, Any] | None = None,
    account_id: str | None = None,
    redact: bool = True,
    redact_pattern: str | None = None,
) -> dict[str, Any]:
    """The report on `sessions`, as athena_session_info returns them, at the time `now` (aware, UTC).

    `unreadable` and `work_groups` are that module's too; `errors` (stage, message) are what failed before. The report's
    shape is that of its JSON Schema. Raises InvalidDeclarations with every mistake in the other arguments.
    """
    problems = Problems()
    read = _distinct([plain(session) for session in sessions])
    redactor = _redactor(redact, redact_pattern, problems)
    problems = problems.guarded(redactor.extra)
    parsed = parse_policies(plain(expected), plain(policies), read, problems)
    accepted = parse_waivers(plain(waivers), read, problems.under("waivers"))
    _check_options(minimum_sessions, labels, account_id, problems)
    problems.raise_if_any()

    applied_waivers = AppliedWaivers(accepted, now.astimezone(UTC).date())
    causes = RootCauses([plain(entry) for entry in work_groups], redactor)
    finder = _Finder(account_id, redactor, applied_waivers, causes)
    evaluated = [finder.evaluate_policy(redactor.tree(session), parsed) for session in read]
    return make_report(
        evaluated=evaluated,
        policies=parsed,
        waivers=applied_waivers.summary(lambda waiver: _shown(waiver, parsed, redactor)),
        unreadable=[plain(entry) for entry in unreadable],
        errors=[*map(plain, errors), *shortfalls(evaluated, parsed, minimum_sessions)],
        regions=[*plain(list(regions)), *(one["region"] for one in map(identity, read) if one["region"])],
        labels={str(name): str(value) for name, value in redactor.names(plain(labels or {})).items()},
        account_id=plain(account_id),
        now=now,
    )


@dataclass(frozen=True)
class _Finder:
    account_id: str | None
    redactor: Redactor
    applied_waivers: AppliedWaivers
    causes: RootCauses

    def evaluate_policy(self, session: Mapping[str, Any], policies: Sequence[Policy]) -> EvaluatedSession:
        evaluations = [evaluate_policy(policy, session) for policy in policies]
        found = [found for evaluation in evaluations for found in evaluation.found]
        return EvaluatedSession(session, evaluations, [self._finding(one, session) for one in found])

    def _finding(self, found: FailedCheck, session: Mapping[str, Any]) -> dict[str, Any]:
        finding = as_finding(found, session, self.account_id, self.redactor)
        waiver = self.applied_waivers.waiver_for(found.policy.name, found.path, found.difference.actual, session)
        if waiver is not None:
            finding["status"] = "waived"
            finding["waiver"] = {option: waiver.declared[option] for option in ("reason", "owner", "expires")}
        if self.causes:
            finding["root_cause"] = self.causes.of(found.path, session)
        return finding


def _shown(waiver: Waiver, policies: Sequence[Policy], redactor: Redactor) -> dict[str, Any]:
    """A waiver as it was declared, without secrets."""
    shown = dict(waiver.declared)
    if waiver.bound:
        hidden = redactor.redact and _may_be_secret(waiver, policies, redactor)
        shown["actual"] = hide(waiver.actual) if hidden else redactor.value(waiver.pointer, waiver.actual)
    if "applies_to" in shown:
        shown["applies_to"] = redactor.tree(shown["applies_to"])
    return dict(jsonable(shown))


def _may_be_secret(waiver: Waiver, policies: Sequence[Policy], redactor: Redactor) -> bool:
    """Whether what a waiver is bound to may be the value of a secret under its pointer; in doubt it is."""
    meant = [policy for policy in policies if policy.name == waiver.policy]
    places = [check.path for policy in meant for check in policy.checks]
    if any(redactor.hides(path) for path in places if covers(waiver.pointer, path)):
        return True
    wide = any(policy.exhaustive for policy in meant) or not meant
    return wide and not isinstance(field_at(waiver.pointer), Leaf)


def _distinct(sessions: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The sessions without repetitions of the very same reading."""
    found: dict[str, Mapping[str, Any]] = {}
    for session in sessions:
        found.setdefault(json.dumps(jsonable(session), sort_keys=True), session)
    return list(found.values())


def _redactor(redact: bool, redact_pattern: str | None, problems: Problems) -> Redactor:
    try:
        return Redactor(redact, compile_pattern(redact_pattern))
    except ValueError as error:
        problems.under("redact_pattern").add(str(error).removeprefix("redact_pattern: "))
        return Redactor()


def _check_options(minimum_sessions: Any, labels: Any, account_id: Any, problems: Problems) -> None:
    if isinstance(minimum_sessions, bool) or not isinstance(minimum_sessions, int) or minimum_sessions < 0:
        wrong = f"a whole number of sessions is needed here, not {describe(minimum_sessions)}"
        problems.under("minimum_sessions").add(wrong)
    if labels is not None and not isinstance(labels, Mapping):
        problems.under("labels").add(f"a mapping of names to texts is needed here, not {outline(labels)}")
    for name, value in labels.items() if isinstance(labels, Mapping) else ():
        if not isinstance(name, str) or not isinstance(value, (str, int, float)):
            problems.under("labels", name).add(f"a label is text, not {describe(value)}: quote it")
    if account_id is not None and not isinstance(account_id, str):
        problems.under("account_id").add(f"text is needed here, not {describe(account_id)}: quote it")
