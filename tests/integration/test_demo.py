"""`make demo`: what it shows, and that it leaves nothing running. What an earlier demo wrote is not touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "demo" / "run.py"
TOKEN = "demo-live-token-3f9a1c"


def start(home: str, folder: Path) -> subprocess.Popen[str]:
    (folder / "tmp").mkdir()
    environment = {**os.environ, "HOME": home, "TMPDIR": str(folder / "tmp"), "AWS_PROFILE": "there-is-none"}
    return subprocess.Popen(
        [sys.executable, DEMO, folder / "reports"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def simulators(demo: int) -> list[str]:
    """The command lines of simulators that work for this demo."""
    shown = subprocess.run(["ps", "-ww", "-eo", "args"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line for line in shown.splitlines() if line.endswith(f"--while-pid {demo}")]


def test_the_demo_shows_what_there_is(tmp_path: Path) -> None:
    demo = start("", tmp_path)
    output, _errors = demo.communicate(timeout=300)
    assert demo.returncode == 0, output
    assert len(output.splitlines()) < 120
    first, _command, second = output.partition(
        "$ ansible-playbook sparkops.athena.audit -e @examples/demo/policies.yml\n"
    )
    assert "$ ansible-playbook sparkops.athena.audit\nUNVERIFIED: nothing was checked" in first
    assert "tasks_from=capture" in first
    assert f"exited with 2. The page: {tmp_path / 'reports' / 'first.html'}" in first
    assert second.startswith("DRIFTED: ")
    assert f"exited with 2. The page: {tmp_path / 'reports' / 'athena.html'}" in second
    assert "verdict drifted" in output
    assert "1 waived" in output
    assert "cause" in output
    assert "access denied" in output
    assert "actual    4096m" not in output, "the same size in another unit is no drift"
    assert "no drift: spark.executor.memory of 4096m in 1 session(s)" in output
    since = output.partition("Since the night before:\n")[2].splitlines()[:4]
    assert [line.split()[0] for line in since] == ["new:", "persisting:", "fixed:", "unknown:"]
    assert "1 session of the work group could not be read" in since[3]
    assert TOKEN not in output
    logs = [(tmp_path / "reports" / name).read_text(encoding="utf-8") for name in ("first.log", "athena.log")]
    assert [text for text in logs if TOKEN in text or "[WARNING]" in text] == []
    files = [tmp_path / "reports" / name for name in ("athena.json", "athena.junit.xml", "athena.md", "athena.html")]
    assert [line.strip() for line in output.splitlines()[-4:]] == [str(path) for path in files]
    assert all(TOKEN not in path.read_text(encoding="utf-8") for path in files)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert simulators(demo.pid) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_cleans_up_when_interrupted(number: signal.Signals, tmp_path: Path) -> None:
    demo = start(str(tmp_path), tmp_path)
    assert demo.stdout is not None
    demo.stdout.readline()
    demo.stdout.readline()  # the first audit begins
    assert len(simulators(demo.pid)) == 1
    if number == signal.SIGINT:
        os.killpg(demo.pid, number)  # as a terminal does
    else:
        demo.send_signal(number)
    output, _errors = demo.communicate(timeout=60)
    assert demo.returncode == 130, output
    for _turn in range(50):
        if not simulators(demo.pid):
            break
        time.sleep(0.1)
    assert simulators(demo.pid) == []
    assert not list((tmp_path / "tmp").glob("athena-demo-*"))
