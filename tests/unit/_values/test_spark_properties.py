# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark properties against operators: lists, folded words, floats, and what Spark would refuse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.operators import OPERATORS
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import Spellings, Unverifiable
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_names import type_names
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_parsing import spark_type
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_properties import SparkProperty
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_types import ENGINES

KEYS = sorted(type_names(None))
SINGLE = [key for key in KEYS if (kind := spark_type(key)) is not None and kind.kind != "list"]
WORDS = [key for key in KEYS if (kind := spark_type(key, ENGINES[-1])) is not None and kind.words]
TEXTUAL = ["spark.team.x", "spark.app.name", "spark.master", "spark.jars", "spark.scheduler.mode"]
VALUES = st.sampled_from(["4g", "4096m", "true", "1", "60s", "LEGACY", "x", ""])


@settings(deadline=None)
@given(st.sampled_from(SINGLE), st.lists(VALUES, max_size=2))
def test_one_value_takes_no_list(key, values):
    kind = SparkProperty(key)
    for operator in ("eq", "ne", "contains", "subset"):
        assert list(OPERATORS[operator].misuse(kind, values))
    for operator in ("in", "not_in"):
        assert list(OPERATORS[operator].misuse(kind, [values]))


@settings(deadline=None)
@given(st.sampled_from(WORDS), st.data())
def test_words_are_folded_as_spark_folds_them(key, data):
    kind = SparkProperty(key)
    spark = spark_type(key, ENGINES[-1])
    assert spark is not None
    word, other = data.draw(st.sampled_from(spark.words)), data.draw(st.sampled_from(spark.words))
    written = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in word)
    if spark.unit == "exact" and written not in spark.words:
        assert kind.unexpected(written)
        with pytest.raises(Unverifiable):
            kind.same(word, written, ENGINES[-1])
    else:
        assert kind.problem(written) is None
        assert kind.unexpected(written) is None
        assert kind.same(word, written, ENGINES[-1]) or spark.unit == "exact"
        assert kind.same(other, written, ENGINES[-1]) == (written == other if spark.unit == "exact" else word == other)


@pytest.mark.parametrize("key", TEXTUAL)
def test_a_float_is_a_mistake_where_text_is_read(key):
    assert "quote it" in (SparkProperty(key).problem(3.10) or "")


@pytest.mark.parametrize("key", ["spark.memory.fraction", "spark.memory.storageFraction"])
def test_a_float_is_a_number_where_a_number_is_read(key):
    assert SparkProperty(key).problem(0.5) is None


@settings(deadline=None)
@given(st.sampled_from(SINGLE), VALUES, st.sampled_from([*ENGINES, None, "Apache Spark version 9"]))
def test_what_every_engine_refuses_may_not_be_declared(key, value, engine):
    kind = SparkProperty(key)
    try:
        kind.normal(value, engine)
    except Unverifiable:
        return
    assert kind.problem(value) is None
    if engine in ENGINES:
        assert kind.unexpected(value) is None


PYSPARK, SPARK = ENGINES
COST = SparkProperty("spark.sql.files.openCostInBytes")
"""A whole number for the older engine, a size for the newer one."""
TIMEOUT = SparkProperty("spark.akka.askTimeout")
"""Text that only the older engine knows."""


def test_each_engine_compares_by_its_own_type():
    assert COST.same("4m", "4194304", SPARK)
    assert COST.rank("4m", SPARK) == COST.rank("4194304", PYSPARK)
    assert (COST.shown("4m", SPARK), COST.shown("4m", PYSPARK)) == ("4194304 B", None)
    for declared, actual in (("4m", "4194304"), ("4194304", "4m")):
        with pytest.raises(Unverifiable):
            COST.same(declared, actual, PYSPARK)
    with pytest.raises(Unverifiable):
        COST.rank("4m", PYSPARK)


def test_what_one_engine_takes_may_be_declared():
    assert COST.problem("+5") is None
    assert COST.problem("4m") is None
    assert COST.problem("4x")
    assert SparkProperty("spark.akka.frameSize").bound_problem("1k") is None


@pytest.mark.parametrize(("one", "other"), [("${spark.app.name}", "x"), ("x", "${spark.app.name}"), ("60S", " 60s")])
def test_text_is_itself_where_the_engine_does_not_know_the_setting(one, other):
    assert not TIMEOUT.same(one, other, SPARK)
    with pytest.raises(Unverifiable):
        TIMEOUT.same(one, other, PYSPARK)


def test_all_values_are_known_where_both_engines_read_a_boolean():
    assert SparkProperty("spark.authenticate").every() == ("true", "false")
    assert SparkProperty("spark.databricks.sql.optimizer.pruneFiltersCanPruneStreamingSubplan").every() is None
    assert SparkProperty("spark.team.x").every() is None


def test_spellings_of_text_are_complete_and_those_of_a_typed_value_are_not():
    assert SparkProperty("spark.team.x").spellings(True) == Spellings(("true",), complete=True)
    assert SparkProperty("spark.executor.cores").spellings(4) == Spellings(("4",), complete=False)
    assert SparkProperty("spark.jars").spellings(["a"]) == Spellings((["a"],), complete=False)


def test_an_infinity_has_its_place_in_the_order_of_doubles():
    assert SparkProperty("spark.memory.fraction").rank("Infinity", None) == float("inf")
