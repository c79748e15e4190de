"""What in a report is a failure, by what its caller wants to fail on."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.gate import failures


def report(drifts: int = 0, warnings: int = 0, **parts: Any) -> dict[str, Any]:
    """A report as far as it is judged."""
    drifted = drifts or warnings
    return {
        "verdict": parts.pop("verdict", "drifted" if drifted else "compliant"),
        "errors": parts.pop("errors", []),
        "summary": {"unverified": parts.pop("unverified", 0), "findings": {"error": drifts, "warning": warnings}},
        "findings": parts.pop("findings", []),
        "unreadable": parts.pop("unreadable", []),
    }


DENIED = {"reason": "access_denied"}
GONE = {"reason": "gone"}
UNVERIFIED = [
    report(verdict="unverified"),
    report(unverified=1),
    report(warnings=1, unverified=1),
    report(warnings=1, findings=[{"status": "unverified"}]),
    report(warnings=1, unreadable=[DENIED]),
    report(errors=[{"stage": "account", "message": "x"}]),
]


@pytest.mark.parametrize(
    ("given", "error", "warning"),
    [
        (report(), False, False),
        (report(warnings=1), False, True),
        (report(drifts=1), True, True),
        (report(unreadable=[GONE]), False, False),
        (report(findings=[{"status": "waived"}]), False, False),
    ],
)
def test_severity(given: dict[str, Any], error: bool, warning: bool) -> None:
    assert bool(failures(given, "error", False)) is error
    assert bool(failures(given, "warning", False)) is warning
    assert failures(given, "never", False) == []


@pytest.mark.parametrize("given", UNVERIFIED)
def test_unverified_fails_beside_drift_that_does_not(given: dict[str, Any]) -> None:
    assert failures(given, "error", False) == ["not everything could be verified"]
    assert failures(given, "error", True) == []
    assert failures(given, "never", False) == []


def test_a_read_that_failed_fails_even_where_unverified_is_allowed() -> None:
    given = report(verdict="unverified") | {"errors": [{"stage": "read", "message": "x"}]}
    assert failures(given, "error", True) == ["the sessions could not be read"]
    assert failures(given, "never", True) == []


def test_another_word_is_refused() -> None:
    with pytest.raises(ValueError, match="not 'errors'"):
        failures(report(), "errors", False)
