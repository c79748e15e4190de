# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coverage as a user has it: of a registered result, and in what the role writes and prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

SIZE = "/engine_configuration/max_concurrent_dpus"
MEMORY = "/engine_configuration/spark_properties/spark.executor.memory"
RESULT = {
    "changed": False,
    "failed": False,
    "region": "eu-west-1",
    "sessions": [
        {
            "session_id": f"s-{number}",
            "region": "eu-west-1",
            "work_group": "notebooks",
            "engine_version": "PySpark engine version 3",
            "engine_configuration": {
                "max_concurrent_dpus": 20,
                "spark_properties": {"spark.executor.memory": "4g", "spark.db.password": "hunter2"},
            },
            "status": {"state": "IDLE"},
        }
        for number in range(3)
    ],
    "unreadable": [],
    "work_groups": [],
}
ACTION = "sparkops.athena.athena_policy_coverage"
BOUND = {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}}
PLAY = [
    {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {"spark": RESULT},
        "module_defaults": {"group/sparkops.athena.aws": {"region": "nowhere"}},
        "tasks": [
            {"name": "Without policies", ACTION: {"results": "{{ spark }}"}, "register": "bare"},
            {
                "name": "With what was suggested",
                ACTION: {"results": "{{ spark }}", "policies": "{{ bare.suggestions | from_yaml }}"},
                "register": "pasted",
            },
            {
                "name": "Refuse",
                ACTION: {"sessions": [], "expected": {"work_grup": "x"}, "redact": "perhaps", "wavers": []},
                "register": "refused",
                "ignore_errors": True,
            },
            {
                "name": "Compare with nothing",
                "sparkops.athena.athena_session_drift": {"results": "{{ spark }}"},
                "register": "nothing",
                "ignore_errors": True,
            },
            {
                "name": "Keep",
                "ansible.builtin.copy": {
                    "content": "{{ dict(bare=bare, pasted=pasted, refused=refused, nothing=nothing) | to_json }}",
                    "dest": "{{ playbook_dir }}/registered.json",
                    "mode": "0600",
                },
            },
        ],
    }
]


def test_the_action(ansible_playbook: Any, tmp_path: Path) -> None:
    (tmp_path / "play.yml").write_text(json.dumps(PLAY))
    ansible_playbook("play.yml").check(0)
    registered = json.loads((tmp_path / "registered.json").read_text())
    bare, pasted, refused = registered["bare"], registered["pasted"], registered["refused"]
    assert "there is nothing to compare with: give expected, policies or packs" in registered["nothing"]["msg"]
    assert not bare["changed"]
    assert (bare["coverage"]["settings"], bare["coverage"]["settings_noticed"]) == (4, 0)
    assert bare["coverage"]["unnoticed"][0]["pointer"] == SIZE
    assert bare["text"].startswith("Policies notice 0 of 4 settings (0 of ")
    assert "hunter2" not in json.dumps(bare)
    names = [policy["name"] for policy in yaml.safe_load(bare["suggestions"])]
    assert f"keep {MEMORY}" in names and len(names) == len(set(names))
    coverage = pasted["coverage"]
    assert coverage["unnoticed"] == [] and coverage["unjudged"] == 1
    assert pasted["suggestions"] == ""
    assert sorted(problem["pointer"] for problem in refused["problems"]) == [
        "/expected/work_grup",
        "/redact",
        "/wavers",
    ]


def test_the_role_reports_it_and_the_verdict_does_not_depend_on_it(ansible_playbook: Any, tmp_path: Path) -> None:
    reports = {}
    for asked in (True, False):
        given = {
            "results": RESULT,
            "expected": BOUND,
            "coverage": asked,
            "report_dir": str(tmp_path / str(asked)),
            "report_formats": ["json", "markdown", "html"],
            "lookup_account": False,
        }
        variables = {f"athena_session_assert_{name}": value for name, value in given.items()}
        (tmp_path / "variables.json").write_text(json.dumps(variables))
        ansible_playbook("sparkops.athena.audit", "-e", "@variables.json").check(0)
        reports[asked] = json.loads((tmp_path / str(asked) / "localhost.json").read_text())
    coverage = reports[True].pop("coverage")
    assert (coverage["settings"], coverage["settings_noticed"]) == (4, 1)
    for volatile in ("generated_at", "run_id"):
        for report in reports.values():
            report.pop(volatile, None)
    assert json.dumps(reports[True]) == json.dumps(reports[False])
    assert "policies notice 1 of 4 settings" in (tmp_path / "True" / "localhost.md").read_text()
    assert "policies notice 1 of 4 settings" in (tmp_path / "True" / "localhost.html").read_text()


def test_without_policies_nothing_is_checked_and_the_run_says_so_and_fails(
    ansible_playbook: Any, tmp_path: Path
) -> None:
    given = {
        "results": RESULT,
        "outliers": True,
        "coverage": True,
        "report_dir": str(tmp_path),
        "lookup_account": False,
    }
    variables = {f"athena_session_assert_{name}": value for name, value in given.items()}
    (tmp_path / "variables.json").write_text(json.dumps(variables))
    run = ansible_playbook("sparkops.athena.audit", "-e", "@variables.json")
    printed = " ".join(run.check(2).output.split())
    assert "nothing was checked, since nothing was declared" in printed
    assert "policies notice 0 of 4 settings" in printed
    report = json.loads((tmp_path / "localhost.json").read_text())
    assert (report["verdict"], report["summary"]["checks"], report["summary"]["unchecked"]) == ("unverified", 0, 3)
