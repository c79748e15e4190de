"""What to read: mistakes before any call, and what a failed read leaves."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.reading import from_module, reading_arguments
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems

WHOLE = {
    "region": "eu-west-1",
    "scope": {},
    "sessions": [{"session_id": "s"}],
    "unreadable": [],
    "work_groups": [],
}

INVALID = [
    ({"session_ids": [""]}, "session_ids"),
    ({"session_ids": ["x" * 257]}, "session_ids"),
    ({"session_ids": ["a"], "work_groups": ["b"]}, "exclude"),
    ({"session_ids": ["a"], "states": ["IDLE"]}, "states"),
    ({"states": ["IDEL"]}, "IDLE"),
    ({"concurrency": 0}, "concurrency"),
    ({"concurrency": "many"}, "concurrency"),
    ({"timeout": -1}, "timeout"),
    # Ansible would take these for 1 and 0.
    ({"timeout": True, "concurrency": 4}, "/timeout: must be a number, not the boolean True"),
    ({"concurrency": True, "session_ids": ["a"]}, "/concurrency: must be a number, not the boolean True"),
    ({"concurrency": False}, "/concurrency: must be a number, not the boolean False"),
    # Ansible would end in a traceback.
    ({"concurrency": float("inf")}, "/concurrency: must be a number"),
    ({"timeout": "nan"}, "/timeout: must be a number"),
    ({"concurrency": "9" * 6000}, "/concurrency: must be a number"),
    ({"redact_pattern": "("}, "redact_pattern"),
]


@pytest.mark.parametrize(("given", "says"), INVALID)
def test_mistakes_are_found_before_any_call(given: dict[str, Any], says: str) -> None:
    problems = Problems()
    reading_arguments(given, problems)
    assert says in "\n".join(map(str, problems.found))
    assert len(problems.found) == 1


def test_only_the_reading_parameters_go_to_the_module() -> None:
    given = {"work_groups": ["a"], "concurrency": 4, "expected": {}, "on_unreadable": "fail", "region": "x"}
    problems = Problems()
    assert reading_arguments(given, problems) == {"work_groups": ["a"], "concurrency": 4}
    assert problems.found == []


@pytest.mark.parametrize(
    ("result", "sessions", "error"),
    [
        ({**WHOLE, "changed": False}, 1, None),
        # A token that expires midway: what was read is compared.
        ({**WHOLE, "failed": True, "msg": "ExpiredToken"}, 1, "ExpiredToken"),
        ({"failed": True, "msg": "no credentials"}, 0, "no credentials"),
        ({"failed": True}, 0, "the module gave no reason"),
        ({"changed": False}, 0, "the module returned no sessions"),
        ({"failed": True, "msg": "half", "sessions": [{"session_id": "s"}]}, 0, "half"),
    ],
)
def test_what_a_read_leaves(result: dict[str, Any], sessions: int, error: str | None) -> None:
    problems = Problems()
    found, message = from_module(result, problems)
    assert (len(found.sessions), message) == (sessions, error)
    assert found.scopes == ([{"region": "eu-west-1"}] if sessions else [])
    assert problems.found == []
