"""What can go wrong with a connection, and listings that never end."""

from __future__ import annotations

import time
from typing import Any

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.simulator.calls import content, ids, small


def _once(answer: str, **more: Any) -> dict[str, Any]:
    return {"GetSession": {"answer": answer, "times": 1, **more}}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (_once("reset"), ConnectionClosedError),
        (_once("stall"), ReadTimeoutError),
        (_once("away", seconds=0.3), ConnectionClosedError),
    ],
)
def test_there_is_no_response(process: Simulator, fault: dict[str, Any], error: type[Exception]) -> None:
    process.load(small(fault=fault))
    client = process.client(read_timeout=1)
    with pytest.raises(error):
        client.get_session(SessionId="s0")
    time.sleep(0.5)
    assert client.get_session(SessionId="s0")["SessionId"] == "s0"


@pytest.mark.parametrize("answer", ["cut", "broken", "short"])
def test_a_response_that_ends_too_soon_is_empty_to_botocore(process: Simulator, answer: str) -> None:
    process.load(small(fault=_once(answer)))
    client = process.client()
    assert content(client.get_session(SessionId="s0")) == {}
    assert client.get_session(SessionId="s0")["SessionId"] == "s0"


def test_botocore_does_not_miss_what_only_the_length_promises(process: Simulator) -> None:
    process.load(small(fault=_once("long")))
    assert process.client().get_session(SessionId="s0")["SessionId"] == "s0"


def test_a_response_that_drips_never_times_out(process: Simulator) -> None:
    process.load(small(fault=_once("drip", seconds=0.01)))
    client = process.client(read_timeout=0.5)
    began = time.monotonic()
    assert client.get_session(SessionId="s0")["SessionId"] == "s0"
    assert time.monotonic() - began > 1


def test_nobody_listens_while_it_is_away(process: Simulator) -> None:
    process.load(small(fault=_once("away", seconds=1.0)))
    with pytest.raises(ConnectionClosedError):
        process.client().get_session(SessionId="s0")
    with pytest.raises(EndpointConnectionError):
        process.client().get_session(SessionId="s0")
    time.sleep(1.5)
    assert process.client().get_session(SessionId="s0")["SessionId"] == "s0"


def test_a_share_of_the_calls(process: Simulator) -> None:
    process.load(small(fault={"GetSession": {"answer": "reset", "share": 0.3}}))
    client = process.client()
    failed = 0
    for _call in range(100):
        try:
            client.get_session(SessionId="s0")
        except ConnectionClosedError:
            failed += 1
    assert 15 <= failed <= 45
    assert [entry["code"] for entry in process.log()].count("reset") == failed


@pytest.mark.parametrize("operation", ["ListSessions", "ListWorkGroups"])
def test_a_listing_with_fresh_tokens_never_ends(process: Simulator, operation: str) -> None:
    process.load(small(page_size=4, fault={operation: "fresh_token"}))
    client = process.client()
    call = client.list_work_groups if operation == "ListWorkGroups" else client.list_sessions
    given = {} if operation == "ListWorkGroups" else {"WorkGroup": "spark"}
    tokens = []
    page = call(**given)
    for _page in range(5):
        tokens.append(page["NextToken"])
        page = call(**given, NextToken=page["NextToken"])
    assert len(set(tokens)) == 5


def test_an_empty_page_leads_to_what_should_have_been_on_it(process: Simulator) -> None:
    process.load(small(page_size=4, fault={"ListSessions": {"answer": "empty_page", "times": 2}}))
    client = process.client()
    pages, tokens = [], []
    page = client.list_sessions(WorkGroup="spark")
    while True:
        pages.append(ids(page))
        if "NextToken" not in page:
            break
        tokens.append(page["NextToken"])
        page = client.list_sessions(WorkGroup="spark", NextToken=page["NextToken"])
    assert pages == [[], [], ["s0", "s1", "s2", "s3"], ["s4", "s5", "s6"]]
    assert len(set(tokens)) == 3
