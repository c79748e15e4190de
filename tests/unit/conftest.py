"""Every report that a unit test makes is checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

PLACE = {"account_id": "123456789012"}
"""What a report needs for Security Hub, where a test says nothing of it."""


@pytest.fixture(scope="session", autouse=True)
def _every_report_is_valid() -> Iterator[None]:
    """Check every report that any test makes: with the shipped schema, with the check that the merge relies on, that
    the merge, which computes counts and verdicts anew, comes to the same, and with the readers of the formats for
    machines."""
    try:
        from support.accepted import assert_accepted
        from support.schema import assert_valid_report
    except ModuleNotFoundError as error:
        pytest.exit(f"{error}, which requirements-dev.txt has: run `make setup`", 1)

    from ansible_collections.sparkops.athena.plugins.plugin_utils._report import (
        building,
        changes,
        comparison,
        recomputing,
        validation,
    )

    def checked(made: Any) -> Any:
        assert_valid_report(made)
        read: Any = json.loads(json.dumps(made))
        assert validation.problems(read) == []
        made_on = datetime.fromisoformat(read["generated_at"]).astimezone(UTC).date()
        assert recomputing.as_of(read, made_on) == read
        assert_accepted(read | PLACE if read["account_id"] is None else read)
        return made

    def checking(make: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *parts, **named: checked(make(*parts, **named))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparison, "make_report", checking(building.make_report))
        patch.setattr(comparison, "with_changes", checking(changes.with_changes))
        yield
