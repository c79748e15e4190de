# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark's settings under all of their names: what a session has, and what its baseline declares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena.derived import derive
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.spark_settings import misspelling, setting
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import Unverifiable
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_names import _aliases, names_of
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.spark_types import ENGINES

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OVERHEAD, YARN_OVERHEAD = "spark.executor.memoryOverhead", "spark.yarn.executor.memoryOverhead"
ALIASES = sorted({name for engine in ENGINES for name in _aliases(engine)})
PROPERTIES = st.dictionaries(
    st.sampled_from([OVERHEAD, YARN_OVERHEAD, "spark.kryoserializer.buffer", "spark.kryoserializer.buffer.mb"])
    | st.sampled_from(ALIASES),
    st.sampled_from(["1", "1000k", "1m", "true", "TRUE", "a,b", "a, b", "legacy", "LEGACY", "x", ""]),
    max_size=5,
)


def session(properties: dict[str, str], engine: str, name: str = "s-1") -> dict[str, Any]:
    read = {
        "session_id": name,
        "work_group": "etl",
        "engine_version": engine,
        "engine_configuration": (
            {"spark_properties": properties}
            if engine == ENGINES[0]
            else {"classifications": [{"name": "spark-defaults", "properties": properties}]}
        ),
    }
    return {**read, "derived": derive(read, NOW)}


@settings(deadline=None)
@given(st.lists(PROPERTIES, min_size=1, max_size=3), st.sampled_from(ENGINES))
def test_a_baseline_holds_for_its_sessions_under_whichever_names_they_have(maps, engine):
    sessions = [session(properties, engine, f"s-{index}") for index, properties in enumerate(maps)]
    policy = {"name": "baseline", "exhaustive": True, "expect": Baseline(sessions).expected}
    report = audit(sessions=sessions, policies=[policy], now=NOW)
    assert report["verdict"] == "compliant", report["findings"]


@settings(deadline=None)
@given(PROPERTIES, st.sampled_from(ENGINES), st.data())
def test_what_is_declared_of_one_name_is_declared_of_all(properties, engine, data):
    given_session = session(properties, engine)
    key = data.draw(st.sampled_from(ALIASES))
    verdicts = {
        audit(
            sessions=[given_session],
            expected={"derived": {"spark_properties": {name.key: {"present": False}}}},
            now=NOW,
        )["verdict"]
        for name in names_of(key, engine)
    }
    present = any(properties.get(name.key) is not None for name in names_of(key, engine))
    assert verdicts == {"drifted" if present else "compliant"}


@settings(deadline=None)
@given(PROPERTIES, st.sampled_from(ENGINES))
def test_a_change_of_the_name_that_counts_is_noticed(properties, engine):
    before = session(properties, engine)
    policy = {"name": "baseline", "exhaustive": True, "expect": Baseline([before]).expected}
    for key in properties:
        names = [name.key for name in names_of(key, engine)]
        if next(name for name in names if name in properties) == key:
            after = session({**properties, key: "changed"}, engine)
            assert audit(sessions=[after], policies=[policy], now=NOW)["verdict"] in ("drifted", "unverified")


def test_a_conflict_under_the_present_name_is_none_of_the_others_business():
    conflict = {"spark_properties": {YARN_OVERHEAD: "1g"}, "conflicts": [OVERHEAD]}
    with pytest.raises(Unverifiable, match="twice"):
        setting({"derived": conflict}, ("derived", "spark_properties", OVERHEAD))
    settled = {"spark_properties": {OVERHEAD: "1g"}, "conflicts": [YARN_OVERHEAD]}
    assert setting({"derived": settled}, ("derived", "spark_properties", YARN_OVERHEAD)) == "1g"


@pytest.mark.parametrize("container", ["text", ["spark.jar"], None, 5])
def test_a_session_of_an_unexpected_shape_has_no_name(container):
    broken = {"derived": {"spark_properties": container}, "engine_configuration": container}
    assert "'spark.jars'" in (misspelling(("derived", "spark_properties", "spark.jar"), [broken]) or "")
    having = {"engine_configuration": {"spark_properties": {"spark.jar": "x"}}}
    assert misspelling(("derived", "spark_properties", "spark.jar"), [broken, having]) is None
    assert misspelling(("engine_configuration", "additional_configs", "spark.jar"), []) is None
