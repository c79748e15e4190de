"""Keys of a connection are in no output: no callback, log, junit file or runner artifact, vaulted or not.

Each run has a target whose audit passes and one whose audit fails, each with plain and with vaulted keys.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from integration.conftest import BIN, environment

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

FLEET = Path(__file__).parent / "targets" / "setup_athena_session_assert" / "files" / "fleet.yml"
PREFIX = "athena_session_assert_"
SLOW = pytest.mark.slow  # 15 s a run
CANARIES = {
    "access_key": "AKIACANARY7PLAIN0001",
    "secret_key": "canary-secret-Zq8/x+plain-0002",
    "session_token": "canary-token-Kw3=plain-0003",
}
VAULT_PASSWORD = "open sesame"
TARGETS = {f"{case}-{kind}" for case in ("passes", "drifts", "fails", "refused") for kind in ("plain", "vaulted")}
# The pattern of a play is no variable of a host, so that the inventory cannot hold it.
EVERY_TARGET = f"-e {PREFIX}hosts=targets"

# Every callback that writes to the terminal, of ansible-core and of the collections that the community package carries.
STDOUT = [
    "ansible.builtin.default",
    "ansible.builtin.minimal",
    "ansible.builtin.oneline",
    "ansible.posix.debug",
    "ansible.posix.json",
    "ansible.posix.jsonl",
    "community.general.counter_enabled",
    "community.general.dense",
    "community.general.diy",
    "community.general.null",
    "community.general.print_task",
    "community.general.selective",
    "community.general.tasks_only",
    "community.general.unixy",
]
# Those that write elsewhere, beside any of these.
BESIDE = ["ansible.builtin.junit", "ansible.builtin.tree", "community.general.log_plays", "ansible.posix.profile_tasks"]


class Vaulted(str):
    """A text that is written as `!vault`."""


class Dumper(yaml.SafeDumper):
    """Knows vaulted text."""


Dumper.add_representer(Vaulted, lambda dumper, text: dumper.represent_scalar("!vault", str(text), style="|"))


def forms(secret: str) -> set[str]:
    """How a secret could be written."""
    encoded = base64.b64encode(secret.encode()).decode()
    return {secret, json.dumps(secret)[1:-1], quote(secret, safe=""), encoded, secret[4:-4]}


def vaulted(value: str, password_file: Path) -> Vaulted:
    command = [str(BIN / "ansible-vault"), "encrypt_string", "--vault-password-file", str(password_file), value]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Vaulted("\n".join(line.strip() for line in text.splitlines()[1:] if line.strip()) + "\n")


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running(FLEET) as simulator:
        yield simulator


@pytest.fixture(scope="module")
def inventory(simulator: Simulator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the targets and the password of their vault."""
    folder = tmp_path_factory.mktemp("inventory")
    password_file = folder / "password"
    password_file.write_text(VAULT_PASSWORD)
    encrypted = {name: vaulted(secret, password_file) for name, secret in CANARIES.items()}
    hosts: dict[str, dict[str, Any]] = {}
    for kind, keys in (("plain", CANARIES), ("vaulted", encrypted)):
        connection = {"region": simulator.region, "endpoint_url": simulator.url, **keys}
        hosts[f"passes-{kind}"] = {PREFIX + "connection": connection, PREFIX + "work_groups": ["good"]}
        hosts[f"drifts-{kind}"] = {PREFIX + "connection": connection, PREFIX + "work_groups": ["bad"]}
        nobody = {
            **connection,
            "endpoint_url": "http://127.0.0.1:9",
            "aws_config": {"retries": {"total_max_attempts": 1}},
        }
        hosts[f"fails-{kind}"] = {PREFIX + "connection": nobody}
        misspelt = {**{f"{name}x": secret for name, secret in keys.items()}, "region": simulator.region}
        hosts[f"refused-{kind}"] = {PREFIX + "connection": misspelt}
    shared = {
        PREFIX + "expected": {"derived": {"spark_properties": {"spark.network.crypto.enabled": True}}},
        PREFIX + "explain": True,
    }
    groups = {"all": {"children": {"targets": {"hosts": hosts}}, "vars": shared}}
    (folder / "hosts.yml").write_text(yaml.dump(groups, Dumper=Dumper))
    return folder


def assert_no_canary(texts: dict[str, str]) -> None:
    found = {
        f"{name}: {place}"
        for place, text in texts.items()
        for name, secret in CANARIES.items()
        for form in forms(secret)
        if form in text
    }
    assert not found


def files_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("verbosity", [pytest.param([], id="quiet", marks=SLOW), pytest.param(["-vvv"], id="verbose")])
@pytest.mark.parametrize("callback", [STDOUT[0], *(pytest.param(name, marks=SLOW) for name in STDOUT[1:])])
def test_no_callback_shows_keys(
    callback: str, verbosity: list[str], ansible_playbook: Any, inventory: Path, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    variables = {
        "ANSIBLE_STDOUT_CALLBACK": callback,
        "ANSIBLE_CALLBACKS_ENABLED": ",".join(BESIDE),
        "ANSIBLE_LOG_PATH": str(written / "ansible.log"),
        "ANSIBLE_LOG_FOLDER": str(written / "plays"),
        "ANSIBLE_CALLBACK_TREE_DIR": str(written / "tree"),
        "JUNIT_OUTPUT_DIR": str(written / "junit"),
        "ANSIBLE_VAULT_PASSWORD_FILE": str(inventory / "password"),
    }
    written.mkdir()
    command = ["-i", inventory / "hosts.yml", "sparkops.athena.audit", *EVERY_TARGET.split(), "--diff", *verbosity]
    run = ansible_playbook(*command, variables=variables).check(2)
    files = files_below(written)
    assert {"ansible.log"} < files.keys()
    assert any(name.startswith("junit/") for name in files)
    assert any(name.startswith("plays/") for name in files)
    assert {f"tree/{target}" for target in TARGETS} <= files.keys()
    assert_no_canary({callback: run.output, **files})


@SLOW
@pytest.mark.parametrize("verbosity", [0, 3], ids=["quiet", "verbose"])
def test_no_artifact_of_ansible_runner_has_keys(verbosity: int, inventory: Path, tmp_path: Path) -> None:
    private = tmp_path / "private"
    (private / "project").mkdir(parents=True)
    command = [
        str(BIN / "ansible-runner"), "run", str(private), "--inventory", str(inventory / "hosts.yml"),
        "--playbook", "sparkops.athena.audit", "--ident", "audit", "--cmdline", EVERY_TARGET,
        *(["-" + "v" * verbosity] if verbosity else []),
    ]  # fmt: skip
    variables = {**environment(tmp_path / "home"), "ANSIBLE_VAULT_PASSWORD_FILE": str(inventory / "password")}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=300)
    artifacts = files_below(private / "artifacts")
    events = [json.loads(text) for name, text in artifacts.items() if "/job_events/" in name]
    assert {event.get("event_data", {}).get("host") for event in events} >= TARGETS, done.stdout + done.stderr
    assert artifacts["audit/rc"] == "2", done.stdout[-3000:] + done.stderr[-3000:]
    assert_no_canary({"stdout": done.stdout, "stderr": done.stderr, **artifacts})
