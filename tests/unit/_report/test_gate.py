"""What in a report is a failure, by what its caller wants to fail on."""

from __future__ import annotations

from typing import Any

import pytest
from support import reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.gate import failures


def report(*findings: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A report on one session with these findings."""
    return reports.report([reports.session()], findings, **members)


DRIFT = reports.finding()
WARNING = reports.finding(severity="warning")
UNCOMPARED = reports.finding(status="unverified")
UNVERIFIED = {
    "nothing compared": reports.report(),
    "a finding": report(UNCOMPARED),
    "a finding beside drift": report(WARNING, UNCOMPARED),
    "unreadable beside drift": report(WARNING, unreadable=[reports.unreadable()]),
    "a work group that is said to be gone": report(
        unreadable=[{key: its for key, its in reports.unreadable("gone").items() if key != "session_id"}]
    ),
    "an error": report(errors=[{"stage": "account", "message": "x"}]),
}


@pytest.mark.parametrize(
    ("given", "error", "warning"),
    [
        (report(), False, False),
        (report(WARNING), False, True),
        (report(DRIFT), True, True),
        (report(unreadable=[reports.unreadable("gone")]), False, False),
        (report(reports.finding(status="waived")), False, False),
    ],
)
def test_severity(given: dict[str, Any], error: bool, warning: bool) -> None:
    assert bool(failures(given, "error", False)) is error
    assert bool(failures(given, "warning", False)) is warning
    assert failures(given, "never", False) == []


@pytest.mark.parametrize("what", UNVERIFIED)
def test_unverified_fails_beside_drift_that_does_not(what: str) -> None:
    given = UNVERIFIED[what]
    assert failures(given, "error", False) == ["not everything could be verified"]
    assert failures(given, "error", True) == []
    assert failures(given, "never", False) == []


def test_a_read_that_failed_fails_even_where_unverified_is_allowed() -> None:
    given = report(errors=[{"stage": "read", "message": "x"}])
    assert failures(given, "error", True) == ["the sessions could not be read"]
    assert failures(given, "never", True) == []


def test_another_word_is_refused() -> None:
    with pytest.raises(ValueError, match="not 'errors'"):
        failures(report(), "errors", False)


NEW, CHANGED, OLD = (reports.finding(change=change) for change in ("new", "changed", "persisting"))


@pytest.mark.parametrize(
    ("findings", "changes", "reasons"),
    [
        ([NEW, CHANGED, OLD], ["new", "changed", "persisting"], ["drift of severity error: 3"]),
        ([NEW, CHANGED, OLD], ["new", "changed"], ["drift of severity error: 2 (new, changed)"]),
        ([OLD], ["new", "changed"], []),
        ([OLD], ["persisting"], ["drift of severity error: 1 (persisting)"]),
        ([NEW | {"severity": "warning"}], ["new"], []),
        ([DRIFT], ["changed"], ["drift of severity error: 1 (changed)"]),
    ],
)
def test_drift_of_some_changes(findings: list[dict[str, Any]], changes: list[str], reasons: list[str]) -> None:
    """Drift whose change is not known counts in any case."""
    assert failures(report(*findings), "error", False, changes) == reasons


def test_changes_do_not_excuse_what_is_unverified() -> None:
    given = report(OLD, UNCOMPARED)
    assert failures(given, "error", False, ["new"]) == ["not everything could be verified"]
    assert failures(given, "error", True, ["new"]) == []
