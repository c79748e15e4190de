"""Mistakes in the role's variables, against the specification that the role ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.role_variables import problems

ROLE = Path(__file__).resolve().parents[3] / "roles" / "athena_session_assert"
SPECIFICATIONS = yaml.safe_load((ROLE / "meta" / "argument_specs.yml").read_text())
EXPECTED = {"athena_session_assert_expected": {"state": "IDLE"}}


def tell(entry_point: str = "main", **given: Any) -> list[str]:
    variables = {f"athena_session_assert_{name}": value for name, value in given.items()}
    return problems({**EXPECTED, **variables}, SPECIFICATIONS, entry_point)


def test_the_defaults_are_no_mistake() -> None:
    defaults = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text())
    assert problems({**defaults, **EXPECTED}, SPECIFICATIONS, "main") == []


def test_the_defaults_are_those_described() -> None:
    defaults = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text())
    described = {
        name: option["default"]
        for spec in SPECIFICATIONS["argument_specs"].values()
        for name, option in spec["options"].items()
        if "default" in option
    }
    assert described == defaults


def test_every_option_is_described() -> None:
    for spec in SPECIFICATIONS["argument_specs"].values():
        assert all(option.get("description") for option in spec["options"].values())


def test_a_misspelt_variable_is_told_with_the_nearest() -> None:
    [problem] = tell(polices=[])
    assert "'athena_session_assert_polices', did you mean 'athena_session_assert_policies'" in problem


def test_what_another_entry_point_knows_is_known() -> None:
    assert tell(baseline_path="/tmp/x.yml", report={}) == []


@pytest.mark.parametrize("name", ["policies", "waivers", "session_ids", "work_groups", "states", "report_formats"])
@pytest.mark.parametrize("value", ["a,b", {"a": 1}, 5])
def test_only_a_list_is_a_list(name: str, value: object) -> None:
    assert any(f"athena_session_assert_{name} must be a list" in problem for problem in tell(**{name: value}))


@pytest.mark.parametrize("name", ["expected", "labels"])
@pytest.mark.parametrize("value", ["a=b", ["a"], 5])
def test_only_a_mapping_is_a_mapping(name: str, value: object) -> None:
    assert any(f"athena_session_assert_{name} must be a mapping" in problem for problem in tell(**{name: value}))


def test_the_command_line_is_told_what_to_write() -> None:
    [problem] = tell(work_groups="a,b")
    assert """-e '{"athena_session_assert_work_groups": …}'""" in problem


def test_null_is_not_given() -> None:
    assert tell(session_ids=None, states=None, connection=None) == []


def test_two_ways_to_say_what_to_read_exclude_each_other() -> None:
    assert len(tell(session_ids=[], work_groups=[], states=[], results=[])) == 5


def test_there_must_be_something_to_compare_with() -> None:
    assert problems({}, SPECIFICATIONS, "main") != []
    assert problems({"athena_session_assert_policies": [{"name": "x"}]}, SPECIFICATIONS, "main") == []


def test_a_capture_needs_nothing_to_compare_with() -> None:
    assert problems({"athena_session_assert_baseline_path": "x"}, SPECIFICATIONS, "capture") == []


def test_the_connection_is_checked_too() -> None:
    assert tell(connection={"regoin": "x"})[0].startswith(
        "athena_session_assert_connection: unknown connection parameter"
    )


@pytest.mark.parametrize("name", ["expected", "policies", "waivers", "labels"])
def test_text_is_not_repeated(name: str) -> None:
    told = "\n".join(tell(**{name: "spark.acme.token=hunter2-s3cr3t"}))
    assert "text of 31 characters" in told
    assert "hunter2" not in told
