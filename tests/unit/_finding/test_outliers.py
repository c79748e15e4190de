# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outliers: what is one and what is not, and what holds of them whatever the sessions are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import hostile

from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import REDACTED, compile_pattern
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.outliers import Outlier, outliers
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.redactor import Redactor
from ansible_collections.sparkops.athena.tests.unit.generated import ANY_SESSIONS, NOW, Tree

CASES = yaml.safe_load((Path(__file__).parent / "outliers.yml").read_text(encoding="utf-8"))
KEYS = {
    "memory": "spark.executor.memory",
    "cores": "spark.executor.cores",
    "partitions": "spark.sql.shuffle.partitions",
    "crypto": "spark.network.crypto.enabled",
}
PYSPARK, SPARK = "PySpark engine version 3", "Apache Spark version 3.5"
PROPERTIES = "/engine_configuration/spark_properties/"


def session(number: int, properties: dict[str, str] | None = None, kms_key: str = "alias/a", **members: Any) -> Tree:
    """A session of a work group, in which Spark has these properties by their short names."""
    named = {KEYS.get(name, name): value.replace("#", str(number)) for name, value in (properties or {}).items()}
    return {
        "session_id": f"s-{number:03d}",
        "region": "eu-west-1",
        "work_group": "notebooks",
        "engine_version": PYSPARK,
        "description": f"number {number}",
        "engine_configuration": {
            "max_concurrent_dpus": 20,
            "spark_properties": {"spark.authenticate": "true", **named},
        },
        "session_configuration": {"encryption_configuration": {"encryption_option": "SSE_KMS", "kms_key": kms_key}},
        "status": {"state": "IDLE", "start_date_time": f"2026-11-22T10:{number % 60:02d}:00+00:00"},
        **members,
    }


def fleet(case: dict[str, Any]) -> list[Tree]:
    kinds = [kind for kind in case["sessions"] for _turn in range(kind["count"])]
    return [
        session(number, kind.get("set"), kind.get("kms_key", "alias/a")) for number, kind in enumerate(kinds, start=1)
    ]


def odd(count: int, properties: dict[str, str], other: dict[str, str], **members: Any) -> list[Tree]:
    """So many sessions that are alike, and one that is not."""
    return [session(number, other if number == count else properties, **members) for number in range(1, count + 1)]


def words(entry: Outlier) -> str:
    short = {key: name for name, key in KEYS.items()}
    name = entry["pointer"].rsplit("/", 1)[1]
    actual = Counter(one["actual"] for one in entry["sessions"])
    values = ", ".join(f"{value or 'null'} in {count}" for value, count in sorted(actual.items(), key=str))
    usual = f"{entry['usual'] or 'null'} in {entry['usual_count']} of {entry['compared']}"
    return f"{short.get(name, name)}: {usual}, not {values}"


def found(sessions: list[Tree], redactor: Redactor | None = None, **options: Any) -> list[Outlier]:
    return outliers(sessions, redactor or Redactor(), **options)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    assert [words(entry) for entry in found(fleet(case))] == case["found"]


def test_an_entry_says_where_what_and_who() -> None:
    (entry,) = found(odd(30, {"memory": "4g"}, {"memory": "32g"}))
    score = entry["sessions"][0]["score"]
    assert 0.5 < score < 1
    assert entry == {
        "group": {"/region": "eu-west-1", "/work_group": "notebooks", "/engine_version": PYSPARK},
        "pointer": PROPERTIES + "spark.executor.memory",
        "usual": "4g",
        "usual_count": 29,
        "compared": 30,
        "sessions": [{"session_id": "s-030", "actual": "32g", "score": score}],
    }


def test_more_sessions_make_it_more_conspicuous() -> None:
    scores = [found(odd(count, {"memory": "4g"}, {}))[0]["sessions"][0]["score"] for count in (20, 40, 80, 160)]
    assert scores == sorted(set(scores))


def test_groups_are_apart_and_their_entries_ranked_together() -> None:
    many = odd(60, {"memory": "4g"}, {"memory": "8g"})
    few = [one | {"work_group": "jobs", "session_id": f"j-{one['session_id']}"} for one in odd(20, {"cores": "2"}, {})]
    assert [entry["group"]["/work_group"] for entry in found(few + many)] == ["notebooks", "jobs"]
    assert [entry["compared"] for entry in found(few + many)] == [60, 20]


def test_what_is_usual_in_one_work_group_is_nothing_to_another() -> None:
    one = [session(number, {"memory": "4g"}) for number in range(30)]
    other = [session(number, {"memory": "8g"}, work_group="jobs") for number in range(30, 32)]
    assert found(one + other) == []


def test_grouped_by_something_else() -> None:
    sessions = [session(number, {"memory": "4g"}, work_group=f"group-{number % 10}") for number in range(30)]
    sessions.append(session(30, {"memory": "8g"}, work_group="group-10"))
    assert found(sessions) == []
    (entry,) = found(sessions, group_by=[("region",), ("tags", "team")])
    assert entry["group"] == {"/region": "eu-west-1", "/tags/team": None}
    assert (entry["compared"], found(sessions, group_by=[])[0]["group"]) == (31, {})


def test_classifications_and_deprecated_names_are_settings_like_others() -> None:
    def with_classification(number: int, key: str, value: str) -> Tree:
        configuration = {"classifications": [{"name": "spark-defaults", "properties": {key: value}}]}
        return session(number, engine_version=SPARK, engine_configuration=configuration)

    sessions = [with_classification(number, "spark.reducer.maxReqSizeShuffleToMem", "1g") for number in range(10)]
    sessions += [
        with_classification(number, "spark.network.maxRemoteBlockSizeFetchToMem", "1024m") for number in range(10, 20)
    ]
    assert found(sessions) == []
    sessions.append(with_classification(20, "spark.reducer.maxReqSizeShuffleToMem", "2g"))
    (entry,) = found(sessions)
    assert entry["pointer"].endswith("/spark-defaults/spark.network.maxRemoteBlockSizeFetchToMem")
    assert entry["sessions"][0]["actual"] == "2g"


def test_the_user_s_own_pattern_hides_too_and_no_redaction_hides_nothing() -> None:
    sessions = odd(30, {"company.pin": "1"}, {"company.pin": "2"})
    assert len(found(sessions)) == 1
    assert found(sessions, Redactor(extra=compile_pattern("pin"))) == []
    assert len(found(odd(30, {"password": "1"}, {"password": "2"}), Redactor(redact=False))) == 1


def test_what_has_the_wrong_type_is_not_compared() -> None:
    sessions = [session(number, {"memory": "4g"}) for number in range(30)]
    sessions[7]["engine_configuration"]["spark_properties"] = "spark.executor.memory=4g"
    sessions[8]["session_configuration"] = ["encrypted"]
    assert found(sessions) == []


def test_several_readings_of_a_session_are_one() -> None:
    sessions = [session(number, {"memory": "4g"}) for number in range(30)]
    (entry,) = found([session(7, {"memory": "8g"})] * 5 + sessions[:7] + sessions[8:])
    assert entry["compared"] == 30
    assert found([session(7, {"memory": "8g"}), *sessions]) == []


def test_hostile_sessions_are_searched_like_others() -> None:
    sessions = [session(number, {text: text}) | {"work_group": text} for number, text in enumerate(hostile.HOSTILE * 3)]
    json.dumps(found(sessions), allow_nan=False)


VALUE = st.sampled_from([None, "4g", "4096m", "8g", "true", "x"])
FLEETS = st.lists(st.fixed_dictionaries(dict.fromkeys(("memory", "crypto", "owner", "log"), VALUE)), max_size=40)


def generated(rows: list[dict[str, str | None]]) -> list[Tree]:
    return [
        session(number, {name: value for name, value in row.items() if value is not None})
        for number, row in enumerate(rows, start=1000)
    ]


@settings(max_examples=20, deadline=None)
@given(FLEETS, st.randoms(use_true_random=False))
def test_the_order_of_sessions_is_nothing(rows: list[dict[str, str | None]], random: Any) -> None:
    sessions = [*generated(rows), *odd(40, {"memory": "4g"}, {"memory": "8g"}, work_group="others")]
    shuffled = random.sample(sessions, len(sessions))
    assert found(shuffled) == found(sessions)


@settings(max_examples=20, deadline=None)
@given(st.lists(ANY_SESSIONS, max_size=6), st.integers(0, 8))
def test_the_verdict_is_the_same_with_it_or_without(sessions: list[Tree], number: int) -> None:
    every = [*sessions, *odd(30, {"memory": "4g"}, {"memory": "8g"})]
    given_ = {"sessions": every, "now": NOW, "expected": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}}}
    without, beside = (
        audit(**given_, minimum_sessions=number),
        audit(**given_, minimum_sessions=number, find_outliers=True),
    )
    assert beside.pop("outliers")
    assert json.dumps(beside) == json.dumps(without)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["one", "two", REDACTED]), min_size=25, max_size=40))
def test_no_secret_is_ever_compared(values: list[str]) -> None:
    names = ("spark.sql.catalog.lake.token", "spark.hadoop.fs.s3.access.key", "company.password")
    sessions = [session(number, dict.fromkeys(names, value)) for number, value in enumerate(values)]
    sessions.append(session(99))
    assert found(sessions) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["4g", "8g", REDACTED, "x ******** y"]), min_size=25, max_size=40))
def test_nothing_that_was_blanked_is_ever_an_outlier(values: list[str]) -> None:
    sessions = [session(number, {"memory": value}) for number, value in enumerate(values)]
    shown = [one["actual"] for entry in found(sessions) for one in entry["sessions"]]
    assert not any("****" in value for value in shown)
    assert all("****" not in str(entry["usual"]) for entry in found(sessions))
