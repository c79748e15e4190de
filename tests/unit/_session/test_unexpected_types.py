# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of unexpected types anywhere in a session: they are never taken for absence, and stop nothing."""

from __future__ import annotations

import contextlib
import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit
from ansible_collections.sparkops.athena.tests.unit.declared import (
    JUNK,
    declarations,
    quick,
    verdict_of,
)
from ansible_collections.sparkops.athena.tests.unit.generated import (
    ANY_SESSIONS,
    CLASSIFICATIONS,
    FULL,
    NOW,
    Path,
    Tree,
    complete,
    is_setting,
    leaves,
    listed,
    operators_for,
    pointer,
    replaced,
    tree_of,
)


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
        for root in sorted({(), place, path}):
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
