"""What the tests of the simulator share: calls, looked at closely, and a small fleet."""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError

import pytest
from botocore.exceptions import ClientError

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
CREDENTIAL = (
    "AWS4-HMAC-SHA256 Credential=testing/20261122/eu-west-1/athena/aws4_request, SignedHeaders=host, Signature=x"
)


def on_the_wire(
    simulator: Simulator, operation: str, body: bytes, authorization: str | None = CREDENTIAL
) -> tuple[int, Any, dict[str, Any]]:
    """Status, headers and JSON of a call that no botocore has looked at."""
    headers = {"X-Amz-Target": f"AmazonAthena.{operation}", "Content-Type": "application/x-amz-json-1.1"}
    if authorization:
        headers["Authorization"] = authorization
    request = urllib.request.Request(simulator.url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.headers, json.load(response)
    except HTTPError as error:
        return error.code, error.headers, json.load(error)


def refused(call: Any, **parameters: Any) -> tuple[str, str]:
    """The code and the message of the error that a call ends in."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


def ids(answer: dict[str, Any]) -> list[str]:
    return [one["SessionId"] for one in answer["Sessions"]]


def content(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def small(count: int = 7, **more: Any) -> dict[str, Any]:
    """A fleet of busy sessions s0 (the newest) to s6 in the work group ``spark``."""
    return {
        "now": NOW,
        "work_groups": [{"name": "spark", "engine_version": "PySpark engine version 3"}, {"name": "other",
                        "engine_version": "Apache Spark version 3.5"}, {"name": "sql"}],
        "sessions": [
            {"session_id": f"s{n}", "work_group": "spark", "Status": {"State": "BUSY", "StartDateTime": f"-{n}h"}}
            for n in reversed(range(count))
        ],
        **more,
    }  # fmt: skip
