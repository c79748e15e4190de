"""Whose sessions they are, and waivers for what is wrong with them: audits through the role, as users run it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

pytestmark = pytest.mark.slow

PREFIX = "athena_session_assert_"
GROUPS = [{"name": name, "engine_version": "PySpark engine version 3"} for name in ("adhoc", "etl")]
EXPECTED = {
    "engine_configuration": {"max_concurrent_dpus": {"le": 20}},
    "session_configuration": {"working_directory": {"match": "s3://results/.*", "or_absent": True}},
}
TEMPLATE = "{{ lookup('ansible.builtin.pipe', 'touch owned') }}"
DRAFT = [
    {
        "name": "Draft",
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [
            {
                "name": "Draft",
                "ansible.builtin.include_role": {
                    "name": "sparkops.athena.athena_session_assert",
                    "tasks_from": "draft_waivers",
                },
            }
        ],
    }
]

Audit = Callable[..., Any]


def session(name: str, work_group: str, limit: int = 20, **more: Any) -> dict[str, Any]:
    return {
        "session_id": name,
        "work_group": work_group,
        "EngineConfiguration": {"CoordinatorDpuSize": 1, "MaxConcurrentDpus": limit, "DefaultExecutorDpuSize": 1},
        "Status": {"State": "IDLE", "StartDateTime": "-1h"},
        **more,
    }


def fleet(*sessions: dict[str, Any]) -> dict[str, Any]:
    return {"work_groups": GROUPS, "sessions": list(sessions)}


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with running(fleet()) as simulator:
        yield simulator


@pytest.fixture
def audit(audit_playbook, simulator: Simulator) -> Audit:
    """`audit(*arguments, **variables)`: the audit playbook with these variables of the role; None unsets."""

    def run(*arguments: str | Path, **variables: Any) -> Any:
        given = {"connection": simulator.connection, "expected": EXPECTED, "report_dir": "reports", **variables}
        return audit_playbook(given, *arguments)

    return run


def report(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "reports" / "localhost.json").read_text(encoding="utf-8"))
    assert_valid_report(made)
    return made


def test_the_owner_of_every_session(audit: Audit, simulator: Simulator, tmp_path: Path) -> None:
    owned = {"AmazonDataZoneSessionOwner": "user-1", "env": "prod"}
    denied = {"ListTagsForResource": "AccessDeniedException"}
    simulator.load(fleet(session("a", "etl", 40, tags=owned), session("b", "etl", fault=denied)))
    policies = [
        {"name": "tagged", "expect": {"tags": {"env": "prod"}}},
        {"name": "capped", "expect": EXPECTED},
    ]
    run = audit(expected=None, policies=policies, read_tags=True, owner_tag="AmazonDataZoneSessionOwner").check(2)
    assert "etl: a (IDLE, owner user-1)" in run.output
    made = report(tmp_path)
    assert {one["session_id"]: one.get("owner") for one in made["sessions"]} == {"a": "user-1", "b": None}
    found = {(one["session_id"], one["policy"], one["status"], one.get("owner")) for one in made["findings"]}
    assert found == {("a", "capped", "drift", "user-1"), ("b", "tagged", "unverified", None)}
    assert made["errors"] == made["unreadable"] == []


def test_an_owner_without_tags_is_a_mistake_before_anything_is_read(audit: Audit, simulator: Simulator) -> None:
    run = audit(owner_tag="Owner").check(2)
    assert "owner_tag: needs read_tags: true" in re.sub(r"\s+", " ", run.output)
    assert "ListWorkGroups" not in simulator.operations()


def test_drafted_waivers_are_refused_then_hold_then_no_longer_match(
    audit: Audit, ansible_playbook, simulator: Simulator, tmp_path: Path
) -> None:
    odd = {"SessionConfiguration": {"WorkingDirectory": TEMPLATE, "IdleTimeoutSeconds": 7200}}
    before = fleet(session("a", "etl", 40), session("b", "adhoc", 40), session("c", "etl", **odd), session("d", "etl"))
    simulator.load(before)
    audit().check(2)
    playbook, waivers = tmp_path / "draft.yml", tmp_path / "waivers.yml"
    playbook.write_text(yaml.safe_dump(DRAFT), encoding="utf-8")
    given = ["-e", f"{PREFIX}draft_report=reports/localhost.json", "-e", f"{PREFIX}draft_path=waivers.yml"]
    assert "Drafted waivers: 2, for 3 findings." in ansible_playbook(playbook, *given).check().output
    again = ansible_playbook(playbook, *given).check(2)
    assert "is there already" in re.sub(r"\s+", " ", again.output)

    blank = re.sub(r"\s+", " ", audit("-e", f"@{waivers}").check(2).output)
    for place in ("/waivers/0/reason", "/waivers/1/owner", "/waivers/1/expires"):
        assert place in blank
    assert report(tmp_path)["verdict"] == "drifted", "nothing was audited, and nothing written"

    text = waivers.read_text(encoding="utf-8")
    for name, value in {"reason": "agreed", "owner": "data", "expires": "2099-12-31"}.items():
        text = re.sub(rf"{name}:\s+#.*", f"{name}: {value}", text)
    waivers.write_text(text, encoding="utf-8")
    audit("-e", f"@{waivers}").check()
    assert (report(tmp_path)["verdict"], report(tmp_path)["summary"]["waived"]) == ("compliant", 3)

    simulator.load(fleet(session("a", "etl", 41), session("b", "adhoc", 40), session("c", "etl", **odd)))
    audit("-e", f"@{waivers}").check(2)
    drift = [one["session_id"] for one in report(tmp_path)["findings"] if one["status"] == "drift"]
    assert drift == ["a"]
    assert not list(tmp_path.rglob("owned")), "a text from Athena ran on the controller"


def test_the_last_result_is_what_is_drafted(ansible_playbook, simulator: Simulator, tmp_path: Path) -> None:
    simulator.load(fleet(session("a", "etl", 40)))
    role = {"name": "sparkops.athena.athena_session_assert"}
    variables = {"connection": simulator.connection, "expected": EXPECTED, "fail_on": "never"}
    first = {
        "name": "Audit",
        "ansible.builtin.include_role": role,
        "vars": {PREFIX + name: value for name, value in variables.items()},
    }
    then = {
        "name": "Draft",
        "ansible.builtin.include_role": {**role, "tasks_from": "draft_waivers"},
        "vars": {PREFIX + "draft_path": "waivers.yml"},
    }
    playbook = tmp_path / "both.yml"
    playbook.write_text(yaml.safe_dump([{**DRAFT[0], "tasks": [first, then]}]), encoding="utf-8")
    ansible_playbook(playbook).check()
    [waiver] = yaml.safe_load((tmp_path / "waivers.yml").read_text(encoding="utf-8"))[PREFIX + "waivers"]
    assert (waiver["actual"], waiver["applies_to"], waiver["reason"]) == (40, {"work_group": "etl"}, None)


def test_without_a_report_the_draft_says_what_it_needs(ansible_playbook, tmp_path: Path) -> None:
    playbook = tmp_path / "draft.yml"
    playbook.write_text(yaml.safe_dump(DRAFT), encoding="utf-8")
    run = ansible_playbook(playbook, "-e", f"{PREFIX}draft_path=waivers.yml").check(2)
    assert "/report: must be a report, or the path of its JSON file" in re.sub(r"\s+", " ", run.output)
