"""The action athena_report_write, as ansible-playbook runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support import reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS

ACTION = "sparkops.athena.athena_report_write"
STAGE = Path(__file__).resolve().parents[3] / ".build" / "collections"


def task(register: str, more: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    return {ACTION: {"report": "{{ report }}", "dir": "reports"} | parameters, "register": register} | more


def play(folder: Path, report: dict[str, Any], *tasks: dict[str, Any]) -> dict[str, Any]:
    """Run these tasks in the folder; what they registered, by name."""
    names = [each["register"] for each in tasks]
    results = "{{ dict(names | zip(names | map('extract', vars))) | to_json }}"
    keep = {"ansible.builtin.copy": {"content": results, "dest": str(folder / "results")}}
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    plays = [
        {
            "hosts": "localhost",
            "gather_facts": False,
            "vars": {
                "names": names,
                "report": "{{ lookup('ansible.builtin.file', 'report.json') | from_json }}",
                "ansible_python_interpreter": "{{ ansible_playbook_python }}",
            },
            "tasks": [*tasks, keep],
        }
    ]
    (folder / "play.json").write_text(json.dumps(plays), encoding="utf-8")
    command = [sys.executable, "-m", "ansible", "playbook", "-i", "localhost,", "-c", "local", "play.json"]
    environment = os.environ | {"ANSIBLE_COLLECTIONS_PATH": str(STAGE)}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return dict(json.loads((folder / "results").read_text(encoding="utf-8")))


def test_a_format_that_cannot_hold_a_report_leaves_the_others(tmp_path: Path) -> None:
    report = reports.typical() | {"account_id": None}
    both = task("written", {"ignore_errors": True}, name="one", formats=["asff", "json", "prometheus"])
    result = play(tmp_path, report, both)["written"]
    assert result["failed"]
    assert "asff: needs the account's 12 digits in account_id, which is null: set lookup_account: true" in result["msg"]
    assert [Path(path).name for path in result["paths"]] == ["one.json", "one.prom"]
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["one.json", "one.prom"]


def test_writing_checking_and_refusing(tmp_path: Path) -> None:
    report = reports.typical()
    report["findings"][0]["message"] = "{{ 7 * 191 }} {% raw %}"
    broken = {"schema_version": 1}
    results = play(
        tmp_path,
        report,
        task("checked", {"check_mode": True}, name="checked"),
        task("written", {}, name="written", formats=list(FORMATS)),
        task("refused", {"ignore_errors": True}, report=broken, name="a/b", formats="jsno", dir="~/x"),
    )
    assert results["checked"]["paths"] == [str(tmp_path / "reports" / "checked.json")]
    assert not results["checked"]["changed"]
    assert not results["written"]["changed"]
    names = [Path(path).name for path in results["written"]["paths"]]
    assert names == [f"written.{each.suffix}" for each in FORMATS.values()]
    assert sorted(names) == sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert json.loads((tmp_path / "reports" / "written.json").read_text(encoding="utf-8")) == report
    message = results["refused"]["msg"]
    assert "Traceback" not in json.dumps(results["refused"])
    for words in ("/name: must be", "/formats/0: unknown format 'jsno'", "/report: ", "account_id is missing"):
        assert words in message
