# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds of values on what nobody means: a number so long that Python does not print it."""

from __future__ import annotations

import pytest

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
    Time,
    Unverifiable,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_properties import SparkProperty

HUGE = 10**5000
KEYS = ("executor.cores", "executor.memory", "network.timeout", "memory.fraction", "authenticate", "jars", "team.x")
KINDS = [
    *(Kind(), Enum(("A",)), Integer(2, 5000), Number(), Boolean(), Time(), S3Location(), KmsKey(), TextList()),
    *(SparkProperty(f"spark.{key}") for key in KEYS),
]


@pytest.mark.parametrize("declared", [HUGE, -HUGE], ids=["positive", "negative"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_huge_number_is_refused_in_words(kind, declared):
    assert "bits" in (kind.problem(declared) or "")
    for name, operator in OPERATORS.items():
        assert list(operator.misuse(kind, [declared] if name in ("in", "not_in") else declared))


@pytest.mark.parametrize("kind", KINDS)
def test_a_huge_number_in_a_session_cannot_be_compared(kind):
    with pytest.raises(Unverifiable):
        kind.normal(HUGE, None)
    assert kind.shown(HUGE, None) is None


def test_the_least_of_them_is_one_of_them():
    kind = Number()
    for sign in (1, -1):
        assert kind.normal(sign * (10**400 - 1), None) == sign * (10**400 - 1)
        assert kind.problem(sign * 10**400) == "a number is needed here, not an integer of 1329 bits"
        assert Integer().problem(sign * 10**400)
