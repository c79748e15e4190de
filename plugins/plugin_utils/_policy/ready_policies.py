# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ready policies by the name of their pack, with the values that a user has for their parameters.

A pack is a mapping: `policies`, as a user would declare them, and `parameters`, by name: `description`, and `sets`, the
places (`policy`, `pointer` within its `expect`, `operator`) where a value takes the place of what stands there. That is
the parameter's default, so that a pack's policies can be copied as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .._common.json_pointers import tokens_of
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._values.kinds import describe, outline
from .._values.scalars import whole

Pack = Mapping[str, Any]
Wanted = tuple[str, Callable[[Any], bool]]
LIST: Wanted = ("a list", lambda value: isinstance(value, list))
NUMBER: Wanted = ("a whole number", lambda value: whole(value) is not None)
WANTED = {"in": LIST, "subset": LIST, "match": ("a text", lambda value: isinstance(value, str))}
"""What the operand of an operator must be, in words and as a test; of the others it is a number."""


def policies_of(names: Any, parameters: Any, packs: Mapping[str, Pack], problems: Problems, own: Problems) -> list[Any]:
    """The policies of the named packs, with `parameters` (values by name) in their places.

    `packs`: those that there are, by name. Mistakes in the names go to `problems`, those in the parameters to `own`.
    """
    chosen = {name: copy.deepcopy(packs[name]) for name in _names(names, packs, problems)}
    known = {parameter: pack for pack in chosen.values() for parameter in pack["parameters"]}
    for parameter, value in _given(parameters, own):
        if parameter not in known:
            own.under(parameter).add(_unknown_parameter(parameter, known, packs))
        elif problem := _misfit(known[parameter]["parameters"][parameter], value):
            own.under(parameter).add(problem)
        else:
            _put(known[parameter], parameter, value)
    return [policy for pack in chosen.values() for policy in pack["policies"]]


def _names(names: Any, packs: Mapping[str, Pack], problems: Problems) -> Sequence[str]:
    listed = [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    if not isinstance(listed, list):
        problems.add(f"must be a list of packs, which are {', '.join(packs)}, not {outline(names)}")
        return ()
    for index, name in enumerate(listed):
        if not isinstance(name, str) or name not in packs:
            problems.under(index).add(unknown("policy pack", str(name), packs))
    return list(dict.fromkeys(name for name in listed if isinstance(name, str) and name in packs))


def _given(parameters: Any, problems: Problems) -> Iterator[tuple[str, Any]]:
    if isinstance(parameters, Mapping):
        yield from ((str(name), value) for name, value in parameters.items())
    elif parameters is not None:
        problems.add(f"must be a mapping of the packs' parameters, not {outline(parameters)}")


def _unknown_parameter(name: str, known: Mapping[str, Pack], packs: Mapping[str, Pack]) -> str:
    for pack, content in packs.items():
        if name in content["parameters"]:
            return f"is a parameter of the policy pack {pack}, which is not chosen"
    return unknown("parameter of the chosen packs", name, known)


def _misfit(parameter: Mapping[str, Any], value: Any) -> str | None:
    """Why a value cannot stand where its parameter has it, as far as that can be said without the policy."""
    for operator in {place["operator"] for place in parameter["sets"]}:
        name, fits = WANTED.get(operator, NUMBER)
        if not fits(value):
            return f"must be {name}, not {describe(value)}"
    return None


def _put(pack: Pack, parameter: str, value: Any) -> None:
    """Let a value stand in its places; whether it may stand there, the expectations say."""
    for place in pack["parameters"][parameter]["sets"]:
        [policy] = (policy for policy in pack["policies"] if policy["name"] == place["policy"])
        *path, last = tokens_of(place["pointer"])
        node = policy["expect"]
        for token in path:
            node = node[token]
        node[last] = {place["operator"]: value}
