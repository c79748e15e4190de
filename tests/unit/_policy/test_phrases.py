"""Declarations in words."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.phrases import wanted


@pytest.mark.parametrize(
    ("operator", "declared", "words"),
    [
        ("le", 20, "is at most 20"),
        ("present", False, "is absent"),
        ("present", True, "is present"),
        ("exhaustive", None, "is not declared"),
        ("in", ["a"], 'is one of ["a"]'),
    ],
)
def test_a_declaration_in_words(operator: str, declared: Any, words: str) -> None:
    assert wanted(operator, declared) == words
