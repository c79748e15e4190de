# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The groups within which sessions are compared with one another, whoever declared nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._common.json_pointers import Tokens, pointer
from .._session.access import lookup
from .._session.identity import by_session
from .._session.redactor import Redactor
from .._values.kinds import Unverifiable
from .outliers_columns import Column, columns
from .outliers_roles import Role, roles

GROUP_BY: tuple[Tokens, ...] = (("region",), ("work_group",), ("engine_version",))
"""What sessions must have in common to be compared, unless something else is asked for."""


@dataclass(frozen=True, eq=False)
class PeerGroup:
    """Sessions that have the same values by pointer, with their settings and roles; ids in the order of sessions."""

    values: dict[str, Any]
    ids: list[str]
    sessions: list[dict[str, Any]]
    columns: list[Column]
    roles: list[Role]


def peer_groups(
    readings: Iterable[Mapping[str, Any]], redactor: Redactor, group_by: Sequence[Tokens]
) -> Iterator[PeerGroup]:
    """The groups of sessions (plain data), of which the last reading counts, whatever order they come in."""
    found: dict[str, tuple[dict[str, Any], list[tuple[str, str, dict[str, Any]]]]] = {}
    for name, its in by_session(readings):
        session = dict(its[-1])
        values = {pointer(path): _value(session, path, redactor) for path in group_by}
        members = found.setdefault(_text(values), (values, []))[1]
        members.append((name["session_id"], name["region"] or "", session))
    for key in sorted(found):
        values, members = found[key]
        members.sort(key=lambda member: member[:2])
        sessions = [session for _id, _region, session in members]
        side_by_side = columns(sessions, redactor)
        its_roles = roles(side_by_side, (1 << len(sessions)) - 1)
        yield PeerGroup(values, [member[0] for member in members], sessions, side_by_side, its_roles)


def _value(session: Mapping[str, Any], path: Tokens, redactor: Redactor) -> Any:
    try:
        return redactor.value(path, lookup(session, path))
    except Unverifiable:
        return None


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, default=str)
