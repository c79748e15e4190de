# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many steps a pattern may take: few for what is harmless, and never too few."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena.pattern_costs import parsed, steps


@pytest.mark.parametrize(
    ("pattern", "letters", "most"),
    [
        ("gold|silver", 1000, 50),
        (r"arn:aws:kms:.*:key/.*", 80, 50_000),
        (r"\d{12}", 12, 50),
        (r"(?:ab){3}c?", 1000, 50),
        (r"[a-z]+", 10_000, 50_000),
        (r"(?x: a b c )", 1000, 10),
    ],
)
def test_a_harmless_pattern_takes_few_steps(pattern, letters, most):
    assert steps(parsed(pattern), letters) <= most


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("(?x:(a+) +)b", 34),
        ("(a|a)*b", 40),
        ("(?=(a+)+b)", 40),
        ("(?>(a+)+b)", 40),
        ("(?:a+)++b", 40),
        ("(x)?(?(1)(a+)+|(a+)+)b", 40),
        ("(a?){5000}a{5000}", 5000),
        ("a*a{25000}b", 49_000),
    ],
)
def test_what_explodes_takes_many(pattern, letters):
    assert steps(parsed(pattern), letters) > 10**8


def test_what_is_nested_too_deep_takes_many():
    assert steps(parsed("(?:" * 80 + "a" + ")?" * 80), 10) > 10**8


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "(?:a|b)", "(ab)", "(?:a*b?)", "(?:a+)", r"(a)\1"])
REPEATS = st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "*?", "{0,300}"])
PATTERNS = st.lists(st.tuples(ATOMS, REPEATS), max_size=4).map(lambda parts: "".join(map("".join, parts)))


@settings(deadline=None)
@given(PATTERNS, st.integers(0, 3000))
def test_what_is_said_to_take_few_steps_takes_little_time(pattern, letters):
    if steps(parsed(pattern + "c"), letters) > 50_000:
        return
    compiled, text, begun = re.compile(pattern + "c"), "a" * letters, time.thread_time()
    compiled.fullmatch(text)
    assert time.thread_time() - begun < 0.1
