# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What generated fleets are made of: settings with values that real sessions have, and levels of difficulty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
Settings = dict[Path, Any]

PYSPARK, SPARK = "PySpark engine version 3", "Apache Spark version 3.5"
PROPERTIES: Path = ("properties",)
ENCRYPTION: Path = ("session_configuration", "encryption_configuration", "encryption_option")
KEY: Path = ("session_configuration", "encryption_configuration", "kms_key")
ROLE: Path = ("session_configuration", "execution_role")
IDLE: Path = ("session_configuration", "idle_timeout_seconds")
DPUS: Path = ("engine_configuration", "max_concurrent_dpus")
FOLDER: Path = ("session_configuration", "working_directory")

CATALOGUE: dict[str, Sequence[str]] = {
    "spark.executor.memory": ("4g", "8g", "12g", "16g", "32g"),
    "spark.driver.memory": ("2g", "4g", "8g", "16g"),
    "spark.executor.cores": ("2", "4", "8"),
    "spark.sql.shuffle.partitions": ("64", "200", "400", "1000", "2000"),
    "spark.dynamicAllocation.enabled": ("true", "false"),
    "spark.dynamicAllocation.maxExecutors": ("8", "16", "20", "40", "58"),
    "spark.dynamicAllocation.executorIdleTimeout": ("60s", "120s", "300s"),
    "spark.network.crypto.enabled": ("true", "false"),
    "spark.io.encryption.enabled": ("true", "false"),
    "spark.authenticate": ("true", "false"),
    "spark.sql.adaptive.enabled": ("true", "false"),
    "spark.sql.adaptive.coalescePartitions.enabled": ("true", "false"),
    "spark.sql.autoBroadcastJoinThreshold": ("10m", "64m", "256m", "-1"),
    "spark.sql.catalog.lake": ("org.apache.iceberg.spark.SparkCatalog", "org.apache.iceberg.spark.SparkSessionCatalog"),
    "spark.sql.catalog.lake.warehouse": ("s3://lake-prod/warehouse", "s3://lake-test/warehouse", "s3://lake-old/wh"),
    "spark.sql.extensions": ("org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions", "io.delta.Ext"),
    "spark.jars.packages": ("org.apache.iceberg:iceberg:1.4.2", "org.apache.iceberg:iceberg:1.5.0", "a.b:c:1"),
    "spark.serializer": ("org.apache.spark.serializer.KryoSerializer", "org.apache.spark.serializer.JavaSerializer"),
    "spark.kryoserializer.buffer.max": ("64m", "128m", "512m"),
    "spark.sql.session.timeZone": ("UTC", "Europe/Berlin", "America/New_York"),
    "spark.hadoop.fs.s3.requester.pays": ("true", "false"),
    "spark.speculation": ("true", "false"),
    "spark.task.maxFailures": ("4", "8", "1"),
    "spark.rdd.compress": ("true", "false"),
    "spark.company.cost.center": ("4711", "4712", "0815", "2300"),
    "spark.company.pipeline": ("ingest", "daily", "reporting", "ad-hoc", "ml"),
    "spark.company.lineage": ("on", "off"),
}
STRANGE: dict[str, Sequence[str]] = {
    "spark.shuffle.compress": ("false",),
    "spark.memory.fraction": ("0.8",),
    "spark.locality.wait": ("10s",),
    "spark.company.debug": ("1", "on"),
    "x.y.z": ("7",),
}
"""What no session has but by a fault."""

SPELT_OTHERWISE = {"4g": "4096m", "8g": "8192m", "16g": "16384m", "true": "TRUE", "60s": "1min", "300s": "5min"}
TEXT = ("spark.hadoop.", "spark.company.")
"""Beginnings of keys whose type Spark does not know: there another spelling is another value."""

WRONG: dict[Path, Sequence[Any]] = {
    ENCRYPTION: ("SSE_S3", "CSE_KMS"),
    KEY: ("arn:aws:kms:eu-west-1:123456789012:key/99999999-9999-9999-9999-999999999999",),
    ROLE: ("arn:aws:iam::123456789012:role/admin",),
    FOLDER: ("s3://somewhere-else/",),
}
"""What is put in the place of what has no other values in the catalogue."""


@dataclass(frozen=True)
class Difficulty:
    """What a fleet has beside the plain variety, `few_sessions` among it: then half of the fleets have less than 63."""

    small_roles: bool = False
    skewed: bool = False
    close_roles: bool = False
    noisy_settings: int = 0
    upgrade: bool = False
    users: bool = False
    bundles: bool = False
    pairs: bool = False
    rare_options: bool = False
    few_sessions: bool = False


LEVELS = {
    "plain": Difficulty(),
    "few sessions": Difficulty(few_sessions=True),
    "noise": Difficulty(noisy_settings=3),
    "small roles": Difficulty(small_roles=True),
    "skewed roles": Difficulty(skewed=True),
    "close roles": Difficulty(close_roles=True),
    "settings set together": Difficulty(bundles=True),
    "rolling upgrade": Difficulty(upgrade=True),
    "per-user values": Difficulty(users=True),
    "two faults in a session": Difficulty(pairs=True),
    "rare options": Difficulty(rare_options=True),
    "all at once": Difficulty(True, True, False, 3, True, True, True, True, False, True),
}
