# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kind of a Spark property: what Spark makes of its text."""

from __future__ import annotations

from typing import Any

from .kinds import Kind, Spellings, Unverifiable, an, decimal, describe
from .spark_parsing import (
    ENGINES,
    UnparsableValue,
    parse,
    render,
    spark_text,
    spark_type,
)


class SparkProperty(Kind):
    """One property, compared by its own type: `4g` is `4096m` where Spark reads a size, and exact text elsewhere."""

    name = "Spark property"

    def __init__(self, key: str) -> None:
        self.key = key
        kind = spark_type(key)
        if kind is not None:
            self.name = kind.name
            self.ordered = kind.ordered
            self.members = False
        else:
            self.ordered = True

    def problem(self, declared: Any) -> str | None:
        if not isinstance(declared, (str, bool, int, float)):
            return f"a property's value is text, a number or a boolean, not {describe(declared)}: quote it"
        if isinstance(declared, float) and spark_type(self.key) is None:
            return f"{describe(declared)} may have been written otherwise, as 3.10 is 3.1: quote it"
        refusals = [self._refusal(declared, engine_version) for engine_version in ENGINES]
        if None in refusals:
            return None
        return f"{an(self.name)} is needed here, not {describe(declared)}: {refusals[-1]}"

    def normal(self, value: Any, engine_version: str | None) -> Any:
        text = _text(value)
        kind = spark_type(self.key, engine_version)
        if kind is None:
            return text
        try:
            return parse(text, kind)
        except UnparsableValue as error:
            raise Unverifiable(
                f"Spark reads {self.key} as {an(kind.name)} and would refuse a value: {error}"
            ) from error

    def spellings(self, declared: Any) -> Spellings:
        if isinstance(declared, list):
            return Spellings((declared,))
        return Spellings((_text(declared),), complete=spark_type(self.key) is None)

    def rank(self, value: Any, engine_version: str | None) -> Any:
        found = self.normal(value, engine_version)
        if spark_type(self.key, engine_version) is None:
            found = decimal(found)
            if found is None:
                raise Unverifiable(f"{self.key} is no setting whose type is known, and a value is not a plain number")
        return found

    def shown(self, value: Any, engine_version: str | None) -> str | None:
        kind = spark_type(self.key, engine_version)
        if kind is None:
            return None
        try:
            text = _text(value)
            rendered = render(parse(text, kind), kind)
        except (UnparsableValue, Unverifiable):
            return None
        return rendered if rendered != text else None

    def _refusal(self, declared: Any, engine_version: str) -> str | None:
        """Why the engine would not take the value, or None where it would."""
        kind = spark_type(self.key, engine_version)
        try:
            if kind is not None:
                parse(_text(declared), kind)
        except UnparsableValue as error:
            return str(error)
        return None


def _text(value: Any) -> str:
    try:
        return spark_text(value)
    except TypeError as error:
        raise Unverifiable(f"the session has {describe(value)} where text was expected") from error
