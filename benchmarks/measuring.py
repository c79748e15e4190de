# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the figures share: stand-ins, whole processes with their time and memory, and tables."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent
AWS = ROOT / ".build" / "awscli" / "bin" / "aws"
FOREIGN = ("ANSIBLE_", "AWS_", "BOTO")
FAILED = 2  # what ansible-playbook ends with where a task failed


@dataclass(frozen=True)
class Table:
    """A figure: what was measured, in a sentence or two, and the rows, of which the first names the columns."""

    title: str
    about: str
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """The table below its title."""
        head, *body = (f"| {' | '.join(row)} |" for row in self.rows)
        line = "|".join(["", "---", *["---:"] * (len(self.rows[0]) - 1), ""])
        return "\n".join((f"## {self.title}", "", self.about, "", head, line, *body, ""))


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds by the clock and on processors, megabytes of the greatest process, its output."""

    seconds: float
    processor: float
    megabytes: float
    output: str


class StandIn:
    """A stand-in for the service in a process of its own, and how it may be asked what it has seen."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def seen(self) -> dict[str, float]:
        """How often each operation was answered, `throttled`, and `seconds` from the first request to the last."""
        with urllib.request.urlopen(self.url, timeout=60) as answer:
            told: dict[str, float] = json.load(answer)
            return told


@contextmanager
def stand_in(sessions: int, *, latency: float = 0, rate: float | None = None, burst: float = 10) -> Iterator[StandIn]:
    """A stand-in that ends with the block."""
    command = [sys.executable, str(HERE / "stand_in.py"), "--sessions", str(sessions), "--latency", str(latency)]
    command += ["--rate", str(rate), "--burst", str(burst)] if rate else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield StandIn(int(process.stdout.readline()))
        finally:
            process.terminate()


def environment(home: Path, service: StandIn) -> dict[str, str]:
    """This process's environment, without what changes Ansible or AWS, with credentials, and a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {
        **kept,
        "HOME": str(home),
        "PATH": f"{BIN}{os.pathsep}{kept.get('PATH', os.defpath)}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build" / "collections"),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
        "ANSIBLE_REMOTE_TEMP": str(home / "remote"),
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing-secret",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": service.url,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def run(command: Sequence[str | Path], variables: Mapping[str, str], status: int | None = 0) -> Taken:
    """Run a command to its end. Ends everything where it does not end with this status; None takes any."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [*map(str, command)],
            env=dict(variables),
            cwd=variables["HOME"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _pid, ended, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(ended)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if status is not None and process.returncode != status:
        sys.exit(f"{command[0]} ended with {process.returncode}, not {status}:\n{text[-6000:]}")
    # ru_maxrss is that of the process or of any that it waited for, the greatest of them, in KiB on Linux.
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def playbook(name: str, *arguments: str | Path) -> list[str | Path]:
    """The command that plays one of the playbooks beside this file."""
    return [BIN / "ansible-playbook", HERE / name, *arguments]


def write_json(path: Path, content: Any) -> Path:
    """The path, with this content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def versions() -> str:
    """What was measured with."""
    import ansible_collections.amazon.aws

    galaxy = Path(next(iter(ansible_collections.amazon.aws.__path__))) / "MANIFEST.json"
    amazon = json.loads(galaxy.read_text(encoding="utf-8"))["collection_info"]["version"]
    packages = ", ".join(f"{name} {version(name)}" for name in ("ansible-core", "boto3"))
    return f"Python {platform.python_version()}, {packages}, amazon.aws {amazon}, {os.cpu_count()} processors"


def number(value: float, digits: int = 1) -> str:
    """A number for a cell."""
    return f"{value:,.{digits}f}"


def ratio(value: float, to: float) -> str:
    """How many times as much, for a cell."""
    return f"{value / to:,.2f} ×"
