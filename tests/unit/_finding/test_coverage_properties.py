# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy coverage is what evaluating everything says, and what it suggests closes a gap, whatever the sessions."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.json_pointers import Tokens, covers
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.plain_data import as_json
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.applied_waivers import AppliedWaivers
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.coverage_changes import HIDDEN, Seen, changes
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.coverage_noticing import (
    WatchedSession,
    Watchers,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.coverage_sessions import changed, maps_of
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.root_causes import RootCauses
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.session_evaluation import SessionEvaluator
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.policies import Policy, parse_policies
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.waivers import Waiver, parse_waivers
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.access import indexed
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.access import settings as settings_of
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.fields import kind_at
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.identity import identity
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.redactor import Redactor
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.spark_settings import engine_of

from ..coverages import TODAY, closes, covered
from ..generated import ANY_SESSIONS, OPERATORS, Tree, complete, expectations

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def every_change(session: Tree) -> list[tuple[str, Tokens, Any]]:
    found: list[tuple[str, Tokens, Any]] = []
    for path, value in settings_of(session):
        for name, other in changes(kind_at(path, value), value, engine_of(session), Seen()):
            if other is not HIDDEN:
                found.append((name, path, other))
    return found + [("an undeclared key added", (*path, "undeclared-key"), "true") for path in maps_of(session)]


def by_evaluating_everything(session: Tree, other: Tree, policies: list[Policy], waivers: list[Waiver]) -> str:
    """What the comparison itself says of a session and of what it changed to."""
    evaluator = SessionEvaluator(
        policies, None, Redactor(False), AppliedWaivers(waivers, TODAY), RootCauses([], Redactor(False))
    )

    def found(one: Tree) -> set[tuple[str, str]]:
        findings = evaluator.evaluate(identity(session), [one]).findings
        members = ("policy", "pointer", "operator", "kind", "actual", "status")
        return {(finding["status"], json.dumps([finding[name] for name in members])) for finding in findings}

    before, after = found(session), found(other)
    more = {status for status, _content in after - before}
    if "drift" in more:
        return "noticed"
    if "unverified" in more:
        return "unjudged"
    return "noticed" if any(status == "drift" for status, _content in before - after) else "unnoticed"


def left_open(expect: Tree) -> Tree:
    """Expectations that say no more than that something may be there."""
    if all(operator in OPERATORS for operator in expect):
        return {"present": True, "or_absent": True}
    return {name: left_open(its) for name, its in expect.items()}


@st.composite
def policy_sets(draw: st.DrawFn, session: Tree) -> list[Tree]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        policy: Tree = {"name": f"p{number}", "expect": draw(expectations(session))}
        if draw(st.booleans()):
            policy["applies_to"] = draw(expectations(session))
        places = ["/engine_configuration", "/engine_configuration/spark_properties", "/derived/spark_properties"]
        exhaustive = draw(st.sampled_from([False, False, True, *([place] for place in places)]))
        if exhaustive:
            policy["exhaustive"] = exhaustive
            policy["expect"] = draw(st.sampled_from([policy["expect"], left_open(policy["expect"])]))
        found.append(policy)
    return found


@st.composite
def waiver_sets(draw: st.DrawFn, session: Tree, policies: list[Tree]) -> list[Tree]:
    found = []
    for policy in policies:
        if draw(st.integers(0, 3)) == 0:
            waiver = {"policy": policy["name"], "reason": "r", "owner": "o", "expires": "2026-12-31"}
            if draw(st.booleans()):
                waiver["applies_to"] = draw(expectations(session))
            found.append(waiver)
    return found


@SLOW
@given(st.data())
def test_what_survives_is_what_evaluating_everything_lets_pass(data: st.DataObject) -> None:
    session = as_json(data.draw(ANY_SESSIONS))
    assume(any(True for _setting in settings_of(session)))
    declared = data.draw(policy_sets(session))
    problems = Problems()
    policies = parse_policies(None, declared, [session], problems) if declared else []
    waivers = parse_waivers(data.draw(waiver_sets(session, declared)), [session], problems)
    assume(not problems.found)
    watched = WatchedSession(indexed(session), Watchers(policies, waivers, TODAY))
    some = st.lists(st.sampled_from(every_change(session)), max_size=15, unique_by=str)
    for name, path, value in data.draw(some):
        other = changed(session, path, value)
        expected = by_evaluating_everything(session, other, policies, waivers)
        assert watched.after(path, value) == expected, (name, path, value)


@SLOW
@given(ANY_SESSIONS)
def test_a_change_changes_its_setting_and_what_is_derived_from_it(session: Tree) -> None:
    session = as_json(session)
    before = copy.deepcopy(session)
    for name, path, value in every_change(session):
        other = changed(session, path, value)
        assert session == before
        assert other["derived"] == as_json(complete(other))["derived"], (name, path)
        left = dict(settings_of(other))
        if value is not None:
            assert left[path] == value
        else:
            assert path not in left
        # Where nothing is left, the empty place may itself be a setting.
        assert {at: its for at, its in left.items() if not covers(at, path)} == {
            at: its for at, its in settings_of(session) if not covers(at, path)
        }


@SLOW
@given(st.data())
def test_suggestions_for_any_session_close_their_gaps(data: st.DataObject) -> None:
    sessions = [as_json({**data.draw(ANY_SESSIONS), "session_id": f"s-{number}"}) for number in range(2)]
    gaps = [one for one in covered(sessions)["unnoticed"] if one["suggestion"] is not None]
    assume(gaps)
    one = data.draw(st.sampled_from(gaps))
    assert closes(sessions, [], one["suggestion"], one["pointer"], one["change"]), one
