# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with declarations: collected, and reported all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...module_utils._athena.redaction import is_secret_name, redact_tree
from .json_pointers import pointer


@dataclass(frozen=True)
class Problem:
    """One mistake: the JSON Pointer of its place among the parameters, and what would be right."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer}: {self.message}" if self.pointer else self.message


class InvalidDeclarations(ValueError):  # noqa: N818
    """Policies, waivers or options that mean nothing; `problems` has every mistake, its text one line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Problems:
    """A collector of mistakes at and under one place. `extra` is the user's own pattern of names that hide a secret."""

    def __init__(
        self, at: Iterable[object] = (), found: list[Problem] | None = None, extra: re.Pattern[str] | None = None
    ) -> None:
        self._at = tuple(at)
        self._extra = extra
        self.found: list[Problem] = [] if found is None else found

    @property
    def secret(self) -> bool:
        """Whether what was declared at this place must not be shown."""
        return any(is_secret_name(str(token), self._extra) for token in self._at)

    def hides(self, declared: object) -> bool:
        """Whether what was declared at this place must not be shown, or holds something under a name that says so."""
        return self.secret or redact_tree(declared, self._extra) != declared

    def guarded(self, extra: re.Pattern[str] | None) -> Problems:
        """The same collection, which knows the user's own pattern."""
        return Problems(self._at, self.found, extra)

    def under(self, *tokens: object) -> Problems:
        """The same collection, at a place further in."""
        return Problems((*self._at, *tokens), self.found, self._extra)

    def add(self, message: str) -> None:
        """Note a mistake at this place."""
        self.found.append(Problem(pointer(self._at), message))

    def raise_if_any(self) -> None:
        """Raise InvalidDeclarations with all that was found, if anything was."""
        if self.found:
            raise InvalidDeclarations(self.found)
