# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which places in a session hold secrets, and copies of sessions and declarations without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...module_utils._athena.redaction import REDACTED, is_secret_name, redact_tree
from .._common.json_pointers import Tokens
from .._values.kinds import Kind
from .fields import SESSION, Classifications, Field, Leaf, Map, Structure, spark_property


class Redactor:
    """The rules of one run: `redact` switches them, `extra` is the user's own pattern on property names.

    `credentials` are the run's own, which are shown nowhere, whatever stands beside them and whatever `redact` says.
    """

    def __init__(
        self, redact: bool = True, extra: re.Pattern[str] | None = None, credentials: Iterable[str] = ()
    ) -> None:
        self.redact = redact
        self.extra = extra
        self._credentials = [text for one in credentials for text in (one, re.escape(one))]

    def with_credentials(self, credentials: Iterable[str]) -> Redactor:
        """The same rules for a run with these credentials."""
        return Redactor(self.redact, self.extra, credentials)

    def declared(self, tree: Any) -> Any:
        """A copy of expectations in which neither secrets nor credentials are."""
        return self._without_credentials(self.tree(tree))

    def tree(self, tree: Any) -> Any:
        """A copy of a session, or of expectations in its shape, in which secrets are redacted."""
        return _without_secrets(SESSION, tree, self.extra) if self.redact else tree

    def names(self, mapping: Mapping[str, Any]) -> Mapping[str, Any]:
        """A copy of a mapping that is no session, in which what secret names stand for is redacted."""
        return dict(redact_tree(mapping, self.extra)) if self.redact else mapping

    def hides(self, path: Tokens) -> bool:
        """Whether the value at this path is a secret."""
        if not self.redact:
            return False
        return any(is_secret_name(token, self.extra) for token in _data(path)) or any(map(is_secret_name, path))

    def value(self, path: Tokens, value: Any) -> Any:
        """The value, or what stands for it where the path hides it, without secrets under names within it."""
        if self.hides(path):
            return hide(value)
        return self._without_credentials(redact_tree(value, self.extra) if self.redact else value)

    def _without_credentials(self, tree: Any) -> Any:
        if not self._credentials:
            return tree
        if isinstance(tree, dict):
            return {name: self._without_credentials(value) for name, value in tree.items()}
        if isinstance(tree, list):
            return [self._without_credentials(value) for value in tree]
        held = isinstance(tree, str) and any(text in tree for text in self._credentials)
        return REDACTED if held else tree


def hide(value: Any) -> Any:
    """What stands for a secret value; true, false and null tell none."""
    if value is None or isinstance(value, bool):
        return value
    return [REDACTED] if isinstance(value, list) else REDACTED


def _data(path: Tokens) -> Iterable[str]:
    """The tokens of a path that are data, not the names of known members."""
    node: Field | None = SESSION
    for token in path:
        if isinstance(node, Structure) and token in node.members:
            node = node.members[token]
        else:
            node = None
            yield token


def _without_secrets(node: Field | None, value: Any, extra: re.Pattern[str] | None) -> Any:
    if isinstance(value, dict):
        if not isinstance(node, Structure):
            return redact_tree(value, extra)
        return {
            name: _without_secrets(node.members[name], member, extra)
            if name in node.members
            else redact_tree({name: member}, extra)[name]
            for name, member in value.items()
        }
    if isinstance(node, Classifications) and isinstance(value, list):
        return [_without_secrets(_CLASSIFICATION, entry, extra) for entry in value]
    if isinstance(node, (Structure, Map, Classifications)):
        # Whatever stands where names and values belong, such as `password=…`, has no name to tell whether it is secret.
        return hide(value)
    return redact_tree(value)


_CLASSIFICATION = Structure({"name": Leaf(Kind()), "properties": Map(spark_property)})
"""A classification as the API has it."""
