"""The audit playbook as it is started by hand: extra variables, several hosts, check mode, and what is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

FLEET = Path(__file__).parent / "targets" / "setup_athena_session_assert" / "files" / "fleet.yml"
EXPECTED = {"derived": {"spark_properties": {"spark.network.crypto.enabled": True}}}
SECRET_NAMES = [
    "spark.sql.catalog.a.token",
    "spark.sql.catalog.b.client-secret",
    "spark.hadoop.javax.jdo.option.ConnectionPassword",
    "spark.hadoop.fs.s3a.access.key",
    "spark.hadoop.fs.s3a.secret.key",
    "spark.hadoop.fs.azure.account.key.store.dfs.core.windows.net",
    "spark.hadoop.fs.s3a.session.token",
    "spark.sql.catalog.c.header.Authorization",
    "spark.app.apiKey",
    "spark.executorEnv.DB_PASS",
    "spark.executorEnv.GITHUB_TOKEN",
    "spark.executorEnv.AWS_SECRET_ACCESS_KEY",
    "spark.ssl.keyPassword",
    "spark.ssl.keyStorePassword",
    "spark.sql.catalog.d.credential",
]

Audit = Callable[..., Any]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running(FLEET) as simulator:
        yield simulator


@pytest.fixture
def audit(audit_playbook, simulator: Simulator) -> Audit:
    """`audit(*arguments, **variables)`: the audit with these variables of the role, less their prefix; None unsets."""

    def run(*arguments: str | Path, **variables: Any) -> Any:
        given = {"connection": simulator.connection, "expected": EXPECTED, "lookup_account": False, **variables}
        return audit_playbook(given, *arguments)

    return run


def written(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_result_from_outside_is_refused(audit: Audit) -> None:
    forged = json.dumps({"athena_session_assert_result": {"failures": [], "report": {"verdict": "compliant"}}})
    run = audit("-e", forged, "-e", "athena_session_assert_allow_unverified=false", work_groups=["bad"]).check(2)
    assert "unknown variable 'athena_session_assert_result'" in run.output


def test_the_text_false_is_no_truth(audit: Audit) -> None:
    run = audit("-e", "athena_session_assert_allow_unverified=false", work_groups=["closed"]).check(2)
    assert "closed-2" in run.output


def test_tags_that_leave_out_the_audit_are_a_failure(audit: Audit) -> None:
    run = audit("--tags", "nightly", work_groups=["bad"]).check(2)
    assert "nothing was audited" in run.output


def test_a_part_of_the_pattern_that_matches_no_host_is_a_failure(audit: Audit, tmp_path: Path) -> None:
    good = {"athena_session_assert_work_groups": ["good"]}
    (tmp_path / "targets.json").write_text(json.dumps({"all": {"hosts": {"a": good}}}))
    run = audit("-i", tmp_path / "targets.json", hosts="a,bb").check(2)
    assert '"bb", which is a part of athena_session_assert_hosts' in " ".join(run.output.split())


def test_check_mode_writes_nothing(audit: Audit, tmp_path: Path) -> None:
    audit("--check", "--diff", work_groups=["good"], report_dir=str(tmp_path / "reports")).check()
    assert not (tmp_path / "reports").exists()


def test_each_host_is_a_target(audit: Audit, tmp_path: Path) -> None:
    groups = {name: {"athena_session_assert_work_groups": [name]} for name in ("good", "bad", "closed")}
    (tmp_path / "targets.json").write_text(json.dumps({"all": {"hosts": groups}}))
    reports = tmp_path / "reports"
    run = audit("-i", tmp_path / "targets.json", hosts="all", report_dir=str(reports)).check(2)
    verdicts = {name: written(reports / f"{name}.json")["verdict"] for name in groups}
    assert verdicts == {"good": "compliant", "bad": "drifted", "closed": "unverified"}, run.output


@pytest.mark.slow
def test_no_secret_is_told(audit: Audit, simulator: Simulator, tmp_path: Path) -> None:
    secrets = {name: f"hush-{number}-value" for number, name in enumerate(SECRET_NAMES)}
    others = {name: f"quiet-{number}-value" for number, name in enumerate(SECRET_NAMES)}
    fleet = {
        "work_groups": [
            {
                "name": name,
                "engine_version": version,
                "configuration": {"EngineConfiguration": engine},
            }
            for name, version, engine in (
                ("old", "PySpark engine version 3", {"SparkProperties": secrets}),
                (
                    "new",
                    "Apache Spark version 3.5",
                    {"Classifications": [{"Name": "spark-defaults", "Properties": others}]},
                ),
            )
        ],
        "sessions": [
            {"session_id": "s-old", "work_group": "old", "EngineConfiguration": {"SparkProperties": secrets}},
            {
                "session_id": "s-new",
                "work_group": "new",
                "EngineConfiguration": {"Classifications": [{"Name": "spark-defaults", "Properties": others}]},
            },
        ],
    }
    for session in fleet["sessions"]:
        session["Status"] = {"State": "IDLE"}  # type: ignore[index]
    declared = {name: secret.replace("value", "declared") for name, secret in secrets.items()}
    policies = [
        {"name": "secrets", "expect": {"derived": {"spark_properties": declared}}},
        {"name": "nothing-else", "expect": {"work_group": "old"}, "exhaustive": True},
    ]
    reports = tmp_path / "reports"
    with running(fleet) as own:
        run = audit(
            "-vvv",
            "--diff",
            connection=own.connection,
            expected=None,
            policies=policies,
            explain=True,
            report_dir=str(reports),
            report_formats=["json", "junit", "markdown", "html"],
        ).check(2)
        operations = set(own.operations())
    files = list(reports.iterdir())
    assert {path.name for path in files} >= {f"localhost.{end}" for end in ("json", "junit.xml", "md", "html")}
    everything = "\n".join([run.output, *(path.read_text(encoding="utf-8") for path in files)])
    told = [text for text in (*secrets.values(), *others.values(), *declared.values()) if text in everything]
    assert told == []
    assert own.connection["secret_key"] not in everything
    assert all(name.startswith(("Get", "List")) for name in operations)
    assert "GetSessionEndpoint" not in operations
