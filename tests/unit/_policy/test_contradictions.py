# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators contradict each other only where no value at all satisfies them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.contradictions import contradiction
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.operators import OPERATORS
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import (
    Boolean,
    Enum,
    Integer,
    Kind,
    KmsKey,
    Number,
    S3Location,
    TextList,
    Unverifiable,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_properties import SparkProperty
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_types import ENGINES

ID, OTHER_ID = "11111111-2222-3333-4444-555555555555", "mrk-1234"
ARNS = [
    f"arn:aws:kms:{region}:123456789012:key/{key}" for region in ("eu-west-1", "us-east-1") for key in (ID, OTHER_ID)
]
# For each kind values of which every operator may be given some, and of which a session may have any.
KINDS: list[tuple[Kind, list[object]]] = [
    (Kind(), ["a", "b", "A", "a,b", "b, a", ""]),
    (KmsKey(), [ID, OTHER_ID, *ARNS, "alias/x", "arn:x/" + ID, "x"]),
    (S3Location(), ["s3://a", "s3://a/", "s3://a//", "s3://b", ""]),
    (Enum(("A", "B")), ["A", "B", "C"]),
    (Integer(), [1, "1", 2, " 3", 4]),
    (Number(), [1, "1.0", 1.5, "2", 3]),
    (Boolean(), [True, False, "true", "FALSE"]),
    (TextList(), [["a"], ["a", "b"], ["b", "a"], []]),
    (SparkProperty("spark.executor.memory"), ["4g", "4096m", "4096", "1g", "1024m", "5g"]),
    (SparkProperty("spark.authenticate"), ["true", "TRUE", "false", " false"]),
    (SparkProperty("spark.team.x"), ["4g", "4096m", "a,b", "b,a", "7", "70"]),
    (SparkProperty("spark.jars"), ["a,b", "a, b", "b,a", "a", ""]),
    (SparkProperty("spark.io.compression.codec"), ["lz4", "LZ4", "zstd", " lz4"]),
    (SparkProperty("spark.sql.legacy.timeParserPolicy"), ["LEGACY", "legacy", "CORRECTED"]),
    (SparkProperty("spark.sql.files.openCostInBytes"), ["4194304", "4m", "4096k", "1"]),
    (SparkProperty("spark.kryoserializer.buffer.mb"), ["1", "1000k", "1024000b", "2"]),
]
NAMES = sorted(OPERATORS)


def operands(name: str, values: list[object]) -> st.SearchStrategy[object]:
    """What may be given to an operator on such values."""
    one = st.sampled_from(values)
    if name in ("in", "not_in"):
        return st.lists(one, min_size=1, max_size=3)
    if name in ("contains", "subset"):
        return st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=2)
    if name in ("match", "not_match"):
        whole = one.map(lambda value: re.escape(str(value)))
        return whole | st.sampled_from([".*", r"\d+m", "arn:.*", ".*/", "[a-z]+", ".*us-east.*"])
    return st.booleans() if name == "present" else one | st.just(["a", "b"])


@settings(deadline=None, max_examples=250)
@given(st.sampled_from(KINDS), st.data())
def test_what_a_value_satisfies_is_no_contradiction(kind_and_values, data):
    kind, values = kind_and_values
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
    declared = {name: data.draw(operands(name, values)) for name in names}
    assume(not any(message for name, operand in declared.items() for message in OPERATORS[name].misuse(kind, operand)))
    if contradiction(kind, declared) is None:
        return
    checks = {name: operand for name, operand in declared.items() if name != "present"}
    if declared.get("present") is False:
        assert any(not OPERATORS[name].absent_holds for name in checks)
        return
    for value in values:
        for engine in ENGINES:
            assert not all(holds(kind, name, operand, value, engine) for name, operand in checks.items()), value


def holds(kind: Kind, name: str, operand: object, value: object, engine: str) -> bool:
    try:
        return OPERATORS[name].evaluate(kind, operand, value, engine)
    except Unverifiable:
        return False


@pytest.mark.parametrize(
    ("kind", "declared"),
    [
        (Kind(), {"eq": "a", "ne": "a"}),
        (Kind(), {"in": ["a", "b"], "not_match": "a|b"}),
        (Kind(), {"eq": "a", "contains": ["b"]}),
        (Kind(), {"eq": ["a", "b"], "subset": ["a"]}),
        (KmsKey(), {"eq": ID, "ne": ID}),
        (KmsKey(), {"eq": ARNS[0], "ne": ID}),
        (KmsKey(), {"eq": ARNS[0], "not_in": [ARNS[0]]}),
        (KmsKey(), {"eq": ARNS[0], "match": ".*us-east-1.*"}),
        (S3Location(), {"eq": "s3://a", "ne": "s3://a/"}),
        (S3Location(), {"eq": "s3://a", "match": "s3://b.*"}),
        (Integer(), {"in": [1, 2], "gt": 2}),
        (Integer(), {"gt": 2, "le": 2}),
        (SparkProperty("spark.executor.memory"), {"eq": "4g", "ne": "4096m"}),
        (SparkProperty("spark.executor.memory"), {"in": ["1g", "2g"], "ge": "3g"}),
        (SparkProperty("spark.team.x"), {"eq": "4g", "match": r"\d+m"}),
        (TextList(), {"contains": ["a"], "subset": ["b"]}),
        (Kind(), {"present": False, "match": "a"}),
        (Kind(), {"match": "a.*", "not_match": "a.*"}),
        (Integer(), {"gt": 2, "lt": 3}),
        (SparkProperty("spark.executor.cores"), {"gt": "2", "lt": 3}),
        (SparkProperty("spark.executor.memory"), {"gt": "1g", "lt": "1073741825b"}),
        (Number(), {"gt": 2, "le": 2}),
        (Number(), {"ge": 2, "lt": 2}),
        (Number(), {"ge": 3, "le": 2}),
    ],
)
def test_a_contradiction(kind, declared):
    assert "contradicts" in (contradiction(kind, declared) or "")


@pytest.mark.parametrize(
    ("kind", "declared"),
    [
        (KmsKey(), {"eq": ID, "match": "arn:.*"}),
        (KmsKey(), {"in": [ID, OTHER_ID], "match": "arn:.*"}),
        (KmsKey(), {"eq": ID, "ne": ARNS[0]}),
        (KmsKey(), {"eq": ARNS[0], "in": [ARNS[2]]}),  # by the id in which both end
        (KmsKey(), {"eq": ARNS[0], "match": ID}),
        (KmsKey(), {"eq": "alias/x", "in": [ID]}),
        (S3Location(), {"eq": "s3://bucket/x", "match": ".*/"}),
        (SparkProperty("spark.executor.memory"), {"eq": "4g", "match": r"\d+m"}),
        (SparkProperty("spark.executor.memory"), {"eq": "4g", "not_match": "4g"}),
        (SparkProperty("spark.jars"), {"eq": "a,b", "match": "a, b"}),
        (Kind(), {"eq": ["a", "b"], "match": "b,a"}),
        (Kind(), {"present": False, "ne": "a"}),
        (Kind(), {"match": "a.*", "not_match": "a"}),
        (Integer(), {"gt": 2, "lt": 4}),
        (Number(), {"gt": 2, "lt": 3}),
        (Number(), {"ge": 2, "le": 2}),
        (TextList(), {"contains": ["a"], "subset": ["a"]}),
        (SparkProperty("spark.team.x"), {"gt": "text", "lt": "other"}),
        (SparkProperty("spark.memory.fraction"), {"gt": 0, "lt": 1}),
        (SparkProperty("spark.executor.memory"), {"gt": "1g", "lt": "2g"}),
        (SparkProperty("spark.authenticate"), {"ne": True, "match": "no"}),
        (Boolean(), {"ne": True}),
        (Boolean(), {"present": True}),
        (Integer(2, 5000), {"ge": 1, "le": 9000}),
        (Integer(2, 5000), {"gt": 4999}),
    ],
)
def test_no_contradiction(kind, declared):
    assert contradiction(kind, declared) is None


@pytest.mark.parametrize(
    ("kind", "declared", "message"),
    [
        (
            Kind(),
            {"present": False, "ne": "b", "match": "a", "contains": ["c"]},
            "present: false contradicts match, contains: an absent value never satisfies it",
        ),
        (Kind(), {"present": True, "eq": "a", "ne": "a"}, "eq contradicts ne: no value satisfies them together"),
        (Integer(), {"in": [1, 2], "gt": 2, "ne": 3}, "in contradicts gt, ne: no value satisfies them together"),
        (Integer(), {"lt": 1, "ge": 7}, "ge contradicts lt: no value satisfies them together"),
        (Integer(2, 5000), {"lt": 2}, "lt can never hold: the least that Athena knows here is 2"),
        (Integer(2, 5000), {"gt": 5000}, "gt can never hold: the most that Athena knows here is 5000"),
        (Kind(), {"contains": "a", "subset": ""}, "contains contradicts subset: no value satisfies them together"),
    ],
)
def test_a_contradiction_names_its_operators(kind, declared, message):
    assert contradiction(kind, declared) == message


@pytest.mark.parametrize("declared", [{"ne": True, "not_in": [False]}, {"not_in": [True, "false"]}])
@pytest.mark.parametrize("kind", [Boolean(), SparkProperty("spark.authenticate")])
def test_a_boolean_has_two_values(kind, declared):
    assert "present: false" in (contradiction(kind, declared) or "")


@pytest.mark.parametrize("declared", [{"le": 1}, {"lt": 2}, {"ge": 6000}, {"gt": 5000}, {"gt": "5000", "ne": 7}])
def test_a_bound_beyond_what_the_api_has_never_holds(declared):
    kind = Integer(2, 5000)
    assert "never" in (contradiction(kind, declared) or "")
    assert contradiction(kind, declared, seen=[20, "x"])
    assert contradiction(kind, declared, seen=[20, 9000]) is None  # the service is newer
    assert contradiction(kind, declared, seen=None) is None
