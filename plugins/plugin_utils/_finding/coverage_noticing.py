# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a policy notices that a session changed: only what reads the changed places is evaluated again.

A test holds this to the evaluation of everything.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from ...module_utils._athena.vocabulary import Status
from .._common.json_pointers import Tokens, covers, prefixes
from .._common.plain_data import jsonable
from .._policy.expectations import Check
from .._policy.policies import Policy
from .._policy.waivers import Waiver
from .._session.spark_settings import engine_of, named_alike
from .applied_waivers import AppliedWaivers
from .coverage_sessions import affected, changed, projected
from .evaluation import compare
from .finding import unwaived_status
from .policy_evaluation import UNDECLARED, FailedCheck, PolicyEvaluation, evaluate_policy

Outcome = Literal["noticed", "unjudged", "unnoticed"]

Found = dict[Hashable, Status]
"""What a session has of findings: their content with their status."""

_ENGINE: Tokens = ("engine_version",)


class Watchers:
    """The policies and waivers of a run, by the places in a session that they read."""

    def __init__(self, policies: Sequence[Policy], waivers: Sequence[Waiver], today: date) -> None:
        self.policies = policies
        self.waivers = AppliedWaivers(waivers, today)
        self._selecting = [[*policy.applies_to, *_selecting(waivers, policy)] for policy in policies]
        self._by_engine: dict[str | None, _Places] = {}

    def at(self, places: Iterable[Tokens], engine_version: str | None) -> dict[int, set[int] | None]:
        """By number of the policy, the numbers of its checks that read one of the places; None for all that it has."""
        if engine_version not in self._by_engine:
            self._by_engine[engine_version] = _Places(self.policies, self._selecting, engine_version)
        return self._by_engine[engine_version].readers(places)


def _selecting(waivers: Sequence[Waiver], policy: Policy) -> Iterator[Check]:
    for waiver in waivers:
        if waiver.policy == policy.name:
            yield from waiver.applies_to


class _Places:
    """Which checks read which places, in a session of one engine version."""

    def __init__(
        self, policies: Sequence[Policy], selecting: Sequence[Sequence[Check]], engine_version: str | None
    ) -> None:
        self._engine = engine_version
        self._exhaustive = [(number, policy.exhaustive) for number, policy in enumerate(policies) if policy.exhaustive]
        self._all = range(len(policies))
        self._at: dict[Tokens, set[tuple[int, int | None]]] = defaultdict(set)
        self._under: dict[Tokens, set[tuple[int, int | None]]] = defaultdict(set)
        for number, policy in enumerate(policies):
            checks: list[tuple[int | None, Check]] = [*enumerate(policy.checks)]
            for index, check in [*checks, *((None, check) for check in selecting[number])]:
                for path in named_alike(check.path, engine_version):
                    self._at[path].add((number, index))
                    for prefix in prefixes(path):
                        self._under[prefix].add((number, index))

    def readers(self, places: Iterable[Tokens]) -> dict[int, set[int] | None]:
        found: dict[int, set[int] | None] = {}
        for place in places:
            for number in self._closing(place):
                found.setdefault(number, set())
            if place == _ENGINE:
                return dict.fromkeys(self._all)
            above = (self._at[prefix] for prefix in prefixes(place) if prefix in self._at)
            for readers in (*above, self._under.get(place, ())):
                for number, index in readers:
                    if index is None:
                        found[number] = None
                    else:
                        its = found.setdefault(number, set())
                        if its is not None:
                            its.add(index)
        return found

    def _closing(self, place: Tokens) -> Iterator[int]:
        """The policies that are exhaustive where a place is, under any of its names."""
        alike = named_alike(place, self._engine) if self._exhaustive else ()
        for number, roots in self._exhaustive:
            if any(covers(root, path) or covers(path, root) for root in roots for path in alike):
                yield number


class WatchedSession:
    """One session (indexed and redacted), and what is said of it as it is and of changes of it."""

    def __init__(self, session: Mapping[str, Any], watchers: Watchers) -> None:
        self.session = session
        self._watchers = watchers
        self._engine = engine_of(session)

    def after(self, path: Tokens, value: Any) -> Outcome:
        """What policies say once the setting at a path has another value, None for none."""
        readers = self._watchers.at(affected(path), self._engine)
        if not readers:
            return "unnoticed"
        other = changed(self.session, path, value)
        before: Found = {}
        after: Found = {}
        for number, indices in readers.items():
            policy = self._watchers.policies[number]
            if indices is None:
                before |= self._contents(self.evaluations[number].failed, self.session)
                after |= self._contents(evaluate_policy(policy, other).failed, other)
            elif self.evaluations[number].applies:
                checks = [policy.checks[index] for index in indices]
                for session, found in ((self.session, before), (other, after)):
                    found |= self._contents(self._failed(policy, checks, session, path), session)
        return outcome(before, after)

    @cached_property
    def evaluations(self) -> list[PolicyEvaluation]:
        """Every policy on the session as it is."""
        return [evaluate_policy(policy, self.session) for policy in self._watchers.policies]

    def _failed(
        self, policy: Policy, checks: Sequence[Check], session: Mapping[str, Any], path: Tokens
    ) -> Iterator[FailedCheck]:
        for check in checks:
            difference = compare(check, session)
            if difference is not None:
                yield FailedCheck(policy, check.path, check.operator, check.operand, difference)
        if policy.exhaustive:
            # Of a setting it depends on nothing else in the session whether it is declared.
            alone = evaluate_policy(replace(policy, checks=checks, applies_to=()), projected(session, path))
            yield from (one for one in alone.failed if one.operator == UNDECLARED)

    def _contents(self, failed: Iterable[FailedCheck], session: Mapping[str, Any]) -> Found:
        found: Found = {}
        for one in failed:
            content = content_of(one)
            waiver = self._watchers.waivers.waiver_for(content, one, session)
            found[content] = unwaived_status(one.difference.kind) if waiver is None else "waived"
        return found


def content_of(failed: FailedCheck) -> Hashable:
    """What makes one finding about a session the same as another."""
    difference = failed.difference
    actual = json.dumps(jsonable(difference.actual), sort_keys=True, default=str)
    return failed.policy.name, failed.path, failed.operator, difference.kind, actual


def outcome(before: Found, after: Found) -> Outcome:
    """Whether findings say that a session changed: drift that was not there, or that is there no longer.

    Where there is only more that could not be verified, nobody knows. A waived finding tells nobody anything.
    """
    more = {status for content, status in after.items() if before.get(content) != status}
    less = {status for content, status in before.items() if after.get(content) != status}
    if "drift" in more:
        return "noticed"
    if "unverified" in more:
        return "unjudged"
    return "noticed" if "drift" in less else "unnoticed"
