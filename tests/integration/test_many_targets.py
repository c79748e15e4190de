"""Many targets with assumed roles: any slices make the same merged report, and one target's failure costs no other.

The inventory is that of the guide on many accounts, and the slices run under ansible-runner, as AWX runs them.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from integration.conftest import BIN, ROOT, environment
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

pytestmark = pytest.mark.slow

PREFIX = "athena_session_assert_"
GUIDE = ROOT / "docs" / "docsite" / "rst" / "guide_many_accounts.rst"
#: Without which the same sessions make the same report.
OF_THE_RUN = ("generated_at", "run_id", "age_seconds")
SECRET = "base-secret-Zq8x-of-nobody"


def blocks(language: str) -> list[str]:
    """The guide's blocks of code in this language."""
    pattern = rf"^\.\. code-block:: {language}\n\n((?:    .*\n|\n)+)"
    text = GUIDE.read_text(encoding="utf-8")
    return [re.sub(r"^    ", "", found[1], flags=re.MULTILINE) for found in re.finditer(pattern, text, re.MULTILINE)]


def inventory_of_the_guide() -> dict[str, Any]:
    [found] = [block for block in map(yaml.safe_load, blocks("yaml")) if isinstance(block, dict) and "all" in block]
    return dict(found)


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    groups = [
        {"name": name, "engine_version": "PySpark engine version 3", "configuration": {}}
        for name in ("etl", "notebooks")
    ]
    sessions = [
        {
            "session_id": f"s{number:02}",
            "work_group": groups[number % 2]["name"],
            "EngineConfiguration": {"MaxConcurrentDpus": 60 if number % 3 == 0 else 20},
            "SessionConfiguration": {"EncryptionConfiguration": {"EncryptionOption": "SSE_KMS"}},
            "Status": {"State": "BUSY", "StartDateTime": "-1h"},
        }
        for number in range(9)
    ]
    with running({"now": "2026-11-22T17:00:00Z", "work_groups": groups, "sessions": sessions}) as simulator:
        yield simulator


@pytest.fixture
def fleet(simulator: Simulator, tmp_path: Path) -> Fleet:
    return Fleet(simulator, tmp_path)


class Fleet:
    """The guide's targets in a folder of a test's own, and runs over some of them."""

    def __init__(self, simulator: Simulator, folder: Path) -> None:
        self.folder = folder
        self.inventory = inventory_of_the_guide()
        self.targets: list[str] = list(self.inventory["all"]["hosts"])
        config = (
            blocks("ini")[0] + f"[profile auditor]\naws_access_key_id = AKIABASE\naws_secret_access_key = {SECRET}\n"
        )
        (folder / "aws-config").write_text(config)
        self.variables = {
            **environment(folder / "home"),
            "AWS_CONFIG_FILE": str(folder / "aws-config"),
            "AWS_ENDPOINT_URL": simulator.url,
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
        }
        self.extra: dict[str, Any] = {
            PREFIX + "expected": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}},
            PREFIX + "fail_on": "never",
            PREFIX + "hosts": "all",
        }

    def run(self, name: str, targets: list[str], playbook: str, **extra: Any) -> str:
        """What one job of AWX's printed: an inventory of these targets alone, under ansible-runner."""
        private = self.folder / name
        (private / "project").mkdir(parents=True)
        (private / "env").mkdir()
        hosts = {host: self.inventory["all"]["hosts"][host] for host in targets}
        inventory = {"all": {"hosts": hosts, "vars": self.inventory["all"]["vars"]}}
        (private / "inventory.json").write_text(json.dumps(inventory))
        (private / "env" / "extravars").write_text(json.dumps(self.extra | extra))
        command = [str(BIN / "ansible-runner"), "run", str(private), "--inventory", str(private / "inventory.json")]
        done = subprocess.run(
            [*command, "--playbook", playbook, "--ident", "job"],
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def merge(self, reports: Path) -> str:
        """Merge what the slices wrote, as the guide's playbook does, over all targets."""
        [play] = [block for block in map(yaml.safe_load, blocks("yaml")) if "tasks_from: merge" in yaml.dump(block)]
        variables = play[0]["tasks"][0]["vars"]
        assert variables[PREFIX + "merge_targets"] == self.targets
        variables[PREFIX + "report_dir"] = str(reports)
        (self.folder / "merge.yml").write_text(yaml.safe_dump(play))
        return self.run("merge", [], str(self.folder / "merge.yml"))


def report(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert_valid_report(made)
    return made


def without_the_run(value: Any) -> Any:
    """A report without its times and ids of runs."""
    if isinstance(value, dict):
        return {name: without_the_run(item) for name, item in value.items() if name not in OF_THE_RUN}
    return [without_the_run(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("size", [1, 2])
def test_the_merged_report_of_slices_is_that_of_one_run(fleet: Fleet, size: int) -> None:
    whole, sliced = fleet.folder / "whole-reports", fleet.folder / "sliced-reports"
    fleet.run("whole", fleet.targets, "sparkops.athena.audit", **{PREFIX + "report_dir": str(whole)})
    for start in range(0, len(fleet.targets), size):
        targets = fleet.targets[start : start + size]
        fleet.run(f"slice-{start}", targets, "sparkops.athena.audit", **{PREFIX + "report_dir": str(sliced)})
    fleet.merge(sliced)
    one, other = report(whole / "merged.json"), report(sliced / "merged.json")
    assert [target["verdict"] for target in one["targets"]] == ["drifted"] * len(fleet.targets)
    assert one["summary"]["sessions"] == 9 * len(fleet.targets)
    assert without_the_run(one) == without_the_run(other)


def test_roles_are_assumed_and_their_credentials_are_nowhere(fleet: Fleet, simulator: Simulator) -> None:
    simulator.reset()
    reports = fleet.folder / "reports"
    output = fleet.run("whole", fleet.targets, "sparkops.athena.audit", **{PREFIX + "report_dir": str(reports)})
    calls = simulator.log()
    assumed = {call["parameters"]["RoleArn"] for call in calls if call["operation"] == "AssumeRole"}
    assert assumed == set(re.findall(r"arn:aws:iam::\d+:role/\S+", blocks("ini")[0]))
    keys = {call["access_key"] for call in calls if call["service"] == "athena"}
    assert keys and all(key.startswith("ASIA") for key in keys)
    written = [path.read_text(encoding="utf-8") for path in reports.iterdir()]
    artifacts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in (fleet.folder / "whole" / "artifacts").rglob("*")
        if path.is_file()
    ]
    assert not [key for key in {*keys, SECRET, "AKIABASE"} for text in [output, *written, *artifacts] if key in text]


def test_the_failure_of_one_target_costs_no_other(fleet: Fleet) -> None:
    first, denied, absent = fleet.targets[0], fleet.targets[1], fleet.targets[2]
    refuse = {"work_groups": [], "sessions": [], "fault": {"*": "AccessDeniedException"}}
    sql = {"work_groups": [{"name": "primary"}], "sessions": []}
    reports = fleet.folder / "reports"
    with running(refuse) as refusing, running(sql) as without_spark:
        for host, service in ((denied, refusing), (absent, without_spark)):
            fleet.inventory["all"]["hosts"][host][PREFIX + "connection"]["endpoint_url"] = service.url
        output = fleet.run("whole", fleet.targets[:3], "sparkops.athena.audit", **{PREFIX + "report_dir": str(reports),
                           PREFIX + "allow_unverified": True})  # fmt: skip
    assert "Traceback" not in output
    merged = report(reports / "merged.json")
    verdicts = {target["name"]: target["verdict"] for target in merged["targets"]}
    assert verdicts == {first: "drifted", denied: "unverified", absent: "unverified"}
    assert {session["target"] for session in merged["sessions"]} == {first}
    assert merged["summary"]["sessions"] == 9
    messages = [error["message"] for error in merged["errors"] if error.get("target") == denied]
    assert any("not authorized" in message for message in messages)
    assert without_the_run(report(reports / f"{first}.json"))["summary"]["sessions"] == 9
