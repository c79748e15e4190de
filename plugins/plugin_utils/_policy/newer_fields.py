# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of members that the table does not know, after what is declared for them and what sessions have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._common.suggestions import nearest
from .._session.fields import NEWER_TEXT, NEWER_VALUE, Field, Leaf, Structure, are_mixed, field_like, field_of
from .._values.kinds import Kind
from .operators import OR_ABSENT, WORDS, misuses

_OF_ANY_TYPE = ("present", OR_ABSENT)
"""Words that say nothing of the type of the value they stand at."""


def newer_field(declared: Any, values: list[Any]) -> Field:
    """The field of a member that the table does not know, after the values that sessions have and what is declared.

    Where the type of what is declared, which is right in itself, is not theirs, it counts: the member has another type
    in these sessions, which is for them to answer for.
    """
    mappings = [value for value in values if isinstance(value, Mapping)]
    if not isinstance(declared, Mapping):
        operators = {"eq": declared}
    elif declared.keys() <= set(WORDS) and not any(declared.keys() & value.keys() for value in mappings):
        operators = {name: operand for name, operand in declared.items() if name not in _OF_ANY_TYPE}
    elif mappings or any(nearest(str(name), WORDS) for name in declared):
        return field_of(mappings or values)
    else:
        return field_declared(declared)
    seen, own = field_of(values), field_declared(declared)
    if not operators or not isinstance(own, Leaf) or any(_mistakes(own.kind, operators)):
        return seen
    return own if not isinstance(seen, Leaf) or any(_mistakes(seen.kind, operators)) else seen


def _mistakes(kind: Kind, operators: Mapping[str, Any]) -> Iterator[str]:
    for name, operand in operators.items():
        yield from misuses(kind, name, operand, None)


def field_declared(declared: Any) -> Field:
    """The field of a member that neither the table nor a session knows, after what is declared for it."""
    if not isinstance(declared, Mapping):
        return field_like(declared)
    if declared.keys() <= set(WORDS) and not any(isinstance(operand, Mapping) for operand in declared.values()):
        for name, operand in declared.items():
            if name not in _OF_ANY_TYPE:
                several = name in ("in", "not_in") and isinstance(operand, list) and operand
                return _field_of_listed(operand) if several else field_like(operand)
        return NEWER_TEXT
    members = {name: member for name, member in declared.items() if name not in _OF_ANY_TYPE}
    return Structure({str(name): field_declared(member) for name, member in members.items()})


def _field_of_listed(operands: list[Any]) -> Field:
    """The field of a member that is to be one of several values: where these are of several types, whole."""
    return NEWER_VALUE if isinstance(operands[0], Mapping) or are_mixed(operands) else field_like(operands[0])
