# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds of every comparison, whatever the sessions and whatever is declared."""

from __future__ import annotations

import contextlib
import copy
import json
import re
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
    ANY_SESSIONS,
    BY_NAME,
    CLASSIFICATIONS,
    FULL,
    KEYS,
    MODEL,
    NEWER_SESSIONS,
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


def captured(sessions: list[Tree]) -> list[Tree]:
    """The policy of a baseline, as its file has it."""
    baseline = Baseline(sessions)
    assume(baseline.expected)
    assert baseline.incomplete == []
    newer = {"newer": baseline.newer} if baseline.newer else {}
    return [{"name": "baseline", "exhaustive": True, **newer, "expect": baseline.expected}]


@quick
@given(st.lists(ANY_SESSIONS, min_size=1, max_size=3).map(numbered))
def test_a_baseline_holds_for_the_sessions_it_came_from(sessions: list[Tree]) -> None:
    policies = captured(sessions)
    assert audit(sessions=sessions, policies=policies, now=NOW)["findings"] == []
    # Also for each alone, so that no session vouches for another's unknown members.
    for session in sessions:
        assert audit(sessions=[session], policies=policies, now=NOW)["verdict"] == "compliant"
    expected = Baseline(sessions, exhaustive=False).expected
    assert not expected or audit(sessions=sessions, expected=expected, now=NOW)["verdict"] == "compliant"


def assert_found(changed: Tree, policies: list[Tree], path: Path) -> None:
    report = audit(sessions=[changed], policies=policies, now=NOW)
    assert report["verdict"] != "compliant"
    assert {finding["pointer"] for finding in report["findings"]} == {pointer(path)}


@pytest.mark.parametrize("field", [path for path in fields() if is_setting(path)], ids=pointer)
@settings(quick, max_examples=10)
@given(FULL, st.data())
def test_a_change_of_a_setting_is_caught_at_its_place(field: Path, session: Tree, data: st.DataObject) -> None:
    found = [(path, value) for path, value in leaves(session) if path[: len(field)] == field and is_setting(path)]
    path, value = data.draw(st.sampled_from(found))
    changed = replaced(session, path, data.draw(st.sampled_from([None, *other_values(path, value)])))
    report = audit(sessions=[changed], policies=captured([session]), now=NOW)
    assert report["verdict"] != "compliant"
    # A classification that lost its last property is an addition of its own kind: an empty one.
    assert pointer(path) in {finding["pointer"] for finding in report["findings"]}
    assert {finding["pointer"] for finding in report["findings"]} <= {pointer(path), pointer(path[:-1])}


@settings(quick, max_examples=200)
@given(NEWER_SESSIONS, st.data())
def test_a_change_of_what_a_newer_service_has_is_caught(session: Tree, data: st.DataObject) -> None:
    found = [(path, value) for path, value in leaves(session) if is_setting(path)]
    assume(found)
    path, value = data.draw(st.sampled_from(found))
    changed = replaced(session, path, data.draw(st.sampled_from([None, *other_values(path, value)])))
    report = audit(sessions=[changed], policies=captured([session]), now=NOW)
    assert report["verdict"] != "compliant"
    assert pointer(path) in {finding["pointer"] for finding in report["findings"]}


ADDITIONS: dict[Path, Any] = {
    ("engine_configuration", "spark_properties", "spark.added"): "x",
    ("engine_configuration", "spark_properties", ""): "x",
    ("engine_configuration", "additional_configs", "Added"): "x",
    ("session_configuration", "added"): {"depth": 1},
    ("session_configuration", "encryption_configuration", "added"): [],
    ("monitoring_configuration", "added"): {},
    ("added",): [{"a": 1}],
}


@quick
@given(ANY_SESSIONS, st.sampled_from(sorted(ADDITIONS)))
def test_an_addition_is_caught_at_its_place(session: Tree, path: Path) -> None:
    policies = captured([session])
    added = copy.deepcopy(session)
    node = added
    for token in path[:-1]:
        node = node.setdefault(token, {})
    node[path[-1]] = ADDITIONS[path]
    deeper = [*path, "depth"] if ADDITIONS[path] == {"depth": 1} else path
    assert_found(complete(added), policies, tuple(deeper))


@quick
@given(ANY_SESSIONS, st.sampled_from([{}, {"properties": {"A": "1"}}, {"configurations": []}, {"new": {"a": 1}}]))
def test_an_added_classification_is_caught(session: Tree, entry: Tree) -> None:
    policies = captured([session])
    added = copy.deepcopy(session)
    listed = added.setdefault("engine_configuration", {}).setdefault("classifications", [])
    listed.append({"name": "added by hand", **entry})
    report = audit(sessions=[complete(added)], policies=policies, now=NOW)
    assert len(report["findings"]) == 1
    assert report["findings"][0]["pointer"].startswith("/engine_configuration/classifications/added by hand")


@quick
@given(ANY_SESSIONS, st.data())
def test_an_exhaustive_pointer_finds_what_is_below_it_and_nothing_else(session: Tree, data: st.DataObject) -> None:
    found = [path for path, _value in leaves(session) if is_setting(path)]
    assume(found)
    path = data.draw(st.sampled_from(found))
    root = path[: data.draw(st.integers(0, len(path)))]
    policy = {"name": "all", "exhaustive": [pointer(root)], "expect": {"region": {"present": False}}}
    findings = audit(sessions=[session], policies=[policy], now=NOW)["findings"]
    told = {finding["pointer"] for finding in findings}
    assert {pointer(its) for its in found if its[: len(root)] == root} <= told
    assert all(place == pointer(root) or place.startswith(pointer(root) + "/") for place in told)


def containers(value: Any, path: Path = ()) -> Iterator[Path]:
    """The places of everything in a session that holds something else."""
    for name, member in value.items() if path[-1:] != ("log_types",) else ():
        if isinstance(member, dict) or (*path, name) == CLASSIFICATIONS:
            yield (*path, name)
            if isinstance(member, dict):
                yield from containers(member, (*path, name))


JUNK_CONTAINERS = st.sampled_from(["", "x", 0, 5, True, 0.5, ["x"], [[]], [5, {}]])


@settings(quick, max_examples=200)
@given(FULL, JUNK_CONTAINERS, st.data())
def test_nothing_can_be_told_of_what_belongs_below_something_else(
    session: Tree, junk: Any, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(sorted(containers(session))))
    below = [(path, value) for path, value in leaves(session) if path[: len(place)] == place]
    assume(below)
    broken = replaced(session, place, junk)
    path, value = data.draw(st.sampled_from(below))
    operator = data.draw(st.sampled_from(operators_for(path, value)))
    operand = False if operator == "present" else listed(operator, value)
    if operator in ("match", "not_match"):
        operand = re.escape(operand)
    or_absent = {"or_absent": True} if data.draw(st.booleans()) and operator != "present" else {}
    assert verdict_of(broken, tree_of(path, {operator: operand, **or_absent})) in ("unverified", "invalid")
    if is_setting(path):
        for root in {(), place, path}:
            policy = {"name": "all", "exhaustive": [pointer(root)], "expect": {"region": {"present": False}}}
            findings = audit(sessions=[broken], policies=[policy], now=NOW)["findings"]
            where = place if len(root) < len(place) else root
            assert ("unverified", pointer(where)) in [(its["status"], its["pointer"]) for its in findings]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a session, of mappings and of lists."""
    if path:
        yield path
    for name, member in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(member, (*path, name))


@settings(quick, max_examples=300)
@given(ANY_SESSIONS.flatmap(lambda its: st.tuples(st.just(its), declarations(its))), st.data())
def test_no_type_anywhere_in_a_session_stops_the_comparison(given_: tuple[Tree, Tree], data: st.DataObject) -> None:
    session, declared = given_
    broken: Any = copy.deepcopy(session)
    *above, last = data.draw(st.sampled_from(sorted(places(session), key=str)))
    node = broken
    for token in above:
        node = node[token]
    node[last] = data.draw(JUNK)
    if above[:1] != ["derived"] and last != "derived":
        broken = complete(broken)
    policies = [{"name": "all", "exhaustive": True, "expect": {"region": {"present": False}}}]
    assert audit(sessions=[broken], policies=policies, now=NOW)["verdict"] in ("compliant", "drifted", "unverified")
    baseline = Baseline([broken])
    if baseline.expected:
        newer = {"newer": baseline.newer} if baseline.newer else {}
        policies = [{"name": "all", "exhaustive": True, **newer, "expect": baseline.expected}]
        report = audit(sessions=[broken], policies=policies, now=NOW)
        assert report["verdict"] in ("compliant", "unverified")
        json.dumps(report, allow_nan=False)
    with contextlib.suppress(InvalidDeclarations):
        json.dumps(audit(sessions=[broken], now=NOW, **declared), allow_nan=False)


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
