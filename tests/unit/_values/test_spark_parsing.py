# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark's values: what is the same, what comes first, and what Spark would refuse."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_parsing import (
    SparkType,
    SparkValue,
    UnparsableValue,
    ignores_case,
    may_be_substituted,
    parse,
    render,
    spark_text,
)

BOOLEAN, INT, LONG, DOUBLE = SparkType("boolean"), SparkType("int"), SparkType("long"), SparkType("double")
B, KIB, MIB = SparkType("bytes", "B"), SparkType("bytes", "KiB"), SparkType("bytes", "MiB")
NS, MS, S, MIN = SparkType("time", "ns"), SparkType("time", "ms"), SparkType("time", "s"), SparkType("time", "min")
TYPES = [BOOLEAN, INT, LONG, DOUBLE, B, KIB, MIB, NS, MS, S, MIN]
UPPER, LOWER = SparkType("enum", "upper", words=("CORRECTED", "LEGACY")), SparkType("enum", "lower")
EXACT, LIST, LONGS = (
    SparkType("enum", "exact", words=("hive", "in-memory")),
    SparkType("list", "string"),
    SparkType("list", "long"),
)
KELVIN = chr(0x212A)  # lower-cases to k, in Java as in Python


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (BOOLEAN, "true", True),
        (BOOLEAN, " TRUE\n", True),
        (BOOLEAN, "False", False),
        (INT, "5", 5),
        (INT, "+5", 5),
        (INT, " -5 ", -5),
        (INT, "007", 7),
        (INT, "0" * 6000 + "7", 7),
        (INT, "2147483647", 2**31 - 1),
        (INT, "-2147483648", -(2**31)),
        (LONG, "9223372036854775807", 2**63 - 1),
        (LONG, "-9223372036854775808", -(2**63)),
        (DOUBLE, "0.5", 0.5),
        (DOUBLE, ".5", 0.5),
        (DOUBLE, "5.", 5.0),
        (DOUBLE, " 1e3 ", 1000.0),
        (DOUBLE, "1.0f", 1.0),
        (DOUBLE, "1D", 1.0),
        (DOUBLE, "0x1.8p1", 3.0),
        (DOUBLE, "0x1p99999", math.inf),
        (DOUBLE, "-0x1p99999", -math.inf),
        (DOUBLE, "-Infinity", -math.inf),
        (DOUBLE, "1e999", math.inf),
        (MIB, "4096", 4 << 30),
        (MIB, "4g", 4 << 30),
        (MIB, " 4GB ", 4 << 30),
        (MIB, "4194304k", 4 << 30),
        (MIB, f"4194304{KELVIN}", 4 << 30),
        (KIB, "4096", 4 << 20),
        (B, "4096", 4096),
        (B, "4096b", 4096),
        (B, "1p", 1 << 50),
        (B, "1tb", 1 << 40),
        (B, "-1", -1),
        (B, "- 1k", -1024),
        (MIB, "1b", 1),
        (S, "60", 60 * 10**9),
        (S, "1min", 60 * 10**9),
        (S, "1M", 60 * 10**9),
        (S, "60000ms", 60 * 10**9),
        (S, "1500ms", 1500 * 10**6),
        (S, "-1", -(10**9)),
        (MS, "250us", 250 * 10**3),
        (MIN, "2", 120 * 10**9),
        (NS, "100", 100),
        (MS, "1h", 3600 * 10**9),
        (MS, "\t1d ", 86400 * 10**9),
        (UPPER, "legacy", "LEGACY"),
        (LOWER, "Any Thing", "any thing"),
        (EXACT, "hive", "hive"),
        (LIST, " a.jar ,,b.jar, ", ("a.jar", "b.jar")),
        (LIST, ",", ()),
        (LONGS, "1, 02", (1, 2)),
        (SparkType("bytes", "KiB", 1000), "64", 64_000 << 10),
        (SparkType("time", "s", 10), "3", 30 * 10**9),
    ],
)
def test_spark_reads(kind: SparkType, text: str, value: SparkValue) -> None:
    assert parse(text, kind) == value
    assert type(parse(text, kind)) is type(value)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (BOOLEAN, ["", "yes", "1", "on", "t", "true false", "true\u00a0"]),
        (
            INT,
            ["", "5.0", "1e3", "1_000", "0x10", "5L", "2147483648", "-2147483649", "٥", "--5", "+", "5 5", "9" * 9999],
        ),
        (LONG, ["9223372036854775808", "4m", "5.5"]),
        (UPPER, ["", "OLD", " LEGACY"]),
        (EXACT, ["HIVE", "Hive", ""]),
        (LONGS, ["1,a"]),
        (DOUBLE, ["", "NaN", "-NaN", "nan", "inf", "infinity", "1,5", "1_0.0", "0x1.8", "1e", ".", "1.0ff", "5%"]),
        (MIB, ["", "abc", "4gib", "1.5g", "4 g", "g", "+4g", " -4g", "--4", "-", "4e", "9223372036854775807g", "0x4"]),
        (B, ["9223372036854775808", "8192p", "4\u00a0g", "٤g"]),
        (S, ["", "1y", "60sec", "60 s", "1.5s", "s", "+5s", "1w", "5ns", "- 1s", "9223372036854775808", "1h30m"]),
    ],
)
def test_spark_refuses(kind: SparkType, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(UnparsableValue):
            parse(text, kind)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (MIB, "4g", "4294967296 B"),
        (S, "60", "60000 ms"),
        (MS, "1500us", "1500 us"),
        (NS, "1500", "1500 ns"),
        (BOOLEAN, "TRUE", "true"),
        (INT, "+5", "5"),
        (DOUBLE, "1e3", "1000.0"),
        (DOUBLE, "-Infinity", "-Infinity"),
        (UPPER, "legacy", "LEGACY"),
        (LIST, "a, b", "a,b"),
    ],
)
def test_rendered_for_people(kind: SparkType, text: str, shown: str) -> None:
    assert render(parse(text, kind), kind) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (5, "5"), (0.5, "0.5"), (-1, "-1"), (" a ", " a "), ("TRUE", "TRUE")],
)
def test_yaml_scalars_as_spark_would_write_them(value: object, text: str) -> None:
    assert spark_text(value) == text


@pytest.mark.parametrize(("value", "text"), [(math.inf, "Infinity"), (-math.inf, "-Infinity"), (math.nan, "NaN")])
def test_numbers_that_are_none(value: float, text: str) -> None:
    assert spark_text(value) == text


@pytest.mark.parametrize("value", [None, [], {}, b"x"])
def test_what_no_setting_can_be(value: object) -> None:
    with pytest.raises(TypeError, match=f"a setting is text, a number or a boolean, not {type(value).__name__}"):
        spark_text(value)


def test_only_booleans_have_no_order() -> None:
    assert [kind for kind in [*TYPES, UPPER, LIST] if not kind.ordered] == [BOOLEAN, UPPER, LIST]
    assert {kind.name for kind in TYPES} >= {"boolean", "int", "size (a bare number is in MiB)"}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (INT, "int"),
        (MIB, "size (a bare number is in MiB)"),
        (S, "time (a bare number is in s)"),
        (SparkType("bytes", "KiB", 1000), "size (a bare number is 1000 KiB)"),
        (SparkType("time", "s", 2), "time (a bare number is 2 s)"),
        (LIST, "text with commas"),
        (UPPER, "word of a fixed set"),
    ],
)
def test_a_type_in_words(kind: SparkType, name: str) -> None:
    assert kind.name == name


@pytest.mark.parametrize("text", ["NaN", "-NaN", "+NaN"])
def test_no_number_is_refused_as_what_it_is(text: str) -> None:
    with pytest.raises(UnparsableValue, match="neither equal to anything nor greater or less"):
        parse(text, DOUBLE)


@pytest.mark.parametrize("text", ["1,5", "nan", "XNaN", "NaN5"])
def test_what_is_no_double_is_not_called_nan(text: str) -> None:
    with pytest.raises(UnparsableValue, match="Spark does not take it as a double"):
        parse(text, DOUBLE)


@pytest.mark.parametrize(
    ("key", "engine_version", "ignored"),
    [
        ("spark.sql.catalogImplementation", "Apache Spark version 3.5", False),
        ("spark.sql.legacy.timeParserPolicy", "Apache Spark version 3.5", True),
        ("spark.executor.memory", None, True),
        ("spark.jars", None, False),
        ("spark.team.x", None, False),
        ("spark.akka.askTimeout", "PySpark engine version 3", True),
        ("spark.akka.askTimeout", "Apache Spark version 3.5", False),
        ("spark.akka.askTimeout", None, False),
        ("spark.akka.frameSize", "PySpark engine version 3", True),
    ],
)
def test_spark_ignores_the_case_of_some_settings(key: str, engine_version: str | None, ignored: bool) -> None:
    assert ignores_case(key, engine_version) is ignored


@pytest.mark.parametrize(
    ("key", "engine_version", "substituted"),
    [
        ("spark.executor.memory", None, True),
        ("spark.hadoop.fs.x", None, True),
        ("spark.hive.x", None, True),
        ("spark.team.x", None, False),
        ("spark.akka.askTimeout", "PySpark engine version 3", True),
        ("spark.akka.askTimeout", "Apache Spark version 3.5", False),
    ],
)
def test_something_may_be_put_in_place_of_a_part(key: str, engine_version: str | None, substituted: bool) -> None:
    assert may_be_substituted(key, "a${spark.app.name}", engine_version) is substituted
    assert may_be_substituted(key, "a$spark.app.name}", engine_version) is False


SIZES = {"b": 0, "k": 1, "kb": 1, "m": 2, "mb": 2, "g": 3, "gb": 3, "t": 4, "tb": 4, "p": 5, "pb": 5}
TIMES = {"us": 1, "ms": 10**3, "s": 10**6, "m": 60 * 10**6, "min": 60 * 10**6, "h": 3600 * 10**6, "d": 86400 * 10**6}
COUNTS = st.integers(0, 4000)


@given(COUNTS, COUNTS, st.sampled_from(sorted(SIZES)), st.sampled_from(sorted(SIZES)), st.sampled_from([B, KIB, MIB]))
def test_sizes_compare_by_what_they_are(one: int, two: int, first: str, second: str, kind: SparkType) -> None:
    left, right = parse(f"{one}{first}", kind), parse(f" {two}{second.upper()}", kind)
    exact_left, exact_right = one * 1024 ** SIZES[first], two * 1024 ** SIZES[second]
    assert (left == right, left < right) == (exact_left == exact_right, exact_left < exact_right)


@given(
    COUNTS, COUNTS, st.sampled_from(sorted(TIMES)), st.sampled_from(sorted(TIMES)), st.sampled_from([NS, MS, S, MIN])
)
def test_times_compare_by_what_they_are(one: int, two: int, first: str, second: str, kind: SparkType) -> None:
    left, right = parse(f"{one}{first}", kind), parse(f"{two}{second.upper()} ", kind)
    assert (left == right, left < right) == (
        one * TIMES[first] == two * TIMES[second],
        one * TIMES[first] < two * TIMES[second],
    )


@given(st.integers(-(2**31), 2**31 - 1), st.sampled_from([INT, LONG, DOUBLE, B, S]))
def test_a_number_from_yaml_reads_as_itself(number: int, kind: SparkType) -> None:
    scale = 10**9 if kind == S else 1
    assert parse(spark_text(number), kind) == number * scale


@given(st.floats(allow_nan=False))
def test_a_double_survives_being_written(number: float) -> None:
    assert parse(spark_text(number), DOUBLE) == number


ANY_TEXT = (
    st.text() | st.text("0123456789 +-.eEkKmMgGsSpPxXdDnNaAbBfF_\u0660\u2003") | st.from_regex(r"-?[0-9]+[a-z]{0,3}")
)


@given(ANY_TEXT, ANY_TEXT, st.sampled_from(TYPES))
def test_any_two_texts_are_refused_or_stand_in_one_order(one: str, two: str, kind: SparkType) -> None:
    try:
        left, right = parse(one, kind), parse(two, kind)
    except UnparsableValue as refusal:
        assert str(refusal)
        return
    assert (left < right) + (left == right) + (left > right) == 1
    assert parse(one, kind) == left
    assert render(left, kind)


@pytest.mark.parametrize("text", ["9" * 51_200 + "!", "." + "9" * 51_200 + "!", "0x" + "f" * 51_200 + "!"])
def test_the_longest_text_that_the_api_allows_is_refused_at_once(text):
    """A pattern that tries every way to read it would take minutes: whoever starts a session chooses its texts."""
    with pytest.raises(UnparsableValue):
        parse(text, SparkType("double"))


SIZE, TIME = SparkType("bytes", "B"), SparkType("time", "ns")
NUMBERS = [SparkType("int"), SparkType("long"), SparkType("double"), SIZE, TIME]


@pytest.mark.parametrize("kind", NUMBERS)
def test_blanks_are_what_java_trims(kind: SparkType) -> None:
    assert parse("\x01 4\x1f", kind) == parse("4", kind)
    for text in ("\u00a04", "4\u2003"):
        with pytest.raises(UnparsableValue):
            parse(text, kind)
    assert parse("\x01a ,\u00a0b", SparkType("list", "string")) == ("a", "\u00a0b")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SparkType("long"), "+9223372036854775807"),
        (SparkType("long"), "+000000000000000000000009"),
        (SIZE, str(2**63 - 1)),
    ],
)
def test_the_greatest_numbers(kind: SparkType, text: str) -> None:
    assert parse(text, kind) == int(text)
