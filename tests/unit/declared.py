# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that may be declared about generated sessions, right, nearly right or nonsense; and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from botocore import xform_name
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit
from ansible_collections.sparkops.athena.tests.unit.generated import (
    KEYS,
    MODEL,
    NOW,
    OPERATORS,
    VALUES,
    Tree,
    expectations,
)

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
