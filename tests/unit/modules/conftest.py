"""Runs the module's main() in this process, against the simulator: only the wire is not the real one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ansible.module_utils.testing import patch_module_args

from ansible_collections.sparkops.athena.plugins.modules.athena_session_info import main
from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running

Run = Callable[..., dict[str, Any]]

#: One try, so that faults do not cost the pauses between tries.
ONCE = {"retries": {"total_max_attempts": 1}}


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    with running({"work_groups": [], "sessions": []}) as simulator:
        yield simulator


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")


@pytest.fixture
def printed(simulator: Simulator, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    """Call the module with these parameters and return what it prints."""

    def call(**parameters: Any) -> str:
        capsys.readouterr()
        given = {**simulator.connection, "aws_config": ONCE, **parameters}
        with patch_module_args(given), pytest.raises(SystemExit):
            main()
        return capsys.readouterr().out

    yield call
    operations = {entry["operation"] for entry in simulator.log()}
    reading = {"GetSession", "GetWorkGroup", "ListSessions", "ListTagsForResource", "ListWorkGroups"}
    assert operations <= reading | {"GetCallerIdentity"}


@pytest.fixture
def run(printed: Callable[..., str]) -> Run:
    """Call the module with these parameters and return its result, without `invocation`."""

    def call(**parameters: Any) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(printed(**parameters))
        result.pop("invocation", None)
        return result

    return call
