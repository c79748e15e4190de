"""A response is Athena's, or it is refused before botocore makes something else of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.parsers import create_parser
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena.conversion import to_ansible
from ansible_collections.sparkops.athena.plugins.module_utils._athena.errors import UnexpectedResponseError
from ansible_collections.sparkops.athena.plugins.module_utils._athena.responses import (
    UNEXPECTED_ENTRIES,
    UnexpectedTypeError,
    check_response,
    parsed_by,
)
from ansible_collections.sparkops.athena.tests.unit.wire import MODEL, SESSION, answers, to_wire

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _nodes(tree: Any, shape: Any) -> list[tuple[Any, Any, Any]]:
    """Every place in a response: what holds it, its key there, and its shape."""
    kind, found = shape.type_name, []
    if kind == "structure":
        found = [(tree, name, shape.members[name]) for name in tree]
    elif kind == "map":
        found = [(tree, key, shape.value) for key in tree]
    elif kind == "list":
        found = [(tree, index, shape.member) for index in range(len(tree))]
    return found + [node for holder, key, inner in found for node in _nodes(holder[key], inner)]


@settings(max_examples=100, deadline=None)
@given(answers(), st.booleans())
def test_every_response_of_the_service_is_parsed_as_botocore_does(wire: Any, newer: bool) -> None:
    response = {"body": json.dumps(wire).encode(), "headers": {}, "status_code": 200}
    expected = create_parser("json").parse(response, SESSION)
    del expected["ResponseMetadata"]
    assert parsed_by(SESSION, wire | ({"Newer": {"Member": 1}, "Description": None} if newer else {})) == (
        {name: value for name, value in expected.items() if not newer or name != "Description"}
    )


@settings(max_examples=300, deadline=None)
@given(answers(whole=True), ANY_JSON, st.data())
def test_what_is_not_refused_comes_through_as_it_is(wire: Any, odd: Any, data: st.DataObject) -> None:
    holder, key, shape = data.draw(st.sampled_from(_nodes(wire, SESSION)))
    holder[key] = odd
    try:
        returned = to_ansible(parsed_by(SESSION, wire), SESSION)
    except (UnexpectedTypeError, UnexpectedResponseError):
        return
    # Members that the model lacks do not come through, wherever they are.
    if shape.type_name != "timestamp" and odd is not None and "{" not in json.dumps(odd):
        assert to_wire(returned) == wire


def _check(operation: str, tree: Any, status: int = 200) -> tuple[Any, dict[str, Any]]:
    response = {"body": tree if isinstance(tree, bytes) else json.dumps(tree).encode(), "status_code": status}
    more: dict[str, Any] = {}
    check_response(
        operation_model=MODEL.operation_model(operation), response_dict=response, customized_response_dict=more
    )
    return response["body"], more


@settings(max_examples=200, deadline=None)
@given(st.lists(ANY_JSON | st.fixed_dictionaries({"SessionId": ANY_JSON, "Status": ANY_JSON}), max_size=5))
def test_no_entry_of_a_listing_costs_another(entries: list[Any]) -> None:
    good = {"SessionId": "good"}
    body, more = _check("ListSessions", {"Sessions": [*entries, good]})
    assert body == b"{}"
    names = [entry["SessionId"] for entry in more["Sessions"]]
    assert names[-1] == "good" and all(isinstance(name, str) and name for name in names)
    assert len(names) + more.get(UNEXPECTED_ENTRIES, 0) == len(entries) + 1


@pytest.mark.parametrize("operation", ["ListSessions", "ListWorkGroups", "GetSession", "GetWorkGroup"])
@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"<html>", b"\xff", b'{"x": NaN}', b'{"x": ' + b"1" * 5000 + b"}"])
def test_what_is_no_json_object_is_refused(operation: str, body: bytes) -> None:
    with pytest.raises(UnexpectedResponseError, match="status 200 and not as Athena does"):
        _check(operation, body)


def test_error_responses_are_left_to_botocore() -> None:
    assert _check("GetSession", {"SessionId": 7}, status=400) == (b'{"SessionId": 7}', {})
    assert _check("GetSession", b"<html>busy</html>", status=503) == (b"<html>busy</html>", {})
    with pytest.raises(UnexpectedResponseError, match="status 403"):
        _check("GetSession", b"<html>no</html>", status=403)
