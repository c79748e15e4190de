# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which property names hide a secret, and how its value is hidden.

Names decide, never values: a search in values would hit ``s3://bucket/tokenizer.jar``. A name is taken apart into words
(``fs.s3a.secretKey`` is ``fs s3a secret key``), phrases that are harmless are dropped, and what is left is searched for
words and phrases that name a secret. It hides everything that Spark's own ``spark.redaction.regex`` hides, but class
names and settings of providers, and what that one misses. In doubt a value is hidden: a hidden value makes a comparison
unverified, a shown one is out for good.
"""

from __future__ import annotations

import json
import re
import typing as t
from functools import lru_cache

from .bounded_patterns import PatternExhausted, bounded

REDACTED = "*********(redacted)"
"""What stands in place of a secret; Spark writes the very same."""

MASKS = ("********", "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER")
"""What Ansible and Spark put in place of a value."""

LONGEST_NAME = 1024
"""No property has a longer name (the API allows 255); one made to be long is hidden without a search."""

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")

# Said about a secret without being one: the class that provides it, a switch, a count, what cuts text into tokens.
_HARMLESS = re.compile(
    r"""
      \b(?:sas\ )?(?:credentials?|tokens?|secrets?|passwords?|keys?)\ ?providers?\b
    | \brenewal\ credentials\b | \bcredentials\ (?:renewal\ ratio|retry\ wait)\b
    | .*\ (?:class|class\ ?name|impl|enabled)$
    | \b(?:max|min|num|number\ of)\ ?tokens\b
    | \b[a-z0-9]*tokeni[sz](?:e|es|ed|er|ers|ing|ation|ations)\b
    | \b(?:by|com|encom|over|sur|under|multi|single)pass\b
    """,
    re.VERBOSE,
)

# Searched in the words run together, as Spark searches: `MYPASSWORD1` and `accessTokenValue` are meant too.
_ANYWHERE = re.compile(r"secret|passw(?:or)?d|passphrase|token|credential|accesskey|apikey|privatekey|connectionstring")

_PHRASES = re.compile(
    r"""
      \b(?:account|auth|hmac|key\ ?store|license|master|shared|signing|ssh|storage|subscription)\ ?key\b
    | \bencryption\ keys?\b(?!\ (?:algorithm|alias|arn|bits|id|ids|length|material|name|size|type)\b)
    | (?:pass|pwd)\b | \bcreds?\b | \bsas\b | \bshared\ access\ signature\b
    | \b(?:bearer|jwt|cookies?)\b | \bbasic\ auth\b | \bjaas\ config\b
    | \bheaders?\ (?:.*\ )?auth | ^(?:.*\ )?(?:proxy|http|https)\ authorization$ | ^authorization$
    """,
    re.VERBOSE,
)

_JSON_START = re.compile(r"[\s\ufeff]*[{\[]")
_ESCAPE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_ASSIGNMENT = re.compile(r"[:=]")
_BETWEEN_PAIRS = re.compile(r"[,{\[]")
_AROUND_NAME = " \t\r\n\"'\\"


def compile_pattern(pattern: str | None) -> re.Pattern[str] | None:
    """The user's further pattern, compiled; None where none is given or it is empty.

    Raises ValueError, naming the parameter and the value, where it is no regular expression.
    """
    if pattern is None or pattern == "":
        return None
    if not isinstance(pattern, str):
        raise ValueError(f"redact_pattern: must be a regular expression as text, not {type(pattern).__name__}")
    try:
        bounded(str(pattern))  # compiles within a bound of time, and to where `re` keeps what it compiled
        return re.compile(str(pattern))
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"redact_pattern: {pattern!r} is not a regular expression: {error}") from error
    except PatternExhausted as error:
        raise ValueError(f"redact_pattern: {pattern!r} takes too long to compile: write a simpler one") from error


@lru_cache(maxsize=4096)
def _names_secret(name: str, extra: re.Pattern[str] | None) -> bool:
    words = _SEPARATORS.sub(" ", _WORD_START.sub(" ", name).lower()).strip()
    words = _HARMLESS.sub("|", words)
    if _PHRASES.search(words) or _ANYWHERE.search(words.replace(" ", "")):
        return True
    return extra is not None and _is_found(extra, name)


def _is_found(extra: re.Pattern[str], name: str) -> bool:
    """Whether the user's pattern is found in a name; one that takes too long to tell is hidden."""
    try:
        return bounded(extra.pattern, extra.flags).search(name)
    except PatternExhausted:
        return True


def is_secret_name(name: str, extra: re.Pattern[str] | None = None) -> bool:
    """Whether the value of the property ``name`` is to be hidden: by the built-in rules, or found by ``extra``."""
    return len(name) > LONGEST_NAME or _names_secret(name, extra)


@lru_cache(maxsize=256)
def _secret_names(names: tuple[t.Any, ...], extra: re.Pattern[str] | None) -> frozenset[str]:
    """The secret ones of a mapping's keys; kept, since many sessions have the same keys."""
    return frozenset(name for name in names if isinstance(name, str) and is_secret_name(name, extra))


def is_masked(value: object) -> bool:
    """Whether ``value`` is text in which a secret was blanked: it is not the value, and comparing it tells nothing."""
    return isinstance(value, str) and (MASKS[0] in value or MASKS[1] in value)


def _hide(value: t.Any) -> t.Any:
    """A copy of ``value`` without its texts and numbers; true, false and null tell no secret."""
    if isinstance(value, dict):
        return {key: _hide(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_hide(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    return REDACTED


def redact_tree(tree: t.Any, extra: re.Pattern[str] | None = None) -> t.Any:
    """A copy of ``tree`` in which texts and numbers below any mapping key with a secret name are ``REDACTED``.

    Keys, true, false and null stay; text that is JSON is looked into, too. ``extra`` is tried on every key; give it
    only maps, or names of structure members that it happens to find are hidden too. The built-in rules find no member
    of the API.
    """
    if isinstance(tree, dict):
        redacted = {}
        secret = _secret_names(tuple(tree), extra)
        for key, item in tree.items():
            if key in secret:
                redacted[key] = _hide(item)
            elif isinstance(item, str) and "{" not in item and "[" not in item:  # nearly all: no JSON to look into
                redacted[key] = item
            else:
                redacted[key] = redact_tree(item, extra)
        return redacted
    if isinstance(tree, (list, tuple)):
        return [redact_tree(item, extra) for item in tree]
    return redact_json(tree, extra) if isinstance(tree, str) else tree


def redact_json(text: str, extra: re.Pattern[str] | None = None) -> str:
    """``text``; where it is a JSON object or list, without what secret names in it stand for.

    What begins like JSON and cannot be read as such (cut short, a key twice, endless digits) is hidden whole if it has
    something like a secret name; nested too deep to be read, it is hidden in any case.
    """
    if not _JSON_START.match(text):
        return text
    try:
        tree = json.loads(text, object_pairs_hook=_without_duplicates)
        redacted = redact_tree(tree, extra)
        return text if redacted == tree else json.dumps(redacted, ensure_ascii=False)
    except ValueError:
        return REDACTED if _has_secret_name(text, extra) else text
    except RecursionError:
        return REDACTED


def _without_duplicates(pairs: list[tuple[str, t.Any]]) -> dict[str, t.Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):  # which of them counts is for each reader to decide: all may be read
        raise ValueError("a key occurs twice")
    return mapping


def _has_secret_name(text: str, extra: re.Pattern[str] | None) -> bool:
    """Whether anything that stands before a colon or an equals sign could be a secret name."""
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    for before in _ASSIGNMENT.split(text)[:-1]:
        name = before[-LONGEST_NAME:].rstrip(_AROUND_NAME)
        last = _BETWEEN_PAIRS.split(name)[-1].lstrip(_AROUND_NAME)
        if is_secret_name(name, extra) or is_secret_name(last, extra):
            return True
    return False
