# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every format for people says what changed since the previous report."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from support import reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.change_words import change_line, change_note
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.page_data import page_data
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.terminal import report_text

CHANGED = reports.changed()
LINE = "Since 2026-11-21 17:00 UTC: 1 new, 1 changed, 1 persisting, 1 fixed, 1 gone, 1 unknown"


def with_counts(**members: Any) -> Any:
    """A report of which only the changes and what is said of the previous one matter."""
    report = reports.report([reports.session()]) | members
    report["summary"] |= {"changes": reports.changes(persisting=12, fixed=2)}
    return report


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (CHANGED, LINE),
        (reports.typical(), None),
        (with_counts(), "Without a previous report: 12 persisting, 2 fixed"),
        (with_counts(targets=[]), "Since the previous reports: 12 persisting, 2 fixed"),
    ],
)
def test_the_changes_in_a_line(report: Any, line: str | None) -> None:
    assert change_line(report) == line


def test_no_change_at_all() -> None:
    report = with_counts(previous_at=reports.NOW)
    report["summary"]["changes"] = reports.changes()
    assert change_line(report) == "Since 2026-11-22 17:00 UTC: no drift, then or now"


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ("new", "new"),
        ("changed", "changed, there since 2026-11-20"),
        ("persisting", "persisting since 2026-11-20"),
    ],
)
def test_the_change_of_a_finding(change: str, note: str) -> None:
    finding: Any = reports.finding(change=change, first_seen="2026-11-20T17:00:00+00:00")
    assert change_note(finding) == note
    assert change_note(reports.finding()) is None  # type: ignore[arg-type]


def test_the_terminal_says_what_changed_and_what_nobody_could_look_at() -> None:
    text = report_text(CHANGED, width=200)  # type: ignore[arg-type]
    for line in (
        f"  {LINE}",
        "  /engine_configuration/max_concurrent_dpus (changed, there since 2026-11-20)",
        "  /derived/spark_properties/spark.executor.memory (new)",
        "  /derived/spark_properties/spark.executor.memory (persisting since 2026-11-20)",
        "Drift of the previous report",
        "  fixed: etl: /engine_configuration/max_concurrent_dpus, base: it was checked again, and nothing differs",
        "  gone: adhoc: /engine_configuration/max_concurrent_dpus, base: the work group has no session",
        "  unknown: etl: /derived/spark_properties/spark.executor.memory, advice: the sessions of the work group"
        " could not be listed",
    ):
        assert line in text.splitlines()
    assert "previous" not in report_text(reports.typical())  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_what_is_new_comes_before_what_a_reader_knows_already(form: str) -> None:
    findings = [
        reports.finding(name, fingerprint=digit * 16, pointer=f"/{name}", change=change, first_seen=reports.NOW)
        for digit, name, change in (("1", "a", "persisting"), ("2", "b", "changed"), ("3", "c", "new"))
    ]
    report: Any = reports.report([reports.session(name, "drifted") for name in "abc"], findings)
    text = report_text(report) if form == "terminal" else FORMATS[form].render(report)
    assert text.index("/c") < text.index("/b") < text.index("/a")


def test_markdown_says_what_changed() -> None:
    text = FORMATS["markdown"].render(CHANGED)  # type: ignore[arg-type]
    rows = [line for line in text.splitlines() if line.startswith(("| unknown", "| gone", "| fixed"))]
    assert f"_{LINE}_" in text
    assert [row.split(" | ")[0] for row in rows] == ["| unknown", "| gone", "| fixed"]
    assert '`"8g"`, _absent_' in rows[0] or "`8g`, _absent_" in rows[0]
    assert "_persisting since 2026-11-20_; `8g`" in text or "_persisting since 2026-11-20_; 8g" in text
    assert "previous" not in FORMATS["markdown"].render(reports.typical())  # type: ignore[arg-type]


def test_junit_has_the_changes_as_properties() -> None:
    root = ElementTree.fromstring(FORMATS["junit"].render(CHANGED))  # type: ignore[arg-type]
    whole = next(suite for suite in root if suite.get("name") == "(report)")
    assert {each.get("name"): each.get("value") for each in whole.iterfind("properties/property")} == {
        f"changes.{name}": "1" for name in reports.changes()
    }
    cases = {case.get("name"): case for suite in root for case in suite.iterfind("testcase")}
    changes = {
        name: [each.get("value") for each in case.iterfind("properties/property")] for name, case in cases.items()
    }
    assert {name: its for name, its in changes.items() if its} == {
        "base #1": ["changed, persisting"],
        "advice #1": ["new"],
    }
    assert "unknown: etl: /derived/spark_properties/spark.executor.memory" in str(whole.findtext("system-out"))
    assert "<properties" not in FORMATS["junit"].render(reports.typical())  # type: ignore[arg-type]


def test_the_page_is_given_the_changes() -> None:
    prepared = page_data(CHANGED)["prepared"]  # type: ignore[arg-type]
    assert (prepared["changes"], prepared["earlier"]) == (LINE, [2, 1, 0])
    assert LINE in FORMATS["html"].render(CHANGED)  # type: ignore[arg-type]
    assert page_data(reports.typical())["prepared"]["changes"] is None  # type: ignore[arg-type]
