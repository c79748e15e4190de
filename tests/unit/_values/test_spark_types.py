# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped table of Spark's types against the files it is made from."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_parsing import SparkType, spark_type
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_properties import SparkProperty

ROOT = Path(__file__).resolve().parents[3]
PYSPARK, SPARK = "PySpark engine version 3", "Apache Spark version 3.5"
# Settings that the newer Spark mentions, and no longer reads: the older one's type counts.
GONE = {"spark.rpc.numRetries", "spark.rpc.retry.wait"}
# In the newer Spark an alternative name of another setting, which has one itself.
ALTERNATIVE_ITSELF = {"spark.yarn.max.executor.failures"}


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_spark_types", ROOT / "tools" / "make_spark_types.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_table_is_what_the_generator_makes(generator: ModuleType) -> None:
    shipped = (ROOT / "plugins" / "plugin_utils" / "_values" / "spark_types.py").read_text(encoding="utf-8")
    assert shipped == generator.render(), "run `make spark-types`"


@pytest.mark.parametrize("engine", [PYSPARK, SPARK])
def test_each_engine_reads_each_of_its_settings_by_its_own_registry(generator: ModuleType, engine: str) -> None:
    table = generator.read(generator.ENGINES[engine])
    alternatives = {f"spark.{name.partition('=')[0]}" for names in table.names.values() for name in names.split()}
    for key, name in table.types.items():
        found = spark_type(key, engine)
        if key in alternatives or key in GONE or name in ("string", "exact"):
            continue
        assert found is not None, key
        kind = f"{found.kind}:{found.unit}".rstrip(":")
        assert (f"{kind}: {' '.join(found.words)}" if found.words else kind) == name, key
        assert found.factor == 1


@pytest.mark.parametrize("engine", [PYSPARK, SPARK])
def test_an_alternative_name_has_the_type_of_the_setting(generator: ModuleType, engine: str) -> None:
    for key, names in generator.read(generator.ENGINES[engine]).names.items():
        if key not in ALTERNATIVE_ITSELF:
            for name in names.split():
                assert "=" in name or spark_type(f"spark.{name}", engine) == spark_type(key, engine), name


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("spark.sql.adaptive.skewJoin.skewedPartitionFactor", SparkType("int"), SparkType("double")),
        ("spark.sql.files.openCostInBytes", SparkType("long"), SparkType("bytes", "B")),
    ],
)
def test_where_the_engines_disagree_the_session_s_own_counts(key: str, old: SparkType, new: SparkType) -> None:
    assert spark_type(key, PYSPARK) == old
    assert spark_type(key, SPARK) == new
    assert spark_type(key) == new
    assert spark_type(key, "Apache Spark version 9") == new


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("spark.memory.storageFraction", SparkType("double")),
        ("spark.eventLog.rolling.maxFileSize", SparkType("bytes", "B")),
        ("spark.io.encryption.keySizeBits", SparkType("int")),
        ("spark.sql.extensions", SparkType("list", "string")),
        ("spark.scheduler.mode", SparkType("enum", "upper")),
        ("spark.sql.catalogImplementation", SparkType("enum", "exact", words=("hive", "in-memory"))),
        ("spark.sql.legacy.timeParserPolicy", SparkType("enum", "upper", words=("CORRECTED", "EXCEPTION", "LEGACY"))),
        ("spark.yarn.executor.memoryOverhead", SparkType("bytes", "MiB")),
        ("spark.kryoserializer.buffer.mb", SparkType("bytes", "KiB", 1000)),
        ("spark.yarn.applicationMaster.waitTries", SparkType("time", "s", 10)),
        ("spark.hadoop.cloneConf", SparkType("boolean")),
        ("spark.shuffle.io.retryWait", SparkType("time", "s")),
    ],
)
def test_types(key: str, kind: SparkType) -> None:
    assert spark_type(key, PYSPARK) == kind
    assert spark_type(key, SPARK) == kind
    assert spark_type(key, "Apache Spark version 9") == SparkType(kind.kind, kind.unit, kind.factor)


@pytest.mark.parametrize(
    "key",
    ["spark.master", "spark.sql.catalog.iceberg.type", "spark.my.size", "executor.memory", "SPARK.EXECUTOR.MEMORY", ""],
)
def test_text_and_unknown_settings_have_no_type(key: str) -> None:
    assert spark_type(key, PYSPARK) is None
    assert spark_type(key, SPARK) is None


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (SparkType("boolean"), "boolean"),
        (SparkType("long"), "long"),
        (SparkType("bytes", "MiB"), "size (a bare number is in MiB)"),
        (SparkType("bytes", "KiB", 2), "size (a bare number is 2 KiB)"),
        (SparkType("time", "ms"), "time (a bare number is in ms)"),
        (SparkType("list", "string"), "text with commas"),
        (SparkType("enum", "upper", 1, ("A",)), "word of a fixed set"),
    ],
)
def test_a_type_has_a_name_that_says_what_a_bare_number_is(kind: SparkType, name: str) -> None:
    assert kind.name == name


def test_a_text_longer_than_most_is_compared_as_any_other() -> None:
    paths = ",".join(f"s3://bucket/{number}.jar" for number in range(40))
    assert SparkProperty("spark.jars").same(paths, paths.replace(",", ", "), None)
    assert not SparkProperty("spark.jars").same(paths, f"{paths},x", None)
