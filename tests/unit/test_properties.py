# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds of every comparison, whatever the sessions and whatever is declared."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from botocore import xform_name
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import REDACTED
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit
from ansible_collections.sparkops.athena.tests.unit.generated import (
    BY_NAME,
    FULL,
    KEYS,
    MODEL,
    NOW,
    OPERATORS,
    SESSIONS,
    VALUES,
    Path,
    Tree,
    complete,
    expectations,
    fields,
    is_property,
    is_setting,
    leaves,
    listed,
    operators_for,
    other_values,
    pointer,
    replaced,
    tree_of,
)

MASKS = (REDACTED, "x ******** y", "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER")
OPPOSITE = {"compliant": "drifted", "drifted": "compliant"}

quick = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def verdict_of(session: Tree, expected: Any) -> str:
    try:
        return str(audit(sessions=[session], expected=expected, now=NOW)["verdict"])
    except InvalidDeclarations:
        return "invalid"


def numbered(sessions: list[Tree]) -> list[Tree]:
    return [{**session, "session_id": f"s-{number}"} for number, session in enumerate(sessions)]


@quick
@given(st.lists(SESSIONS, min_size=1, max_size=3).map(numbered))
def test_a_baseline_holds_for_the_sessions_it_came_from(sessions: list[Tree]) -> None:
    expected = Baseline(sessions).expected
    assume(expected)
    report = audit(sessions=sessions, expected=expected, now=NOW)
    assert report["findings"] == []
    assert report["verdict"] == "compliant"


@pytest.mark.parametrize("field", [path for path in fields() if is_setting(path)], ids=pointer)
@settings(quick, max_examples=10)
@given(FULL, st.data())
def test_a_change_of_a_setting_is_caught_at_its_place(field: Path, session: Tree, data: st.DataObject) -> None:
    found = [(path, value) for path, value in leaves(session) if path[: len(field)] == field and is_setting(path)]
    path, value = data.draw(st.sampled_from(found))
    changed = replaced(session, path, data.draw(st.sampled_from([None, *other_values(path, value)])))
    report = audit(sessions=[changed], expected=Baseline([session]).expected, now=NOW)
    assert report["verdict"] != "compliant"
    assert {finding["pointer"] for finding in report["findings"]} == {pointer(path)}


@quick
@given(SESSIONS)
def test_a_baseline_declares_every_setting(session: Tree) -> None:
    expected = Baseline([session]).expected
    assume(expected)
    policy = {"name": "all", "exhaustive": True, "expect": expected}
    assert audit(sessions=[session], policies=[policy], now=NOW)["findings"] == []
    added = copy.deepcopy(session)
    added.setdefault("engine_configuration", {}).setdefault("spark_properties", {})["spark.new"] = "x"
    findings = audit(sessions=[complete(added)], policies=[policy], now=NOW)["findings"]
    assert [finding["pointer"] for finding in findings] == ["/engine_configuration/spark_properties/spark.new"]


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


def member_names(shape: Any) -> Iterator[str]:
    for name, member in shape.members.items() if shape.type_name == "structure" else ():
        yield xform_name(name)
        yield from member_names(member)


NAMES = sorted({*member_names(MODEL), "name", "properties", "derived", "conflicts", "dpu_hours", *OPERATORS})
SCALARS = st.none() | st.booleans() | st.integers(-5, 5000) | st.floats() | st.dates() | st.datetimes() | VALUES
ANY_KEY = st.sampled_from(NAMES) | KEYS | st.integers() | st.booleans() | st.none()
JUNK = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_KEY, inner, max_size=4), max_leaves=12
)


def optional(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional=members)


TREES = JUNK | optional(
    **{
        xform_name(name): optional(**{xform_name(inner): JUNK for inner in member.members})
        if member.type_name == "structure"
        else JUNK
        for name, member in MODEL.members.items()
    },
    derived=JUNK,
)
POINTERS = st.sampled_from(["", "/", "/derived", "/derived/spark_properties", "/engine_configuration", "/x", "x"])


@st.composite
def nearly(draw: st.DrawFn, session: Tree) -> Tree:
    """Expectations that are right but for one place, if that."""
    tree = draw(expectations(session))
    node: Any = tree
    for _depth in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(sorted(node)))
        if not isinstance(node[name], dict) or draw(st.integers(0, 3)) == 0:
            node[name] = draw(JUNK)
            break
        node = node[name]
    return tree


@st.composite
def declarations(draw: st.DrawFn, session: Tree) -> Tree:
    """Everything that may be declared, right, nearly right or nonsense."""
    trees = nearly(session) | TREES
    policy = optional(
        applies_to=trees,
        exhaustive=st.booleans() | st.lists(POINTERS, max_size=2) | JUNK,
        severity=st.sampled_from(["error", "warning"]) | JUNK,
        minimum_sessions=st.integers(0, 2) | JUNK,
    ).flatmap(lambda its: st.fixed_dictionaries({"name": TEXT, "expect": trees}).map(lambda more: {**more, **its}))
    waiver = optional(pointer=POINTERS | JUNK, actual=JUNK, applies_to=trees).map(
        lambda its: {"policy": "expected", "reason": "r", "owner": "o", "expires": "2027-01-01", **its}
    )
    return {
        "expected": draw(st.none() | nearly(session) | trees),
        "policies": draw(st.none() | st.lists(policy, min_size=1, max_size=2) | st.lists(JUNK, max_size=2) | JUNK),
        "waivers": draw(st.none() | st.lists(waiver, max_size=2) | st.lists(JUNK, max_size=2) | JUNK),
    }


TEXT = st.text(min_size=1, max_size=4)


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
