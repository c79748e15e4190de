# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The type of a setting, from what comes of probes: for read_spark_facts.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

# A text that no number, size, time or enumeration is, and that shows folding, trimming and splitting.
WORD = "a?B, c "
SIZES = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
TIMES = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9, "min": 60 * 10**9, "h": 3600 * 10**9, "d": 86400 * 10**9}
SIZE_PROBES = {"1k": 1 << 10, "1m": 1 << 20, "100m": 100 << 20, "1g": 1 << 30, "16g": 16 << 30, "1t": 1 << 40}
TIME_PROBES = {"100ms": 10**8, "10s": 10**10, "10min": 600 * 10**9, "1h": TIMES["h"], "1d": TIMES["d"]}

CHOICES = re.compile(r"(?:should be one of|should be either|[Vv]alid (?:values|versions) are) (?=.)", re.S)


class RefusedValue(ValueError):  # noqa: N818
    """Spark does not take the text; its own message."""


Read = Callable[[str], Any]


class Kind(NamedTuple):
    """A type, and the values it is limited to."""

    name: str
    allowed: tuple[str, ...] = ()


def attempt(read: Read, text: str) -> tuple[Any, str]:
    """What comes of the text, and the message of the refusal."""
    try:
        return read(text), ""
    except RefusedValue as refusal:
        return None, str(refusal) or "refused"


def measure(read: Read) -> Kind:
    """The type of a setting, from what Spark makes of probes."""
    found, refusal = attempt(read, WORD)
    if not refusal:
        return Kind(accepted(found))
    if (match := re.search(r"should be (boolean|int|long|double), but was (.*)", refusal, re.S)) is not None:
        name = match[1] if match[2] == WORD else f"list:{match[1]}"
        return Kind(name, allowed(read, attempt(read, "-987654321")[1]) if name in ("int", "long") else ())
    if refusal.startswith("For input string"):
        return Kind(number(read))
    if refusal.startswith("Size must be"):
        return Kind("bytes:" + unit(read, SIZE_PROBES, SIZES))
    if refusal.startswith("Time must be"):
        return Kind("time:" + unit(read, TIME_PROBES, TIMES))
    words = allowed(read, refusal)
    return Kind(f"enum:{folding(read, words)}", words) if words else Kind("string")


def accepted(found: Any) -> str:
    """The type of a setting that takes any text, from what became of WORD."""
    if isinstance(found, bool):
        return "boolean"
    if isinstance(found, list):
        return "list:string"
    if found in (WORD.upper(), WORD.lower()):
        return "enum:upper" if found == WORD.upper() else "enum:lower"
    return "string"


def number(read: Read) -> str:
    """The type of a setting that Java's own parsers read."""
    if not attempt(read, "1.5")[1]:
        return "double"
    return "long" if not attempt(read, "3000000000")[1] else "int"


def allowed(read: Read, refusal: str) -> tuple[str, ...]:
    """The values that a refusal names, as Spark reads them."""
    outcomes = [attempt(read, word) for word in choices(refusal)]
    return tuple(sorted({str(found) for found, refused in outcomes if not refused}))


def choices(refusal: str) -> list[str]:
    """The words of a refusal among which the allowed values are."""
    match = CHOICES.search(refusal)
    if match is None:
        return []
    told = refusal[match.end() :].rsplit(", but was ", 1)[0]
    if "should be one of" in match[0]:
        return told.split(", ")
    return re.findall(r"[\w-]+", told)


def folding(read: Read, words: Iterable[str]) -> str:
    """Whether Spark folds the case of these values: upper, lower or exact."""
    seen = set()
    for word in words:
        outcomes = [attempt(read, other)[0] for other in sorted({word.upper(), word.lower(), word.swapcase()})]
        if len(outcomes) == 1:
            continue  # without letters
        if set(outcomes) == {word.upper()}:
            seen.add("upper")
        elif set(outcomes) == {word.lower()}:
            seen.add("lower")
        elif set(outcomes) <= {None, word}:
            seen.add("exact")
        else:
            raise ValueError(f"neither folded nor exact: {word} → {outcomes}")
    if len(seen) > 1:
        raise ValueError(f"folded unevenly: {sorted(words)} → {sorted(seen)}")
    return seen.pop() if seen else "exact"


def unit(read: Read, probes: dict[str, int], units: dict[str, int]) -> str:
    """The unit of a setting's bare number, which need not be that in which Spark keeps it."""
    names = {size: name for name, size in units.items()}
    for text, size in probes.items():
        found, refusal = attempt(read, text)
        if refusal or not found or size % found:
            continue
        for bare in (found, 60):
            number, refusal = attempt(read, str(bare))
            if not refusal and (scale := size // found * number) % bare == 0 and scale // bare in names:
                return names[scale // bare]
    raise ValueError("no probe tells the unit")
