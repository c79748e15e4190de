# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection a role is given: amazon.aws's own parameters, by their own names, and nothing else.

No message here repeats a value: connections hold keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from ansible_collections.amazon.aws.plugins.doc_fragments.common import ModuleDocFragment as Common
from ansible_collections.amazon.aws.plugins.doc_fragments.region import ModuleDocFragment as Region

from .._common.suggestions import unknown


class InvalidConnection(ValueError):  # noqa: N818
    """A connection that amazon.aws would not take; `problems` has every mistake, its text one line for each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@cache
def parameter_names() -> dict[str, str]:
    """Every name amazon.aws knows a connection parameter by, aliases too, with the parameter's own name."""
    names: dict[str, str] = {}
    for fragment in (Common.MODULES, Region.MODULES):
        for name, option in yaml.safe_load(fragment)["options"].items():
            names.update(dict.fromkeys([name, *option.get("aliases", [])], name))
    return names


def connection_parameters(connection: Any) -> dict[str, Any]:
    """The mapping, or JSON text of one, with every parameter under its own name; None is the empty connection.

    Raises InvalidConnection for anything else, for names that amazon.aws does not know and for a parameter given twice.
    """
    given = _mapping(connection)
    names = parameter_names()
    problems = [unknown("connection parameter", str(key), names) for key in given if key not in names]
    spellings: dict[str, list[str]] = {}
    for key in given:
        if key in names:
            spellings.setdefault(names[key], []).append(str(key))
    problems += [f"{' and '.join(same)} are one parameter" for same in spellings.values() if len(same) > 1]
    if problems:
        raise InvalidConnection(problems)
    return {names[key]: value for key, value in given.items()}


def _mapping(connection: Any) -> Mapping[str, Any]:
    if connection is None:
        return {}
    if isinstance(connection, str):
        try:
            connection = json.loads(connection)
        except json.JSONDecodeError as error:
            place = f"line {error.lineno} column {error.colno}"
            raise InvalidConnection([f"a text must be a JSON object, this is none from {place} on"]) from None
    if not isinstance(connection, Mapping):
        raise InvalidConnection(["must be a mapping of amazon.aws connection parameters, or the JSON text of one"])
    return connection
