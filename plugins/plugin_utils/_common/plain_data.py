# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain data from what Ansible hands over.

ansible-core 2.19 tags data and may hand over lazy containers; both are subclasses of the built-in types. They are
turned into built-in types once, at the edge, so that nothing further in depends on Ansible, and none of it is deeper or
longer than Python can walk through and print.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from .json_pointers import Tokens, pointer
from .problems import InvalidDeclarations, Problem

MOST_LEVELS = 64
"""Lists and mappings within each other. A session has some ten, and what walks through them takes a few calls each."""

MOST_BITS = 2000
"""Of an integer: some 600 digits. Python's own limit for printing one can be set as low as 640 digits."""

_CONTAINERS = (Mapping, list, tuple, set, frozenset)
_SHOWN = 10


def plain(value: Any) -> Any:
    """A deep copy of `value` made of built-in types alone; dates stay dates, keys are not turned into text.

    Raises InvalidDeclarations, with the place, for what is nested more than 64 levels deep (it may even hold itself)
    and for integers of more than 2,000 bits.
    """
    try:
        return _plain(value, MOST_LEVELS)
    except _Unbounded:
        raise InvalidDeclarations(islice(_unbounded(value, ()), _SHOWN)) from None


class _Unbounded(Exception):  # noqa: N818
    """Something in the data is deeper or longer than it may be."""


def _plain(value: Any, levels: int) -> Any:
    if value.__class__ is str:
        return value
    if isinstance(value, _CONTAINERS):
        if not levels:
            raise _Unbounded
        if isinstance(value, Mapping):
            return {_bounded(key): _plain(item, levels - 1) for key, item in value.items()}
        return [_plain(item, levels - 1) for item in value]
    return _bounded(value)


def _bounded(value: Any) -> Any:
    if _is_too_long(value):
        raise _Unbounded
    return _scalar(value)


def _unbounded(value: Any, path: Tokens) -> Iterator[Problem]:
    """What is deeper or longer than it may be."""
    if isinstance(value, _CONTAINERS):
        if len(path) == MOST_LEVELS:
            yield Problem(pointer(path), f"lists and mappings are nested more than {MOST_LEVELS} levels deep")
            return
        for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
            if _is_too_long(key):
                yield Problem(pointer(path), f"a key is {_length(key)}")
            else:
                yield from _unbounded(item, (*path, str(key)))
    elif _is_too_long(value):
        yield Problem(pointer(path), _length(value))


def _is_too_long(value: Any) -> bool:
    return isinstance(value, int) and value.bit_length() > MOST_BITS


def _length(number: int) -> str:
    return f"an integer of {number.bit_length():,} bits, and {MOST_BITS:,} are the most that can be taken"


def as_json(value: Any) -> Any:
    """A deep copy of any value as JSON would have it read back: `jsonable(plain(value))`, in one walk."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if isinstance(value, Mapping):
        return {_json_key(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(item) for item in value]
    return jsonable(_scalar(value))


def _json_key(key: Any) -> str:
    kind = type(key)
    return key if kind is str else str(jsonable(_scalar(key)))


def jsonable(value: Any) -> Any:
    """A copy of plain data in which times, dates and numbers that JSON lacks are text, and so are keys."""
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, datetime):
        return datetime(*value.timetuple()[:6], value.microsecond, value.tzinfo)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return str(value)
