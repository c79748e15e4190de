# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outliers as a user has them: of a registered result, and in what the role writes and prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MEMORY = "/engine_configuration/spark_properties/spark.executor.memory"


def session(number: int) -> dict[str, Any]:
    return {
        "session_id": f"s-{number:02d}",
        "region": "eu-west-1",
        "work_group": "notebooks",
        "engine_version": "PySpark engine version 3",
        "engine_configuration": {
            "max_concurrent_dpus": 20,
            "spark_properties": {"spark.executor.memory": "64g" if number == 7 else "4g"},
        },
        "status": {"state": "IDLE"},
    }


RESULT = {
    "changed": False,
    "failed": False,
    "region": "eu-west-1",
    "sessions": [session(number) for number in range(30)],
    "unreadable": [],
    "work_groups": [],
}
ACTION = "sparkops.athena.athena_session_outliers"
PLAY = [
    {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {"spark": RESULT},
        "module_defaults": {"group/sparkops.athena.aws": {"region": "nowhere"}},
        "tasks": [
            {"name": "Find", ACTION: {"results": "{{ spark }}"}, "register": "odd"},
            {
                "name": "Find by another group",
                ACTION: {"sessions": "{{ spark.sessions }}", "group_by": ["/session_id"]},
                "register": "alone",
            },
            {
                "name": "Refuse",
                ACTION: {"group_by": ["work_group", "/work_grup"], "redact": "perhaps", "redact_pattern": "("},
                "register": "refused",
                "ignore_errors": True,
            },
            {
                "name": "Keep",
                "ansible.builtin.copy": {
                    "content": "{{ {'odd': odd, 'alone': alone, 'refused': refused} | to_json }}",
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
    odd, alone, refused = registered["odd"], registered["alone"], registered["refused"]
    (entry,) = odd["outliers"]
    assert (entry["pointer"], entry["usual"], entry["usual_count"], entry["compared"]) == (MEMORY, "4g", 29, 30)
    assert [(one["session_id"], one["actual"]) for one in entry["sessions"]] == [("s-07", "64g")]
    assert not odd["changed"]
    assert "64g in s-07; 29 of 30 have 4g" in odd["text"]
    assert (alone["outliers"], alone["text"]) == ([], "No outlier among 30 sessions.")
    places = sorted(problem["pointer"] for problem in refused["problems"])
    assert places == ["", "/group_by/0", "/group_by/1", "/redact", "/redact_pattern"]
    assert "did you mean 'work_group'" in refused["msg"]


def test_the_role_reports_them_and_the_verdict_does_not_depend_on_them(ansible_playbook: Any, tmp_path: Path) -> None:
    reports = {}
    for asked in (True, False):
        given = {
            "results": RESULT,
            "expected": {"engine_configuration": {"max_concurrent_dpus": 20}},
            "outliers": asked,
            "report_dir": str(tmp_path / str(asked)),
            "report_formats": ["json", "markdown", "html"],
        }
        variables = {f"athena_session_assert_{name}": value for name, value in given.items()}
        (tmp_path / "variables.json").write_text(
            json.dumps(variables | {"athena_session_assert_lookup_account": False})
        )
        ansible_playbook("sparkops.athena.audit", "-e", "@variables.json").check(0)
        reports[asked] = json.loads((tmp_path / str(asked) / "localhost.json").read_text())
    (entry,) = reports[True].pop("outliers")
    assert entry["pointer"] == MEMORY
    for volatile in ("generated_at", "run_id"):
        for report in reports.values():
            report.pop(volatile, None)
    assert json.dumps(reports[True]) == json.dumps(reports[False])
    assert MEMORY in (tmp_path / "True" / "localhost.md").read_text()
    assert "64g" in (tmp_path / "True" / "localhost.html").read_text()
