# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Responses, checked and parsed in one walk, in place of botocore's parser.

botocore takes a web page for an empty response, a text for a list of its letters, and a number for a text. Here a
response is Athena's or it is none. In a listing, an entry that is none costs only itself.
"""

from __future__ import annotations

import base64
import json
import typing as t
from contextlib import suppress
from datetime import UTC, datetime

from .errors import UnexpectedResponseError

with suppress(ImportError):  # the module says so before anything is called
    from botocore.utils import parse_timestamp

UNEXPECTED_ENTRIES = "UnexpectedEntries"
"""The member of a parsed listing that counts the entries which cannot be used."""

_SHOWN = 200
_LISTINGS = {"ListSessions": ("Sessions", "SessionId"), "ListWorkGroups": ("WorkGroups", "Name")}

_WORDS = {dict: "a mapping", list: "a list", str: "text", bool: "a boolean", int: "a number", float: "a number"}
_KINDS: dict[str, tuple[str, tuple[type, ...]]] = {
    "structure": ("a mapping", (dict,)),
    "map": ("a mapping", (dict,)),
    "list": ("a list", (list,)),
    "string": ("text", (str,)),
    "blob": ("text", (str,)),
    "boolean": ("a boolean", (bool,)),
    "integer": ("an integer of 64 bits", (int,)),
    "long": ("an integer of 64 bits", (int,)),
    "float": ("a finite number", (int, float)),
    "double": ("a finite number", (int, float)),
    "timestamp": ("a time", (int, float, str)),
}
_GREATEST = 2**63 - 1


def check_response(
    operation_model: t.Any,
    response_dict: dict[str, t.Any],
    customized_response_dict: dict[str, t.Any],
    **_unused: t.Any,
) -> None:
    """Check and parse a response, a handler of botocore's event ``before-parse``. Raises UnexpectedResponseError.

    Unusable entries of a listing are left out and counted as ``UNEXPECTED_ENTRIES``. Errors are left to botocore.
    """
    body, status = response_dict["body"], response_dict["status_code"]
    tree = _parsed(body)
    if tree is None:
        if status >= 500:  # an error page of a gateway, after which botocore tries again
            return
        raise UnexpectedResponseError(describe_response(status, body), status=status)
    if status >= 300:
        return
    operation, shape = operation_model.name, operation_model.output_shape
    try:
        parsed = _listing(tree, *_LISTINGS[operation], shape) if operation in _LISTINGS else parsed_by(shape, tree)
    except UnexpectedTypeError as wrong:
        words = f"in the response of {operation}, {str(wrong).strip()}"
        raise UnexpectedResponseError(words, whole=True) from wrong
    response_dict["body"] = b"{}"  # nothing is left to parse
    customized_response_dict.update(parsed)


def describe_response(status: t.Any, body: t.Any) -> str:
    """A response that is not Athena's. What has a brace may be a session, cut short, with secrets: it is not shown."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
    text = " ".join(text.split())
    shown = f"{text[:_SHOWN]!r}" if "{" not in text[:_SHOWN] else f"{len(text)} characters that are not shown"
    return f"the endpoint responded with status {status} and not as Athena does: {shown}"


class UnexpectedTypeError(Exception):
    """A value is not of the type that belongs in its place; the text names the place and holds nothing of the value."""


def parsed_by(shape: t.Any, value: t.Any) -> t.Any:
    """``value``, the content of a JSON text, parsed as botocore would: times as datetime, binary data as bytes.

    A member that ``shape`` does not know is left out, and so is one that is null. Raises UnexpectedTypeError for the
    first value that is not of its type.
    """
    kind = shape.type_name
    wanted, types = _KINDS[kind]
    if type(value) not in types or (types[0] is int and not _is_in_range(value)):
        raise UnexpectedTypeError(f" is {_WORDS.get(type(value), 'null')} where {wanted} is expected")
    if kind == "structure":
        members = shape.members.items()
        return {name: _below(name, inner, value[name]) for name, inner in members if value.get(name) is not None}
    if kind == "map":
        if shape.value.type_name == "string" and set(map(type, value.values())) <= {str}:
            return value  # nearly every map, at once
        return {key: _below(key, shape.value, item) for key, item in value.items()}
    if kind == "list":
        return [_below(index, shape.member, item) for index, item in enumerate(value)]
    if kind in _SCALARS:
        try:
            return _SCALARS[kind](value)
        except (ArithmeticError, RuntimeError, TypeError, ValueError, OSError) as error:
            raise UnexpectedTypeError(f" is {_WORDS[type(value)]} that is not {wanted}") from error
    return value


def _below(name: str | int, shape: t.Any, value: t.Any) -> t.Any:
    try:
        return parsed_by(shape, value)
    except UnexpectedTypeError as wrong:
        raise UnexpectedTypeError(f"/{str(name)[:_SHOWN]}{wrong}") from None


def _time(value: float | str) -> datetime:
    return parse_timestamp(value) if isinstance(value, str) else datetime.fromtimestamp(value, UTC)


_SCALARS: dict[str, t.Callable[[t.Any], t.Any]] = {"timestamp": _time, "blob": base64.b64decode}


def _is_in_range(value: float | str) -> bool:
    return isinstance(value, str) or abs(value) <= _GREATEST


def _listing(tree: dict[str, t.Any], listed: str, identity: str, shape: t.Any) -> dict[str, t.Any]:
    """The listing with those entries that have a name, of each the members that are as they should be.

    ``UNEXPECTED_ENTRIES`` counts the others, where there are any.
    """
    entries = tree.get(listed)
    parsed: dict[str, t.Any] = parsed_by(shape, tree if entries is None else {**tree, listed: []})
    if entries is None:
        return parsed
    if not isinstance(entries, list):
        raise UnexpectedTypeError(f"/{listed} is {_WORDS[type(entries)]} where a list is expected")
    members = shape.members[listed].member.members
    parsed[listed] = [kept for entry in entries if (kept := _usable(entry, members)).get(identity)]
    unusable = len(entries) - len(parsed[listed])
    return parsed | {UNEXPECTED_ENTRIES: unusable} if unusable else parsed


def _usable(entry: t.Any, members: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The members of an entry that are of their types."""
    found = {}
    for name, item in entry.items() if isinstance(entry, dict) else ():
        if name in members:
            with suppress(UnexpectedTypeError):
                found[name] = parsed_by(members[name], item)
    return found


def _parsed(body: t.Any) -> dict[str, t.Any] | None:
    """The JSON object that ``body`` is, None where it is none: NaN, Infinity and endless digits are not JSON."""
    try:
        parsed = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _refuse(constant: str) -> t.NoReturn:
    raise ValueError(f"{constant} is not JSON")
