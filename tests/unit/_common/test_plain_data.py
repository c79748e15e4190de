# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain data at the edge: a copy of built-in types, or a mistake that names what is too deep or too long."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.sparkops.athena.plugins.filter.session_baseline import session_baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._action.comparing import PARAMETERS, given_parameters
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.plain_data import MOST_BITS, MOST_LEVELS, plain
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import InvalidDeclarations, Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baseline_files import baseline_file
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.test.conforming_to import conforming_to

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HUGE = 10**5000
LONGEST = 2**MOST_BITS - 1


def nested(levels: int, innermost: Any = "x") -> Any:
    """So many mappings and lists within each other."""
    value = innermost
    for level in range(levels):
        value = {"a": value} if level % 2 else [value]
    return value


DEEPEST_AND_LONGEST = [nested(MOST_LEVELS - 2), LONGEST, -LONGEST, nested(MOST_LEVELS - 3, LONGEST)]


def mistakes(value: Any) -> list[str]:
    with pytest.raises(InvalidDeclarations) as refused:
        plain(value)
    return list(map(str, refused.value.problems))


def test_a_copy_is_equal_and_its_own() -> None:
    given = {"a": [1, 2.5, None, True, "x", date(2026, 1, 1), NOW], 3: {"b": ()}, None: {"c"}}
    copied = plain(given)
    assert copied == {"a": given["a"], 3: {"b": []}, None: ["c"]}
    assert copied["a"] is not given["a"]


@pytest.mark.parametrize("place", ["sessions", "results", "expected", "policies", "waivers", "labels", "report"])
@pytest.mark.parametrize("levels", [MOST_LEVELS, 2000, 20_000])
def test_what_is_nested_too_deep_is_a_mistake_with_its_place(place: str, levels: int) -> None:
    (mistake,) = mistakes({place: [{"ok": 1}, nested(levels)]})
    assert mistake.startswith(f"/{place}/1/")
    assert mistake.endswith("lists and mappings are nested more than 64 levels deep")


def test_what_holds_itself_is_nested_too_deep() -> None:
    session: dict[str, Any] = {}
    session["a"], session["b"] = [session, session], session
    assert all("more than 64 levels deep" in mistake for mistake in mistakes([session]))


@pytest.mark.parametrize("number", [HUGE, -HUGE, LONGEST + 1], ids=["huge", "minus-huge", "one-too-long"])
def test_an_integer_that_python_does_not_print_is_a_mistake_with_its_place(number: int) -> None:
    found = mistakes({"labels": {"a": number}, "sessions": [{"x/y": [1, number]}], "policies": [{number: 1}, 2]})
    places, words = zip(*(mistake.split(": ", 1) for mistake in found), strict=True)
    assert places == ("/labels/a", "/sessions/0/x~1y/1", "/policies/0")
    assert all("integer of" in text and "bits" in text for text in words)


def test_a_parameter_is_refused_as_every_other_mistake_is() -> None:
    with pytest.raises(InvalidDeclarations) as refused:
        given_parameters({"expected": nested(100), "labels": {"n": HUGE}}, PARAMETERS, Problems())
    assert [problem.pointer[:9] for problem in refused.value.problems] == ["/expected", "/labels/n"]
    with pytest.raises(AnsibleFilterError, match="64 levels"):
        session_baseline([{"session_id": "s", "x": nested(100)}])
    with pytest.raises(AnsibleFilterError, match="bits"):
        conforming_to({"session_id": "s"}, {"work_group": HUGE})


@pytest.mark.parametrize("value", DEEPEST_AND_LONGEST, ids=["deep", "long", "minus-long", "both"])
def test_whatever_is_taken_is_compared_captured_and_shown(value: Any) -> None:
    session = plain([{"session_id": "s", "work_group": "w", "region": "r", "newer": value}])[0]
    waiver = {"policy": "p", "reason": "r", "owner": "o", "expires": "2027-01-01", "actual": plain(value)}
    # Of a number no one means, no more can be declared than that there is one.
    declared = {"present": False} if isinstance(value, int) else plain(value)
    policies = [{"name": "p", "exhaustive": True, "expect": {"newer": declared, "work_group": "v"}}]
    placed = session | {"region": "eu-west-1"}
    report = audit(sessions=[placed], policies=policies, waivers=[waiver], account_id="123456789012", now=NOW)
    assert report["verdict"] == "drifted"
    for output in FORMATS.values():
        assert output.render(json.loads(json.dumps(report)))
    policy = {"name": "p", "exhaustive": True, "newer": ["/newer"], "expect": Baseline([session]).expected}
    assert audit(sessions=[session], policies=[policy], now=NOW)["verdict"] == "compliant"
    assert baseline_file(Baseline([session]), NOW)
