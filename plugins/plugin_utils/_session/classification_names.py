# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of classifications: which are known, and which of them is meant by a misspelt one.

Athena documents no list of them, and no model of the API has one. What it does say is that Apache Spark version 3.5 is
based on Amazon EMR 7.12 (User Guide, "Release versions"). The names are those that AWS's documentation of EMR has for
Spark and for what it reads:

- EMR Release Guide, the classifications of releases with Spark 3 and 4: all but those that follow
- EMR Release Guide, "Customizing cluster and application configuration": hive-env
- EMR on EKS Development Guide, releases with Spark 2 and 3: spark-log4j
- EMR Serverless User Guide: hive-site, tez-site and emrfs-site (release 6.6.0), spark-driver-log4j2 and
  spark-executor-log4j2 ("Configure Apache Log4j2 properties")

A name that is wrongly here would keep a misspelling from being suspected, one that is missing would not be suspected
itself unless it is nearly a known one.
"""

from __future__ import annotations

from functools import lru_cache

from ...module_utils._athena.derived import SPARK_DEFAULTS
from .._values.spark_names import nearly_same

CLASSIFICATION_NAMES = frozenset(
    {
        SPARK_DEFAULTS,
        "spark",
        "spark-driver-log4j2",
        "spark-env",
        "spark-executor-log4j2",
        "spark-hive-site",
        "spark-log4j",
        "spark-log4j2",
        "spark-metrics",
        "core-site",
        "delta-defaults",
        "emrfs-site",
        "hadoop-env",
        "hdfs-site",
        "hive-env",
        "hive-site",
        "hudi-defaults",
        "hudi-env",
        "iceberg-defaults",
        "livy-conf",
        "livy-env",
        "mapred-site",
        "tez-site",
        "yarn-env",
        "yarn-site",
    }
)


@lru_cache(maxsize=4096)
def near_classification(name: str) -> str | None:
    """The known classification whose name is nearly the same as one that is not known, or None."""
    if name in CLASSIFICATION_NAMES:
        return None
    return next((known for known in sorted(CLASSIFICATION_NAMES) if nearly_same(name, known)), None)
