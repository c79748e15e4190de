# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Responses, checked before botocore parses them.

botocore takes a web page for an empty response, a text for a list of its letters, and a number for a text. Here a
response is Athena's or it is none. In a listing, an entry that is none costs only itself.
"""

from __future__ import annotations

import json
import typing as t

from .errors import UnexpectedResponseError

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
    """Check a response, a handler of botocore's event ``before-parse``. Raises UnexpectedResponseError.

    Unusable entries of a listing are taken out of it and counted as ``UNEXPECTED_ENTRIES``.
    """
    body, status = response_dict["body"], response_dict["status_code"]
    tree = _parsed(body)
    if tree is None:
        if status >= 500:  # an error page of a gateway, after which botocore tries again
            return
        raise UnexpectedResponseError(describe_response(status, body))
    if status >= 300:
        return
    operation = operation_model.name
    if operation in _LISTINGS:
        unusable = _keep_usable(tree, *_LISTINGS[operation], operation_model.output_shape)
        response_dict["body"] = json.dumps(tree).encode()
        if unusable:
            customized_response_dict[UNEXPECTED_ENTRIES] = unusable
    elif wrong := unexpected_type(tree, operation_model.output_shape):
        raise UnexpectedResponseError(f"in the response of {operation}, {wrong.strip()}")


def describe_response(status: t.Any, body: t.Any) -> str:
    """A response that is not Athena's. What has a brace may be a session, cut short, with secrets: it is not shown."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
    text = " ".join(text.split())
    shown = f"{text[:_SHOWN]!r}" if "{" not in text[:_SHOWN] else f"{len(text)} characters that are not shown"
    return f"the endpoint responded with status {status} and not as Athena does: {shown}"


def unexpected_type(value: t.Any, shape: t.Any) -> str | None:
    """The first value in ``value``, the content of a JSON text, that is not of its type; None where all are.

    A member that ``shape`` does not know is ignored, as botocore does, and one that is null counts as absent.
    """
    wanted, types = _KINDS[shape.type_name]
    if type(value) not in types or (types[0] is int and not _is_in_range(value)):
        return f" is {_WORDS.get(type(value), 'null')} where {wanted} is expected"
    kind = shape.type_name
    if kind == "structure":
        known = [(name, value[name], inner) for name, inner in shape.members.items() if value.get(name) is not None]
    elif kind == "map" and shape.value.type_name == "string" and set(map(type, value.values())) <= {str}:
        return None  # nearly every map, at once
    elif kind == "map":
        known = [(key, item, shape.value) for key, item in value.items()]
    elif kind == "list":
        known = [(index, item, shape.member) for index, item in enumerate(value)]
    else:
        return None
    for name, item, inner in known:
        if wrong := unexpected_type(item, inner):
            return f"/{str(name)[:_SHOWN]}{wrong}"
    return None


def _is_in_range(value: float | str) -> bool:
    return isinstance(value, str) or abs(value) <= _GREATEST


def _keep_usable(tree: dict[str, t.Any], listed: str, identity: str, shape: t.Any) -> int:
    """Leave only the entries in ``tree`` that have a name, with their members that are as they should be.

    Returns how many entries have none.
    """
    entries = tree.get(listed)
    rest = {**tree, listed: []} if entries is not None else tree
    wrong = unexpected_type(rest, shape)
    if wrong is None and not isinstance(entries, (list, type(None))):
        wrong = f"/{listed} is {_WORDS[type(entries)]} where a list is expected"
    if wrong is not None:
        raise UnexpectedResponseError(f"in the response, {wrong.strip()}")
    members = shape.members[listed].member.members
    usable = []
    for entry in entries or ():
        known = entry.items() if isinstance(entry, dict) else ()
        kept = {name: item for name, item in known if name in members and unexpected_type(item, members[name]) is None}
        if kept.get(identity):
            usable.append(kept)
    unusable = len(entries or ()) - len(usable)
    if entries is not None:
        tree[listed] = usable
    return unusable


def _parsed(body: t.Any) -> dict[str, t.Any] | None:
    """The JSON object that ``body`` is, None where it is none: NaN, Infinity and endless digits are not JSON."""
    try:
        parsed = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _refuse(constant: str) -> t.NoReturn:
    raise ValueError(f"{constant} is not JSON")
