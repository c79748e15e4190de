"""Thirty secrets in sessions, work groups, declarations and the connection: none may leave a run of the audit.

Every run is `-vvv --diff` and logs to a file. A secret is looked for as it is, in pieces, across the breaks of wrapped
lines, and as JSON, HTML, URLs and Base64 would write it.
"""

from __future__ import annotations

import base64
import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from support.seeded import (
    FLEET,
    NAMES,
    OTHERS,
    PATTERN,
    SECRET_KEY,
    SECRETS,
    SESSION_TOKEN,
    SETTINGS,
    SOME,
    shown,
    where,
)

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS
from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

pytestmark = pytest.mark.slow

PREFIX = "athena_session_assert_"
WHOLE = {"changed": False, "region": "eu-west-1", "unreadable": [], "work_groups": []}

# --- What is declared about them


def _declared(settings: Mapping[str, str]) -> dict[str, Any]:
    """An expectation of each kind for these settings, some of which would hold and some not."""
    kinds: list[Any] = [
        lambda secret: secret,
        lambda secret: {"eq": secret[::-1] + secret},
        lambda secret: {"in": [secret, "other"]},
        lambda secret: {"not_in": [secret]},
        lambda secret: {"match": re.escape(secret)},
        lambda secret: {"not_match": f"{re.escape(secret)}.*"},
        lambda secret: {"ne": secret, "present": True},
        lambda secret: {"contains": [secret]},
        lambda _secret: {"present": False},
    ]
    return {name: kinds[index % len(kinds)](secret) for index, (name, secret) in enumerate(settings.items())}


def _waiver(policy: str, **more: Any) -> dict[str, Any]:
    return {"policy": policy, "reason": "accepted", "owner": "platform", "expires": "2999-12-31", **more}


TOKEN = NAMES[2]
DECLARED: dict[str, Any] = {
    "expected": {"derived": {"spark_properties": _declared(SETTINGS)}},
    "policies": [
        {
            "name": "nothing else",
            "exhaustive": True,
            "expect": {"engine_configuration": {"spark_properties": _declared(OTHERS)}},
        },
        {
            "name": "other maps",
            "severity": "warning",
            "expect": {
                "engine_configuration": {
                    "additional_configs": _declared(SOME),
                    "classifications": [{"name": "spark-env", "properties": _declared(OTHERS)}],
                }
            },
        },
        {
            "name": "only some",
            "applies_to": {"derived": {"spark_properties": {TOKEN: SECRETS[TOKEN]}}},
            "expect": {"engine_configuration": {"present": False}},
        },
        {"name": "no engine", "expect": {"engine_configuration": {"present": False}}},
    ],
    "waivers": [
        _waiver("expected", pointer=f"/derived/spark_properties/{TOKEN}", actual=SECRETS[TOKEN]),
        _waiver("expected", actual=SECRETS[NAMES[0]]),
        _waiver("nothing else", pointer="/engine_configuration/classifications", actual=SECRETS[NAMES[1]]),
        _waiver("misspelt", actual=SECRETS[NAMES[3]], expires="2020-01-01"),
        _waiver("no engine", pointer="/engine_configuration", actual={"spark_properties": SECRETS}),
        _waiver("other maps", applies_to={"derived": {"spark_properties": {NAMES[6]: SECRETS[NAMES[6]]}}}),
    ],
    "labels": {"team": "platform", **SECRETS},
    "redact_pattern": PATTERN,
}


def _wrong(settings: Mapping[str, str]) -> dict[str, Any]:
    """A mistake of each kind in what is declared of these settings."""
    kinds: list[Any] = [
        lambda secret: {"mtch": secret},
        lambda secret: {secret: None},
        lambda secret: {"match": f"[{secret}"},
        lambda secret: {"match": f"(?P<{secret}>x)"},
        lambda secret: [[secret]],
        lambda secret: {"le": secret},
        lambda secret: {"eq": secret, "in": [f"{secret}x"]},
        lambda secret: {"eq": {"value": secret}},
        lambda secret: {"contains": {secret: 1}},
        lambda secret: {"present": secret},
    ]
    return {name: kinds[index % len(kinds)](secret) for index, (name, secret) in enumerate(settings.items())}


def _mistakes() -> dict[str, Any]:
    """Declarations of which nothing is right: every mistake that is told, about secrets."""
    secrets = [*SECRETS.items()]
    texts = [f"{name}={secret}" for name, secret in secrets] + [secret for _name, secret in secrets]
    return {
        "expected": {
            "EngineConfiguration": {"SparkProperties": SECRETS},
            "derived": {"spark_properties": _wrong(SECRETS), "spark_propertis": SECRETS},
            "engine_configuration": {
                "spark_properties": texts[0],
                "additional_configs": texts[30],
                "classifications": texts[1],
            },
        },
        "policies": [
            texts[2],
            {"name": "list", "expect": [SECRETS]},
            {"name": "text", "expect": texts[3], "applies_to": texts[31], "severity": "high"},
            {"name": "twice", "expect": {"engine_configuration": {"classifications": [texts[4], texts[32]]}}},
            {"name": "twice", "expect": {"engine_configuration": {"classifications": {"spark-env": texts[5]}}}},
        ],
        "waivers": [
            texts[6],
            {"policy": "list", "actual": texts[7]},
            _waiver("list", actul=SECRETS, applies_to=texts[33]),
        ],
        "labels": {NAMES[0]: [SECRETS[NAMES[0]]], "all": SECRETS},
        "redact_pattern": PATTERN,
    }


# --- The runs


def _variables(**given: Any) -> dict[str, Any]:
    common = {"report_dir": "reports", "explain": True}
    return {PREFIX + name: value for name, value in {**common, **given}.items()}


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running(FLEET) as simulator:
        yield simulator


@pytest.fixture
def targets(simulator: Simulator) -> dict[str, dict[str, Any]]:
    """A target for each way to go right or wrong."""
    connection = {
        "endpoint_url": simulator.url,
        "region": simulator.region,
        "access_key": "testing",
        "secret_key": SECRET_KEY,
        "session_token": SESSION_TOKEN,
    }
    read = {"connection": connection, "work_groups": ["notebooks", "lake"]}
    nowhere = {**connection, "endpoint_url": "http://127.0.0.1:9", "aws_config": {"retries": {"total_max_attempts": 1}}}
    text = "; ".join(f"{name}={secret}" for name, secret in SECRETS.items())
    return {
        "drifted": _variables(**DECLARED, **read, report_formats=list(FORMATS)),
        "mistaken": _variables(**_mistakes(), **read),
        "texts": _variables(expected=text, policies=text, waivers=text, labels=text, results=text),
        "lists": _variables(expected=[SECRETS], policies=SECRETS, labels=[SECRETS], waivers=SECRETS, results=[text]),
        "broken": _variables(expected=DECLARED["expected"], results={**WHOLE, "sessions": [text, [SECRETS]]}),
        "troubled": _variables(**DECLARED, connection=connection, work_groups=["troubled", "unlistable"]),
        "nowhere": _variables(**DECLARED, connection=nowhere, report_formats=list(FORMATS)),
        "misspelt": _variables(**DECLARED, connection={"secret_kye": SECRET_KEY, "region": SESSION_TOKEN}),
        "unquoted": _variables(**DECLARED, session_ids=[], connection={**connection, "secret_key": [SECRET_KEY]}),
        "cut": _variables(**DECLARED, connection=json.dumps(connection)[:-1]),
    }


@pytest.fixture
def audit(ansible_playbook, targets, tmp_path: Path):
    """Runs the audit of targets and returns everything it told, whole."""

    def run(*arguments: str, names: tuple[str, ...] = (), variables: Mapping[str, str] | None = None) -> str:
        hosts = {name: targets[name] for name in names or targets}
        inventory = {"all": {"children": {"targets": {"hosts": hosts}}}}
        (tmp_path / "inventory.json").write_text(json.dumps(inventory))
        command = ["-i", "inventory.json", "sparkops.athena.audit", "-e", f"{PREFIX}hosts=targets", "-vvv", "--diff"]
        log = {"ANSIBLE_LOG_PATH": str(tmp_path / "ansible.log"), "ANSIBLE_FORKS": "3"}
        run = ansible_playbook(*command, *arguments, variables={**log, **(variables or {})}).check(2)
        return run.output + _written(tmp_path)

    return run


def _written(folder: Path) -> str:
    """The content of every file that a run left."""
    files = [folder / "ansible.log", *folder.glob("reports/*"), *folder.glob("captured/*")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize(
    "write",
    [
        str,
        lambda secret: secret[:25],
        lambda secret: "".join(reversed(secret)),
        lambda secret: json.dumps({"msg": json.dumps(secret)}),
        lambda secret: quote(secret, safe=""),
        lambda secret: base64.b64encode(f"x{secret}y".encode()).decode(),
        lambda secret: "\n".join(textwrap.wrap(f"    actual    {secret}", 26, subsequent_indent=" " * 14)),
    ],
    ids=["as it is", "cut", "reversed", "JSON in JSON", "URL", "Base64", "wrapped"],
)
def test_a_secret_is_found_however_it_is_written(write) -> None:
    assert [shown(f"before {write(secret)} after") for secret in SECRETS.values()] == [[name] for name in NAMES]
    assert shown("*********(redacted)") == []


TOLD = (
    "DRIFTED",
    "mistakes in the parameters",
    "Validation of arguments failed",
    "a mapping is needed here, not text",
    "a session is a mapping, not text",
    "characters that are not shown",
    "access_denied",
    "Could not connect to the endpoint URL",
    "unknown connection parameter",
    "a text must be a JSON object",
)


@pytest.mark.parametrize("arguments", [[], ["--check"]], ids=["json", "check mode, yaml"])
def test_the_audit_tells_no_secret(audit, tmp_path: Path, arguments: list[str]) -> None:
    formats = {"ANSIBLE_CALLBACK_RESULT_FORMAT": "yaml"} if arguments else None
    told = audit(*arguments, variables=formats)
    if not arguments:
        written = {path.name for path in (tmp_path / "reports").iterdir()}
        assert written >= {f"drifted.{each.suffix}" for each in FORMATS.values()} | {"nowhere.junit.xml", "merged.html"}
    missing = [words for words in TOLD if words not in " ".join(told.split())]
    assert not missing, "what was to go wrong did not"
    assert not shown(told), where(told)


def test_without_redaction_the_sessions_values_are_told(audit) -> None:
    told = audit("-e", f"{PREFIX}redact=false", names=("drifted",))
    # Ansible itself blanks those of the connection.
    assert {*NAMES} - {NAMES[4], NAMES[5]} <= {*shown(told)}


CALLER = """
- hosts: localhost
  gather_facts: false
  vars:
    ansible_python_interpreter: "{{ ansible_playbook_python }}"
  module_defaults:
    sparkops.athena.athena_session_info: "{{ athena_session_assert_connection }}"
  tasks:
    - name: Capture
      ansible.builtin.include_role:
        name: sparkops.athena.athena_session_assert
        tasks_from: capture
      vars:
        athena_session_assert_baseline_path: captured/baseline.yml
        athena_session_assert_work_groups: [notebooks]

    - name: Read in the clear, and tell nothing
      sparkops.athena.athena_session_info:
        work_groups: [notebooks, lake]
        redact: false
      register: clear
      no_log: true

    - name: Compare what was read
      sparkops.athena.athena_session_drift:
        results: "{{ clear }}"
        expected: "{{ athena_session_assert_expected }}"
        policies: "{{ athena_session_assert_policies }}"
        waivers: "{{ athena_session_assert_waivers }}"
        labels: "{{ athena_session_assert_labels }}"
        redact_pattern: "{{ athena_session_assert_redact_pattern }}"
      register: drift

    - name: Tell in other ways
      ansible.builtin.debug:
        msg:
          - "{{ drift.report | sparkops.athena.report_text }}"
          - "{{ clear.sessions | sparkops.athena.session_baseline }}"

    - name: Let a test fail
      ansible.builtin.assert:
        that: clear.sessions[0] is sparkops.athena.conforming_to(declarations[0])
      ignore_errors: true

    - name: Let a test meet mistakes
      ansible.builtin.assert:
        that: clear.sessions[0] is sparkops.athena.conforming_to(declarations[1])
      ignore_errors: true

    - name: Give what is no session
      sparkops.athena.athena_session_drift:
        sessions: "{{ clear.sessions | map('string') }}"
        expected: "{{ declarations[1] }}"
      ignore_errors: true

    - name: Have the role judge what was read
      ansible.builtin.include_role:
        name: sparkops.athena.athena_session_assert
      vars:
        athena_session_assert_results: "{{ clear }}"
"""


def test_what_is_read_in_the_clear_is_told_by_nothing_else(ansible_playbook, targets, tmp_path: Path) -> None:
    known = {name: secret for name, secret in SECRETS.items() if name != NAMES[-1]}  # the test takes no pattern
    variables = dict(targets["drifted"])
    del variables[f"{PREFIX}work_groups"]  # excludes results
    variables["declarations"] = [
        {"engine_configuration": {"spark_properties": _declared(known)}},
        {"engine_configuration": {"spark_properties": _wrong(known)}},
    ]
    (tmp_path / "variables.json").write_text(json.dumps(variables))
    (tmp_path / "caller.yml").write_text(CALLER)
    log = {"ANSIBLE_LOG_PATH": str(tmp_path / "ansible.log")}
    told = ansible_playbook("caller.yml", "-e", "@variables.json", "-vvv", "--diff", variables=log).check(2)
    assert "DRIFTED" in told.output
    assert "present: true" in (tmp_path / "captured" / "baseline.yml").read_text()
    everything = told.output + _written(tmp_path)
    assert not shown(everything), where(everything)
