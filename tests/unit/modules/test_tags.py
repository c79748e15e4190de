"""The tags of sessions: read on demand, a chain of calls each, and never in the way of anything else."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.api import Account
from ansible_collections.sparkops.athena.plugins.module_utils._athena.calls import Calls
from ansible_collections.sparkops.athena.plugins.module_utils._athena.listing import ListingPage
from ansible_collections.sparkops.athena.plugins.module_utils._athena.tags import read_tags
from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import fleet, group, ids, session

OWNED = {"AmazonDataZoneSessionOwner": "user-1", "team": "data", "db.password": "hush"}
REDACTED = "*********(redacted)"


def _unreadable(result: dict[str, Any]) -> list[tuple[Any, Any]]:
    entries = [one["tags_unreadable"] for one in result["sessions"]]
    return [(entry["reason"], entry["code"]) for entry in entries]


def test_no_call_is_made_for_tags_that_nobody_wants(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s", tags=OWNED)))
    [read] = run(session_ids=["s"])["sessions"]
    assert not {"tags", "tags_unreadable"} & read.keys()
    assert simulator.operations() == ["GetSession"]


def test_tags_are_a_mapping_without_secrets(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s", tags=OWNED), session("none", "b")))
    result = run(session_ids=["s", "none"], read_tags=True)
    assert [one["tags"] for one in result["sessions"]] == [{**OWNED, "db.password": REDACTED}, {}]
    [shown] = run(session_ids=["s"], read_tags=True, redact=False)["sessions"]
    assert shown["tags"] == OWNED


def test_the_account_is_asked_for_once_and_the_arn_is_the_sessions(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s1"), session("s2", "b")))
    run(work_groups=["a", "b"], read_tags=True)
    asked = [
        call["parameters"]["ResourceARN"] for call in simulator.log() if call["operation"] == "ListTagsForResource"
    ]
    start = "arn:aws:athena:eu-west-1:123456789012:workgroup"
    assert sorted(asked) == [f"{start}/a/session/s1", f"{start}/b/session/s2"]
    assert simulator.operations().count("GetCallerIdentity") == 1


def test_nobody_is_asked_about_no_session(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet())
    assert run(session_ids=[], read_tags=True)["sessions"] == []
    assert simulator.operations() == []


def test_pages_are_followed(simulator: Simulator, run: Run) -> None:
    tags = {f"tag-{number}": str(number) for number in range(7)}
    simulator.load(fleet(session("s", tags=tags), session("t", tags={"one": "1"}), page_size=3))
    result = run(session_ids=["s", "t"], read_tags=True)
    assert [one["tags"] for one in result["sessions"]] == [tags, {"one": "1"}]
    assert simulator.operations().count("ListTagsForResource") == 4


@pytest.mark.parametrize(
    ("fault", "reason", "code"),
    [
        ("AccessDeniedException", "access_denied", "AccessDeniedException"),
        ("ThrottlingException", "throttled", "ThrottlingException"),
        ("InternalServerException", "error", "InternalServerException"),
        ("ResourceNotFoundException", "not_found", "ResourceNotFoundException"),
        ("repeat_token", "error", "RepeatedTokenError"),
        ("html", "error", "UnexpectedResponseError"),
        ({"body": '{"Tags": [{"Key": "owner", "Value": 7}]}'}, "error", "UnexpectedResponseError"),
        ({"body": '{"Tags": [{"Value": "of nothing"}]}'}, "error", "UnexpectedResponseError"),
        ("expired", "error", "ExpiredTokenException"),
    ],
)
def test_unread_tags_cost_nothing_but_themselves(
    fault: Any, reason: str, code: str, simulator: Simulator, run: Run
) -> None:
    tags = {"a": "1", "b": "2"}
    groups = [group("a", fault={"ListTagsForResource": fault}), group("b")]
    simulator.load(fleet(session("s", tags=tags), groups=groups, page_size=1))
    result = run(session_ids=["s"], read_tags=True)
    assert (result.get("failed", False), ids(result), "stopped" in result) == (False, ["s"], False)
    assert "tags" not in result["sessions"][0]
    assert _unreadable(result) == [(reason, code)]


def test_one_session_whose_tags_are_denied_keeps_no_other_from_its_own(simulator: Simulator, run: Run) -> None:
    denied = session("mine", tags=OWNED, fault={"ListTagsForResource": "AccessDeniedException"})
    simulator.load(fleet(denied, session("other", tags=OWNED)))
    mine, other = run(session_ids=["mine", "other"], read_tags=True)["sessions"]
    assert (
        mine["tags_unreadable"]["reason"] == "access_denied" and "not authorized" in mine["tags_unreadable"]["message"]
    )
    assert other["tags"]["team"] == "data"


def test_a_session_without_a_work_group_has_no_arn(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s", omit=["WorkGroup"], tags=OWNED)))
    [read] = run(session_ids=["s"], read_tags=True)["sessions"]
    assert read["tags_unreadable"]["reason"] == "error"
    assert read["tags_unreadable"]["message"] == "the work group, which is in the session's ARN, is not known"


def test_an_error_that_stops_the_read_stops_the_tags(simulator: Simulator, run: Run) -> None:
    sessions = [session("read"), session("expired", fault={"GetSession": "expired"})]
    simulator.load(fleet(*sessions))
    result = run(session_ids=["read", "expired"], read_tags=True, concurrency=1)
    assert (result["failed"], result["stopped"]["operation"]) == (True, "GetSession")
    assert _unreadable(result) == [("error", "ExpiredTokenException")]
    assert "ListTagsForResource" not in simulator.operations()


class _Service:
    """In place of the service: no account, or tags for every ARN."""

    region, responded, attempt_seconds = "cn-north-1", True, 5.0

    def __init__(self, account: Account | Exception) -> None:
        self.account = account
        self.asked: list[str] = []

    def get_account(self) -> Account:
        if isinstance(self.account, Exception):
            raise self.account
        return self.account

    def list_tags(self, arn: str, token: str | None) -> ListingPage:
        self.asked.append(arn)
        return ListingPage([{"Key": "k"}], 0, None)


def _read(service: Any) -> Any:
    return read_tags(service, Calls(service, concurrency=1, timeout=5), [("s", "wg")])


def test_without_the_account_no_tags_are_asked_for() -> None:
    service = _Service(ValueError("words"))
    [cause] = _read(service)
    assert (cause.reason, cause.code, service.asked) == ("error", "ValueError", [])
    assert cause.message == "the account, which is in the session's ARN, is not known: words"


def test_the_partition_is_that_of_the_caller() -> None:
    service = _Service(Account("aws-cn", "210987654321"))
    assert _read(service) == [{"k": ""}]
    assert service.asked == ["arn:aws-cn:athena:cn-north-1:210987654321:workgroup/wg/session/s"]
