# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kind of a Spark property: what Spark makes of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from .._common.suggestions import unknown
from .kinds import Kind, Spellings, Unverifiable, an, describe
from .scalars import decimal, whole
from .spark_parsing import (
    SparkValue,
    UnparsableValue,
    ignores_case,
    may_be_rewritten,
    may_be_substituted,
    parse,
    render,
    spark_text,
    spark_type,
)
from .spark_types import ENGINES
from .texts import folded

_LONG = 256


class SparkProperty(Kind):
    """One property, compared by its own type: `4g` is `4096m` where Spark reads a size, and exact text elsewhere.

    `textual_type`: Spark reads text in it, so that numbers and booleans of YAML may not be what was written.
    """

    name = "Spark property"

    def __init__(self, key: str) -> None:
        self.key = key
        kind = spark_type(key)
        self.ordered = True
        if kind is not None:
            self.name = kind.name
            self.ordered = kind.ordered
            self.members = kind.kind == "list"
        self.textual_type = kind is None or kind.kind in ("list", "enum")

    def problem(self, declared: Any) -> str | None:
        if not isinstance(declared, (str, bool, int, float)) or _is_too_long(declared):
            return f"a property's value is text, a number or a boolean, not {describe(declared)}: quote it"
        if isinstance(declared, float) and self.textual_type:
            return f"{describe(declared)} may have been written otherwise, as 3.10 is 3.1: quote it"
        refusals = [self._refusal(declared, engine_version) for engine_version in ENGINES]
        if None in refusals or self._words():
            return None
        return f"{an(self.name)} is needed here, not {describe(declared)}: {refusals[-1]}"

    def bound_problem(self, declared: Any) -> str | None:
        if any(spark_type(self.key, engine_version) for engine_version in ENGINES):
            return super().bound_problem(declared)
        # However a number was written, it is the same bound: the float that is no text to compare with is one, too.
        if decimal(declared) is not None:
            return None
        return f"{self.key} is no setting whose type is known: a bound is a plain number, not {describe(declared)}"

    def unexpected(self, declared: Any) -> str | None:
        words = self._words()
        if not words or None in [self._refusal(declared, engine_version) for engine_version in ENGINES]:
            return None
        return unknown("value", _text(declared), words)

    def normal(self, value: Any, engine_version: str | None) -> Any:
        text = _text(value)
        return (_parsed if len(text) <= _LONG else _parsed.__wrapped__)(self.key, text, engine_version)

    def same(self, declared: Any, actual: Any, engine_version: str | None) -> bool:
        one, other = self.normal(declared, engine_version), self.normal(actual, engine_version)
        if one == other:
            return True
        self.check_as_written((_text(declared), _text(actual)), engine_version)
        if may_be_rewritten(self.key, engine_version):
            self.check_case(lambda: folded(one) == folded(other), engine_version)
        return False

    def check_as_written(self, texts: Iterable[str], engine_version: str | None) -> None:
        if any(may_be_substituted(self.key, text, engine_version) for text in texts):
            raise Unverifiable(f"${{…}} stands for another value: what the text of {self.key} will be is unknown")

    def check_case(self, alike: Callable[[], bool], engine_version: str | None) -> None:
        if ignores_case(self.key, engine_version) and alike():
            raise Unverifiable(f"only case or blanks make the difference, which may be the same to {self.key}")

    def spellings(self, declared: Any) -> Spellings:
        if isinstance(declared, list):
            return Spellings((declared,))
        return Spellings((_text(declared),), complete=spark_type(self.key) is None)

    def every(self) -> tuple[Any, ...] | None:
        kinds = [spark_type(self.key, engine_version) for engine_version in ENGINES]
        return ("true", "false") if all(kind is not None and kind.kind == "boolean" for kind in kinds) else None

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

    def _words(self) -> tuple[str, ...]:
        """The words that the engines take, where the setting is one of a fixed set."""
        kinds = [spark_type(self.key, engine_version) for engine_version in ENGINES]
        return tuple(dict.fromkeys(word for kind in kinds if kind is not None for word in kind.words))

    def _refusal(self, declared: Any, engine_version: str) -> str | None:
        """Why the engine would not take the value, or None where it would."""
        kind = spark_type(self.key, engine_version)
        try:
            if kind is not None:
                parse(_text(declared), kind)
        except UnparsableValue as error:
            return str(error)
        return None


@lru_cache(maxsize=8192)
def _parsed(key: str, text: str, engine_version: str | None) -> SparkValue:
    """What Spark makes of the text of a setting; kept, since many sessions have the same few. Raises Unverifiable."""
    kind = spark_type(key, engine_version)
    if kind is None:
        return text
    try:
        return parse(text, kind)
    except UnparsableValue as error:
        raise Unverifiable(f"Spark reads {key} as {an(kind.name)} and would refuse a value: {error}") from error


def _is_too_long(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and whole(value) is None


def _text(value: Any) -> str:
    if _is_too_long(value):
        raise Unverifiable(f"the session has {describe(value)} where text was expected")
    try:
        return spark_text(value)
    except TypeError as error:
        raise Unverifiable(f"the session has {describe(value)} where text was expected") from error
