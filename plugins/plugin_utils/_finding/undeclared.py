# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exhaustive policies: settings that a session has and a policy does not declare."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...module_utils._athena.derived import SPARK_DEFAULTS
from .._common.json_pointers import Tokens, covers, lies_under
from .._policy.exhaustive import DERIVED_PROPERTIES
from .._session.access import is_malformed, settings, unexpected_type
from .._session.spark_settings import engine_of, named_alike
from .evaluation import NOTHING_DERIVED

_SPARK_PROPERTIES: Tokens = ("engine_configuration", "spark_properties")
_SPARK_DEFAULTS: Tokens = ("engine_configuration", "classifications", SPARK_DEFAULTS)
_IDLE_TIMEOUTS: tuple[Tokens, ...] = (
    ("session_configuration", "idle_timeout_seconds"),
    ("session_configuration", "session_idle_timeout_in_minutes"),
)


@dataclass(frozen=True)
class Undeclared:
    """A setting that no check declares. `unverifiable`: why it cannot be said that there is one, or None."""

    path: Tokens
    value: Any
    unverifiable: str | None = None


def undeclared(
    session: Mapping[str, Any], roots: Sequence[Tokens], declared: Collection[Tokens], whole: Collection[Tokens] = ()
) -> Iterator[Undeclared]:
    """Every setting at or under `roots` that no check declares; of what lies under those in `whole` all is declared.

    What is declared of a derived value is declared of the members that it was derived from. A Spark setting is
    declared, and lies under a root, under all of its names.
    """
    engine = engine_of(session)
    places = (place for path in declared for place in (path, *_sources(path)))
    known = {alike for place in places for alike in named_alike(place, engine)}
    found = dict(settings(session))
    for path, value in found.items():
        if path in known or (whole and lies_under(whole, path)):
            continue
        malformed = unexpected_type(path, value) if is_malformed(path, value) else None
        if _is_under(roots, path, engine):
            yield Undeclared(path, None if malformed else value, malformed)
        elif malformed is not None:
            yield from (Undeclared(root, None, malformed) for root in roots if covers(path, root))
    derived_roots = [root for root in roots if covers(DERIVED_PROPERTIES, root)]
    for one in _derived(session, found, derived_roots) if derived_roots else ():
        if one.path not in known:
            yield one


def _is_under(roots: Sequence[Tokens], path: Tokens, engine_version: str | None) -> bool:
    """Whether a setting lies at or under one of the roots by any of its names."""
    return any(covers(root, alike) for alike in named_alike(path, engine_version) for root in roots)


def _derived(session: Mapping[str, Any], found: Mapping[Tokens, Any], roots: Sequence[Tokens]) -> Iterator[Undeclared]:
    """The derived properties under `roots`; `found` are the session's settings."""
    derived = session.get("derived")
    properties = derived.get("spark_properties") if isinstance(derived, Mapping) else None
    if not isinstance(derived, Mapping) or not isinstance(properties, Mapping):
        yield from (Undeclared(root, None, NOTHING_DERIVED) for root in roots)
        return
    conflicts = derived.get("conflicts")
    listed = conflicts if isinstance(conflicts, list) else []
    twice = {key: _given(found, key) for key in listed if isinstance(key, str)}
    for key, value in {**properties, **twice}.items():
        path = (*DERIVED_PROPERTIES, key)
        if _is_under(roots, path, engine_of(session)):
            yield Undeclared(path, value)


def _given(found: Mapping[Tokens, Any], key: str) -> list[Any]:
    """What the sources of the derived properties have under a key."""
    return [found[(*source, key)] for source in (_SPARK_PROPERTIES, _SPARK_DEFAULTS) if (*source, key) in found]


def _sources(path: Tokens) -> list[Tokens]:
    if path == ("derived", "idle_timeout_seconds"):
        return list(_IDLE_TIMEOUTS)
    if covers(DERIVED_PROPERTIES, path):
        return [(*source, *path[2:]) for source in (_SPARK_PROPERTIES, _SPARK_DEFAULTS)]
    return []
