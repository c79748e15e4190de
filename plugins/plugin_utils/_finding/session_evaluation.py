# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All policies on one session, however often it was read: which apply, and the findings with waivers and root causes.

Results may hold several readings of a session that differ. Every one is evaluated, and of each check the worst outcome
is reported, so that no reading can hide what another shows; the session, its checks and its findings count once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...module_utils._athena.vocabulary import Status
from .._common.json_pointers import Tokens
from .._policy.policies import Policy
from .._session.access import indexed, masked
from .._session.identity import SessionIdentity, region_and_id
from .._session.redactor import Redactor
from .applied_waivers import AppliedWaivers
from .finding import Finding, as_finding, waived
from .policy_evaluation import FailedCheck, PolicyEvaluation, evaluate_policy
from .root_causes import RootCauses

_WEIGHT: Mapping[Status, int] = {"waived": 0, "unverified": 1, "drift": 2}


@dataclass(frozen=True)
class EvaluatedSession:
    """A session with the number of comparisons by policy, for those that applied or may apply, and the findings.

    `owner`: where it is known.
    """

    identity: SessionIdentity
    engine_version: str | None
    checks: Mapping[str, int]
    findings: Sequence[Finding]
    owner: str | None = None


@dataclass(frozen=True)
class SessionEvaluator:
    """What all sessions of a run are evaluated with."""

    policies: Sequence[Policy]
    account_id: str | None
    redactor: Redactor
    waivers: AppliedWaivers
    causes: RootCauses
    owner_tag: str | None = None
    """The tag that names the owner of a session."""

    def evaluate(self, session: SessionIdentity, readings: Sequence[Mapping[str, Any]]) -> EvaluatedSession:
        """One session, from all its readings, in the order in which they were made."""
        checks: dict[str, int] = {}
        worst: dict[tuple[str, Tokens, str], Finding] = {}
        owner: str | None = None
        for reading in (indexed(self.redactor.tree(reading)) for reading in readings):
            owner = self._owner(reading) or owner
            for evaluation in [evaluate_policy(policy, reading) for policy in self.policies]:
                _count(evaluation, checks)
                for failed in evaluation.failed:
                    key = (failed.policy.name, failed.path, failed.operator)
                    finding = self._finding(failed, session, reading)
                    if key not in worst or _WEIGHT[finding["status"]] >= _WEIGHT[worst[key]["status"]]:
                        worst[key] = finding
        engine_version = readings[-1].get("engine_version")
        engine = engine_version if isinstance(engine_version, str) else None
        if owner is not None:
            for finding in worst.values():
                finding["owner"] = owner
        return EvaluatedSession(session, engine, checks, list(worst.values()), owner)

    def _owner(self, reading: Mapping[str, Any]) -> str | None:
        """Who owns a session by its tag; None where the tag is hidden, or was not read."""
        tags = reading.get("tags")
        owner = tags.get(self.owner_tag) if isinstance(tags, Mapping) else None
        return owner if isinstance(owner, str) and owner.strip() and not masked(owner) else None

    def _finding(self, failed: FailedCheck, session: SessionIdentity, reading: Mapping[str, Any]) -> Finding:
        finding = as_finding(failed, session, self.account_id, self.redactor)
        key = (region_and_id(session), failed.path, failed.operator)
        waiver = self.waivers.waiver_for(key, failed, reading)
        if waiver is not None:
            finding = waived(finding, waiver)
        if self.causes:
            finding["root_cause"] = self.causes.of(failed.path, reading)
        return finding


def _count(evaluation: PolicyEvaluation, checks: dict[str, int]) -> None:
    """Comparisons are counted for a session, not for each of its readings."""
    if evaluation.applies is not False:
        name = evaluation.policy.name
        checks[name] = max(evaluation.checks, checks.get(name, 0))
