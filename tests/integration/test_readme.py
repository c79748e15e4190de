"""What the README's first screen prints works as printed."""

from __future__ import annotations

import json
import re

import yaml

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator

from .conftest import ROOT, Playbook


def first_screen() -> list[dict]:
    """The tasks in the YAML blocks before the first heading of the second level."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    return [task for block in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S) for task in yaml.safe_load(block)]


def run(tasks: list[dict], folder, ansible_playbook: Playbook, simulator: Simulator):
    variables = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    play = {"hosts": "localhost", "gather_facts": False, "vars": variables, "tasks": tasks}
    (folder / "play.json").write_text(json.dumps([play]), encoding="utf-8")
    return ansible_playbook(folder / "play.json", variables=simulator.environment)


def test_the_task_reads_sessions(tmp_path, ansible_playbook: Playbook, demo_fleet: Simulator) -> None:
    count = {"ansible.builtin.assert": {"that": ["result.sessions | length > 3", "result.region == 'eu-west-1'"]}}
    run([first_screen()[0], count], tmp_path, ansible_playbook, demo_fleet).check()


def test_the_role_call_fails_as_shown(tmp_path, ansible_playbook: Playbook, demo_fleet: Simulator) -> None:
    output = run([first_screen()[1]], tmp_path, ansible_playbook, demo_fleet).check(2).output
    (shown,) = re.findall(r"^```text\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    assert [line for line in shown.splitlines() if line.removesuffix(" …") not in output] == []
