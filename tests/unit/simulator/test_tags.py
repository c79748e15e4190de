"""What the simulated service answers to ListTagsForResource."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from ansible_collections.sparkops.athena.tests.simulator.fleet import FleetError
from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator, running
from ansible_collections.sparkops.athena.tests.simulator.service import ACCOUNT, Athena

START = f"arn:aws:athena:eu-west-1:{ACCOUNT}:workgroup"
FLEET = {
    "page_size": 2,
    "work_groups": [
        {"name": "a", "engine_version": "PySpark engine version 3", "tags": {"team": "data"}},
        {"name": "b"},
    ],
    "sessions": [
        {"session_id": "s", "work_group": "a", "Status": {"State": "BUSY"}, "tags": {"k1": "1", "k2": "", "k3": "3"}}
    ],
}


@pytest.fixture(scope="module")
def tagged() -> object:
    with running(FLEET) as simulator:
        yield simulator


def test_tags_page_by_page(tagged: Simulator) -> None:
    client = tagged.client()
    first = client.list_tags_for_resource(ResourceARN=f"{START}/a/session/s")
    assert [tag["Key"] for tag in first["Tags"]] == ["k1", "k2"]
    second = client.list_tags_for_resource(ResourceARN=f"{START}/a/session/s", NextToken=first["NextToken"])
    assert second["Tags"] == [{"Key": "k3", "Value": "3"}]
    assert "NextToken" not in second
    assert client.list_tags_for_resource(ResourceARN=f"{START}/a")["Tags"] == [{"Key": "team", "Value": "data"}]
    with pytest.raises(ClientError, match="comes from another listing"):
        client.list_tags_for_resource(ResourceARN=f"{START}/a", NextToken=first["NextToken"])


@pytest.mark.parametrize(
    ("arn", "code"),
    [
        (f"{START}/a/session/unknown", "ResourceNotFoundException"),
        (f"{START}/b/session/s", "ResourceNotFoundException"),
        (f"{START}/c", "ResourceNotFoundException"),
        ("s", "InvalidRequestException"),
        (f"{START}/a/session/", "InvalidRequestException"),
        (f"{START}/a/session/s".replace("eu-west-1", "eu-west-2"), "InvalidRequestException"),
        (f"{START}/a/session/s".replace("arn:aws:", "arn:aws-cn:"), "InvalidRequestException"),
        (f"{START}/a/session/s".replace(ACCOUNT, "210987654321"), "AccessDeniedException"),
    ],
)
def test_other_arns_are_refused(arn: str, code: str, tagged: Simulator) -> None:
    with pytest.raises(ClientError) as refused:
        tagged.client().list_tags_for_resource(ResourceARN=arn)
    assert refused.value.response["Error"]["Code"] == code


def test_a_started_session_has_its_own_tags_over_its_work_groups(tagged: Simulator) -> None:
    client = tagged.client()
    own = [{"Key": "owner", "Value": "me"}]
    for copies, expected in ((True, {"team": "data", "owner": "me"}), (False, {"owner": "me"})):
        started = client.start_session(
            WorkGroup="a", EngineConfiguration={"MaxConcurrentDpus": 2}, Tags=own, CopyWorkGroupTags=copies
        )
        answer = client.list_tags_for_resource(ResourceARN=f"{START}/a/session/{started['SessionId']}")
        assert {tag["Key"]: tag["Value"] for tag in answer["Tags"]} == expected


def test_tags_of_a_fleet_are_checked() -> None:
    wrong = {**FLEET, "work_groups": [{"name": "a", "engine_version": "PySpark engine version 3", "tags": {"k": 1}}]}
    with pytest.raises(FleetError, match=r"work_groups\[0\] \(a\): tags: Invalid type for parameter Tags\[0\]\.Value"):
        Athena(wrong)
