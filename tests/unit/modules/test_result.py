"""What is returned: every member of the model, secrets hidden, and all of it documented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import botocore
import pytest
import yaml
from ansible.module_utils.testing import patch_module_args

from ansible_collections.sparkops.athena.plugins.module_utils._athena.collection import COLLECTION_VERSION
from ansible_collections.sparkops.athena.plugins.module_utils._athena.module import AthenaModule
from ansible_collections.sparkops.athena.plugins.modules import athena_session_info
from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import fleet, group, session
from ansible_collections.sparkops.athena.tests.unit.wire import example, to_wire

ROOT = Path(__file__).resolve().parents[3]
RETURN = yaml.safe_load(athena_session_info.RETURN)
REDACTED = "*********(redacted)"
TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}
NULLABLE = {"/unreadable/work_group", "/unreadable/code", "/work_groups/code", "/stopped/code"}


def _everything() -> dict[str, Any]:
    """A session with every member of the model, each different."""
    answer = example()
    identity, work_group = (answer.pop(name).replace(" ", "-") for name in ("SessionId", "WorkGroup"))
    return {"session_id": identity, "work_group": work_group, "beyond_model": True, **answer}


def _whole_fleet() -> dict[str, Any]:
    whole = _everything()
    groups = [group(whole["work_group"]), group("a", deny_list=True)]
    conflict = {
        "SparkProperties": {"k": "1"},
        "Classifications": [{"Name": "spark-defaults", "Properties": {"k": "2"}}],
    }
    other = session("other", "a", EngineConfiguration=conflict)
    other["Status"]["IdleSinceDateTime"] = "-5m"
    other["SessionConfiguration"] = {"SessionIdleTimeoutInMinutes": 20}
    whole["tags"] = {"owner": "data"}
    other["fault"] = {"ListTagsForResource": "AccessDeniedException"}
    denied = session("denied", "a", fault={"GetSession": "AccessDeniedException"})
    groups[1]["fault"] = {"GetWorkGroup": "AccessDeniedException"}
    return fleet(whole, other, denied, groups=groups)


def test_every_member_of_the_model_comes_through(simulator: Simulator, run: Run) -> None:
    whole = _everything()
    simulator.load(_whole_fleet())
    [returned] = run(session_ids=[whole["session_id"]], redact=False)["sessions"]
    assert returned.pop("region") == "eu-west-1"
    returned.pop("derived")
    wire = to_wire(returned)
    expected = {**example(), "SessionId": whole["session_id"], "WorkGroup": whole["work_group"]}
    assert wire == expected


class _Documentation:
    """Holds returned values against RETURN and notes what was seen of it."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.problems: list[str] = []

    def check(self, documented: dict[str, Any], values: dict[str, Any], path: str = "") -> None:
        for key, value in values.items():
            here = f"{path}/{key}"
            if key not in documented:
                self.problems.append(f"{here} is not documented")
            else:
                self.seen.add(here)
                self._value(documented[key], value, here)

    def _value(self, entry: dict[str, Any], value: Any, path: str) -> None:
        if value is None and path in NULLABLE:
            return
        kind = TYPES[entry["type"]]
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            self.problems.append(f"{path} is {value!r}, documented as {entry['type']}")
        for item in value if isinstance(value, list) else [value]:
            if isinstance(value, list) and not isinstance(item, TYPES[entry["elements"]]):
                self.problems.append(f"{path} has {item!r}, documented as {entry['elements']}")
            if "contains" in entry:
                self.check(entry["contains"], item, path)


def _paths(documented: dict[str, Any], path: str = "") -> set[str]:
    found = set()
    for key, entry in documented.items():
        found |= {f"{path}/{key}"} | _paths(entry.get("contains", {}), f"{path}/{key}")
    return found


def test_all_that_is_returned_is_documented_and_the_other_way_round(simulator: Simulator, run: Run) -> None:
    simulator.load(_whole_fleet())
    whole = _everything()
    everything = {"work_group_configuration": True, "read_tags": True, "on_unreadable": "report"}
    documentation = _Documentation()
    for parameters in (
        {"session_ids": [whole["session_id"], "other", "denied"]},
        {"work_groups": ["a"], "states": ["IDLE", "BUSY"]},
    ):
        result = run(**parameters, **everything)
        assert result.pop("changed") is False
        documentation.check(RETURN, result)
    together = run(session_ids=[], as_json=True)
    documentation.check(RETURN, {"json": together["json"]})
    simulator.load(fleet(fault={"GetSession": "expired"}))
    failed = run(session_ids=["other"])
    assert (failed.pop("failed"), bool(failed.pop("msg"))) == (True, True)
    documentation.check(RETURN, failed)
    assert documentation.problems == []
    assert sorted(_paths(RETURN) - documentation.seen) == []


def test_nothing_is_invented(simulator: Simulator, run: Run) -> None:
    bare = session("bare", omit=["WorkGroup", "EngineVersion", "Status", "SessionId"], Description="x")
    simulator.load(fleet(bare))
    [asked] = run(session_ids=["bare"])["sessions"]
    assert asked == {
        "session_id": "bare",
        "description": "x",
        "region": "eu-west-1",
        "derived": {"spark_properties": {}},
    }
    [listed] = run(work_groups=["a"])["sessions"]
    assert listed == {**asked, "work_group": "a"}


def test_secrets_stay_inside(simulator: Simulator, run: Run) -> None:
    engine = {
        "SparkProperties": {"spark.sql.catalog.x.token": "hush-1", "a": "shown", "company.internal": "hush-2"},
        "AdditionalConfigs": {"apiKey": "hush-3"},
        "Classifications": [{"Name": "spark-defaults", "Properties": {"db.password": "hush-4", "b": "shown"}}],
    }
    simulator.load(fleet(session("s", EngineConfiguration=engine)))
    result = run(session_ids=["s"], redact_pattern="internal|kms_key|session_id")
    assert "hush" not in repr(result)
    [returned] = result["sessions"]
    assert returned["session_id"] == "s"
    assert returned["derived"]["spark_properties"] == {
        "spark.sql.catalog.x.token": REDACTED,
        "a": "shown",
        "company.internal": REDACTED,
        "db.password": REDACTED,
        "b": "shown",
    }
    [shown] = run(session_ids=["s"], redact=False)["sessions"]
    assert shown["engine_configuration"]["spark_properties"] == engine["SparkProperties"]


def test_secrets_that_differ_are_a_conflict_all_the_same(simulator: Simulator, run: Run) -> None:
    engine = {
        "SparkProperties": {"x.token": "hush-1"},
        "Classifications": [{"Name": "spark-defaults", "Properties": {"x.token": "hush-2"}}],
    }
    simulator.load(fleet(session("s", EngineConfiguration=engine)))
    result = run(session_ids=["s"])
    assert result["sessions"][0]["derived"]["conflicts"] == ["x.token"]
    assert "hush" not in repr(result)


def test_one_text_has_everything(simulator: Simulator, run: Run) -> None:
    simulator.load(_whole_fleet())
    asked = {"session_ids": ["denied", "none"], "work_group_configuration": True, "on_unreadable": "report"}
    apart, together = run(**asked), run(**asked, as_json=True)
    keys = {"region", "scope", "sessions", "unreadable", "work_groups"}
    assert keys <= apart.keys()
    assert not keys & together.keys()
    assert json.loads(together["json"]) == {name: apart[name] for name in keys}


def test_a_key_that_json_would_escape_is_hidden_all_the_same(simulator: Simulator, run: Run) -> None:
    key = 'quoted"key-4711'
    simulator.load(fleet(session("s", Description=f"it is {key}")))
    result = run(session_ids=["s"], as_json=True, secret_key=key)
    assert "json" not in result
    assert "key-4711" not in repr(result)


def test_long_values_and_odd_characters(simulator: Simulator, run: Run) -> None:
    properties = {"long": "x" * 51_200, "template": "{{ lookup('pipe', 'id') }}", "mark": "a\u202eb\u00e4\U0001f600"}
    simulator.load(fleet(session("s", EngineConfiguration={"SparkProperties": properties})))
    [returned] = run(session_ids=["s"])["sessions"]
    assert returned["engine_configuration"]["spark_properties"] == properties


def test_an_old_botocore_is_refused(simulator: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    simulator.load(fleet(session("s")))
    monkeypatch.setattr(botocore, "__version__", "1.41.1")
    result = run(session_ids=["s"])
    assert result["failed"] is True
    assert "botocore>=1.41.2" in result["msg"] and "older ones drop Classifications" in result["msg"]
    assert result["botocore_version"] == "1.41.1"
    assert simulator.log() == []
    monkeypatch.setattr(botocore, "__version__", "1.41.2")
    assert "failed" not in run(session_ids=["s"])


@pytest.mark.parametrize(
    ("aws_config", "timeout", "settings"),
    [
        (None, None, (12, 5, 10, {"mode": "standard", "total_max_attempts": 1})),
        (None, 4.0, (12, 4, 4, {"mode": "standard", "total_max_attempts": 1})),
        (
            {"max_pool_connections": 3, "read_timeout": 99, "retries": {"mode": "standard", "total_max_attempts": 2}},
            4.0,
            (3, 4, 99, {"mode": "standard", "total_max_attempts": 2}),
        ),
    ],
)
def test_the_clients_settings(
    simulator: Simulator, aws_config: dict[str, Any] | None, timeout: float | None, settings: tuple[Any, ...]
) -> None:
    with patch_module_args({**simulator.connection, "aws_config": aws_config}):
        client = AthenaModule(argument_spec={}).paced_client("athena", connections=12, timeout=timeout)
    config = client.meta.config
    found = (config.max_pool_connections, config.connect_timeout, config.read_timeout, config.retries)
    assert found == settings


def test_the_versions_agree() -> None:
    galaxy = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))
    assert galaxy["version"] == COLLECTION_VERSION
