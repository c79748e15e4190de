"""Nothing of an answer is lost or mangled on its way to Ansible."""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings

from ansible_collections.sparkops.athena.plugins.module_utils._athena.conversion import (
    redact_maps,
    snake_name,
    to_ansible,
)
from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import REDACTED, compile_pattern
from ansible_collections.sparkops.athena.plugins.module_utils._athena.responses import parsed_by
from ansible_collections.sparkops.athena.tests.unit.wire import MODEL, SESSION, answers, example, to_wire


def _through(wire: Any, shape: Any = SESSION) -> Any:
    """What the module makes of this answer."""
    return to_ansible(parsed_by(shape, json.loads(json.dumps(wire))), shape)


@settings(max_examples=150, deadline=None)
@given(answers())
def test_any_answer_comes_back(wire: Any) -> None:
    assert to_wire(_through(wire)) == wire


@settings(max_examples=30, deadline=None)
@given(answers(whole=True))
def test_an_answer_with_every_member_comes_back(wire: Any) -> None:
    assert to_wire(_through(wire)) == wire


@pytest.mark.parametrize("operation", ["GetSession", "GetWorkGroup", "ListSessions", "ListWorkGroups"])
def test_every_operation_that_is_read(operation: str) -> None:
    shape = MODEL.operation_model(operation).output_shape
    wire = example(shape)
    assert to_wire(_through(wire, shape), shape) == wire


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"])
def test_times_are_utc_wherever_it_runs(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for hour in range(24):  # 2026-10-25, when Berlin has an hour twice
            moment = 1_792_886_400 + hour * 3600 + 0.25
            text = _through({"Status": {"StartDateTime": moment}})["status"]["start_date_time"]
            assert text.endswith("+00:00")
            assert datetime.fromisoformat(text).timestamp() == moment
    finally:
        monkeypatch.undo()
        time.tzset()


def test_names() -> None:
    assert _through({"EngineConfiguration": {"MaxConcurrentDpus": 4}}) == {
        "engine_configuration": {"max_concurrent_dpus": 4}
    }
    assert snake_name("S3LoggingConfiguration") == "s3_logging_configuration"
    assert snake_name("DpuExecutionInMillis") == "dpu_execution_in_millis"


def test_keys_of_maps_are_data() -> None:
    maps = {"fooBar": "1", "foo_bar": "2", "SPARK_ENV": "3", "spark.sql.X": "4"}
    session = _through(
        {
            "EngineConfiguration": {
                "AdditionalConfigs": maps,
                "SparkProperties": maps,
                "Classifications": [{"Name": "spark-defaults", "Properties": maps}],
            },
            "MonitoringConfiguration": {"CloudWatchLoggingConfiguration": {"LogTypes": {"SPARK_DRIVER": ["STDOUT"]}}},
        }
    )
    assert session["engine_configuration"] == {
        "additional_configs": maps,
        "spark_properties": maps,
        "classifications": [{"name": "spark-defaults", "properties": maps}],
    }
    logging = session["monitoring_configuration"]["cloud_watch_logging_configuration"]
    assert logging == {"log_types": {"SPARK_DRIVER": ["STDOUT"]}}


def test_no_two_members_share_a_name() -> None:
    def check(shape: Any) -> None:
        members = getattr(shape, "members", {})
        assert len({snake_name(name) for name in members}) == len(members)
        for inner in [
            *members.values(),
            *(getattr(shape, side) for side in ("member", "value") if hasattr(shape, side)),
        ]:
            check(inner)

    check(SESSION)


def test_absent_stays_absent() -> None:
    assert _through({}) == {}
    assert _through({"Status": {}}) == {"status": {}}


def test_only_maps_are_redacted() -> None:
    session = _through(example())
    session["engine_configuration"]["spark_properties"]["db.password"] = "hush"
    session["engine_configuration"]["classifications"][1]["properties"]["x.token"] = "hush"
    everything = compile_pattern(".")
    redacted = redact_maps(session, SESSION, None)
    assert redacted["engine_configuration"]["spark_properties"].pop("db.password") == REDACTED
    assert redacted["engine_configuration"]["classifications"][1]["properties"].pop("x.token") == REDACTED
    assert to_wire(redacted) == example()
    hidden = redact_maps(session, SESSION, everything)
    assert hidden["session_id"] == "text of SessionId"
    assert hidden["session_configuration"] == session["session_configuration"]
    assert set(hidden["engine_configuration"]["spark_properties"].values()) == {REDACTED}
