"""All mistakes at once, each with the parameter and the value."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.parameters import (
    ARGUMENT_SPEC,
    ID_LENGTH,
    STATES,
    WORK_GROUP_PATTERN,
    ParametersError,
    check,
)
from ansible_collections.sparkops.athena.tests.unit.wire import MODEL

DEFAULTS = {name: spec.get("default") for name, spec in ARGUMENT_SPEC.items()}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"session_ids": [""]}, ["session_ids[0]: '' has 0 characters; a session id has 1 to 256"]),
        ({"session_ids": ["a", "x" * 257]}, [f"session_ids[1]: '{'x' * 257}' has 257 characters"]),
        ({"session_ids": ["a", " b"]}, ["session_ids[1]: ' b' has blanks or characters that are not printable"]),
        ({"session_ids": ["a\n"]}, ["session_ids[0]: 'a\\n' has blanks or characters that are not printable"]),
        ({"session_ids": ["\ud800"]}, ["session_ids[0]: '\\ud800' has blanks or characters that are not printable"]),
        ({"work_groups": [""]}, ["work_groups[0]: '' is not the name of a work group"]),
        ({"work_groups": ["a b"]}, ["work_groups[0]: 'a b' is not the name of a work group"]),
        ({"work_groups": ["x" * 129]}, ["is not the name of a work group: 1 to 128"]),
        ({"work_groups": ["a\n"]}, ["work_groups[0]: 'a\\n' is not the name"]),
        (
            {"session_ids": ["a"], "work_groups": ["b"]},
            ["session_ids: ['a'] and work_groups: ['b'] exclude each other"],
        ),
        ({"session_ids": [], "work_groups": []}, ["exclude each other"]),
        ({"session_ids": ["a"], "states": ["IDLE"]}, ["states: ['IDLE'] is for finding sessions"]),
        ({"states": [""]}, ["states[0]: '' is not a state of a session"]),
        ({"states": ["idle"]}, ["did you mean IDLE?"]),
        ({"states": ["xyz"]}, ["states[0]: 'xyz' is not a state of a session; The states are CREATING, CREATED, IDLE"]),
        ({"states": []}, ["states: [] has no state"]),
        ({"concurrency": 0}, ["concurrency: 0 is not between 1 and 64"]),
        ({"concurrency": 65}, ["concurrency: 65 is not between 1 and 64"]),
        ({"timeout": 0.0}, ["timeout: 0 is not a number of seconds above 0"]),
        ({"timeout": -1.5}, ["timeout: -1.5 is not a number"]),
        ({"timeout": 1e300}, ["timeout: 1e+300 is not a number of seconds above 0 and up to 1,000,000,000"]),
        ({"timeout": float("nan")}, ["timeout: nan is not a number"]),
        ({"timeout": float("inf")}, ["timeout: inf is not a number"]),
        ({"redact_pattern": "(x"}, ["redact_pattern: '(x' is not a regular expression"]),
        (
            {"session_ids": [""], "work_groups": ["/"], "states": ["X"], "concurrency": 99, "timeout": -1.0},
            ["session_ids[0]", "work_groups[0]", "states[0]", "concurrency", "timeout"],
        ),
    ],
)
def test_mistakes(given: dict[str, Any], told: list[str]) -> None:
    with pytest.raises(ParametersError) as caught:
        check({**DEFAULTS, **given})
    lines = str(caught.value).splitlines()
    for words in told:
        assert any(words in line for line in lines), f"{words!r} not in {lines}"


@pytest.mark.parametrize("states", [["IDEL"], ["IDEL", "IDEL"], ["IDLE", "IDEL", "BUSY", "IDEL"]])
def test_one_mistake_is_one_line(states: list[str]) -> None:
    with pytest.raises(ParametersError) as caught:
        check({**DEFAULTS, "states": states})
    assert str(caught.value) == (
        f"states[{states.index('IDEL')}]: 'IDEL' is not a state of a session; did you mean IDLE? "
        "The states are CREATING, CREATED, IDLE, BUSY, TERMINATING, TERMINATED, DEGRADED, FAILED"
    )


def test_defaults() -> None:
    request = check(DEFAULTS)
    assert (request.session_ids, request.work_groups, request.states, request.timeout) == (None, None, None, None)
    assert (request.concurrency, request.fail_on_unreadable, request.redact) == (8, True, True)


def test_duplicates_are_read_once_in_order() -> None:
    assert check({**DEFAULTS, "session_ids": ["b", "a", "b", "a"]}).session_ids == ("b", "a")
    assert check({**DEFAULTS, "work_groups": ["b", "a", "b"], "states": ["IDLE", "IDLE"]}).states == ("IDLE",)


def test_empty_lists_are_no_defaults() -> None:
    assert check({**DEFAULTS, "session_ids": []}).session_ids == ()
    assert check({**DEFAULTS, "work_groups": []}).work_groups == ()


@pytest.mark.parametrize("length", [1, 256])
def test_the_longest_and_the_shortest_id(length: int) -> None:
    assert check({**DEFAULTS, "session_ids": ["x" * length]}).session_ids == ("x" * length,)


def test_the_limits_are_those_of_the_model() -> None:
    members = MODEL.operation_model("ListSessions").input_shape.members
    assert list(STATES) == members["StateFilter"].enum
    assert members["WorkGroup"].metadata["pattern"] == WORK_GROUP_PATTERN
    identity = MODEL.operation_model("GetSession").input_shape.members["SessionId"]
    assert identity.metadata == {"min": 1, "max": ID_LENGTH}
    assert re.compile(WORK_GROUP_PATTERN)
