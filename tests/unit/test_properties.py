# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds of every comparison, whatever the sessions and whatever is declared."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import REDACTED
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import (
    declarations as checked_declarations,
)
from ansible_collections.sparkops.athena.tests.unit.declared import (
    captured,
    declarations,
    numbered,
    quick,
    verdict_of,
)
from ansible_collections.sparkops.athena.tests.unit.generated import (
    ANY_SESSIONS,
    BY_NAME,
    NOW,
    SESSIONS,
    VALUES,
    Tree,
    complete,
    expectations,
    is_property,
    leaves,
    listed,
    operators_for,
    other_values,
    pointer,
    replaced,
    tree_of,
)

MASKS = (REDACTED, "x ******** y", "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER")
TYPED = {f"spark.{key}" for key in ("executor.memory", "network.timeout", "authenticate", "executor.cores")} | {
    "kms_key"
}
OPPOSITE = {"compliant": "drifted", "drifted": "compliant"}


RANKED = {"drifted": 2, "unverified": 1, "compliant": 0}


@settings(quick, max_examples=200)
@given(ANY_SESSIONS, st.data())
def test_several_operators_are_as_strict_as_the_strictest(session: Tree, data: st.DataObject) -> None:
    path, value = data.draw(st.sampled_from([its for its in leaves(session) if its[0][0] != "status"]))
    values = st.sampled_from([value, *other_values(path, value)])
    names = st.lists(st.sampled_from(operators_for(path, value)), min_size=1, max_size=4, unique=True)
    operators = {}
    for name in data.draw(names):
        operand = data.draw(values)
        operand = re.escape(operand) if name in ("match", "not_match") else listed(name, operand)
        operators[name] = True if name == "present" else operand
    together = verdict_of(session, tree_of(path, operators))
    alone = [verdict_of(session, tree_of(path, {name: operand})) for name, operand in operators.items()]
    assert together == "invalid" or together == max(alone, key=lambda its: RANKED.get(its, 3))
    if "present" not in operators:
        assert verdict_of(session, tree_of(path, {**operators, "or_absent": True})) == together
        if together != "invalid" and path[0] != "engine_version":
            absent = replaced(session, path, None)
            policy = {"name": "p", "newer": [pointer(path)], "expect": tree_of(path, {**operators, "or_absent": True})}
            assert audit(sessions=[absent], policies=[policy], now=NOW)["verdict"] == "compliant"


@quick
@given(SESSIONS, st.data())
def test_several_readings_of_a_session_are_one(session: Tree, data: st.DataObject) -> None:
    named = {"region": "eu-west-1", **session, "session_id": "s-1"}
    later = complete({**named, "status": {"state": "BUSY"}, "statistics": {"dpu_execution_in_millis": 5}})
    policies = captured([named])
    once = audit(sessions=[later], policies=policies, now=NOW, minimum_sessions=2)
    twice = audit(sessions=[named, later], policies=policies, now=NOW, minimum_sessions=2)
    assert once == twice
    assert (twice["verdict"], twice["summary"]["sessions"]) == ("unverified", 1)


def shuffled(value: Any, random: Random) -> Any:
    """The same with the keys of mappings in another order."""
    if isinstance(value, dict):
        items = [(key, shuffled(item, random)) for key, item in value.items()]
        random.shuffle(items)
        return dict(items)
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


def outcome(sessions: list[Tree], policies: list[Tree]) -> tuple[str, list[str]]:
    try:
        report = audit(sessions=sessions, policies=policies, now=NOW)
    except InvalidDeclarations as refusal:
        return "invalid", sorted({problem.message for problem in refusal.problems})
    return str(report["verdict"]), sorted(json.dumps(finding, sort_keys=True) for finding in report["findings"])


@quick
@given(st.lists(SESSIONS, min_size=1, max_size=3).map(numbered), st.data(), st.randoms(use_true_random=False))
def test_no_order_changes_what_is_found(sessions: list[Tree], data: st.DataObject, random: Random) -> None:
    described = st.sampled_from(sessions).flatmap(expectations)
    policies = [{"name": name, "expect": data.draw(described)} for name in ("one", "two")]
    before = outcome(sessions, policies)
    others = [*sessions]
    random.shuffle(others)
    random.shuffle(policies)
    assert outcome(shuffled(others, random), shuffled(policies, random)) == before


@settings(quick, max_examples=300)
@given(SESSIONS.flatmap(lambda session: st.tuples(st.just(session), declarations(session))))
def test_anything_declared_is_refused_or_compared(given_: tuple[Tree, Tree]) -> None:
    session, declared = given_
    try:
        report = audit(sessions=[session], now=NOW, **declared)
    except InvalidDeclarations as refusal:
        assert refusal.problems
        assert all(problem.message for problem in refusal.problems)
    else:
        assert report["verdict"] in ("compliant", "drifted", "unverified")
        json.dumps(report, allow_nan=False)


@settings(quick, max_examples=300)
@given(SESSIONS.flatmap(lambda session: st.tuples(st.just(session), declarations(session))))
def test_what_is_a_mistake_before_reading_is_one_whatever_is_read(given_: tuple[Tree, Tree]) -> None:
    session, declared = given_
    before, after = Problems(), Problems()
    checked_declarations(None, before, **declared)
    checked_declarations([session], after, **declared)
    assert set(before.found) <= set(after.found)


@settings(quick, max_examples=200)
@given(SESSIONS, st.data())
def test_equality_is_reflexive_symmetric_and_the_opposite_of_ne(session: Tree, data: st.DataObject) -> None:
    path, value = data.draw(st.sampled_from(list(leaves(session))))
    others = VALUES if is_property(path) else st.sampled_from(BY_NAME.get(path[-1], [value]))
    other = data.draw(st.just(value) | others)
    refusable = ["invalid"] if is_property(path) else []  # what Spark would not take may not be declared
    assert verdict_of(session, tree_of(path, {"eq": value})) in ("compliant", "unverified", *refusable)
    equal = verdict_of(session, tree_of(path, {"eq": other}))
    assert equal in ("compliant", "drifted", "unverified", *refusable)
    assert verdict_of(session, tree_of(path, {"ne": other})) == OPPOSITE.get(equal, equal)
    assert verdict_of(session, tree_of(path, {"in": [other]})) == equal
    assert verdict_of(session, tree_of(path, {"not_in": [other]})) == OPPOSITE.get(equal, equal)
    if path != ("engine_version",):  # what decides how the others are read
        turned = verdict_of(replaced(session, path, other), tree_of(path, {"eq": value}))
        assert turned == equal or "invalid" in (turned, equal)


@settings(quick, max_examples=200)
@given(SESSIONS, st.sampled_from(MASKS), st.data())
def test_no_operator_tells_anything_of_a_masked_value(session: Tree, mask: str, data: st.DataObject) -> None:
    path, value = data.draw(st.sampled_from(list(leaves(session))))
    blanked = replaced(session, path, [mask] if isinstance(value, list) else mask)
    operator = data.draw(st.sampled_from([name for name in operators_for(path, value) if name != "present"]))
    operand = data.draw(st.sampled_from([value, mask, ".*"] if isinstance(value, str) else [value]))
    assert verdict_of(blanked, tree_of(path, {operator: listed(operator, operand)})) in ("unverified", "invalid")


@settings(quick, max_examples=200)
@given(SESSIONS, st.data())
def test_a_list_does_not_get_around_the_equality_of_a_single_value(session: Tree, data: st.DataObject) -> None:
    path, value = data.draw(st.sampled_from([its for its in leaves(session) if not isinstance(its[1], list)]))
    other = data.draw(st.sampled_from([value, *([] if path[0] == "status" else other_values(path, value))]))
    several = verdict_of(session, tree_of(path, {"eq": [other]}))
    assert verdict_of(session, tree_of(path, {"ne": [other]})) == OPPOSITE.get(several, several)
    assert verdict_of(session, tree_of(path, {"in": [[other]]})) == several
    assert verdict_of(session, tree_of(path, {"not_in": [[other]]})) == OPPOSITE.get(several, several)
    if not isinstance(other, str) or (is_property(path) and path[-1] in TYPED):
        assert several == "invalid"
    elif other == value and other.strip() == other != "" and other.isprintable() and "," not in other:
        assert several in ("compliant", "invalid")
