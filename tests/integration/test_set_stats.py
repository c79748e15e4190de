"""What a run hands to the next job of an AWX workflow: the artifacts that ansible-runner finds, as AWX does."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

from .conftest import BIN, environment

FLEET = Path(__file__).parent / "targets" / "setup_athena_session_assert" / "files" / "fleet.yml"
PREFIX = "athena_session_assert_"
CANARY = "canary-secret-Zq8/x+plain-0002"
OURS = re.compile(r"compliant|drifted|unverified|[0-9a-f]{16}")


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running(FLEET) as simulator:
        yield simulator


def inventory(simulator: Simulator, folder: Path) -> Path:
    """Targets whose reports are merged; one of them has sessions with hostile texts."""
    keys = {"access_key": "a", "secret_key": CANARY}
    shared = {
        PREFIX + "connection": {"region": simulator.region, "endpoint_url": simulator.url, **keys},
        PREFIX + "expected": {"derived": {"spark_properties": {"spark.network.crypto.enabled": True}}},
        PREFIX + "set_stats": True,
        PREFIX + "previous": "auto",
        PREFIX + "report_dir": str(folder / "reports"),
    }
    hosts = {name: {PREFIX + "work_groups": [name]} for name in ("good", "bad", "hostile")}
    path = folder / "hosts.yml"
    groups = {"all": {"children": {"targets": {"hosts": hosts}}, "hosts": {"localhost": {}}, "vars": shared}}
    path.write_text(yaml.safe_dump(groups), encoding="utf-8")
    return path


def artifacts(folder: Path, hosts: Path) -> dict[str, Any]:
    """The statistics that a run of the audit playbook has set."""
    private = folder / "private"
    (private / "project").mkdir(parents=True, exist_ok=True)
    command = [str(BIN / "ansible-runner"), "run", str(private), "--inventory", str(hosts), "--ident", "audit",
               "--playbook", "sparkops.athena.audit", "--cmdline", f"-e {PREFIX}hosts=targets"]  # fmt: skip
    variables = environment(folder / "home")
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=300)
    events = [json.loads(path.read_text(encoding="utf-8")) for path in private.rglob("job_events/*-*.json")]
    (stats,) = [event["event_data"] for event in events if event["event"] == "playbook_on_stats"]
    assert "artifact_data" in stats, done.stdout
    return dict(stats["artifact_data"])


def texts(data: Any) -> Iterator[str]:
    """Every text in data, names of members too."""
    if isinstance(data, dict):
        for name, member in data.items():
            yield from (name, *texts(member))
    elif isinstance(data, list):
        for member in data:
            yield from texts(member)
    elif isinstance(data, str):
        yield data


def test_verdicts_and_counts_of_every_target_and_no_text_from_athena(simulator: Simulator, tmp_path: Path) -> None:
    data = artifacts(tmp_path, inventory(simulator, tmp_path))
    assert data.keys() == {"athena_audit"}
    reports = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("reports/*.json")}
    assert data["athena_audit"].keys() == reports.keys()
    for name, report in reports.items():
        handed = data["athena_audit"][name]
        assert handed["verdict"] == report["verdict"]
        assert handed["summary"] == report["summary"]
        faults = sorted({finding["fingerprint"] for finding in report["findings"] if finding["status"] == "drift"})
        changes = {change: sorted(fingerprints) for change, fingerprints in handed["changes"].items()}
        assert changes == {"new": faults} | {
            change: [] for change in ("changed", "persisting", "fixed", "gone", "unknown")
        }
        assert handed["summary"]["changes"]["new"] == len(faults)
    verdicts = {name: audit["verdict"] for name, audit in data["athena_audit"].items()}
    assert verdicts == {"good": "compliant", "bad": "drifted", "hostile": "unverified", "merged": "drifted"}
    for audit in data["athena_audit"].values():
        assert all(OURS.fullmatch(text) for text in texts([audit["verdict"], *audit["changes"].values()]))
        assert all(re.fullmatch("[a-z_]+", text) for text in texts(audit["summary"]))
    assert CANARY not in json.dumps(data)
