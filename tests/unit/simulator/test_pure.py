"""The parts of the simulator that need no server: times, lives of sessions, pages, limits of the model."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from ansible_collections.sparkops.athena.tests.simulator import faults, model
from ansible_collections.sparkops.athena.tests.simulator.clock import Clock, parse_moment, parse_span
from ansible_collections.sparkops.athena.tests.simulator.errors import ServiceError
from ansible_collections.sparkops.athena.tests.simulator.listing import Pager
from ansible_collections.sparkops.athena.tests.simulator.state import STEP, STOPPED, Life, is_active, status_at
from ansible_collections.sparkops.athena.tests.simulator.trees import expand_long, merge, without

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("now", NOW),
        ("-2h", NOW - 2 * HOUR),
        ("-1d2h30m", NOW - 26.5 * HOUR),
        ("10s", NOW + timedelta(seconds=10)),
        ("2026-11-22T18:00:00+01:00", NOW),
        ("2026-11-22T17:00:00", NOW),
        (datetime(2026, 11, 22, 17), NOW),
        (NOW.date(), NOW - 17 * HOUR),
        (NOW.timestamp(), NOW),
    ],
)
def test_moments_are_read(written: object, meant: datetime) -> None:
    assert parse_moment(written, NOW) == meant


@pytest.mark.parametrize("written", ["yesterday", "-2 h", "", True, None, [], "2h x"])
def test_what_is_no_moment_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="is no moment"):
        parse_moment(written, NOW)


def test_spans_are_read() -> None:
    assert parse_span(90) == parse_span("90s") == parse_span("1.5m") == timedelta(seconds=90)
    assert parse_span("-1h1h") == -2 * HOUR
    with pytest.raises(ValueError, match="no length of time"):
        parse_span("soon")


def test_a_clock_with_a_start_stands_until_it_is_moved() -> None:
    clock = Clock(NOW)
    assert clock.now() == NOW
    assert clock.advance(3600) == clock.now() == NOW + HOUR
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)


def test_a_clock_without_a_start_follows_real_time() -> None:
    clock = Clock()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.advance(3600) - datetime.now(UTC) > timedelta(minutes=59)


def idle(timeout: timedelta | None = HOUR) -> Life:
    status = {"State": "IDLE", "StartDateTime": NOW - HOUR, "IdleSinceDateTime": NOW, "LastModifiedDateTime": NOW}
    return Life(status, timeout)


def test_an_idle_session_ends_at_its_idle_timeout() -> None:
    assert status_at(idle(), NOW + HOUR - timedelta(seconds=1))["State"] == "IDLE"
    assert status_at(idle(), NOW + 5 * HOUR) == {
        "State": "TERMINATED",
        "StartDateTime": NOW - HOUR,
        "LastModifiedDateTime": NOW + HOUR,
        "EndDateTime": NOW + HOUR,
        "StateChangeReason": STOPPED,
    }


def test_an_idle_session_without_a_timeout_and_a_busy_one_go_on() -> None:
    assert status_at(idle(None), NOW + 1000 * HOUR)["State"] == "IDLE"
    busy = Life({"State": "BUSY", "StartDateTime": NOW}, HOUR)
    assert status_at(busy, NOW + 1000 * HOUR)["State"] == "BUSY"


def test_a_stop_by_hand_gives_the_same_reason_as_a_timeout() -> None:
    stopped = Life(idle().status, HOUR, stopped=NOW)
    stopping = status_at(stopped, NOW)
    assert stopping["State"] == "TERMINATING"
    assert "IdleSinceDateTime" not in stopping and is_active(stopping)
    ended = status_at(stopped, NOW + STEP)
    assert (ended["State"], ended["EndDateTime"]) == ("TERMINATED", NOW + STEP)
    assert ended["StateChangeReason"] == status_at(idle(), NOW + HOUR)["StateChangeReason"]
    assert not is_active(ended)


def test_a_stop_of_what_has_ended_changes_nothing() -> None:
    late = Life(idle().status, HOUR, stopped=NOW + 2 * HOUR)
    assert status_at(late, NOW + 3 * HOUR)["EndDateTime"] == NOW + HOUR


def test_a_started_session_becomes_idle_and_ends() -> None:
    life = Life({}, HOUR, started=NOW)
    states = [status_at(life, NOW + after)["State"] for after in (0 * HOUR, STEP, 2 * STEP, HOUR, 2 * STEP + HOUR)]
    assert states == ["CREATING", "CREATED", "IDLE", "IDLE", "TERMINATED"]


def test_pages_lead_on_and_tokens_hold_for_their_listing_alone() -> None:
    pager = Pager(b"secret")
    entries = [([number], number) for number in range(5)]
    first, token = pager.page(entries, ["here"], 2, None)
    # What goes or comes in between neither hides nor repeats the others.
    second, token2 = pager.page([([0.5], 99), *entries[2:]], ["here"], 2, token)
    assert (first, second) == ([0, 1], [2, 3])
    assert pager.page(entries, ["here"], 2, token2) == ([4], None)
    for wrong in (token, "x", "", "ä", token[:-4] + "AAAA" if token else ""):
        with pytest.raises(ServiceError, match="InvalidRequestException: NextToken is invalid"):
            pager.page(entries, ["there"], 2, wrong)
    with pytest.raises(ServiceError):
        Pager(b"another").page(entries, ["here"], 2, token)


@pytest.mark.parametrize(
    ("operation", "request_", "told"),
    [
        ("GetSession", {}, "Missing required parameter"),
        ("GetSession", {"SessionId": 1}, "Invalid type"),
        ("GetSession", {"SessionId": ""}, "Invalid length"),
        ("GetSession", {"SessionId": "x" * 257}, "length less than or equal to 256"),
        ("GetSession", {"SessionId": "x", "Colour": "red"}, "Unknown parameter"),
        ("ListSessions", {"WorkGroup": "a b"}, "regular expression pattern"),
        ("ListSessions", {"WorkGroup": "a\n"}, "regular expression pattern"),
        ("ListSessions", {"WorkGroup": "a", "StateFilter": "ASLEEP"}, "enum value set: .CREATING, CREATED"),
        ("ListSessions", {"WorkGroup": "a", "MaxResults": 0}, "min value: 1"),
        ("ListSessions", {"WorkGroup": "a", "MaxResults": 101}, "value less than or equal to 100"),
        ("ListSessions", {"WorkGroup": "a", "MaxResults": True}, "Invalid type"),
        ("ListSessions", {"WorkGroup": "a", "NextToken": "x" * 2049}, "length less than or equal to 2048"),
        ("ListSessions", [], "Invalid type"),
        ("StartSession", {"WorkGroup": "a", "EngineConfiguration": {"SparkProperties": {"k": "v" * 51201}}}, "51200"),
        ("StartSession", {"WorkGroup": "a", "EngineConfiguration": {"SparkProperties": {"a\nb": ""}}}, "pattern"),
        ("StartSession", {"WorkGroup": "a", "EngineConfiguration": {}, "ExecutionRole": "r" * 30}, ":role"),
    ],
)  # fmt: skip
def test_the_model_s_limits_hold(operation: str, request_: object, told: str) -> None:
    lines = model.problems(request_, model.input_shape(operation))
    assert len(lines) == 1
    assert re.search(told, lines[0])


def test_without_limits_names_and_types_still_count() -> None:
    shape = model.output_shape("GetSession")
    assert model.problems({"Status": {"State": "HIBERNATING"}, "Description": ""}, shape, limits=False) == []
    assert model.problems({"Status": {"Stat": "BUSY"}}, shape, limits=False)
    assert model.problems({"Description": 1}, shape, limits=False)
    assert model.problems({"EngineConfiguration": {"MaxConcurrentDpus": True}}, shape, limits=False)


def test_unicode_beyond_the_first_plane_is_a_key() -> None:
    request = {"WorkGroup": "a", "EngineConfiguration": {"SparkProperties": {"🚀": "x"}}}
    assert model.problems(request, model.input_shape("StartSession")) == []


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ([], "a mapping of operations"),
        ({"GetSesion": "html"}, "no operation 'GetSesion'"),
        ({"GetSession": 5}, "5 is no fault"),
        ({"GetSession": "explode"}, "'explode' is no fault"),
        ({"GetSession": {"tims": 3}}, "did you mean 'times'"),
        ({"GetSession": {"times": "3"}}, "times cannot be '3'"),
        ({"GetSession": {"times": 3}}, "needs an answer"),
    ],
)
def test_a_fault_that_is_none_is_refused(spec: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        faults.parse(spec)


def test_faults_follow_one_another() -> None:
    parsed = faults.parse({"GetSession": [{"code": "ThrottlingException", "times": 2}, "AccessDeniedException"]})
    met = [next(faults.in_force(parsed, "GetSession", seen, 0.5)).code for seen in range(4)]
    assert met == ["ThrottlingException"] * 2 + ["AccessDeniedException"] * 2
    assert not list(faults.in_force(parsed, "ListSessions", 0, 0.5))


def test_faults_share_the_calls() -> None:
    shares = [{"code": "ThrottlingException", "share": 0.3}, {"code": "InternalServerException", "share": 0.3}]
    parsed = faults.parse({"GetSession": shares})
    met = [[fault.code for fault in faults.in_force(parsed, "GetSession", 9, drawn / 10)] for drawn in range(10)]
    assert met == [["ThrottlingException"]] * 3 + [["InternalServerException"]] * 3 + [[]] * 4


def test_trees() -> None:
    tree = {"a": {"b": 1, "c": [1]}, "d": 2}
    assert merge(tree, {"a": {"c": [2]}, "e": 3}) == {"a": {"b": 1, "c": [2]}, "d": 2, "e": 3}
    assert without(tree, "a.b") == {"a": {"c": [1]}, "d": 2}
    assert without(tree, "a.x.y") == without(tree, "d.x") == tree == {"a": {"b": 1, "c": [1]}, "d": 2}
    ((key, value),) = expand_long({"<<long 255>>": ["<<long 51200>>"]}).items()
    assert (len(key), len(value[0])) == (255, 51200)
