# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a captured policy holds, whatever the sessions, as the guide on policies says it; and exhaustive pointers."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.filter.session_baseline import session_baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.fields import PYSPARK_3, SPARK_35
from ansible_collections.sparkops.athena.tests.unit._policy.sessions import policy_of
from ansible_collections.sparkops.athena.tests.unit.declared import (
    captured,
    numbered,
    quick,
)
from ansible_collections.sparkops.athena.tests.unit.generated import (
    ANY_SESSIONS,
    FULL,
    NEWER_SESSIONS,
    NOW,
    Path,
    Tree,
    complete,
    fields,
    is_setting,
    leaves,
    other_values,
    pointer,
    replaced,
)


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


_SCALARS = st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "x", "3", "true", "{a}"])
ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b", "c~/d"]), inner, max_size=2),
    max_leaves=6,
)


@settings(quick, max_examples=200)
@given(st.lists(ANYTHING, min_size=1, max_size=3), ANYTHING, st.booleans())
def test_what_sessions_have_in_several_types_is_held_by_value(values: list[Any], other: Any, deep: bool) -> None:
    """A newer member may even be a mapping in one session and a list in another."""
    place = {"session_configuration": {"newer": {"deep": None}}} if deep else {"newer": None}

    def sessions_of(values: list[Any]) -> list[Tree]:
        made = []
        for value in values:
            its = copy.deepcopy(place)
            its.get("session_configuration", {}).get("newer", its)["deep" if deep else "newer"] = value
            made.append({"session_id": "s", "work_group": "w", **its})
        return numbered(made)

    policies = captured(sessions_of(values))
    assert audit(sessions=sessions_of(values), policies=policies, now=NOW)["findings"] == []
    for session in sessions_of(values):
        assert audit(sessions=[session], policies=policies, now=NOW)["verdict"] == "compliant"
    among = any(type(other) is type(value) and other == value for value in values)
    types = {dict if isinstance(value, dict) else list if isinstance(value, list) else type(value) for value in values}
    if len(types) > 1 and not among and not _alike(other, values):
        (report,) = [audit(sessions=sessions_of([other]), policies=policies, now=NOW)]
        assert report["verdict"] == "drifted"


def _alike(other: Any, values: list[Any]) -> bool:
    """Whether a value is one of others as a newer member is compared: a number and its text, members in any order."""

    def written(value: Any) -> Any:
        texts = [json.dumps(its, sort_keys=True) for its in value] if isinstance(value, list) else None
        return json.dumps(value, sort_keys=True).strip('"').lower() if texts is None else sorted(texts)

    return written(other) in [written(value) for value in values]


def test_the_filter_hides_what_an_own_pattern_calls_secret() -> None:
    session = {"session_id": "s", "engine_configuration": {"spark_properties": {"spark.my.pin": "1234"}}}
    properties = session_baseline([session], redact_pattern="pin")["engine_configuration"]["spark_properties"]
    assert properties == {"spark.my.pin": {"present": True}}


def _of_generation(number: int, engine: str, properties: Tree) -> Tree:
    held = {"spark_properties": properties}
    if engine == SPARK_35:
        held = {"classifications": [{"name": "spark-defaults", "properties": properties}]}
    return complete({"session_id": f"s-{number}", "engine_version": engine, "engine_configuration": held})


# What the two generations read as another type, under another name, or not at all.
OF_BOTH = {
    "spark.executor.maxNumFailures": ("3", "4"),
    "spark.yarn.max.executor.failures": ("3", "3"),
    "spark.sql.files.openCostInBytes": ("4096", "4k"),
    "spark.sql.parquet.compression.codec": ("lzo", "lz4_raw"),
    "spark.team.size": ("4g", "4096m"),
}


@pytest.mark.parametrize(("key", "values"), OF_BOTH.items())
def test_a_fleet_of_both_generations_is_held_by_the_types_of_each(key: str, values: tuple[str, str]) -> None:
    engines = (PYSPARK_3, SPARK_35)
    sessions = [_of_generation(number, engines[number], {key: values[number]}) for number in (0, 1)]
    policies = policy_of(sessions)
    assert audit(sessions=sessions, policies=policies, now=NOW)["verdict"] == "compliant"
    for number in (0, 1):
        assert audit(sessions=[sessions[number]], policies=policies, now=NOW)["verdict"] == "compliant"
        changed = _of_generation(number, engines[number], {key: "7"})
        (finding,) = audit(sessions=[changed], policies=policies, now=NOW)["findings"]
        assert finding["status"] in ("drift", "unverified")


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
