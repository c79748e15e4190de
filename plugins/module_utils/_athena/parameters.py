# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The parameters of athena_session_info, checked before any call, all mistakes at once."""

from __future__ import annotations

import difflib
import re
import typing as t
from dataclasses import dataclass

from .redaction import compile_pattern
from .vocabulary import STATES

ID_LENGTH = 256
MAX_CONCURRENCY = 64
MAX_TIMEOUT = 10**9
"""Seconds; what waits for a thread takes no longer ones."""
WORK_GROUP_PATTERN = "[a-zA-Z0-9._-]{1,128}"

# The states have no choices here: Ansible would report that mistake alone, before all others.
ARGUMENT_SPEC: dict[str, t.Any] = {
    "session_ids": {"type": "list", "elements": "str"},
    "work_groups": {"type": "list", "elements": "str"},
    "states": {"type": "list", "elements": "str"},
    "concurrency": {"type": "int", "default": 8},
    "timeout": {"type": "float"},
    "on_unreadable": {"type": "str", "choices": ["fail", "report"], "default": "fail"},
    "redact": {"type": "bool", "default": True},
    # Not of type str, to which Ansible would convert a list or a mapping.
    "redact_pattern": {"type": "raw"},
    "work_group_configuration": {"type": "bool", "default": False},
    "read_tags": {"type": "bool", "default": False},
    "as_json": {"type": "bool", "default": False},
}


class ParametersError(ValueError):
    """One line a mistake, each with the parameter and the value."""


@dataclass(frozen=True)
class Request:
    """What to read, and how. Neither ids nor work groups means every Spark work group of the region."""

    session_ids: tuple[str, ...] | None = None
    work_groups: tuple[str, ...] | None = None
    states: tuple[str, ...] | None = None
    concurrency: int = 8
    timeout: float | None = None
    fail_on_unreadable: bool = True
    redact: bool = True
    extra_pattern: re.Pattern[str] | None = None
    work_group_configuration: bool = False
    read_tags: bool = False
    as_json: bool = False

    @property
    def scope(self) -> dict[str, list[str]]:
        """What was asked for, by the names of the parameters; without what was left to the defaults."""
        asked = {"session_ids": self.session_ids, "work_groups": self.work_groups, "states": self.states}
        return {name: list(values) for name, values in asked.items() if values is not None}


def _id_problem(value: str) -> str | None:
    if not 1 <= len(value) <= ID_LENGTH:
        return f"has {len(value)} characters; a session id has 1 to {ID_LENGTH}"
    if " " in value or not value.isprintable():
        return "has blanks or characters that are not printable; no session id has"
    return None


def _work_group_problem(value: str) -> str | None:
    if re.fullmatch(WORK_GROUP_PATTERN, value):
        return None
    return "is not the name of a work group: 1 to 128 letters, digits, '.', '_' or '-'"


def _state_problem(value: str) -> str | None:
    if value in STATES:
        return None
    near = difflib.get_close_matches(value.upper(), STATES, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"is not a state of a session; {hint}The states are {', '.join(STATES)}"


def _elements(
    name: str, values: t.Sequence[str] | None, problem_of: t.Callable[[str], str | None], problems: list[str]
) -> tuple[str, ...] | None:
    """The list without duplicates; what is wrong goes to ``problems``, each value once."""
    if values is None:
        return None
    elements = {str(value): index for index, value in reversed(list(enumerate(values)))}
    in_order = sorted(elements, key=elements.__getitem__)
    for value in in_order:
        if problem := problem_of(value):
            problems.append(f"{name}[{elements[value]}]: {value!r} {problem}")
    return tuple(in_order)


def check(params: t.Mapping[str, t.Any]) -> Request:
    """The request that the module's parameters make. Raises ParametersError."""
    problems: list[str] = []
    session_ids = _elements("session_ids", params["session_ids"], _id_problem, problems)
    work_groups = _elements("work_groups", params["work_groups"], _work_group_problem, problems)
    states = _elements("states", params["states"], _state_problem, problems)
    if params["session_ids"] is not None and params["work_groups"] is not None:
        problems.append(
            f"session_ids: {params['session_ids']!r} and work_groups: {params['work_groups']!r} exclude each other"
        )
    if params["session_ids"] is not None and params["states"] is not None:
        problems.append(f"states: {params['states']!r} is for finding sessions and excludes session_ids")
    if states == ():
        problems.append("states: [] has no state; leave it out for the active sessions")
    problems.extend(_number_problems(params["concurrency"], params["timeout"]))
    try:
        extra = compile_pattern(params["redact_pattern"])
    except ValueError as error:
        problems.append(str(error))
    if problems:
        raise ParametersError("\n".join(problems))
    return Request(
        session_ids=session_ids,
        work_groups=work_groups,
        states=states,
        concurrency=params["concurrency"],
        timeout=params["timeout"],
        fail_on_unreadable=params["on_unreadable"] == "fail",
        redact=params["redact"],
        extra_pattern=extra,
        work_group_configuration=params["work_group_configuration"],
        read_tags=params["read_tags"],
        as_json=params["as_json"],
    )


def _number_problems(concurrency: int, timeout: float | None) -> t.Iterator[str]:
    if not 1 <= concurrency <= MAX_CONCURRENCY:
        yield f"concurrency: {concurrency} is not between 1 and {MAX_CONCURRENCY}"
    if timeout is not None and not 0 < timeout <= MAX_TIMEOUT:
        yield f"timeout: {timeout:g} is not a number of seconds above 0 and up to {MAX_TIMEOUT:,}"
