"""The audit playbook over several targets: their reports become one, and no failure gets lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import junitparser
import pytest
from support.schema import assert_valid_report

pytestmark = pytest.mark.slow

PREFIX = "athena_session_assert_"
SESSION = {
    "session_id": "s-1",
    "work_group": "etl",
    "region": "eu-west-1",
    "engine_configuration": {"max_concurrent_dpus": 10},
}

UNVERIFIABLE = {"name": "hidden", "expect": {"derived": {"age_seconds": {"ge": 0}}}}


def variables(dpus: int = 10, **more: Any) -> dict[str, Any]:
    """A target whose session has so many DPUs, where 20 are allowed."""
    session = SESSION | {"engine_configuration": {"max_concurrent_dpus": dpus}}
    declared = {
        "results": {"changed": False, "region": "eu-west-1", "sessions": [session], "unreadable": []},
        "expected": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}},
        "report_dir": "reports",
    }
    return {PREFIX + name: value for name, value in (declared | more).items()}


@pytest.fixture
def audit(ansible_playbook, tmp_path: Path):
    """Runs the playbook over targets with their variables, and one host that is none."""

    def run(targets: dict[str, dict[str, Any]], *arguments: str, **options: Any):
        for name, declared in targets.items():
            declared[f"{PREFIX}results"]["sessions"][0]["session_id"] = f"s-{name}"
        groups = {"targets": {"hosts": targets}, "others": {"hosts": {"other": {}}}}
        (tmp_path / "inventory.json").write_text(json.dumps({"all": {"children": groups}}))
        hosts = f"{PREFIX}hosts=targets"
        return ansible_playbook("-i", "inventory.json", "sparkops.athena.audit", "-e", hosts, *arguments, **options)

    return run


def report(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert_valid_report(made)
    return made


def test_all_is_well(audit, tmp_path: Path) -> None:
    formats = ["json", "junit", "markdown", "html"]
    audit({"a": variables(report_formats=formats), "b": variables(report_formats=formats)}).check()
    reports = tmp_path / "reports"
    merged = report(reports / "merged.json")
    assert merged["verdict"] == "compliant"
    assert [(target["name"], target["verdict"]) for target in merged["targets"]] == [
        ("a", "compliant"),
        ("b", "compliant"),
    ]
    report(reports / "a.json")
    assert junitparser.JUnitXml.fromfile(str(reports / "a.junit.xml")).errors == 0
    names = {f"{name}.{suffix}" for name in "ab" for suffix in ("json", "junit.xml", "md", "html")}
    assert {path.name for path in reports.iterdir()} == names | {"merged.json", "merged.md", "merged.html"}
    assert {path.stat().st_mode & 0o777 for path in reports.iterdir()} == {0o640}


def test_trouble_is_named_and_fails(audit, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "gone.json").write_text('{"schema_version": 1, "verdict": "compliant"')
    old = json.dumps({"generated_at": "2020-01-01T00:00:00+00:00"})
    (reports / "c.json").write_text(old)
    targets = {"a": variables(60), "b": variables(), "c": variables(policies="text"), "d": variables(report_name="b")}
    run = audit(targets).check(2)
    merged = report(reports / "merged.json")
    assert merged["verdict"] == "drifted"
    problems = {target["name"]: target.get("problem", "none").split(":")[0] for target in merged["targets"]}
    assert problems == {"a": "none", "b": "expected 2 times", "c": "broken"}
    assert "Not merged, since they were not expected: gone" in " ".join(run.output.split())
    assert "DRIFTED" in run.output


def test_no_failure_is_lost_where_the_merge_is_left_out(audit, tmp_path: Path) -> None:
    run = audit({"a": variables(60), "b": variables()}, "--limit", "a").check(2)
    assert "since the limit of this run leaves out localhost" in " ".join(run.output.split())
    assert not (tmp_path / "reports" / "merged.json").exists()


def test_check_mode_writes_nothing_and_still_fails(audit, tmp_path: Path) -> None:
    run = audit({"a": variables(60)}, "--check").check(2)
    assert not (tmp_path / "reports").exists()
    assert "Would merge the reports in reports" in run.output


@pytest.mark.parametrize("arguments", [[], ["--limit", "other"]], ids=["nothing matches", "limited to another"])
def test_no_target_is_a_failure(audit, arguments: list[str]) -> None:
    run = audit({}, *arguments).check(2)
    assert "There is no target" in " ".join(run.output.split())


def test_the_strictest_target_decides(audit) -> None:
    audit({"a": variables(fail_on="never"), "b": variables(60)}).check(2)
    audit({"a": variables(allow_unverified=True), "b": variables(policies=[UNVERIFIABLE])}).check(2)
    audit({"a": variables(60, fail_on="never"), "b": variables(60, fail_on="never")}).check()


def test_targets_with_several_directories_are_refused(audit) -> None:
    run = audit({"a": variables(report_dir=""), "b": variables()}).check(2)
    assert "must be the same for all targets" in " ".join(run.output.split())


def test_every_strategy_is_one_run(audit, tmp_path: Path) -> None:
    audit({"a": variables(), "b": variables()}, variables={"ANSIBLE_STRATEGY": "free"}).check()
    assert report(tmp_path / "reports" / "merged.json")["verdict"] == "compliant"


def test_nothing_of_one_run_is_left_for_another(ansible_playbook, tmp_path: Path) -> None:
    lenient, drifted = variables(fail_on="never"), variables(60)
    groups = {"dev": {"hosts": {"d": lenient}}, "prod": {"hosts": {"p": drifted | {f"{PREFIX}report_dir": "prod"}}}}
    (tmp_path / "inventory.json").write_text(json.dumps({"all": {"children": groups}}))

    def run(second: str):
        plays = [
            {"import_playbook": "sparkops.athena.audit", "vars": {f"{PREFIX}hosts": hosts}} for hosts in ("dev", second)
        ]
        (tmp_path / "both.json").write_text(json.dumps(plays))
        return ansible_playbook("-i", "inventory.json", "both.json").check(2)

    run("prod")
    assert report(tmp_path / "reports" / "merged.json")["verdict"] == "compliant"
    assert [each["name"] for each in report(tmp_path / "prod" / "merged.json")["targets"]] == ["p"]
    assert "There is no target" in " ".join(run("prod:&dev").output.split())
