"""A user and a password in `endpoint_url` or in a proxy's address: in no output on any verbosity, and in no log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator

USER, PASSWORD = "canary-user", "canary-password"
NOWHERE = f"http://{USER}:{PASSWORD}@127.0.0.1:9"
ONCE = {"retries": {"total_max_attempts": 1}}


def test_credentials_in_urls(ansible_playbook, demo_fleet: Simulator, tmp_path: Path) -> None:
    endpoint = demo_fleet.url.replace("://", f"://{USER}:{PASSWORD}@")
    reading: dict[str, dict[str, Any]] = {
        "works": {},
        "invalid": {"work_groups": ""},
        "misspelt": {"session_id": "one"},
        "unreachable": {"endpoint_url": NOWHERE},
        "proxied": {"aws_config": {**ONCE, "proxies": {"http": NOWHERE}}},
    }
    tasks = [
        {
            "name": name,
            "ignore_errors": name != "works",
            "sparkops.athena.athena_session_info": {
                **demo_fleet.connection,
                "endpoint_url": endpoint,
                "aws_config": ONCE,
                "work_groups": ["analytics-prod"],
                "on_unreadable": "report",
                **parameters,
            },
        }
        for name, parameters in reading.items()
    ]
    (tmp_path / "play.yml").write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]))
    settings = {"ANSIBLE_DISPLAY_TRACEBACK": "always", "ANSIBLE_LOG_PATH": str(tmp_path / "log")}
    output = ansible_playbook("-vvvvv", tmp_path / "play.yml", variables=settings).check().output
    log = (tmp_path / "log").read_text(encoding="utf-8")
    for words in ("work_groups[0]", "Unsupported parameters", "Could not connect to the endpoint URL", "proxy URL"):
        assert words in output
    for secret in (USER, PASSWORD):
        assert secret not in output.replace("\n", "")
        assert secret not in log.replace("\n", "")
