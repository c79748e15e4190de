"""What the simulated service answers, through boto3 and on the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from ansible_collections.sparkops.athena.tests.simulator.harness import FLEETS, Simulator
from ansible_collections.sparkops.athena.tests.unit.simulator.calls import (
    NOW,
    content,
    ids,
    on_the_wire,
    refused,
    small,
)


def test_get_session_answers_with_every_member(all_kinds: Simulator) -> None:
    answer = all_kinds.client().get_session(SessionId="every-member-pyspark")
    assert answer["EngineVersion"] == "PySpark engine version 3"
    assert answer["EngineConfiguration"]["SparkProperties"]["fooBar"] == "camel"
    assert answer["EngineConfiguration"]["SparkProperties"]["foo_bar"] == "snake"
    assert answer["EngineConfiguration"]["SparkProperties"]["SPARK_ENV"] == "production"
    assert answer["Status"]["StartDateTime"] == NOW - timedelta(hours=3) + timedelta(milliseconds=123)
    assert answer["Statistics"] == {"DpuExecutionInMillis": 5400000}
    second = all_kinds.client().get_session(SessionId="every-member-spark35")
    assert second["MonitoringConfiguration"]["CloudWatchLoggingConfiguration"]["LogTypes"]["logType"] == []
    assert [one["Name"] for one in second["EngineConfiguration"]["Classifications"]][-1] == "nameOnly"


def test_what_is_left_out_stays_out(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    assert content(client.get_session(SessionId="nothing-but-its-id")) == {"SessionId": "nothing-but-its-id"}
    assert content(client.get_session(SessionId="no-times"))["Status"] == {"State": "IDLE"}


def test_long_and_hostile_values_arrive_as_they_are(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    long = client.get_session(SessionId="long-values")
    assert len(long["EngineConfiguration"]["SparkProperties"]["spark.jars.packages"]) == 51200
    assert long["Statistics"]["DpuExecutionInMillis"] == 9007199254740993
    hostile = client.get_session(SessionId="hostile-values")
    assert hostile["EngineConfiguration"]["SparkProperties"]["spark.lines"] == "one\ntwo\r\nthree\ttab"
    assert client.get_session(SessionId="state-of-tomorrow")["Status"]["State"] == "HIBERNATING"


def test_moments_travel_as_seconds_since_1970(all_kinds: Simulator) -> None:
    status, headers, answer = on_the_wire(all_kinds, "GetSession", b'{"SessionId": "every-member-pyspark"}')
    assert (status, headers["Content-Type"]) == (200, "application/x-amz-json-1.1")
    assert answer["Status"]["StartDateTime"] == 1795356000.123
    assert headers["x-amzn-RequestId"]


def test_session_status(all_kinds: Simulator) -> None:
    answer = content(all_kinds.client().get_session_status(SessionId="state-busy"))
    assert answer["SessionId"] == "state-busy"
    assert answer["Status"]["State"] == "BUSY"


def test_a_listing_shows_active_sessions_newest_first(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    listed = [name.removeprefix("state-") for name in ids(client.list_sessions(WorkGroup="every-state"))]
    assert listed == ["creating", "created", "idle", "busy", "terminating", "degraded", "of-tomorrow"]
    for state in ("CREATING", "IDLE", "TERMINATED", "FAILED"):
        answer = client.list_sessions(WorkGroup="every-state", StateFilter=state)
        assert ids(answer) == [f"state-{state.lower()}"]
    assert content(client.list_sessions(WorkGroup="empty")) == {"Sessions": []}


def test_a_listing_tells_little_and_the_engine_version_as_a_structure(all_kinds: Simulator) -> None:
    first = all_kinds.client().list_sessions(WorkGroup="spark.3_5-lake")["Sessions"][-1]
    version = "Apache Spark version 3.5"
    assert first["EngineVersion"] == {"SelectedEngineVersion": version, "EffectiveEngineVersion": version}
    assert set(first) == {"SessionId", "Description", "EngineVersion", "Status"}


def test_pages_have_the_size_that_was_asked_for(process: Simulator) -> None:
    process.load(small())
    client = process.client()
    seen, token = [], {}
    for _page in range(4):
        answer = client.list_sessions(WorkGroup="spark", MaxResults=2, **token)
        seen += ids(answer)
        token = {"NextToken": answer.get("NextToken")}
    assert seen == [f"s{n}" for n in range(7)]
    assert token == {"NextToken": None}
    process.load(small(page_size=3))
    assert ids(client.list_sessions(WorkGroup="spark", MaxResults=100)) == ["s0", "s1", "s2"]
    assert len(client.list_work_groups(MaxResults=2)["WorkGroups"]) == 2
    process.load(small(101))
    assert len(client.list_sessions(WorkGroup="spark")["Sessions"]) == 100


def test_a_token_holds_for_its_own_listing_alone(process: Simulator) -> None:
    process.load(small(page_size=2))
    client = process.client()
    token = client.list_sessions(WorkGroup="spark")["NextToken"]
    assert "spark" not in token
    group_token = client.list_work_groups()["NextToken"]
    for parameters in (
        {"WorkGroup": "other", "NextToken": token},
        {"WorkGroup": "spark", "StateFilter": "BUSY", "NextToken": token},
        {"WorkGroup": "spark", "NextToken": group_token},
        {"WorkGroup": "spark", "NextToken": "made-up"},
        {"WorkGroup": "spark", "NextToken": token[:-8]},
    ):
        code, message = refused(client.list_sessions, **parameters)
        assert (code, message.split(" is")[0]) == ("InvalidRequestException", "NextToken")
    assert ids(client.list_sessions(WorkGroup="spark", NextToken=token)) == ["s2", "s3"]


def test_work_groups(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    groups = {one["Name"]: one for one in client.list_work_groups()["WorkGroups"]}
    assert list(groups) == sorted(groups)
    assert groups["primary"]["EngineVersion"]["EffectiveEngineVersion"] == "Athena engine version 3"
    assert groups["switched-off"]["State"] == "DISABLED"
    configuration = client.get_work_group(WorkGroup="pyspark")["WorkGroup"]["Configuration"]
    assert configuration["EngineVersion"]["SelectedEngineVersion"] == "AUTO"
    assert configuration["EngineConfiguration"]["MaxConcurrentDpus"] == 20


def test_work_groups_that_do_not_exist_or_run_sql(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    sql = ("InvalidRequestException", "Workgroup EngineVersion is not Spark.")
    assert refused(client.list_sessions, WorkGroup="primary") == sql
    assert refused(client.start_session, WorkGroup="primary", EngineConfiguration={}) == sql
    unknown = ("InvalidRequestException", "WorkGroup typo is not found.")
    assert refused(client.list_sessions, WorkGroup="typo") == unknown
    assert refused(client.get_work_group, WorkGroup="typo") == unknown


def test_an_unknown_session_is_what_the_fleet_says(process: Simulator) -> None:
    for code in ("ResourceNotFoundException", "InvalidRequestException"):
        process.load(small(unknown_session=code))
        client = process.client()
        for call in (client.get_session, client.get_session_status, client.terminate_session):
            assert refused(call, SessionId="s9") == (code, "Session s9 was not found.")


def test_errors_are_json_1_1(all_kinds: Simulator) -> None:
    status, headers, answer = on_the_wire(all_kinds, "GetSession", b'{"SessionId": ""}')
    assert (status, headers["x-amzn-errortype"]) == (400, "InvalidRequestException")
    assert headers["Content-Type"] == "application/x-amz-json-1.1"
    assert answer["__type"] == "InvalidRequestException"
    assert answer["AthenaErrorCode"] == "INVALID_INPUT"
    assert answer["Message"].startswith("1 validation error detected: ")


@pytest.mark.parametrize(
    ("operation", "body", "code"),
    [
        ("GetSession", b"<xml/>", "SerializationException"),
        ("GetSession", b"[]", "SerializationException"),
        ("GetSession", b'{"SessionId": null}', "InvalidRequestException"),
        ("ListSessions", b'{"WorkGroup": "pyspark", "MaxResults": "5"}', "InvalidRequestException"),
        ("ListSessions", b'{"WorkGroup": "pyspark", "Colour": 5}', "InvalidRequestException"),
        ("GetSesion", b"{}", "UnknownOperationException"),
        ("ListNotebookMetadata", b"{}", "NotSimulated"),
    ],
)
def test_requests_that_botocore_would_not_send(all_kinds: Simulator, operation: str, body: bytes, code: str) -> None:
    assert on_the_wire(all_kinds, operation, body)[1]["x-amzn-errortype"] == code


def test_a_call_without_credentials_is_refused(all_kinds: Simulator) -> None:
    status, headers, _answer = on_the_wire(all_kinds, "ListWorkGroups", b"{}", authorization=None)
    assert (status, headers["x-amzn-errortype"]) == (403, "MissingAuthenticationTokenException")


def test_the_endpoint_with_its_token_is_never_handed_out(all_kinds: Simulator) -> None:
    code, message = refused(all_kinds.client().get_session_endpoint, SessionId="state-busy")
    assert code == "AccessDeniedException"
    assert "token" in message
    assert [(one["operation"], one["status"], one["code"]) for one in all_kinds.log()] == [
        ("GetSessionEndpoint", 403, "AccessDeniedException")
    ]


def test_other_services_are_moto_s(all_kinds: Simulator) -> None:
    assert all_kinds.client("sts").get_caller_identity()["Account"] == "123456789012"
    (call,) = all_kinds.log()
    assert (call["service"], call["operation"], call["region"]) == ("sts", "GetCallerIdentity", "eu-west-1")


def test_the_log_tells_every_call(all_kinds: Simulator) -> None:
    client = all_kinds.client(user_agent_extra="my-tool/1.0")
    client.list_sessions(WorkGroup="empty", MaxResults=5)
    refused(client.get_session, SessionId="there-is-none")
    first, second = all_kinds.log()
    assert first["parameters"] == {"WorkGroup": "empty", "MaxResults": 5}
    assert (first["operation"], first["status"], first["code"]) == ("ListSessions", 200, None)
    assert (second["status"], second["code"]) == (400, "ResourceNotFoundException")
    assert first["access_key"] == "testing"
    assert "my-tool/1.0" in first["user_agent"]
    assert datetime.fromisoformat(first["time"]) <= datetime.fromisoformat(second["time"])


def test_many_callers_at_once_all_get_their_answer(process: Simulator) -> None:
    process.load({**small(), "fault": {"GetSession": {"delay": 0.3}}})
    client = process.client(max_pool_connections=32)
    began = datetime.now(UTC)
    with ThreadPoolExecutor(32) as pool:
        names = [f"s{n % 7}" for n in range(64)]
        answers = list(pool.map(lambda name: client.get_session(SessionId=name)["SessionId"], names))
    assert answers == names
    # One after another it would be 19 seconds.
    assert datetime.now(UTC) - began < timedelta(seconds=6)
    assert process.operations() == ["GetSession"] * 64


def test_the_demo_can_be_read_as_a_user_would(demo: Simulator) -> None:
    client = demo.client()
    listed, denied = 0, []
    for group in client.list_work_groups()["WorkGroups"]:
        if "Spark" not in group["EngineVersion"]["EffectiveEngineVersion"]:
            continue
        for name in ids(client.list_sessions(WorkGroup=group["Name"])):
            listed += 1
            try:
                client.get_session(SessionId=name)
            except ClientError as error:
                denied.append(error.response["Error"]["Code"])
    assert (listed, denied) == (20, ["AccessDeniedException"])
    assert FLEETS.joinpath("demo.yml").is_file()
