"""Connections: amazon.aws's parameters, by their own names, and no word of their values."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.connection import (
    connection_arguments,
    parameter_names,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems

RETRIES = {"retries": {"max_attempts": 1}}

TAKEN = [
    ({}, {}),
    ({"connection": {}}, {}),
    ({"session_ids": ["x"], "region": "eu-west-1"}, {"region": "eu-west-1"}),
    (
        {"connection": {"aws_region": "a", "aws_access_key_id": "A", "aws_config": RETRIES}},
        {"region": "a", "access_key": "A", "aws_config": RETRIES},
    ),
    ({"connection": '{"profile": "audit"}'}, {"profile": "audit"}),
    # What the defaults of an action group say, by whatever name, gives way to the connection.
    ({"aws_region": "a", "connection": {"region": "b"}}, {"region": "b"}),
    ({"region": "a", "profile": "p", "connection": {"aws_region": "b"}}, {"region": "b", "profile": "p"}),
    ({"aws_region": "a", "region": "b"}, {"region": "b"}),
]

REFUSED = [
    ({"regoin": "eu-west-1"}, "'regoin', did you mean 'region'"),
    ({"region": "a", "aws_region": "b"}, "region and aws_region are one parameter"),
    ("secret_key=hush-5b1e", "must be a JSON object"),
    ('{"secret_key": "hush-5b1e"', "must be a JSON object"),
    ('["hush-5b1e"]', "must be a mapping"),
    ("", "must be a JSON object"),
    (5, "must be a mapping"),
    (["hush-5b1e"], "must be a mapping"),
    ({"secret_kye": "hush-5b1e"}, "did you mean 'secret_key'"),
]


@pytest.mark.parametrize(("given", "arguments"), TAKEN)
def test_parameters_by_their_own_names(given: dict[str, Any], arguments: dict[str, Any]) -> None:
    problems = Problems()
    assert connection_arguments(given, problems) == arguments
    assert problems.found == []


@pytest.mark.parametrize(("connection", "message"), REFUSED)
def test_anything_else_is_refused_and_not_repeated(connection: object, message: str) -> None:
    problems = Problems()
    connection_arguments({"connection": connection}, problems)
    told = "\n".join(map(str, problems.found))
    assert message in told
    assert "hush" not in told
    assert {problem.pointer for problem in problems.found} == {"/connection"}


def test_amazon_aws_is_asked_for_the_names() -> None:
    names = parameter_names()
    assert names["aws_session_token"] == "session_token"
    assert {"region", "profile", "access_key", "secret_key", "endpoint_url", "validate_certs"} <= names.keys()
