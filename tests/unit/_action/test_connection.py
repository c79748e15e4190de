"""Connections: amazon.aws's parameters, by their own names, and no word of their values."""

from __future__ import annotations

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.connection import (
    InvalidConnection,
    connection_parameters,
    parameter_names,
)


def test_aliases_become_the_parameters_own_names() -> None:
    given = {"aws_region": "eu-west-1", "aws_access_key_id": "A", "aws_config": {"retries": {"max_attempts": 1}}}
    expected = {"region": "eu-west-1", "access_key": "A", "aws_config": {"retries": {"max_attempts": 1}}}
    assert connection_parameters(given) == expected


def test_json_text_is_taken() -> None:
    assert connection_parameters('{"profile": "audit"}') == {"profile": "audit"}


def test_none_is_the_empty_connection() -> None:
    assert connection_parameters(None) == {}


def test_amazon_aws_is_asked_for_the_names() -> None:
    names = parameter_names()
    assert names["aws_session_token"] == "session_token"
    assert {"region", "profile", "access_key", "secret_key", "endpoint_url", "validate_certs"} <= names.keys()


def test_a_misspelling_is_told_with_the_nearest_name() -> None:
    with pytest.raises(InvalidConnection, match="'regoin', did you mean 'region'"):
        connection_parameters({"regoin": "eu-west-1"})


def test_one_parameter_by_two_names_is_refused() -> None:
    with pytest.raises(InvalidConnection, match="region and aws_region are one parameter"):
        connection_parameters({"region": "a", "aws_region": "b"})


@pytest.mark.parametrize(
    "connection", ["secret_key=hush-5b1e", '{"secret_key": "hush-5b1e"', '["hush-5b1e"]', "", 5, ["hush-5b1e"]]
)
def test_what_is_no_mapping_is_refused_and_not_repeated(connection: object) -> None:
    with pytest.raises(InvalidConnection) as caught:
        connection_parameters(connection)
    assert "hush" not in str(caught.value)
