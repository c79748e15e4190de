"""A URL's user and password are shown by no result, whatever it says, and are in no log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ansible.module_utils.basic import AnsibleModule

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import ONCE
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import fleet, session

Printed = Callable[..., str]
CREDENTIALS = "us3r-of-endpoint:p4ss-of-endpoint"


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"session_ids": ["s1"]}, '"session_id": "s1"'),
        ({"session_ids": [""]}, "has 0 characters"),
        ({"session_id": "s1"}, "Unsupported parameters"),
        ({"session_ids": ["s1"], "on_unreadable": "maybe"}, "value of on_unreadable must be one of"),
        ({"session_ids": ["s1"], "endpoint_url": f"http://{CREDENTIALS}@127.0.0.1:9"}, "Could not connect"),
        ({"session_ids": ["s1"], "endpoint_url": f"http://{CREDENTIALS}@127.0.0.1:9/x?y#z"}, "Could not connect"),
        ({"session_ids": ["s1"], "endpoint_url": f"http://{CREDENTIALS}/#@127.0.0.1:9"}, "could not make the request"),
        ({"session_ids": ["s1"], "endpoint_url": f"nonsense://{CREDENTIALS}@"}, "nvalid endpoint"),
        (
            {"session_ids": ["s1"], "aws_config": {**ONCE, "proxies": {"http": f"http://{CREDENTIALS}@127.0.0.1:9"}}},
            "Failed to connect to proxy",
        ),
        (
            {"session_ids": ["s1"], "aws_config": {**ONCE, "proxies": f"http://{CREDENTIALS}@127.0.0.1:9"}},
            '"failed": true',
        ),
        ({"session_ids": ["s1"], "aws_config": {"nonsense": f"http://{CREDENTIALS}@127.0.0.1:9"}}, "nonsense"),
    ],
)
def test_no_user_and_no_password_of_a_url_is_shown(
    simulator: Simulator, printed: Printed, monkeypatch: pytest.MonkeyPatch, parameters: Any, words: str
) -> None:
    simulator.load(fleet(session("s1")))
    logged: list[Any] = []
    monkeypatch.setattr(AnsibleModule, "log", lambda _self, *given, **more: logged.append((given, more)))
    endpoint = simulator.url.replace("://", f"://{CREDENTIALS}@")
    output = printed(**{"endpoint_url": endpoint, **parameters})
    assert words in output
    assert "********@" in output
    assert logged or '"failed": true' in output
    for secret in CREDENTIALS.split(":"):
        assert secret not in output and secret not in str(logged)
