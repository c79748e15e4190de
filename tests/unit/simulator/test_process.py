"""The simulator as a process: its options, its signals, and that it never outlives what it works for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import BotoCoreError

from ansible_collections.sparkops.athena.tests.simulator.harness import FLEETS, HERE, Simulator, running

DEMO = str(FLEETS / "demo.yml")


def start(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/"
    )


def is_there(pid: int) -> bool:
    # A zombie, whose parent has not asked yet, is gone all the same.
    status = Path(f"/proc/{pid}/status")
    try:
        return "State:\tZ" not in status.read_text() if Path("/proc/self").exists() else os.kill(pid, 0) is None
    except OSError:
        return False


def wait_until_gone(pid: int) -> None:
    for _try in range(100):
        if not is_there(pid):
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still there")


def test_it_tells_its_port_and_ends_at_once_with_a_slow_answer_under_way(tmp_path: Path) -> None:
    fleet, port_file, log = tmp_path / "fleet.yml", tmp_path / "port", tmp_path / "new" / "log.jsonl"
    fleet.write_text("fault: {ListWorkGroups: {delay: 60}}\n")
    process = start("--fleet", str(fleet), "--port-file", str(port_file), "--log", str(log))
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == f"listening on http://127.0.0.1:{port_file.read_text().strip()}\n"
    slow = Simulator(line.removeprefix("listening on ").strip(), log)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(slow.client().list_work_groups)
        time.sleep(0.5)
        assert not answer.done()
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        with pytest.raises(BotoCoreError):
            answer.result(5)
    assert process.wait(5) == 0
    assert time.monotonic() - began < 1
    assert process.communicate()[1] == ""
    assert log.read_text() == ""


def test_a_fleet_with_mistakes_is_told_and_ends_with_2(tmp_path: Path) -> None:
    fleet = tmp_path / "fleet.yml"
    fleet.write_text("work_groups: [{name: a}, {name: a}]\nsessions: [{session_id: x, work_group: b}]\n")
    for options in ((), ("--background",)):
        process = start("--fleet", str(fleet), *options)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (2, "")
        assert [line.removeprefix(f"{fleet}: ") for line in err.splitlines()] == [
            "work_groups[1] (a): a is there already",
            "sessions[0] (x): there is no work group 'b'",
        ]


def test_in_the_background_it_ends_with_the_process_it_works_for() -> None:
    boss = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process = start("--fleet", DEMO, "--background", "--while-pid", str(boss.pid))
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    found = re.fullmatch(r"listening on http://127\.0\.0\.1:\d+ \(pid (\d+)\)\n", out)
    assert found is not None
    assert is_there(int(found[1]))
    boss.communicate(b"\n")
    wait_until_gone(int(found[1]))


def test_a_port_that_is_taken_is_told(process: Simulator) -> None:
    port = process.url.rpartition(":")[2]
    second = start("--fleet", DEMO, "--background", "--port", port)
    _out, err = second.communicate(timeout=20)
    assert second.returncode == 1
    assert f"port {port} may be taken" in err


def test_a_lifetime_ends_it_in_any_case() -> None:
    process = start("--fleet", DEMO, "--lifetime", "0.1")
    assert process.wait(20) == 0


def test_the_harness_ends_it_whatever_happens() -> None:
    with pytest.raises(RuntimeError, match="boom"), running(FLEETS / "demo.yml") as simulator:
        assert simulator.now()
        raise RuntimeError("boom")
    with pytest.raises(OSError, match="refused"):
        simulator.now()
    with (
        pytest.raises(ValueError, match=r"did not start: .*a mapping with a text 'name'"),
        running({"work_groups": [{}]}),
    ):
        pass
