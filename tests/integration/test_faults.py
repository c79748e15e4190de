"""Faults as a user meets them, through real `ansible-playbook`: what the report says, and that signals end everything.

What the module makes of each fault is in tests/unit/modules/faults.yml.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from integration.conftest import BIN, environment

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

MARK = "ATHENA_TEST_RUN"
END_SECONDS = 30.0
PREFIX = "athena_session_assert_"
PLAY = [
    {
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [{"sparkops.athena.athena_session_info": {"work_groups": ["etl"], "concurrency": 4}}],
    }
]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running({}) as simulator:
        yield simulator


def fleet(count: int, fault: Any) -> dict[str, Any]:
    sessions = [
        {"session_id": f"s{number}", "work_group": "etl", "Status": {"State": "BUSY"}} for number in range(count)
    ]
    group = {"name": "etl", "engine_version": "PySpark engine version 3", "fault": fault}
    return {"work_groups": [group], "sessions": sessions}


def marked(mark: str) -> list[str]:
    """The command lines of the processes that have this mark in their environment."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and f"{MARK}={mark}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it has ended, or is another user's
    return found


def until(condition: Any, seconds: float = END_SECONDS) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    "to_all",
    [pytest.param(True, id="as from a terminal", marks=pytest.mark.slow), pytest.param(False, id="to it alone")],
)
def test_a_signal_ends_a_read_and_all_its_processes(
    simulator: Simulator, tmp_path: Path, number: signal.Signals, to_all: bool
) -> None:
    simulator.load(fleet(200, {"GetSession": {"delay": 1.0}}))
    (tmp_path / "play.json").write_text(json.dumps(PLAY))
    mark = uuid.uuid4().hex
    variables = {MARK: mark, "ANSIBLE_REMOTE_TEMP": str(tmp_path / "remote")}
    with (tmp_path / "output").open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            [str(BIN / "ansible-playbook"), str(tmp_path / "play.json")],
            env={**environment(tmp_path / "home"), **simulator.environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            assert until(lambda: "GetSession" in simulator.operations())
            send, receiver = (os.killpg, os.getpgid(process.pid)) if to_all else (os.kill, process.pid)
            assert any("AnsiballZ_athena_session_info" in command for command in marked(mark))
            send(receiver, number)
            assert until(lambda: process.poll() is not None)
            assert process.returncode != 0
            assert until(lambda: not marked(mark)), marked(mark)
        finally:
            if marked(mark):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        assert "Traceback" not in output.read()


def test_a_report_of_a_service_in_trouble(simulator: Simulator, ansible_playbook: Any, tmp_path: Path) -> None:
    denied, foreign = {"GetSession": "AccessDeniedException"}, {"GetSession": "html"}
    trouble = fleet(70, {"GetSession": {"code": "InternalServerException", "share": 0.1}})
    for number, session in enumerate(trouble["sessions"]):
        session |= {"fault": denied} if number % 7 == 0 else {"fault": foreign} if number == 1 else {}
    simulator.load(trouble)
    declared = {
        PREFIX + "expected": {"status": {"state": "BUSY"}},
        PREFIX + "connection": simulator.connection,
        PREFIX + "report_dir": str(tmp_path),
    }
    (tmp_path / "audit.json").write_text(json.dumps(declared))
    run = ansible_playbook("sparkops.athena.audit", "-e", "@audit.json").check(2)
    assert "Traceback" not in run.output
    report = json.loads((tmp_path / "localhost.json").read_text(encoding="utf-8"))
    assert report["verdict"] == "unverified"
    reasons = {entry["session_id"]: entry["reason"] for entry in report["unreadable"]}
    assert reasons == {f"s{number}": "access_denied" for number in range(0, 70, 7)} | {"s1": "error"}
    assert sorted(session["session_id"] for session in report["sessions"]) == sorted(
        f"s{number}" for number in range(70) if f"s{number}" not in reasons
    )
    assert not [session for session in report["sessions"] if session["verdict"] != "compliant"]
