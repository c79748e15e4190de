# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection to AWS: amazon.aws's own parameters, by their own names, and nothing else.

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

from .._common.problems import Problems
from .._common.suggestions import unknown

SECRET = ("secret_key", "session_token")
SHORTEST_SECRET = 8
"""Characters; a shorter text is no key of AWS's, and stands in many that are none."""


@cache
def parameter_names() -> dict[str, str]:
    """Every name amazon.aws knows a connection parameter by, aliases too, with the parameter's own name."""
    names: dict[str, str] = {}
    for fragment in (Common.MODULES, Region.MODULES):
        for name, option in yaml.safe_load(fragment)["options"].items():
            names.update(dict.fromkeys([name, *option.get("aliases", [])], name))
    return names


def connection_arguments(given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """The connection by the parameters' own names; mistakes go to `problems`.

    `given` are an action's parameters: single ones, as the defaults of an action group set them, and over them those
    in `connection`, a mapping or the JSON text of one.
    """
    names = parameter_names()
    singles: dict[str, Any] = {}
    for name in given:
        if name in names and (name == names[name] or names[name] not in given):
            singles[names[name]] = given[name]
    return singles | _mapped(given.get("connection"), problems.under("connection"))


def credentials(given: Mapping[str, Any]) -> list[str]:
    """The texts of the connection that are secret, which a declaration may hold under a name that does not say so."""
    arguments = connection_arguments(given, Problems())
    values = [arguments.get(name) for name in SECRET]
    # One that was given as a list, by mistake, is no less secret.
    texts = [text for value in values for text in (value if isinstance(value, list) else [value])]
    return [text for text in texts if isinstance(text, str) and len(text) >= SHORTEST_SECRET]


def _mapped(connection: Any, problems: Problems) -> dict[str, Any]:
    names = parameter_names()
    spellings: dict[str, list[str]] = {}
    given = _mapping(connection, problems)
    for key in given:
        if key in names:
            spellings.setdefault(names[key], []).append(str(key))
        else:
            problems.add(unknown("connection parameter", str(key), names))
    for same in spellings.values():
        if len(same) > 1:
            problems.add(f"{' and '.join(same)} are one parameter")
    # A null is as if the parameter was not given: the environment has its say.
    return {names[key]: value for key, value in given.items() if key in names and value is not None}


def _mapping(connection: Any, problems: Problems) -> Mapping[str, Any]:
    if isinstance(connection, str):
        try:
            connection = json.loads(connection)
        except json.JSONDecodeError as error:
            place = f"line {error.lineno} column {error.colno}"
            problems.add(f"a text must be a JSON object; it is invalid from {place} on")
            return {}
        except (ValueError, RecursionError):
            problems.add("a text must be a JSON object; its nesting or a number in it is too large")
            return {}
    if connection is None:
        return {}
    if not isinstance(connection, Mapping):
        problems.add("must be a mapping of amazon.aws connection parameters, or the JSON text of one")
        return {}
    return connection
