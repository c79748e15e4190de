# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of classifications that are nearly known ones."""

from __future__ import annotations

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._session.classification_names import (
    CLASSIFICATION_NAMES,
    near_classification,
)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("spark-default", "spark-defaults"),
        ("Spark_Defaults", "spark-defaults"),
        ("spark-defualts", "spark-defaults"),
        ("spark-hive-sit", "spark-hive-site"),
        ("core-sit", "core-site"),
        ("team-site", None),
        ("my-spark-settings", None),
        ("", None),
    ],
)
def test_the_known_name_that_is_meant(name: str, known: str | None) -> None:
    assert near_classification(name) == known


def test_a_known_name_is_itself() -> None:
    assert [name for name in CLASSIFICATION_NAMES if near_classification(name) is not None] == []
