# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of value by itself: what is the same, what is not, and what cannot be said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import (
    Boolean,
    Enum,
    Integer,
    Kind,
    KmsKey,
    Number,
    S3Location,
    Spellings,
    TextList,
    Time,
    Unverifiable,
    an,
    describe,
    is_alias,
    outline,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.scalars import decimal, moment, truth, whole

ID = "11111111-2222-3333-4444-555555555555"
ARN = f"arn:aws:kms:eu-west-1:123456789012:key/{ID}"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "declared", "actual"),
    [
        (Kind(), "a", "a"),
        (Enum(["A"]), "A", "A"),
        (Integer(), 5, "5"),
        (Integer(), "+5", " 05 "),
        (Number(), 0.5, "5e-1"),
        (Number(), "1", 1),
        (Number(), " .5 ", 0.5),
        (Boolean(), True, "TRUE"),
        (Boolean(), "false", False),
        (Boolean(), " True ", True),
        (Time(), NOON, "2026-11-22T13:00:00+01:00"),
        (S3Location(), "s3://a/b", "s3://a/b/"),
        (KmsKey(), ID, ARN),
        (KmsKey(), ARN, ID),
    ],
)
def test_the_same_value_in_two_forms(kind: Kind, declared: Any, actual: Any) -> None:
    assert kind.same(declared, actual, None)
    assert kind.same(actual, declared, None)


@pytest.mark.parametrize(
    ("kind", "declared", "actual"),
    [
        (Kind(), "a", "A"),
        (Integer(), 5, 6),
        (Integer(), 5, "-5"),
        (Number(), "0.1", Fraction(1, 10).__float__() + 0.1),
        (Boolean(), True, "false"),
        (Boolean(), "false", "true"),
        (Time(), NOON, "2026-11-22T12:00:00+01:00"),
        (S3Location(), "s3://a", "s3://a//"),
        (KmsKey(), ID, ARN[:-1] + "6"),
        (KmsKey(), ARN, ARN.replace("eu-west-1", "eu-west-2")),
    ],
)
def test_two_values(kind: Kind, declared: Any, actual: Any) -> None:
    assert not kind.same(declared, actual, None)
    assert not kind.same(actual, declared, None)


WRONG = [
    (Kind(), 5),
    (Kind(), None),
    (Enum(["A"]), True),
    (Integer(), True),
    (Integer(), 1.0),
    (Integer(), "1.0"),
    (Integer(), "one"),
    (Number(), True),
    (Number(), float("nan")),
    (Number(), float("inf")),
    (Number(), "one"),
    (Number(), [1]),
    (Boolean(), "yes"),
    (Boolean(), 1),
    (Boolean(), None),
    (Time(), "yesterday"),
    (Time(), "2026-11-22T12:00:00"),
    (Time(), NOON.replace(tzinfo=None)),
    (Time(), 5),
    (S3Location(), 5),
    (KmsKey(), 5),
    (TextList(), "a"),
]


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_a_value_of_another_kind_may_neither_be_declared_nor_compared(kind: Kind, value: Any) -> None:
    assert kind.problem(value)
    with pytest.raises(Unverifiable):
        kind.normal(value, None)
    with pytest.raises(Unverifiable):
        kind.rank(value, None)


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind(), "a"), (Integer(), "5"), (Number(), "0.5"), (Boolean(), "TRUE"), (Time(), NOON)]
)
def test_a_value_of_its_kind_may_be_declared(kind: Kind, value: Any) -> None:
    assert kind.problem(value) is None


@pytest.mark.parametrize(("value", "refused"), [(1, True), (2, False), ("20", False), (21, True)])
def test_the_bounds_of_a_whole_number_belong_to_it(value: Any, refused: bool) -> None:
    assert (Integer(2, 20).unexpected(value) is not None) is refused
    assert Integer().unexpected(value) is None


def test_an_alias_may_be_any_key_but_equals_itself() -> None:
    for alias in ("alias/x", "arn:aws:kms:eu-west-1:123456789012:alias/x"):
        assert is_alias(alias)
        assert KmsKey().same(alias, alias, None)
        for other in (ID, ARN, "alias/y"):
            with pytest.raises(Unverifiable):
                KmsKey().same(alias, other, None)
            with pytest.raises(Unverifiable):
                KmsKey().same(other, alias, None)
    for no_alias in (ARN, "arn:aws:kms:eu-west-1:123456789012:key/alias", "x:alias/y", "aliases/x"):
        assert not is_alias(no_alias)


@pytest.mark.parametrize(
    ("kind", "declared", "values", "complete"),
    [
        (Kind(), "a", ("a",), True),
        (Kind(), ["a"], (["a"],), False),
        (Integer(), "5", ("5",), False),
        (S3Location(), "s3://a", ("s3://a", "s3://a/"), True),
        (S3Location(), "s3://a/", ("s3://a", "s3://a/"), True),
        (S3Location(), "s3://a//", ("s3://a//",), True),
        (KmsKey(), ARN, (ARN, ID), True),
        (KmsKey(), "alias/x", ("alias/x",), True),
        (KmsKey(), ID, (ID, f"arn:aws:kms:nowhere:000000000000:key/{ID}"), False),
    ],
)
def test_all_values_that_equal_a_declared_one_are_known_or_said_not_to_be(
    kind: Kind, declared: Any, values: tuple[Any, ...], complete: bool
) -> None:
    assert kind.spellings(declared) == Spellings(values, complete)


@pytest.mark.parametrize("value", [None, True, [], {}, "", "x", "1.5.", "0x1", "--1"])
def test_what_is_no_number_is_none(value: Any) -> None:
    assert (whole(value), decimal(value)) == (None, None)


@pytest.mark.parametrize("value", [None, 0, 1, [], "", "yes", "1"])
def test_what_is_neither_true_nor_false_is_none(value: Any) -> None:
    assert truth(value) is None
    assert moment(value) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "the boolean True"),
        (5, "the integer 5"),
        (0.5, "the float 0.5"),
        ("a", "the text 'a'"),
        (date(2026, 11, 22), "the date 2026-11-22"),
        (NOON, "the time 2026-11-22 12:00:00+00:00"),
        ("x" * 78, f"the text '{'x' * 78}'"),
        ("x" * 79, f"the text '{'x' * 59}… (81 characters)"),
        (["hunter2"], "a list"),
        (("hunter2",), "several values"),
        ({"password": "hunter2"}, "a mapping"),
        ({"hunter2"}, "a set"),
    ],
)
def test_a_value_is_described_by_its_type_and_a_container_by_that_alone(value: Any, words: str) -> None:
    assert describe(value) == words
    assert outline(value) == ("text" if isinstance(value, str) else words)


def test_the_indefinite_article_follows_the_sound() -> None:
    assert [an(name) for name in ("enum", "Integer", "S3 location", "text", "")] == [
        "an enum",
        "an Integer",
        "a S3 location",
        "a text",
        "a ",
    ]
