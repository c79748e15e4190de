# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds of values: what may be declared for a field, and when two values of it are the same.

A kind answers for one value at a time and knows neither operators nor sessions. Where it cannot tell, it raises
Unverifiable: never "equal" by luck, never "different" for want of knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from .._common.suggestions import unknown
from .scalars import BEYOND, decimal, moment, truth, whole

KEY_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-zA-Z]+")
KEY_ARN = re.compile(rf"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{{12}}:key/(?P<id>{KEY_ID.pattern})")


class Unverifiable(Exception):  # noqa: N818
    """Nothing true can be said about these values; the text says why and holds no value that might be secret."""


@dataclass(frozen=True)
class Spellings:
    """Values of which each equals a declared one. `complete`: there is no other; else they stand for the others."""

    values: tuple[Any, ...]
    complete: bool = False


class Kind:
    """A kind of value; this one is text, compared exactly.

    `ordered`: lt, le, gt and ge mean something. `textual`: match does. `members`: contains, subset and lists do.
    `whole`: a list is one value, which the kind itself compares.
    """

    name = "text"
    ordered = False
    textual = True
    members = True
    whole = False

    def problem(self, declared: Any) -> str | None:
        """Why `declared` is invalid for this kind, or None."""
        if isinstance(declared, str):
            return None
        return f"text is needed here, not {describe(declared)}: quote it"

    def bound_problem(self, declared: Any) -> str | None:
        """Why `declared` is no bound for values of this kind, which is `ordered`, or None."""
        return self.problem(declared)

    def unexpected(self, declared: Any) -> str | None:
        """Why the API, as it is known here, would never answer this value, or None."""
        return None

    def normal(self, value: Any, engine_version: str | None) -> Any:
        """The value in the one form in which equal values are equal. Raises Unverifiable."""
        if not isinstance(value, str):
            raise Unverifiable(f"the session has {describe(value)} where text was expected")
        return value

    def same(self, declared: Any, actual: Any, engine_version: str | None) -> bool:
        """Whether both are the same value. Raises Unverifiable."""
        return bool(self.normal(declared, engine_version) == self.normal(actual, engine_version))

    def check_as_written(self, texts: Iterable[str], engine_version: str | None) -> None:
        """Raise Unverifiable where a text as it is written is not the one that will count."""

    def check_case(self, alike: Callable[[], bool], engine_version: str | None) -> None:
        """Raise Unverifiable where case and blanks may not count, and texts are `alike` without them."""

    def spellings(self, declared: Any) -> Spellings:
        """The values that equal a valid declared one."""
        return Spellings((declared,), complete=self.textual and isinstance(declared, str))

    def every(self) -> tuple[Any, ...] | None:
        """A spelling of each value that there is, or None where they cannot be counted."""
        return None

    def limits(self) -> tuple[Any, Any]:
        """The least and the most that the API has, None where it names none."""
        return None, None

    def rank(self, value: Any, engine_version: str | None) -> Any:
        """The value in a form that can be put in order with others of this kind. Raises Unverifiable."""
        return self.normal(value, engine_version)

    def shown(self, value: Any, engine_version: str | None) -> str | None:
        """How the normal form reads, where it differs from the value as written."""
        return None


class Enum(Kind):
    """Text out of a set that the API names; a newer service may answer others, which is no error."""

    name = "enum"
    members = False

    def __init__(self, values: Collection[str]) -> None:
        self.values = tuple(values)

    def unexpected(self, declared: Any) -> str | None:
        return None if declared in self.values else unknown("value", str(declared), self.values)


class Integer(Kind):
    """A whole number, also when written as text."""

    name = "integer"
    ordered = True
    textual = False
    members = False

    def __init__(self, minimum: int | None = None, maximum: int | None = None) -> None:
        self.minimum, self.maximum = minimum, maximum

    def problem(self, declared: Any) -> str | None:
        return None if whole(declared) is not None else f"a whole number is needed here, not {describe(declared)}"

    def unexpected(self, declared: Any) -> str | None:
        number = int(declared)
        if self.minimum is not None and number < self.minimum:
            return f"{number} can never be: the least that Athena knows here is {self.minimum}"
        if self.maximum is not None and number > self.maximum:
            return f"{number} can never be: the most that Athena knows here is {self.maximum}"
        return None

    def limits(self) -> tuple[int | None, int | None]:
        return self.minimum, self.maximum

    def normal(self, value: Any, engine_version: str | None) -> int:
        number = whole(value)
        if number is None:
            raise Unverifiable(f"the session has {describe(value)} where a whole number was expected")
        return number


class Number(Kind):
    """A number with or without a fraction, also when written as text."""

    name = "number"
    ordered = True
    textual = False
    members = False

    def problem(self, declared: Any) -> str | None:
        return None if decimal(declared) is not None else f"a number is needed here, not {describe(declared)}"

    def normal(self, value: Any, engine_version: str | None) -> Fraction:
        number = decimal(value)
        if number is None:
            raise Unverifiable(f"the session has {describe(value)} where a number was expected")
        return number


class Boolean(Kind):
    """True or false, also when written as text."""

    name = "boolean"
    textual = False
    members = False

    def problem(self, declared: Any) -> str | None:
        return None if truth(declared) is not None else f"true or false is needed here, not {describe(declared)}"

    def every(self) -> tuple[Any, ...]:
        return True, False

    def normal(self, value: Any, engine_version: str | None) -> bool:
        found = truth(value)
        if found is None:
            raise Unverifiable(f"the session has {describe(value)} where true or false was expected")
        return found


class Time(Kind):
    """A moment: ISO 8601 with a time zone."""

    name = "time"
    ordered = True
    textual = False
    members = False

    def problem(self, declared: Any) -> str | None:
        if moment(declared) is not None:
            return None
        return f"a time with its zone is needed here, as '2026-01-31T12:00:00+00:00', not {describe(declared)}"

    def normal(self, value: Any, engine_version: str | None) -> datetime:
        found = moment(value)
        if found is None:
            raise Unverifiable(f"the session has {describe(value)} where a time with its zone was expected")
        return found


class S3Location(Kind):
    """An S3 location; one trailing slash makes no difference."""

    name = "S3 location"
    members = False

    def normal(self, value: Any, engine_version: str | None) -> str:
        text: str = super().normal(value, engine_version)
        return text[:-1] if text.endswith("/") else text

    def spellings(self, declared: Any) -> Spellings:
        text = self.normal(declared, None)
        return Spellings((f"{text}/",) if text.endswith("/") else (text, f"{text}/"), complete=True)


class KmsKey(Kind):
    """A KMS key: its id, its ARN, or an alias.

    A bare id equals the well-formed ARN that ends in it; an alias may be that of any key; anything else is exact.
    """

    name = "KMS key"
    members = False

    def same(self, declared: Any, actual: Any, engine_version: str | None) -> bool:
        one, other = self.normal(declared, engine_version), self.normal(actual, engine_version)
        if one == other:
            return True
        if is_alias(one) or is_alias(other):
            raise Unverifiable(
                "an alias does not tell which key it stands for: declare the key's ARN or compare with match"
            )
        return bool(key_id(one) == other or one == key_id(other))

    def spellings(self, declared: Any) -> Spellings:
        bare = key_id(declared)
        if bare is not None:
            return Spellings((declared, bare), complete=True)
        if KEY_ID.fullmatch(declared):
            # One ARN of the many that end in it, and one that nobody declares.
            return Spellings((declared, f"arn:aws:kms:nowhere:000000000000:key/{declared}"))
        return Spellings((declared,), complete=True)


class TextList(Kind):
    """A list of texts whose order does not matter."""

    name = "list"
    textual = False

    def problem(self, declared: Any) -> str | None:
        return f"a list of text is needed here, not {describe(declared)}"

    def normal(self, value: Any, engine_version: str | None) -> Any:
        raise Unverifiable(f"the session has {describe(value)} where a list of text was expected")


def is_alias(key: str) -> bool:
    """Whether a KMS key is given by an alias: `alias/x` or `arn:…:alias/x`."""
    return key.startswith("alias/") or (key.startswith("arn:") and ":alias/" in key)


def key_id(arn: str) -> str | None:
    """The id in which the well-formed ARN of a KMS key ends, else None."""
    match = KEY_ARN.fullmatch(arn)
    return None if match is None else match["id"]


def describe(value: Any) -> str:
    """The value with its type in the words of YAML, cut to a length that fits a message.

    Of a list or mapping no more than that it is one: there may be secrets in it, under names of their own.
    """
    if value is None:
        return "null"
    for container, word in _CONTAINERS:
        if isinstance(value, container):
            return word
    if isinstance(value, int) and abs(value) >= BEYOND:
        return f"an integer of {value.bit_length()} bits"
    text = repr(value)
    text = text if len(text) <= 80 else f"{text[:60]}… ({len(text)} characters)"
    for types, word in _WORDS:
        if isinstance(value, types):
            return f"{word} {value}" if isinstance(value, date) else f"{word} {text}"
    return f"a {type(value).__name__}"


def an(name: str) -> str:
    """The name behind its indefinite article."""
    return f"an {name}" if name[:1].lower() in tuple("aeio") else f"a {name}"


def outline(value: Any) -> str:
    """As `describe`, but without the text itself: where a mapping belongs it may well be `password=…`."""
    return "text" if isinstance(value, str) else describe(value)


_WORDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "the boolean"),
    (int, "the integer"),
    (float, "the float"),
    (datetime, "the time"),
    (date, "the date"),
    (str, "the text"),
)
_CONTAINERS = ((list, "a list"), (tuple, "several values"), (dict, "a mapping"))
