# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first run of the playbook, with nothing declared: facts, what to do next, and a failure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support.schema import assert_valid_report

README = Path(__file__).resolve().parents[2] / "README.md"


def test_a_first_run_reads_everything_and_fails_as_nothing_was_checked(
    tmp_path: Path, ansible_playbook: Any, demo_fleet: Any
) -> None:
    given = {
        "connection": demo_fleet.connection,
        "report_dir": str(tmp_path / "reports"),
        "report_formats": ["json", "markdown", "html"],
        "lookup_account": False,
        "allow_unverified": True,
    }
    variables = {f"athena_session_assert_{name}": value for name, value in given.items()}
    (tmp_path / "variables.json").write_text(json.dumps(variables))
    output = ansible_playbook("sparkops.athena.audit", "-e", "@variables.json").check(2).output
    assert "UNVERIFIED: nothing was checked, since nothing was declared." in output
    assert "  analytics-prod, PySpark engine version 3: 5 BUSY, 2 IDLE" in output
    assert """-e '{"athena_session_assert_packs": ["encryption", "hygiene"]}'""" in output
    assert "tasks_from=capture" in output
    shown = README.read_text(encoding="utf-8").partition("\nUNVERIFIED: ")[2].partition("```")[0]
    assert [line for line in shown.splitlines() if line.removesuffix("…") not in output] == []
    report = json.loads((tmp_path / "reports" / "localhost.json").read_text())
    assert_valid_report(report)
    assert (report["verdict"], report["summary"]["checks"], report["policies"]) == ("unverified", 0, [])
    [dpus] = report["fleet"]["dpus"]
    assert (dpus["max_concurrent_dpus"], dpus["sessions"], dpus["without"]) == (230, 12, 7)
    assert "outliers" in report
    assert (report["coverage"]["settings_noticed"], report["coverage"]["settings"] > 20) == (0, True)
    assert "policies notice 0 of" in output
    assert "## What was read" in (tmp_path / "reports" / "localhost.md").read_text()
    assert "230 DPUs" in (tmp_path / "reports" / "localhost.html").read_text()
