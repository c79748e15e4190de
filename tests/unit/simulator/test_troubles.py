"""Faults, sessions that change and end, and sessions that clients start and stop."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.simulator.calls import content, ids, refused, small


def code_of(call: Any, **parameters: Any) -> str:
    return refused(call, **parameters)[0]


@pytest.mark.parametrize(
    ("session", "code", "status"),
    [
        ("denied", "AccessDeniedException", 400),
        ("vanished", "ResourceNotFoundException", 400),
        ("throttled-for-ever", "ThrottlingException", 400),
        ("internal-error", "InternalServerException", 500),
        ("expired-token", "ExpiredTokenException", 400),
    ],
)
def test_errors(all_kinds: Simulator, session: str, code: str, status: int) -> None:
    client = all_kinds.client()
    assert session in ids(client.list_sessions(WorkGroup="troubled"))
    for _again in range(3):
        with pytest.raises(ClientError) as caught:
            client.get_session(SessionId=session)
        assert caught.value.response["Error"]["Code"] == code
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    # The fault is GetSession's alone.
    assert client.get_session_status(SessionId=session)["Status"]["State"] == "BUSY"


def test_access_denied_names_action_and_resource(all_kinds: Simulator) -> None:
    _code, message = refused(all_kinds.client().get_session, SessionId="denied")
    assert "not authorized to perform: athena:GetSession on resource: " in message
    assert "arn:aws:athena:eu-west-1:123456789012:workgroup/troubled" in message
    assert code_of(all_kinds.client().list_sessions, WorkGroup="unlistable") == "AccessDeniedException"


def test_throttling_ends_after_as_many_calls_as_were_said(all_kinds: Simulator) -> None:
    assert code_of(all_kinds.client().get_session, SessionId="throttled-once") == "ThrottlingException"
    assert all_kinds.client().get_session(SessionId="throttled-once")["SessionId"] == "throttled-once"
    all_kinds.reset()
    # botocore retries it by itself.
    assert all_kinds.client(retries=1).get_session(SessionId="throttled-once")["SessionId"] == "throttled-once"
    assert [one["code"] for one in all_kinds.log()] == ["ThrottlingException", None]


def test_html_and_other_foreign_answers(process: Simulator, all_kinds: Simulator) -> None:
    # botocore makes an empty answer of it.
    assert content(all_kinds.client().get_session(SessionId="page-of-html")) == {}
    fleet = small(fault={"GetSession": {"answer": "html", "status": 403}, "ListSessions": {"body": '{"Sess'}})
    process.load(fleet)
    with pytest.raises(ClientError) as caught:
        process.client().get_session(SessionId="s0")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert content(process.client().list_sessions(WorkGroup="spark")) == {}


def test_slow_answers(process: Simulator) -> None:
    process.load(
        small(fault={"GetSession": [{"delay": 0.4, "times": 1}, {"delay": 0.2, "code": "ThrottlingException"}]})
    )
    client = process.client()
    began = time.monotonic()
    assert client.get_session(SessionId="s0")["SessionId"] == "s0"
    first = time.monotonic() - began
    assert code_of(client.get_session, SessionId="s0") == "ThrottlingException"
    assert first >= 0.4
    assert time.monotonic() - began - first >= 0.2


def test_a_slow_response_is_not_in_the_log_of_the_next_fleet(process: Simulator) -> None:
    process.load(small(fault={"GetSession": {"delay": 0.5}}))
    call = threading.Thread(target=process.client().get_session, kwargs={"SessionId": "s0"})
    call.start()
    time.sleep(0.2)
    process.load(small())
    process.client().list_work_groups()
    call.join()
    assert process.operations() == ["ListWorkGroups"]


def test_faults_of_session_work_group_and_fleet(process: Simulator) -> None:
    fleet = small(fault={"*": {"code": "ExpiredTokenException", "times": 1}})
    fleet["work_groups"][0]["fault"] = {"GetSession": {"code": "ThrottlingException", "times": 1}}
    fleet["sessions"][0]["fault"] = {"GetSession": {"code": "AccessDeniedException", "message": "no", "times": 1}}
    process.load(fleet)
    client, name = process.client(), fleet["sessions"][0]["session_id"]
    assert refused(client.get_session, SessionId=name) == ("AccessDeniedException", "no")
    assert code_of(client.get_session, SessionId=name) == "ThrottlingException"
    assert code_of(client.get_session, SessionId="s0") == "ExpiredTokenException"
    assert code_of(client.list_work_groups) == "ExpiredTokenException"
    assert client.get_session(SessionId=name)["SessionId"] == name


def test_a_vanished_session_may_be_an_invalid_request(process: Simulator) -> None:
    fleet = small(unknown_session="InvalidRequestException")
    fleet["sessions"][0]["fault"] = {"GetSession": "vanish"}
    process.load(fleet)
    name = fleet["sessions"][0]["session_id"]
    assert code_of(process.client().get_session, SessionId=name) == "InvalidRequestException"


def test_a_vanished_session_is_missing_from_one_listing(process: Simulator) -> None:
    fleet = small(page_size=4)
    fleet["sessions"][0]["fault"] = {"GetSession": "vanish"}
    process.load(fleet)
    client = process.client()

    def listed() -> list[str]:
        first = client.list_sessions(WorkGroup="spark")
        return ids(first) + ids(client.list_sessions(WorkGroup="spark", NextToken=first["NextToken"]))

    assert listed()[-1] == "s6"
    for _again in range(2):
        assert code_of(client.get_session, SessionId="s6") == "ResourceNotFoundException"
        assert ids(client.list_sessions(WorkGroup="spark", StateFilter="IDLE")) == []
        assert listed() == ["s0", "s1", "s2", "s3", "s4", "s5"]
        assert listed()[-1] == "s6"


def test_a_token_that_repeats(process: Simulator) -> None:
    fleet = small(page_size=2, fault={"ListWorkGroups": "repeat_token"})
    fleet["work_groups"][0]["fault"] = {"ListSessions": "repeat_token"}
    process.load(fleet)
    client = process.client()
    token = client.list_sessions(WorkGroup="spark")["NextToken"]
    assert client.list_sessions(WorkGroup="spark", NextToken=token)["NextToken"] == token
    token = client.list_work_groups()["NextToken"]
    assert client.list_work_groups(NextToken=token)["NextToken"] == token


def test_a_session_that_changes(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    dpus = [client.get_session(SessionId="changing")["EngineConfiguration"]["MaxConcurrentDpus"] for _call in range(3)]
    assert dpus == [20, 40, 40]
    all_kinds.advance(600)
    assert client.get_session_status(SessionId="changing")["Status"]["State"] == "IDLE"
    assert ids(client.list_sessions(WorkGroup="troubled", StateFilter="IDLE")) == ["changing"]


def test_idle_sessions_end_by_the_clock(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    assert "state-idle" in ids(client.list_sessions(WorkGroup="every-state"))
    assert all_kinds.advance(300) == all_kinds.now()
    status = client.get_session(SessionId="state-idle")["Status"]
    assert status["State"] == "TERMINATED"
    assert "IdleSinceDateTime" not in status
    assert status["EndDateTime"] == all_kinds.now()
    assert "state-idle" not in ids(client.list_sessions(WorkGroup="every-state"))
    ended = ids(client.list_sessions(WorkGroup="every-state", StateFilter="TERMINATED"))
    assert ended == ["state-idle", "state-terminated"]
    client.terminate_session(SessionId="state-busy")
    all_kinds.advance(10)
    by_hand = client.get_session(SessionId="state-busy")["Status"]
    assert (by_hand["State"], by_hand["StateChangeReason"]) == ("TERMINATED", status["StateChangeReason"])
    all_kinds.reset()
    assert client.get_session(SessionId="state-idle")["Status"]["State"] == "IDLE"


def test_the_clock_refuses_to_go_back(all_kinds: Simulator) -> None:
    with pytest.raises(ValueError, match="forward"):
        all_kinds.advance(-1)


def test_a_started_session_has_what_the_client_and_the_work_group_say(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    started = client.start_session(
        WorkGroup="pyspark",
        Description="mine",
        EngineConfiguration={"MaxConcurrentDpus": 40, "SparkProperties": {"spark.ui.enabled": "false"}},
        SessionIdleTimeoutInMinutes=15,
        ClientRequestToken="x" * 32,
    )
    assert started["State"] == "CREATING"
    answer = client.get_session(SessionId=started["SessionId"])
    assert answer["EngineConfiguration"] == {
        "CoordinatorDpuSize": 1,
        "DefaultExecutorDpuSize": 1,
        "MaxConcurrentDpus": 40,
        "SparkProperties": {"spark.authenticate": "true", "spark.ui.enabled": "false"},
    }
    assert answer["SessionConfiguration"] == {
        "ExecutionRole": "arn:aws:iam::123456789012:role/athena-spark",
        "WorkingDirectory": "s3://acme-notebooks/sessions/",
        "IdleTimeoutSeconds": 900,
        "EncryptionConfiguration": {
            "EncryptionOption": "SSE_KMS",
            "KmsKey": "arn:aws:kms:eu-west-1:123456789012:key/7c3d9a52-0f4e-4d8b-9a61-2b8e5f0c1d34",
        },
    }
    assert ids(client.list_sessions(WorkGroup="pyspark"))[0] == started["SessionId"]
    all_kinds.advance(20)
    assert client.get_session(SessionId=started["SessionId"])["Status"]["State"] == "IDLE"
    all_kinds.advance(900)
    assert client.get_session(SessionId=started["SessionId"])["Status"]["State"] == "TERMINATED"


def test_a_session_of_the_second_generation(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    session_id = client.start_session(WorkGroup="spark.3_5-lake", EngineConfiguration={})["SessionId"]
    answer = client.get_session(SessionId=session_id)
    assert answer["SessionConfiguration"]["SessionIdleTimeoutInMinutes"] == 20
    assert answer["MonitoringConfiguration"]["ManagedLoggingConfiguration"]["Enabled"] is True
    assert answer["EngineConfiguration"]["Classifications"][0]["Name"] == "spark-defaults"


def test_a_disabled_work_group_starts_none(all_kinds: Simulator) -> None:
    told = refused(all_kinds.client().start_session, WorkGroup="switched-off", EngineConfiguration={})
    assert told == ("InvalidRequestException", "WorkGroup switched-off is disabled.")


def test_a_request_token_starts_one_session_only(all_kinds: Simulator) -> None:
    client = all_kinds.client()
    request: dict[str, Any] = {"WorkGroup": "pyspark", "EngineConfiguration": {}, "ClientRequestToken": "y" * 32}
    first = client.start_session(**request)["SessionId"]
    assert client.start_session(**request)["SessionId"] == first
    code, message = refused(client.start_session, **{**request, "Description": "another"})
    assert (code, message.split()[0]) == ("InvalidRequestException", "Idempotent")


def test_a_fleet_with_mistakes_leaves_the_old_one_in_place(all_kinds: Simulator) -> None:
    with pytest.raises(ValueError, match="no work group 'none'"):
        all_kinds.load({"sessions": [{"session_id": "x", "work_group": "none"}]})
    assert all_kinds.client().get_session(SessionId="state-busy")["SessionId"] == "state-busy"
