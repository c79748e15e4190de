# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with the variables of the role athena_session_assert.

Ansible checks a role's argument specification, but takes comma-separated text for a list and `key=value` text for a
mapping, hands the text on as it is, and lets misspelt variables pass. Each of these would change what is audited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .._common.suggestions import unknown
from .connection import InvalidConnection, connection_parameters

PREFIX = "athena_session_assert_"

# What the role sets for its caller, so that it is there in the second run of a play.
OUTPUTS = frozenset({PREFIX + "report"})

# Variables that may hold secrets, so that no message repeats their text.
WITH_SECRETS = frozenset(PREFIX + name for name in ("expected", "policies", "waivers", "labels", "results"))

# Variables that say what to read in two ways.
EXCLUSIVE = (
    ("session_ids", "work_groups"),
    ("session_ids", "states"),
    ("results", "session_ids"),
    ("results", "work_groups"),
    ("results", "states"),
)


def problems(given: Mapping[str, Any], specifications: Mapping[str, Any], entry_point: str) -> list[str]:
    """Every mistake in the variables `given` (those with the role's prefix), as texts that name the variable.

    `specifications` is the content of meta/argument_specs.yml: what any entry point describes is known, what
    `entry_point` says of types is checked strictly.
    """
    known = {name for spec in specifications["argument_specs"].values() for name in spec["options"]} | OUTPUTS
    options = specifications["argument_specs"][entry_point]["options"]
    here = {name: value for name, value in given.items() if name in options and value is not None}
    return [
        *(unknown("variable", name, known) for name in sorted(given) if name not in known),
        *(text for name, value in here.items() for text in _type_problems(name, value, options[name]["type"])),
        *_exclusive(here),
        *_connection(here.get(PREFIX + "connection")),
        *_declarations(here, options),
    ]


def _type_problems(name: str, value: Any, wanted: str) -> Iterable[str]:
    if wanted == "list" and (isinstance(value, (str, Mapping)) or not isinstance(value, Sequence)):
        yield f"{name} must be a list, not {_shown(name, value)}{_hint(name, value)}"
    if wanted == "dict" and not isinstance(value, Mapping):
        yield f"{name} must be a mapping, not {_shown(name, value)}{_hint(name, value)}"


def _shown(name: str, value: Any) -> str:
    if isinstance(value, str):
        return f"text of {len(value)} characters" if name in WITH_SECRETS else f"the text {value[:80]!r}"
    return f"a mapping with {len(value)} keys" if isinstance(value, Mapping) else f"a {type(value).__name__}"


def _hint(name: str, value: Any) -> str:
    return f" (on the command line, JSON: -e '{{\"{name}\": …}}')" if isinstance(value, str) else ""


def _exclusive(here: Mapping[str, Any]) -> Iterable[str]:
    for one, other in EXCLUSIVE:
        if PREFIX + one in here and PREFIX + other in here:
            yield f"{PREFIX}{one} and {PREFIX}{other} exclude each other"


def _connection(connection: Any) -> Iterable[str]:
    try:
        connection_parameters(connection)
    except InvalidConnection as error:
        return [f"{PREFIX}connection: {problem}" for problem in error.problems]
    return []


def _declarations(here: Mapping[str, Any], options: Mapping[str, Any]) -> Iterable[str]:
    if PREFIX + "expected" in options and PREFIX + "expected" not in here and not here.get(PREFIX + "policies"):
        yield f"nothing to compare with: give {PREFIX}expected or {PREFIX}policies"
