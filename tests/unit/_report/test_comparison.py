# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report says of where it comes from. What it says of sessions stands in tests/unit/cases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit

SESSION = {"session_id": "s-1", "work_group": "etl", "region": "eu-west-1"}
PROVENANCE: dict[str, Any] = {
    "target": "production",
    "run_id": "2026-11-22T02:00:00",
    "scope": {"region": "eu-west-1", "work_groups": ["etl"], "states": ["IDLE"]},
    "generator": {"collection": "1.0.0", "core": "2.19.0"},
}


def report(**given: Any) -> dict[str, Any]:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return dict(audit(sessions=[SESSION], expected={"work_group": "etl"}, now=now, **given))


def test_where_a_report_comes_from() -> None:
    made = report(**PROVENANCE)
    assert {name: made[name] for name in PROVENANCE} == PROVENANCE


@pytest.mark.parametrize("name", PROVENANCE)
def test_what_is_not_known_is_absent(name: str) -> None:
    assert name not in report()
    assert name not in report(**{name: None})


@pytest.mark.parametrize("name", ["target", "run_id", "account_id", "owner_tag"])
def test_a_number_is_no_name(name: str) -> None:
    with pytest.raises(InvalidDeclarations, match=f"/{name}: text is needed here, not the integer 5: quote it"):
        report(**{name: 5})


@pytest.mark.parametrize("name", ["target", "run_id", "owner_tag"])
def test_nothing_is_no_name(name: str) -> None:
    with pytest.raises(InvalidDeclarations, match=f"/{name}: the text must not be empty"):
        report(**{name: ""})


def test_a_policy_s_controls_are_in_the_report() -> None:
    served = {"name": "served", "controls": ["NIST 800-53 SC-8"], "expect": {"work_group": "etl"}}
    made = report(policies=[served])
    assert {policy["name"]: policy.get("controls") for policy in made["policies"]} == {
        "expected": None,
        "served": ["NIST 800-53 SC-8"],
    }


def _owners(*sessions: dict[str, Any], **given: Any) -> tuple[list[str | None], set[str | None]]:
    """The owners in sessions and in findings; every session drifts."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    made = audit(sessions=sessions, expected={"work_group": "other"}, now=now, **given)
    return [one.get("owner") for one in made["sessions"]], {one.get("owner") for one in made["findings"]}


@pytest.mark.parametrize(
    ("tags", "owner"),
    [
        ({"tags": {"Owner": "data"}}, "data"),
        ({"tags": {"owner": "data"}}, None),
        ({"tags": {"Owner": " "}}, None),
        ({"tags": {}}, None),
        ({"tags": "Owner"}, None),
        ({"tags": {"Owner": "*********(redacted)"}}, None),
        ({"tags_unreadable": {"reason": "access_denied", "code": "AccessDeniedException", "message": "no"}}, None),
    ],
)
def test_the_owner_is_what_the_tag_says(tags: dict[str, Any], owner: str | None) -> None:
    assert _owners({**SESSION, **tags}, owner_tag="Owner") == ([owner], {owner})
    assert _owners({**SESSION, **tags}) == ([None], {None})


def test_a_secret_is_no_owner() -> None:
    session = {**SESSION, "tags": {"OwnerToken": "hush"}}
    assert _owners(session, owner_tag="OwnerToken") == ([None], {None})
    assert _owners(session, owner_tag="OwnerToken", redact=False) == (["hush"], {"hush"})


def test_of_several_readings_the_last_that_knows_says_the_owner() -> None:
    readings = [{**SESSION, "tags": {"Owner": name}} for name in ("one", "two")]
    assert _owners(*readings, SESSION, owner_tag="Owner") == (["two"], {"two"})


def test_owners_of_sessions_whose_tags_nobody_read_are_a_mistake() -> None:
    with pytest.raises(
        InvalidDeclarations, match="/owner_tag: the sessions have no tags: read them with read_tags: true"
    ):
        report(owner_tag="Owner")
    assert _owners(SESSION, {**SESSION, "session_id": "s-2", "tags": {}}, owner_tag="Owner")[0] == [None, None]
    assert _owners(owner_tag="Owner") == ([], set())


def test_the_owner_is_no_part_of_the_fingerprint() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    sessions = [{**SESSION, "session_id": name, "tags": {"Owner": name}} for name in ("s-1", "s-2")]
    made = audit(sessions=sessions, expected={"work_group": "other"}, now=now, owner_tag="Owner")
    assert len({one["fingerprint"] for one in made["findings"]}) == 1
