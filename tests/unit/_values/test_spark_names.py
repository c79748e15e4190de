# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of Spark's settings: the present one, the others, and the misspelt ones."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_names import (
    by_present_name,
    names_of,
    near_miss,
    nearly_same,
    type_names,
    value_of,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_types import ENGINES

PYSPARK, SPARK = ENGINES
USERS = """
executorEnv. sql.catalog. metrics.conf. yarn.appMasterEnv. kubernetes.driverEnv. mesos.driverEnv.
driver.resource. executor.resource. task.resource.
""".split()
KNOWN = sorted(key for key in type_names(None) if not key.removeprefix("spark.").startswith(tuple(USERS)))


@pytest.mark.parametrize(
    ("asked", "properties", "value"),
    [
        ("spark.executor.memoryOverhead", {"spark.yarn.executor.memoryOverhead": "1g"}, "1g"),
        ("spark.yarn.executor.memoryOverhead", {"spark.executor.memoryOverhead": "1g"}, "1g"),
        ("spark.yarn.executor.memoryOverhead", {"spark.yarn.executor.memoryOverhead": "1g"}, "1g"),
        (
            "spark.yarn.executor.memoryOverhead",
            {"spark.yarn.executor.memoryOverhead": "512", "spark.executor.memoryOverhead": "1g"},
            "1g",
        ),
        ("spark.executor.memoryOverhead", {"spark.executor.memory": "1g"}, None),
        ("spark.kryoserializer.buffer", {"spark.kryoserializer.buffer.mb": "64"}, "64000k"),
        ("spark.kryoserializer.buffer.mb", {"spark.kryoserializer.buffer.mb": "64"}, "64"),
        ("spark.kryoserializer.buffer.mb", {"spark.kryoserializer.buffer": "64"}, "64k"),
        ("spark.kryoserializer.buffer.mb", {"spark.kryoserializer.buffer": "64m"}, "64m"),
        ("spark.kryoserializer.buffer", {"spark.kryoserializer.buffer.mb": "1.5"}, "1.5"),
        ("spark.yarn.am.waitTime", {"spark.yarn.applicationMaster.waitTries": "3"}, "30s"),
        ("spark.yarn.applicationMaster.waitTries", {"spark.yarn.am.waitTime": "100"}, "100ms"),
        (
            "spark.history.fs.update.interval",
            {"spark.history.updateInterval": "3", "spark.history.fs.updateInterval": "2"},
            "2",
        ),
        ("spark.team.size", {"spark.team.size": "4"}, "4"),
    ],
)
def test_the_present_name_counts_then_the_first_of_the_others(asked, properties, value):
    assert value_of(asked, properties, SPARK) == value


def test_each_engine_has_its_own_names():
    frame = {"spark.akka.frameSize": "64"}
    assert value_of("spark.rpc.message.maxSize", frame, PYSPARK) == "64"
    assert value_of("spark.rpc.message.maxSize", frame, SPARK) is None
    assert [name.key for name in names_of("spark.yarn.max.executor.failures", SPARK)] == [
        "spark.executor.maxNumFailures",
        "spark.yarn.max.executor.failures",
    ]
    assert names_of("spark.yarn.max.executor.failures", PYSPARK)[0].key == "spark.yarn.max.executor.failures"
    assert names_of("spark.executor.maxNumFailures", "Apache Spark version 9") == names_of(
        "spark.executor.maxNumFailures", SPARK
    )


def test_an_alternative_of_an_alternative_counts_for_that_one_only():
    assert value_of("spark.executor.maxNumFailures", {"spark.yarn.max.worker.failures": "3"}, SPARK) is None
    assert value_of("spark.yarn.max.worker.failures", {"spark.yarn.max.worker.failures": "3"}, SPARK) == "3"
    assert [name.key for name in names_of("spark.yarn.max.worker.failures", SPARK)] == [
        "spark.yarn.max.worker.failures"
    ]


def test_each_setting_once_under_its_present_name():
    properties = {
        "spark.yarn.executor.memoryOverhead": "512",
        "spark.executor.memoryOverhead": "1g",
        "spark.blacklist.enabled": "true",
        "spark.team.size": "4",
    }
    assert by_present_name(properties, SPARK) == {
        "spark.executor.memoryOverhead": "1g",
        "spark.excludeOnFailure.enabled": "true",
        "spark.team.size": "4",
    }
    assert by_present_name({"spark.akka.frameSize": "64"}, PYSPARK) == {"spark.rpc.message.maxSize": "64"}
    assert by_present_name({"spark.akka.frameSize": "64"}, SPARK) == {"spark.akka.frameSize": "64"}


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(KNOWN)
        | st.sampled_from(
            [
                "spark.yarn.executor.memoryOverhead",
                "spark.executor.memoryOverhead",
                "spark.kryoserializer.buffer.mb",
                "spark.kryoserializer.buffer",
                "spark.blacklist.enabled",
                "spark.yarn.jar",
                "spark.x",
            ]
        ),
        st.sampled_from(["1", "1k", "x"]),
    ),
    st.sampled_from([*ENGINES, None]),
)
def test_names_of_one_setting_have_one_value(properties, engine):
    present = by_present_name(properties, engine)
    for key in properties:
        names = names_of(key, engine)
        assert key in [name.key for name in names]
        values = [value_of(name.key, properties, engine) for name in names]
        assert None not in values
        assert value_of(names[0].key, properties, engine) == present[names[0].key]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("spark.jar", "spark.jars"),
        ("spark.jars.pakages", "spark.jars.packages"),
        ("spark.excutor.memry", "spark.executor.memory"),
        ("spark.Executor.memory", "spark.executor.memory"),
        ("spark.executor.memory ", "spark.executor.memory"),
        ("spark.executor.memory.overhead", "spark.executor.memoryOverhead"),
        ("spark.yarn.executor.memoryOverhed", "spark.yarn.executor.memoryOverhead"),
        ("spark.dynamicAllocation.maxExecutor", "spark.dynamicAllocation.maxExecutors"),
        ("spark.netwrok.crypto.enabled", "spark.network.crypto.enabled"),
        ("spark_executor_memory", "spark.executor.memory"),
        ("spark.jarrs", "spark.jars"),
        ("spark.yarn.qeuue", "spark.yarn.queue"),  # two neighbours swapped are one mistake
        ("spark.yarn.zueue", "spark.yarn.queue"),  # of the one letter and of the other there is no second
        ("spark.dynamicAllocation.maxExxxutors", "spark.dynamicAllocation.maxExecutors"),
        ("spark.akka.framesize", "spark.akka.frameSize"),  # only the older engine has it
        ("spark.sql.streaming.stateStore.providerClas", "spark.sql.streaming.stateStore.providerClass"),
        ("spark.hadoop.fs.s3a.commiter.name", "spark.hadoop.fs.s3a.committer.name"),
        ("spark.ssl.enabeld", "spark.ssl.enabled"),
        ("spark.ssl.enable", "spark.ssl.enabled"),
        ("spark.kubernetes.trust.certificate", "spark.kubernetes.trust.certificates"),
        ("spark.kubernetes.driver.pod.nam", "spark.kubernetes.driver.pod.name"),
        ("spark.mesos.driver.secret.name", "spark.mesos.driver.secret.names"),
        ("spark.scheduler.listenerbus.eventqueue.capcity", "spark.scheduler.listenerbus.eventqueue.capacity"),
    ],
)
def test_a_misspelt_name(key, meant):
    assert near_miss(key) == meant


OWN = """
spark.team.a spark.team.size spark.my.size spark.app.team spark.app.owner spark.app.env spark.app.version spark.owner
spark.cost.center spark.env spark.name spark.project spark.tags spark.user spark.role spark.region spark.stage
spark.task spark.hadoop.fs.s3a.impl spark.hadop spark.sql.catalog.glue_catalog spark.sql.catalog.spark_catalogs
spark.sql.catalog.prod.io-impl spark.executorEnv.JAVA_HOME spark.kubernetes.driver.label.team
spark.kubernetes.executor.annotation.x spark.kubernetes.driver.secrets.x spark.kubernetes.driver.service.label.x
spark.kubernetes.node.selector.zone spark.kubernetes.executor.volumes.hostPath.x.mount.path
spark.kubernetes.authenticate.driver.caCertFile spark.kubernetes.driverEnv.OMP_NUM_THREAD
spark.metrics.conf.driver.source.jvm.class spark.ssl.ui.enabled spark.ssl.keyStore spark.ssl.rpc.enabled spark.hive.x
spark.scheduler.listenerbus.eventqueue.shared.capacity spark.sql.streaming.stateStore.rocksdb.compactOnCommit
spark.mesos.driver.secret.x spark.yarn.executor.resource.gpu.amount spark.executor.resource.gpus.amount
spark.databricks.delta.schema.autoMerge.enabled spark.sql.iceberg.vectorization.enabled spark.wap.id spark.hoodie.x
spark.decommissioning.timeout.threshold spark.blacklist.decommissioning.enabled spark.sql.emr.internal.extensions
spark.emr.default.executor.memory spark.resourceManager.cleanupExpiredHost spark.openlineage.namespace
spark.sql.parquet.fs.optimized.committer.optimization-enabled spark.dynamicAllocation.preallocateExecutors
spark.stage.attempt.ignoreOnDecommissionFetchFailure spark.rapids.sql.enabled spark.gluten.enabled spark.jsl.settings.x
spark.glue.GLUE_VERSION spark.mongodb.input.uri spark.cassandra.connection.host spark.redis.host spark.es.nodes
spark.executor.resource.gpu.amount spark.task.resource.fpga.amount SPARK_ENV rootLogger.level executor.memory x
""".split()


# Two mistakes in a name with room for one, and three in a longer one.
FAR = ["spark.yarn.qxexe", "spark.yarn.xxeue", "spark.yarn.qeuux", "spark.dynamicAllocation.maxExxxxtors"]


@pytest.mark.parametrize("key", [*OWN, *FAR, ""])
def test_names_with_a_part_of_the_user_or_of_a_library_are_their_own(key):
    assert near_miss(key) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("abcdefghijklmn", "Abcdef-ghijklm", True),
        ("abcdefghijklmn", "abcdefghijkl", False),
        ("abcdefghijklmno", "abcdefghijklm", True),
        ("abcdefghijklmno", "abcdefghijkl", False),
        ("abcdefghijklmno", "bacdefghijklon", False),
    ],
)
def test_names_of_fifteen_letters_are_nearly_the_same_with_two_mistakes(one, other, same):
    assert nearly_same(one, other) is same


@settings(deadline=None)
@given(st.sampled_from(KNOWN), st.data())
def test_one_edit_is_noticed(key, data):
    at = data.draw(st.integers(6, len(key) - 1))
    letter = data.draw(st.sampled_from("aezQ.7"))
    misspelt = data.draw(
        st.sampled_from([key[:at] + key[at + 1 :], key[:at] + letter + key[at:], key[:at] + letter + key[at + 1 :]])
    )
    assume(misspelt not in type_names(None) and not misspelt.startswith("spark.ssl.") and "eventqueue" not in misspelt)
    known = {*type_names(PYSPARK), *type_names(SPARK)}
    meant = near_miss(misspelt)
    assert (meant is None) == (
        misspelt in known or len(names_of(misspelt, PYSPARK)) + len(names_of(misspelt, SPARK)) > 2
    )


@settings(deadline=None)
@given(st.sampled_from(KNOWN))
def test_what_spark_knows_is_no_mistake(key):
    assert near_miss(key) is None


def test_thousands_of_names_are_looked_up_quickly():
    chosen = random.Random(7)
    keys = [f"spark.sql.{''.join(chosen.choices('abcdefgh.', k=22))}{number}" for number in range(3000)]
    keys += [
        key[:at] + key[at + 1 :] for key in chosen.choices(KNOWN, k=3000) for at in [chosen.randrange(6, len(key))]
    ]
    near_miss.cache_clear()
    begun = time.process_time()
    for key in keys:
        near_miss(key)
    assert time.process_time() - begun < 5
