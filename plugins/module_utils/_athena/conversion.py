# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Responses of the service as Ansible data, driven by the botocore output shape.

Members of structures become snake_case; the keys of maps are data and stay as they are. Both are distinguished by the
shape alone, so a member or a map that the service adds later is right by itself.
"""

from __future__ import annotations

import base64
import re
import typing as t
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

from .errors import UnexpectedResponseError
from .redaction import redact_json, redact_tree
from .surrogates import escape_surrogates

with suppress(ImportError):  # the module says so before anything is converted
    from botocore import xform_name


def snake_name(member: str) -> str:
    """The key under which a structure's member is returned: ``MaxConcurrentDpus`` is ``max_concurrent_dpus``."""
    return str(xform_name(member))


@cache
def _members(shape: t.Any) -> dict[str, tuple[str, t.Any]]:
    """The API's name and the shape of each member, by the key under which it is returned."""
    return {snake_name(name): (name, member) for name, member in shape.members.items()}


def to_ansible(value: t.Any, shape: t.Any) -> t.Any:
    """``value``, as botocore parsed it by ``shape``, in plain data.

    Structures keep the order of the service's model, members that are absent stay absent. Times are ISO 8601 in UTC
    with ``+00:00``, binary data is Base64, lone surrogates are escapes. Raises UnexpectedResponseError where two keys
    of a map would be the same then.
    """
    if isinstance(value, str):
        return escape_surrogates(value)
    kind = shape.type_name
    if kind == "structure":
        members = _members(shape).items()
        return {key: to_ansible(value[name], member) for key, (name, member) in members if name in value}
    if kind == "map":
        if _is_plain(value):
            return dict(value)
        inner = shape.value
        converted = {escape_surrogates(key): to_ansible(item, inner) for key, item in value.items()}
        if len(converted) < len(value):
            raise UnexpectedResponseError("in the response, two keys of a map differ in nothing but lone surrogates")
        return converted
    if kind == "list":
        return [to_ansible(item, shape.member) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _is_plain(mapping: dict[str, t.Any]) -> bool:
    """Whether keys and values are ASCII, as nearly always: a map to copy at once."""
    values = mapping.values()
    return set(map(type, values)) <= {str} and all(map(str.isascii, mapping)) and all(map(str.isascii, values))


def redact_maps(value: t.Any, shape: t.Any, extra: re.Pattern[str] | None) -> t.Any:
    """A copy of ``value``, converted by ``shape``, whose maps hide the values of secret properties.

    Only the keys of maps, and of JSON in texts, are names that a user chose; a pattern of the user cannot hide
    ``kms_key`` or ``session_id``.
    """
    if isinstance(value, str):
        return redact_json(value, extra)
    kind = shape.type_name
    if kind == "structure":
        members = _members(shape)
        return {key: redact_maps(item, members[key][1], extra) for key, item in value.items()}
    if kind == "map":
        return redact_tree(value, extra)
    if kind == "list":
        return [redact_maps(item, shape.member, extra) for item in value]
    return value
