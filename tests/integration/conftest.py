"""Real `ansible-playbook` in an environment of its own: no home, no settings, no credentials but what a test gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import FLEETS, Simulator, running

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
RUN_SECONDS = 600
OURS = ("ANSIBLE_", "AWS_", "BOTO")


@dataclass(frozen=True)
class Run:
    """What one command printed, and its return code."""

    command: list[str]
    code: int
    output: str

    def check(self, code: int = 0) -> Run:
        """Itself, if it ended with `code`; else an AssertionError that has everything it printed."""
        assert self.code == code, f"ended with {self.code}, not {code}: {' '.join(self.command)}\n{self.output}"
        return self


Playbook = Callable[..., Run]


def environment(home: Path) -> dict[str, str]:
    """The variables a run is given: this process's, without what would change Ansible or AWS, and an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    home.mkdir(parents=True, exist_ok=True)
    return {
        **kept,
        "HOME": str(home),
        "PATH": f"{BIN}{os.pathsep}{kept.get('PATH', os.defpath)}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build" / "collections"),
        "ANSIBLE_ROLES_PATH": str(ROOT / "tests" / "integration" / "targets"),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_RETRY_FILES_ENABLED": "False",
        "AWS_EC2_METADATA_DISABLED": "true",
        "COLUMNS": "80",
    }


@pytest.fixture
def ansible_playbook(tmp_path: Path) -> Playbook:
    """`ansible_playbook(*arguments, **variables)`: runs it, with these environment variables besides."""

    def run(*arguments: str | Path, variables: Mapping[str, str] | None = None) -> Run:
        command = [str(BIN / "ansible-playbook"), *map(str, arguments)]
        done = subprocess.run(
            command,
            env={**environment(tmp_path / "home"), **(variables or {})},
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=RUN_SECONDS,
            check=False,
        )
        return Run(command, done.returncode, done.stdout)

    return run


@pytest.fixture
def audit_playbook(ansible_playbook: Playbook, tmp_path: Path) -> Playbook:
    """`audit_playbook(given, *arguments)`: the audit with variables of the role, less their prefix. None unsets one."""

    def run(given: Mapping[str, Any], *arguments: str | Path) -> Run:
        variables = {f"athena_session_assert_{name}": value for name, value in given.items() if value is not None}
        path = tmp_path / "variables.json"
        path.write_text(json.dumps(variables), encoding="utf-8")
        return ansible_playbook("sparkops.athena.audit", "-e", f"@{path}", *arguments)

    return run


@pytest.fixture(scope="session")
def demo_fleet() -> Iterator[Simulator]:
    """A simulator of the demo's fleet, for tests that only read."""
    with running(FLEETS / "demo.yml") as simulator:
        yield simulator
