# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be given to an operator."""

from __future__ import annotations

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.bounded_patterns import PatternExhausted
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy import operators
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import Kind


@pytest.mark.parametrize("name", ["match", "not_match"])
def test_a_pattern_that_takes_too_long_to_compile_is_a_mistake(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(pattern: str, flags: int) -> None:
        raise PatternExhausted("too long")

    monkeypatch.setattr(operators, "bounded", exhausted)
    assert list(operators.OPERATORS[name].misuse(Kind(), "a+")) == [
        "the text 'a+' takes too long to compile: write a simpler one"
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("At-Most", "le"), ("regex", "match"), ("absent", "present: false"), ("matc", "match"), ("not_i", "not_in")],
)
def test_an_unknown_operator_is_answered_with_the_one_that_is_meant(name: str, meant: str) -> None:
    assert operators.unknown_operator(name) == f"unknown operator {name!r}, did you mean {meant!r}?"
