"""Audits in a row, as they run every night: the fleet changes between them, and each report says what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

pytestmark = pytest.mark.slow

GROUPS = [{"name": name, "engine_version": "PySpark engine version 3"} for name in ("adhoc", "etl", "science")]
PREFIX = "athena_session_assert_"

Fleet = dict[str, Any]
Audit = Callable[..., Any]


def session(name: str, work_group: str, limit: int = 20, **more: Any) -> dict[str, Any]:
    """A session that may have 20 DPUs at most."""
    return {
        "session_id": name,
        "work_group": work_group,
        "EngineConfiguration": {"CoordinatorDpuSize": 1, "MaxConcurrentDpus": limit, "DefaultExecutorDpuSize": 1},
        "Status": {"State": "IDLE", "StartDateTime": "-1h"},
        **more,
    }


def fleet(*sessions: dict[str, Any]) -> Fleet:
    return {"work_groups": GROUPS, "sessions": list(sessions)}


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with running(fleet()) as simulator:
        yield simulator


@pytest.fixture
def audit(audit_playbook, simulator: Simulator) -> Audit:
    """`audit(fleet, **variables)`: the audit of a fleet, with the report before it, and these variables of the role."""

    def run(sessions: Fleet, *, arguments: Sequence[str] = (), **variables: Any) -> Any:
        simulator.load(sessions)
        given = {
            "connection": simulator.connection,
            "expected": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}},
            "report_dir": "reports",
            "previous": "auto",
            "lookup_account": False,
            **variables,
        }
        return audit_playbook(given, *arguments)

    return run


def report(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "reports" / "localhost.json").read_text(encoding="utf-8"))
    assert_valid_report(made)
    return made


def changes(made: dict[str, Any]) -> dict[str, str]:
    """What became of each work group's limit."""
    found = [*made["findings"], *made["earlier"]]
    return {entry["work_group"]: entry["change"] for entry in found}


def test_four_nights(audit: Audit, tmp_path: Path) -> None:
    first = audit(fleet(session("a-1", "adhoc", 40), session("e-1", "etl", 40), session("s-1", "science", 40))).check(2)
    assert "Without a previous report: 3 new" in first.output
    seen = report(tmp_path)["generated_at"]

    # etl is repaired, the session of adhoc ends, science changes: only what is not as it was fails.
    only_new = {"fail_on_changes": ["new", "changed"]}
    second = audit(fleet(session("e-2", "etl"), session("s-1", "science", 60)), **only_new).check(2)
    assert changes(report(tmp_path)) == {"adhoc": "gone", "etl": "fixed", "science": "changed"}
    assert "1 changed, 1 fixed, 1 gone" in second.output

    # The very same fleet: what persists is in the report, and no failure.
    third = audit(fleet(session("e-2", "etl"), session("s-1", "science", 60)), **only_new).check()
    made = report(tmp_path)
    assert (made["verdict"], changes(made)) == ("drifted", {"science": "persisting"})
    assert made["findings"][0]["first_seen"] == seen
    assert "fixed" not in third.output

    # Nobody may read science's session: what nobody could look at is not fixed.
    hidden = session("s-1", "science", 20, fault={"GetSession": "AccessDeniedException"})
    audit(fleet(session("e-2", "etl"), hidden), **only_new).check(2)
    made = report(tmp_path)
    assert (made["verdict"], changes(made)) == ("unverified", {"science": "unknown"})
    assert made["earlier"][0]["first_seen"] == seen


def test_an_earlier_report_by_its_path(audit: Audit, tmp_path: Path) -> None:
    audit(fleet(session("e-1", "etl", 40))).check(2)
    (tmp_path / "reports" / "localhost.json").rename(tmp_path / "before.json")
    audit(fleet(session("e-1", "etl", 40)), previous="before.json").check(2)
    assert changes(report(tmp_path)) == {"etl": "persisting"}
    broken = audit(fleet(session("e-1", "etl")), previous="missing.json").check(2)
    assert "everything counts as new: it is missing" in " ".join(broken.output.split())
    assert report(tmp_path)["verdict"] == "unverified"


def test_auto_needs_a_report_that_can_be_read_back(audit: Audit) -> None:
    run = audit(fleet(session("e-1", "etl")), report_formats=["html"]).check(2)
    assert "auto is the JSON report of target in report_dir" in " ".join(run.output.split())


def test_a_merged_report_adds_up_and_fails_on_the_same_changes(audit: Audit, tmp_path: Path) -> None:
    """Each target is compared with its own report, and the merged one is judged as the targets are."""
    targets = {name: {f"{PREFIX}work_groups": [name]} for name in ("etl", "science")}
    (tmp_path / "hosts.json").write_text(json.dumps({"all": {"hosts": targets}}), encoding="utf-8")
    drifting = [session("e-1", "etl", 40), session("s-1", "science", 40)]
    run = {"hosts": "etl,science", "lookup_account": False, "fail_on_changes": ["new"], "allow_unverified": True}
    audit(fleet(*drifting), arguments=["-i", "hosts.json"], **run).check(2)
    audit(fleet(*drifting), arguments=["-i", "hosts.json"], **run).check()
    merged = json.loads((tmp_path / "reports" / "merged.json").read_text(encoding="utf-8"))
    assert_valid_report(merged)
    assert merged["verdict"] == "drifted"
    assert {name: count for name, count in merged["summary"]["changes"].items() if count} == {"persisting": 2}
