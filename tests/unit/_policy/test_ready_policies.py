# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ready policies: each rule for both generations of the engine, packs.yml, and the packs' parameters."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.sparkops.athena.plugins.module_utils._athena.derived import derive
from ansible_collections.sparkops.athena.plugins.plugin_utils._action.pack_files import all_packs, with_packs
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE = Path(__file__).parent
SESSIONS = yaml.safe_load((HERE.parent / "cases" / "sessions.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((HERE / "packs.yml").read_text(encoding="utf-8"))
POLICIES = {policy["name"]: policy for pack in all_packs().values() for policy in pack["policies"]}
OUTCOMES = {"compliant": "holds", "drifted": "drift", "unverified": "unverified"}
PARAMETERS = {parameter: name for name, pack in all_packs().items() for parameter in pack["parameters"]}


def session(engine: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A session of cases/sessions.yml with these values."""
    made = copy.deepcopy(SESSIONS[engine])
    for key, value in changes.items():
        path = key.split("/")[1:] if key.startswith("/") else ["properties", key]
        tree = made
        if path[0] == "properties":
            configuration = made["engine_configuration"]
            tree = configuration.get("spark_properties") or configuration["classifications"][0]["properties"]
        else:
            for token in path[:-1]:
                tree = tree.setdefault(token, {})
        tree.pop(path[-1], None)
        if value is not None:
            tree[path[-1]] = value
    return made | {"derived": derive(made, NOON)}


def outcome(policy: Mapping[str, Any], one: dict[str, Any]) -> str:
    """What a policy says of a session."""
    report = audit(sessions=[one], policies=[policy], now=NOON)
    return OUTCOMES[report["verdict"]] if report["policies"][0]["sessions"] else "unapplied"


def cases() -> Iterator[Any]:
    """Every rule, generation and set of changes, with what the rule should say."""
    for name, engines in RULES.items():
        for engine, wanted in engines.items():
            if wanted == "unapplied":
                yield pytest.param(name, engine, {}, "unapplied", id=f"{name} {engine} unapplied")
                continue
            lacking = dict.fromkeys(wanted["holds"][0])
            told = [("holds", one) for one in wanted["holds"]] + [("drift", one) for one in wanted["fails"]]
            told += [("unverified", one) for one in wanted.get("unverified", [])]
            for number, (said, changes) in enumerate([*told, (wanted["absent"], lacking)]):
                yield pytest.param(name, engine, changes, said, id=f"{name} {engine} {number} {said}")


@pytest.mark.parametrize(("name", "engine", "changes", "said"), list(cases()))
def test_rule(name: str, engine: str, changes: Mapping[str, Any], said: str) -> None:
    assert outcome(POLICIES[name], session(engine, changes)) == said


def test_every_rule_is_in_the_table_for_both_generations() -> None:
    assert {name: set(engines) for name, engines in RULES.items()} == {
        name: {"pyspark", "spark35"} for name in POLICIES
    }


@pytest.mark.parametrize("name", POLICIES)
def test_every_rule_says_why_what_to_do_and_whom_it_serves(name: str) -> None:
    assert all(POLICIES[name].get(option) for option in ("description", "remediation", "controls"))
    assert any(name.startswith(f"{pack}-") for pack in all_packs())


VALUES = {
    "allowed_engine_versions": ["Apache Spark version 3.5"],
    "allowed_extensions": ["com.example.Own"],
    "allowed_jars": ["s3://a/b.jar"],
    "allowed_packages": ["org.example:a:1"],
    "allowed_repositories": ["https://example.com"],
    "allowed_roles": ["arn:aws:iam::123456789012:role/athena-spark"],
    "log_groups": ["/own"],
    "log_kms_keys": ["alias/own"],
    "log_location": "s3://own/.*",
    "maximum_age_seconds": 60,
    "maximum_dpus": 8,
    "maximum_executors": 8,
    "maximum_idle_seconds": 60,
    "maximum_idle_timeout_seconds": 60,
    "result_encryption_options": ["CSE_KMS"],
    "result_kms_keys": ["alias/own"],
}


def chosen(packs: Any, parameters: Any = None, policies: Any = None) -> tuple[Any, list[str]]:
    """The policies of these parameters, and the mistakes in them."""
    problems = Problems()
    given = {"packs": packs, "pack_parameters": parameters, "policies": policies}
    found = with_packs({name: value for name, value in given.items() if value is not None}, problems)
    return found, [str(problem) for problem in problems.found]


def test_every_parameter_has_a_value_here() -> None:
    assert set(VALUES) == set(PARAMETERS)


@pytest.mark.parametrize("parameter", VALUES)
def test_a_parameter_takes_the_place_of_its_default_and_of_nothing_else(parameter: str) -> None:
    pack = PARAMETERS[parameter]
    told, problems = chosen([pack], {parameter: VALUES[parameter]})
    assert problems == []
    assert audit(sessions=[session("spark35", {})], policies=told, now=NOON)["policies"]
    places = all_packs()[pack]["parameters"][parameter]["sets"]
    changed = {policy["name"] for policy in told if policy != POLICIES[policy["name"]]}
    assert changed == {place["policy"] for place in places}
    assert [policy["name"] for policy in told] == [policy["name"] for policy in all_packs()[pack]["policies"]]


def test_what_is_allowed_holds() -> None:
    told, _problems = chosen(["supply-chain"], {"allowed_packages": ["org.example:a:1", "org.example:b:2"]})
    [packages] = (policy for policy in told if policy["name"] == "supply-chain-packages")
    assert outcome(packages, session("pyspark", {})) == "holds"
    assert outcome(packages, session("pyspark", {"spark.jars.packages": "org.example:c:3"})) == "drift"
    assert outcome(packages, session("pyspark", {"spark.jars.packages": None})) == "holds"


def test_packs_stand_behind_own_policies() -> None:
    own = {"name": "own", "expect": {"region": "eu-west-1"}}
    told, problems = chosen("cost, hygiene", None, [own])
    assert problems == []
    assert [policy["name"] for policy in told[:2]] == ["own", "cost-dpus"]
    assert {policy["name"].split("-")[0] for policy in told} == {"own", "cost", "hygiene"}


def test_without_packs_nothing_is_added() -> None:
    assert chosen(None) == (None, [])
    assert chosen(None, None, []) == ([], [])


MISTAKES = """
/packs/0: unknown policy pack 'encryptoin', did you mean 'encryption'?
/packs: must be a list of packs, which are cost, encryption, hygiene, logging, supply-chain, not the integer 7
/pack_parameters/maximum_dpu: unknown parameter of the chosen packs 'maximum_dpu', did you mean 'maximum_dpus'?
/pack_parameters/allowed_roles: is a parameter of the policy pack hygiene, which is not chosen
/pack_parameters/maximum_dpus: must be a whole number, not the text 'many'
/pack_parameters/allowed_roles: must be a list, not the text 'x'
/pack_parameters/log_location: must be a text, not the integer 1
/pack_parameters: must be a mapping of the packs' parameters, not
""".strip().splitlines()
GIVEN = [
    (["encryptoin"], None),
    (7, None),
    (["cost"], {"maximum_dpu": 8}),
    (["cost"], {"allowed_roles": []}),
    (["cost"], {"maximum_dpus": "many"}),
    (["hygiene"], {"allowed_roles": "x"}),
    (["logging"], {"log_location": 1}),
    (["cost"], ["maximum_dpus"]),
]


@pytest.mark.parametrize(("given", "told"), list(zip(GIVEN, MISTAKES, strict=True)), ids=MISTAKES)
def test_mistakes_are_named(given: tuple[Any, Any], told: str) -> None:
    _policies, problems = chosen(*given)
    assert [problem[: len(told)] for problem in problems] == [told]


def test_the_guide_has_every_policy_and_every_parameter_with_its_default() -> None:
    page = HERE.parents[2] / "docs" / "docsite" / "rst" / "guide_packs.rst"
    guide = " ".join(page.read_text(encoding="utf-8").split())
    for pack in all_packs().values():
        for policy in pack["policies"]:
            warning = " (warning)" if policy.get("severity") == "warning" else ""
            controls = ", ".join(policy["controls"])
            assert f"``{policy['name']}``{warning} {policy['description']} Serves {controls}." in guide
        for name, parameter in pack["parameters"].items():
            default = yaml.safe_dump(default_of(parameter), default_flow_style=True, width=1000).strip()
            assert f"``{name}`` {parameter['description']} By default ``{default}``." in guide


def default_of(parameter: Mapping[str, Any]) -> Any:
    """What stands in the places of a parameter: the same in all of them, but for whether it may be absent."""
    found = []
    for place in parameter["sets"]:
        node = POLICIES[place["policy"]]["expect"]
        for token in place["pointer"].split("/")[1:]:
            node = node[token]
        found.append({key: its for key, its in node.items() if key != "or_absent"})
    assert all(node == found[0] for node in found)
    return found[0]
