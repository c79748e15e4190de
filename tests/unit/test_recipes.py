# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The recipes of the guide on reports: what they name is there, and their expressions parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from support import reports
from support.accepted import assert_prometheus
from support.recipes import GUIDE, recipes

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "athena_session_assert_"
RECIPES = recipes()
VARIABLES = yaml.safe_load(RECIPES["audit.yml"])
RULES = [rule for group in yaml.safe_load(RECIPES["athena.rules.yml"])["groups"] for rule in group["rules"]]
NAME, DIR = VARIABLES[PREFIX + "report_name"], VARIABLES[PREFIX + "report_dir"]
WRITTEN = {f"{DIR}/{NAME}.{FORMATS[name].suffix}" for name in VARIABLES[PREFIX + "report_formats"]}


def test_every_recipe_is_tested() -> None:
    tested = {"audit.yml", ".github/workflows/audit.yml", ".gitlab-ci.yml", "Jenkinsfile", "athena.rules.yml"}
    assert set(RECIPES) == tested | {"import.yml", "artifacts"}  # the first of these by an integration test


def test_the_variables_are_those_of_the_role_and_mean_something() -> None:
    specs = yaml.safe_load((ROOT / "roles/athena_session_assert/meta/argument_specs.yml").read_text(encoding="utf-8"))
    assert VARIABLES.keys() <= specs["argument_specs"]["main"]["options"].keys()
    audit(sessions=[], policies=VARIABLES[PREFIX + "policies"], now=datetime(2026, 12, 1, tzinfo=UTC))
    assert VARIABLES[PREFIX + "report_formats"] == list(FORMATS)


def test_every_file_that_the_guide_names_is_written() -> None:
    named = set(re.findall(rf"\b{DIR}/{NAME}[\w.]*\b", GUIDE.read_text(encoding="utf-8")))
    assert named <= WRITTEN
    assert len(named) == 4


def test_the_ci_files_publish_reports_of_failed_audits() -> None:
    steps = yaml.safe_load(RECIPES[".github/workflows/audit.yml"])["jobs"]["audit"]["steps"]
    (number,) = [index for index, step in enumerate(steps) if "sparkops.athena.audit" in step.get("run", "")]
    assert len(steps) > number + 2
    assert all(step["if"] == "always()" for step in steps[number + 1 :])
    gitlab = yaml.safe_load(RECIPES[".gitlab-ci.yml"])["audit"]
    assert gitlab["artifacts"]["when"] == gitlab["cache"]["when"] == "always"
    assert gitlab["artifacts"]["reports"]["junit"] in WRITTEN
    assert re.search(r"post \{\s+always \{\s+junit 'reports/production.junit.xml'", RECIPES["Jenkinsfile"])


def selectors(node: Any) -> Iterator[Any]:
    """Every selector of series in an expression."""
    if isinstance(node, promql_parser.VectorSelector):
        yield node
    for name in ("expr", "lhs", "rhs"):
        if hasattr(node, name):
            yield from selectors(getattr(node, name))
    for argument in getattr(node, "args", None) or ():
        yield from selectors(argument)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_alerts_select_series_that_are_written(rule: dict[str, Any]) -> None:
    report = reports.typical() | {"target": NAME}
    report["summary"]["changes"] = dict.fromkeys(("new", "changed", "persisting", "fixed", "gone", "unknown"), 0)
    written = assert_prometheus(FORMATS["prometheus"].render(report))
    found = list(selectors(promql_parser.parse(rule["expr"])))
    assert found
    for selector in found:
        labels = [dict(labels) for name, labels in written if name == selector.name]
        wanted = [(matcher.name, matcher.value) for matcher in selector.matchers.matchers]
        matching = [each for each in labels if all(re.fullmatch(value, each[name]) for name, value in wanted)]
        assert matching, rule["expr"]


def test_the_artifacts_are_those_that_the_role_sets() -> None:
    (handed,) = yaml.safe_load(RECIPES["artifacts"])["athena_audit"].values()
    variables = yaml.safe_load((ROOT / "roles/athena_session_assert/vars/main.yml").read_text(encoding="utf-8"))
    stats = variables["__athena_session_assert_stats"]
    assert handed.keys() == stats.keys()
    assert handed["changes"].keys() == stats["changes"].keys() == handed["summary"]["changes"].keys()
    made = reports.typical()["summary"].keys()
    assert handed["summary"].keys() == made | {"changes"}
