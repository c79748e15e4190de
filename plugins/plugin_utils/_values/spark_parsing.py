# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark's settings read as Spark itself reads them.

On the wire every setting is text; what it means depends on the setting's own type: `4g` and `4096` are one size for
`spark.executor.memory`, and two texts for a setting that Spark does not know. The rules are those of Spark's
`ConfigBuilder`, `JavaUtils` and of Java's number parsers; digits beyond ASCII, which Java would take, are refused.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

from .spark_names import type_name
from .spark_types import ENGINES
from .texts import parts, trimmed

_SIZE_UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20}
_SIZE_SUFFIXES = {"b": 0, "k": 10, "kb": 10, "m": 20, "mb": 20, "g": 30, "gb": 30, "t": 40, "tb": 40, "p": 50, "pb": 50}
_TIME_UNITS = {"ns": 1, "ms": 10**6, "s": 10**9, "min": 60 * 10**9}
_TIME_SUFFIXES = {
    "us": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "min": 60 * 10**9,
    "h": 3600 * 10**9,
    "d": 86400 * 10**9,
}
TEXTS = ("string", "exact")
"""The names of types that are plain text, the latter compared letter by letter."""

_HADOOP = ("spark.hadoop.", "spark.hive.")
"""What the names of settings begin with that Spark hands on to Hadoop."""

_LIMITS = {"int": 1 << 31, "long": 1 << 63}

_COUNT = re.compile(r"(?P<digits>-?[0-9]+)(?P<suffix>[a-z]+)?")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"(?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?")
_HEXADECIMAL = re.compile(
    r"(?P<number>[+-]?0[xX](?:[0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?|\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)[fFdD]?"
)
_INFINITY = re.compile(r"(?P<sign>[+-]?)Infinity")

SparkValue = bool | int | float | str | tuple["SparkValue", ...]


class UnparsableValue(ValueError):  # noqa: N818
    """Spark would refuse this text for a setting of this type; the message says why, without the text itself."""


@dataclass(frozen=True)
class SparkType:
    """How Spark reads a setting.

    `kind` is boolean, int, long, double, bytes, time, list or enum. `unit` is that of a bare number, which counts
    `factor` of them: B, KiB or MiB for bytes, ns, ms, s or min for time; of a list it is the type of its members, of an
    enum how Spark folds its words before it looks at them: upper, lower or exact. `words` are those it takes, as it
    folds them; empty where any may come.
    """

    kind: str
    unit: str = ""
    factor: int = 1
    words: tuple[str, ...] = ()

    @property
    def ordered(self) -> bool:
        """Whether `le`, `lt`, `ge` and `gt` mean anything."""
        return self.kind in ("int", "long", "double", "bytes", "time")

    @property
    def name(self) -> str:
        """What a value of this type is, for messages."""
        if self.kind in ("bytes", "time"):
            number = f"{self.factor} {self.unit}" if self.factor > 1 else f"in {self.unit}"
            return f"{'size' if self.kind == 'bytes' else 'time'} (a bare number is {number})"
        return {"list": "text with commas", "enum": "word of a fixed set"}.get(self.kind, self.kind)


@functools.lru_cache(maxsize=8192)
def spark_type(key: str, engine_version: str | None = None) -> SparkType | None:
    """The type of a setting, or None where it is plain text or unknown to Spark.

    `engine_version` is the session's. The two engines disagree on very few settings; for an engine that is absent or
    unknown (a newer one, most likely) the newer type counts, which reads every text that both can read alike, and takes
    words that the newer one does not know.
    """
    name, factor = type_name(key, engine_version)
    if name is None or name in TEXTS:
        return None
    kind, _colon, rest = name.partition(":")
    unit, _colon, words = rest.partition(": ")
    return SparkType(kind, unit, factor, tuple(words.split()) if engine_version in ENGINES else ())


def may_be_rewritten(key: str, engine_version: str | None) -> bool:
    """Whether Spark knows the setting as plain text, and it cannot be said whether it folds the case of its letters."""
    return type_name(key, engine_version)[0] == "string"


def ignores_case(key: str, engine_version: str | None) -> bool:
    """Whether Spark ignores, or may ignore, the case of a setting's letters and blanks around its text."""
    kind = spark_type(key, engine_version)
    if kind is None:
        return may_be_rewritten(key, engine_version)
    return kind.kind != "list" and (kind.kind, kind.unit) != ("enum", "exact")


def may_be_substituted(key: str, text: str, engine_version: str | None) -> bool:
    """Whether something may be put in place of a part of the text: Spark and Hadoop do so for `${spark.app.name}`."""
    return "${" in text and (type_name(key, engine_version)[0] is not None or key.startswith(_HADOOP))


def parse(text: str, kind: SparkType) -> SparkValue:
    """What Spark makes of the text, exactly, before it would truncate it to the setting's unit.

    A bool for booleans, an int for int and long, a float for doubles, a number of bytes for sizes and of nanoseconds
    for times, the folded word for enums, a tuple of members for lists. Values of one kind compare with `==`, and with
    `<` where it is ordered, whatever their units. Raises UnparsableValue.
    """
    if kind.kind == "boolean":
        return _boolean(text)
    if kind.kind == "bytes":
        return _size(text, kind.unit, kind.factor)
    if kind.kind == "time":
        return _time(text, kind.unit, kind.factor)
    if kind.kind == "double":
        return _double(text)
    if kind.kind == "enum":
        return _word(text, kind)
    if kind.kind == "list":
        found = parts(text)
        return tuple(found if kind.unit == "string" else (_integer(part, kind.unit) for part in found))
    return _integer(text, kind.kind)


def render(value: SparkValue, kind: SparkType) -> str:
    """A parsed value as people read it: `true`, `5`, `4294967296 B`, `60000 ms`, `a,b`."""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if kind.kind == "bytes":
        return f"{value} B"
    if kind.kind != "time":
        return spark_text(value)
    for unit, size in (("ms", 10**6), ("us", 10**3)):
        if int(value) % size == 0:
            return f"{int(value) // size} {unit}"
    return f"{value} ns"


def spark_text(value: object) -> str:
    """A YAML scalar as it would be written into a setting: `true`, `5`, `0.5`; text stays as it is.

    Raises TypeError for anything else.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return _float_text(value)
    raise TypeError(f"a setting is text, a number or a boolean, not {type(value).__name__}")


def _float_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(float(value))


def _word(text: str, kind: SparkType) -> str:
    word = {"upper": text.upper, "lower": text.lower}.get(kind.unit, lambda: text)()
    if kind.words and word not in kind.words:
        raise UnparsableValue(f"Spark takes only {', '.join(kind.words)}")
    return word


def _boolean(text: str) -> bool:
    word = trimmed(text).lower()
    if word not in ("true", "false"):
        raise UnparsableValue("Spark takes only true or false as a boolean")
    return word == "true"


def _in_range(digits: str, kind: str) -> int:
    """The digits as a number. Java's range first: Python refuses to convert very long ones, zeros in front included."""
    sign, figures = ("-", digits[1:]) if digits.startswith("-") else ("", digits.removeprefix("+"))
    figures = figures.lstrip("0") or "0"
    limit = _LIMITS[kind]
    number = int(sign + figures) if len(figures) <= 19 else limit
    if not -limit <= number < limit:
        raise UnparsableValue(f"the number is outside the range of Spark's {kind}")
    return number


def _integer(text: str, kind: str) -> int:
    digits = trimmed(text)
    if not _INTEGER.fullmatch(digits):
        raise UnparsableValue(f"Spark takes only digits, with an optional sign, as a number of type {kind}")
    return _in_range(digits, kind)


def _double(text: str) -> float:
    word = trimmed(text)
    if (match := _INFINITY.fullmatch(word)) is not None:
        return float(match["sign"] + "inf")
    if (match := _DECIMAL.fullmatch(word)) is not None:
        return float(match["number"])
    if (match := _HEXADECIMAL.fullmatch(word)) is not None:
        try:
            return float.fromhex(match["number"])
        except OverflowError:
            return -math.inf if word.startswith("-") else math.inf
    if word.lstrip("+-") == "NaN":
        raise UnparsableValue("NaN is neither equal to anything nor greater or less")
    raise UnparsableValue("Spark does not take it as a double")


def _size(text: str, unit: str, factor: int = 1) -> int:
    # Spark looks for the minus before it trims.
    sign, rest = (-1, text[1:]) if text.startswith("-") else (1, text)
    match = _COUNT.fullmatch(trimmed(rest.lower()))
    if match is None or match["digits"].startswith("-"):
        raise UnparsableValue("a size is digits and a suffix, without fraction or inner space, such as 512m or 4g")
    scale = _SIZE_UNITS[unit] * factor
    if (suffix := match["suffix"]) is not None:
        if suffix not in _SIZE_SUFFIXES:
            raise UnparsableValue("the suffix of a size is one of " + " ".join(_SIZE_SUFFIXES))
        scale = 1 << _SIZE_SUFFIXES[suffix]
    size = _in_range(match["digits"], "long") * scale
    if size // _SIZE_UNITS[unit] >= _LIMITS["long"]:
        raise UnparsableValue(f"the size does not fit into Spark's long of {unit}")
    return sign * size


def _time(text: str, unit: str, factor: int = 1) -> int:
    match = _COUNT.fullmatch(trimmed(text.lower()))
    if match is None:
        raise UnparsableValue("a time is digits and a suffix, without fraction or inner space, such as 500ms or 10min")
    suffix = match["suffix"]
    if suffix is not None and suffix not in _TIME_SUFFIXES:
        raise UnparsableValue("the suffix of a time is one of " + " ".join(_TIME_SUFFIXES))
    scale = _TIME_UNITS[unit] * factor if suffix is None else _TIME_SUFFIXES[suffix]
    return _in_range(match["digits"], "long") * scale
