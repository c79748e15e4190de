# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the previous report comes from, and why one cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.previous import previous_of
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.changes import Previous

REPORT = reports.typical()


def found(**given: Any) -> Previous | None:
    """The previous report of parameters in which nothing is wrong."""
    problems = Problems()
    previous = previous_of(given, problems)
    problems.raise_if_any()
    return previous


def mistakes(**given: Any) -> list[tuple[str, str]]:
    problems = Problems()
    assert previous_of(given, problems) is None
    return [(problem.pointer, problem.message) for problem in problems.found]


def test_none_was_asked_for() -> None:
    assert found() is None
    assert found(report_dir="reports", target="one") is None


def test_a_report_as_data() -> None:
    assert found(previous=REPORT) == Previous(REPORT)  # type: ignore[arg-type]


def test_a_report_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.json").write_text(json.dumps(REPORT), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    given: list[dict[str, str]] = [
        {"previous": str(tmp_path / "one.json")},
        {"previous": "one.json"},
        {"previous": "~/one.json"},
        {"previous": "auto", "report_dir": str(tmp_path), "target": "one"},
        {"previous": "auto", "report_dir": ".", "target": "one"},
    ]
    assert [found(**one) for one in given] == [Previous(REPORT)] * len(given)  # type: ignore[arg-type]


def test_the_first_run_has_none_and_any_other_file_must_be_there(tmp_path: Path) -> None:
    assert found(previous="auto", report_dir=str(tmp_path / "new"), target="one") == Previous()
    missing = found(previous=str(tmp_path / "one.json"))
    assert missing == Previous(problem=f"missing: there is no {tmp_path}/one.json")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (json.dumps(REPORT)[:-9], "broken: it is not JSON, perhaps half written"),
        (json.dumps({**REPORT, "schema_version": 2}), "of another schema: version 2, where 1 is understood"),
        (json.dumps({**REPORT, "verdict": "fine"}), "broken: verdict must be one of"),
        (json.dumps(reports.merged({"one": REPORT})), "broken: it is a merged report"),
        ("[]", "broken: a report is a mapping"),
    ],
)
def test_a_report_that_cannot_be_used(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "one.json").write_text(content, encoding="utf-8")
    for given in ({"previous": str(tmp_path / "one.json")}, {"previous": "auto"}):
        previous = found(**given, report_dir=str(tmp_path), target="one")
        assert previous is not None and previous.report is None
        assert str(previous.problem).startswith(problem)


def test_data_that_cannot_be_used() -> None:
    previous = found(previous={"verdict": "compliant"})
    assert previous is not None and previous.report is None
    assert str(previous.problem).startswith("broken: ")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "one.json").mkdir()
    previous = found(previous="auto", report_dir=str(tmp_path), target="one")
    assert previous == Previous(problem="broken: it cannot be read (Is a directory)")


@pytest.mark.parametrize("wrong", ["", 5, True, ["one.json"], "a\0b"])
def test_what_is_no_report_is_a_mistake(wrong: Any) -> None:
    assert [place for place, _message in mistakes(previous=wrong)] == ["/previous"]


@pytest.mark.parametrize(
    "given", [{}, {"target": "one"}, {"report_dir": "reports"}, {"report_dir": 5, "target": "one"}]
)
def test_auto_needs_a_directory_and_a_name(given: dict[str, Any]) -> None:
    assert mistakes(previous="auto", **given) == [
        ("/previous", "auto is the JSON report of target in report_dir: both are needed")
    ]
