"""Every target of tests/integration/targets, run as ansible-test would: a role on the host `testhost`.

A target is a role; `setup_…` targets are those that others name as dependencies. `ansible-test integration` runs the
same folders unchanged where there is a container or a venv for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

TARGETS = Path(__file__).resolve().parent / "targets"
NAMES = sorted(
    path.name
    for path in TARGETS.iterdir()
    if (path / "tasks").is_dir() and not path.name.startswith(("setup_", "prepare_"))
)


@pytest.mark.parametrize("target", NAMES)
def test_target(target: str, ansible_playbook, tmp_path: Path) -> None:
    host = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
    play = {"hosts": "testhost", "gather_facts": False, "name": target, "roles": [{"role": target}]}
    output = tmp_path / "output"
    output.mkdir()
    (tmp_path / "inventory.json").write_text(json.dumps({"all": {"hosts": {"testhost": host}}}))
    (tmp_path / "target.yml").write_text(json.dumps([play]))
    variables = json.dumps({"output_dir": str(output)})
    ansible_playbook("-i", tmp_path / "inventory.json", tmp_path / "target.yml", "-e", variables).check()
