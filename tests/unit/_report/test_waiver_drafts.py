# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafted waivers: refused until they are filled in, then nothing is drift any more, until something changes."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from ansible.parsing.dataloader import DataLoader
from hypothesis import given
from support import reports
from support.hostile import hostile_reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.json_pointers import pointer
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.plain_data import plain
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.waiver_drafts import waiver_drafts
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.waiver_files import waiver_file
from ansible_collections.sparkops.athena.tests.unit.test_cases import ARGUMENTS, NOON, TABLE, session_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
VARIABLE = "athena_session_assert_waivers"
ACCEPTED = {"reason": "accepted", "owner": "data", "expires": "2026-12-31"}
CAP = {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}}
TEMPLATE = "{{ lookup('pipe', 'touch /tmp/owned') }}"

Tree = dict[str, Any]


def session(name: str, limit: int = 40, work_group: str = "etl", **more: Any) -> Tree:
    configuration = {"max_concurrent_dpus": limit}
    return {"session_id": name, "work_group": work_group, "region": "r", "engine_configuration": configuration, **more}


def drafted(report: Any) -> list[Tree]:
    """The waivers of the file, as YAML has them."""
    written: Tree = yaml.load(waiver_file(report, waiver_drafts(report)), Loader=_Loader)
    waivers: list[Tree] = written[VARIABLE]
    return waivers


class _Loader(yaml.SafeLoader):
    """Takes what is marked unsafe for the text that it is."""


_Loader.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))


def filled_in(waivers: list[Tree]) -> list[Tree]:
    return [{**waiver, **ACCEPTED} for waiver in waivers]


def test_one_waiver_stands_for_all_sessions_with_a_value() -> None:
    sessions = [
        session("s-1"),
        session("s-2"),
        session("s-3", work_group="adhoc"),
        session("s-4", 60),
        session("s-5", 20),
    ]
    waivers = drafted(audit(sessions=sessions, expected=CAP, now=NOW))
    blank = {"policy": "expected", "pointer": "/engine_configuration/max_concurrent_dpus"}
    assert [{key: its for key, its in waiver.items() if its is not None} for waiver in waivers] == [
        {**blank, "applies_to": {"work_group": {"in": ["adhoc", "etl"]}}, "actual": 40},
        {**blank, "applies_to": {"work_group": "etl"}, "actual": 60},
    ]
    assert all(list(waiver)[-3:] == ["reason", "owner", "expires"] for waiver in waivers)


def test_blanks_are_refused_with_their_places() -> None:
    waivers = drafted(audit(sessions=[session("s-1")], expected=CAP, now=NOW))
    with pytest.raises(InvalidDeclarations) as refused:
        audit(sessions=[session("s-1")], expected=CAP, waivers=waivers, now=NOW)
    places = [problem.pointer for problem in refused.value.problems]
    assert places == ["/waivers/0/reason", "/waivers/0/owner", "/waivers/0/expires"]


@pytest.mark.parametrize(
    "change",
    [
        {"engine_configuration": {"max_concurrent_dpus": 41}},
        {"engine_configuration": {}},
        {"work_group": "other"},
    ],
)
def test_filled_in_nothing_drifts_until_something_changes(change: Tree) -> None:
    sessions = [session("s-1"), session("s-2", 60, "adhoc")]
    waivers = filled_in(drafted(audit(sessions=sessions, expected=CAP, now=NOW)))
    assert audit(sessions=sessions, expected=CAP, waivers=waivers, now=NOW)["verdict"] == "compliant"
    changed = [{**sessions[0], **change}, sessions[1]]
    report = audit(sessions=changed, expected=CAP, waivers=waivers, now=NOW)
    assert [one["session_id"] for one in report["findings"] if one["status"] == "drift"] == ["s-1"]


def test_each_region_has_waivers_of_its_own_where_there_are_several() -> None:
    sessions = [session("s-1"), {**session("s-2"), "region": "other"}, {**session("s-3"), "region": None}]
    waivers = filled_in(drafted(audit(sessions=sessions, expected=CAP, now=NOW)))
    assert [waiver["applies_to"] for waiver in waivers] == [
        {"region": {"present": False}, "work_group": "etl"},
        {"region": "other", "work_group": "etl"},
        {"region": "r", "work_group": "etl"},
    ]
    assert audit(sessions=sessions, expected=CAP, waivers=waivers, now=NOW)["verdict"] == "compliant"


def test_what_is_redacted_is_in_no_file_and_bound_to_nothing() -> None:
    secret = session("s", derived={"spark_properties": {"my.password": "hunter2"}})
    expected = {"derived": {"spark_properties": {"my.password": {"present": False}}}}
    for redact in (True, False):
        report = audit(sessions=[secret], expected={**expected, **CAP}, redact=redact, now=NOW)
        text = waiver_file(report, waiver_drafts(report))
        assert "hunter2" not in text
        assert "#   expected: /derived/spark_properties/my.password: 1 finding\n" in text
        assert [waiver["pointer"] for waiver in drafted(report)] == ["/engine_configuration/max_concurrent_dpus"]


def test_a_declared_secret_is_in_no_file() -> None:
    expected = {"derived": {"spark_properties": {"my.password": {"eq": "hunter2"}}}}
    sessions = [session("s", derived={"spark_properties": {}})]
    report = audit(sessions=sessions, expected=expected, redact=False, now=NOW)
    text = waiver_file(report, waiver_drafts(report))
    assert "hunter2" not in text
    assert drafted(report)[0]["actual"] is None
    waivers = filled_in(drafted(report))
    assert audit(sessions=sessions, expected=expected, waivers=waivers, now=NOW)["verdict"] == "compliant"


def test_only_drift_is_drafted() -> None:
    report: Any = reports.typical()
    drift = {(one["policy"], one["pointer"]) for one in report["findings"] if one["status"] == "drift"}
    assert {(waiver["policy"], waiver["pointer"]) for waiver in drafted(report)} == drift


def test_without_drift_the_list_is_empty() -> None:
    report: Any = reports.report([reports.session()])
    assert (waiver_drafts(report), drafted(report)) == ([], [])


def test_reading_a_file_back_runs_nothing(tmp_path: Any) -> None:
    sessions = [session("s", session_configuration={"working_directory": TEMPLATE}), session(f"x\n- {TEMPLATE}\n", 50)]
    expected = {**CAP, "session_configuration": {"working_directory": {"match": "s3://.*", "or_absent": True}}}
    report = audit(sessions=sessions, expected=expected, now=NOW)
    text = waiver_file(report, waiver_drafts(report))
    assert [node.value for node in yaml.parse(text) if getattr(node, "tag", None) == "!unsafe"] == [TEMPLATE]
    file = tmp_path / "waivers.yml"
    file.write_text(text, encoding="utf-8")
    read = plain(DataLoader().load_from_file(str(file), cache="none"))
    assert read == {VARIABLE: drafted(report)}


def test_a_file_in_full() -> None:
    report = audit(sessions=[session("s-1"), session("s-2")], expected=CAP, target="production", now=NOW)
    assert (
        waiver_file(report, waiver_drafts(report))
        == f"""---
# Waivers drafted by sparkops.athena for the drift of a report.
# Report: made 2026-11-22T12:00:00+00:00, of the target production
# Each waives one value, in the work groups that have it. As soon as the value changes, it is drift again.
# Delete those that nobody accepts, and fill in reason, owner and expires of the others: without them a waiver
# is refused. Waivers that hold already are not in this file; {VARIABLE} must have them all.
{VARIABLE}:
  # 2 findings, such as in session s-1: declared: is at most 20; the session has 40
  - policy: expected
    pointer: /engine_configuration/max_concurrent_dpus
    applies_to:
      work_group: etl
    actual: 40
    reason:   # why this is accepted
    owner:    # who answers for it
    expires:  # the last day that it holds, in UTC, such as 2026-12-31
"""
    )


@given(hostile_reports())
def test_whatever_a_report_holds_its_file_is_what_was_drafted(report: Any) -> None:
    report["findings"] = [{**one, "pointer": pointer([one["pointer"]])} for one in report["findings"]]
    waivers = drafted(report)
    bound = [draft.waiver for draft in waiver_drafts(report) if draft.bound]
    assert [{key: its for key, its in one.items() if key not in ACCEPTED} for one in waivers] == bound


def _is_waivable(case: Any) -> bool:
    """Valid, without a previous report, and of sessions that were read once: of several readings one is shown."""
    members = case.values[0]
    valid = "invalid" not in members and "invalid" not in members.get("verdict", "")
    return valid and "before" not in members and not case.id.startswith("readings: ")


@pytest.mark.parametrize("case", [one for one in TABLE if _is_waivable(one)])
def test_of_every_case_nothing_that_can_be_bound_drifts_once_it_is_waived(case: Tree) -> None:
    now = datetime.fromisoformat(case.get("now", NOON)).astimezone(UTC)
    alone = {"like": case.get("session"), **{key: case[key] for key in ("set", "without") if key in case}}
    descriptions = case.get("sessions", [alone])
    arguments = {name: copy.deepcopy(case[name]) for name in ARGUMENTS if name in case}
    sessions = [session_of(its, now) for its in descriptions]
    report: Any = json.loads(json.dumps(audit(sessions=sessions, now=now, **arguments)))
    unbound = {(one.waiver["policy"], one.waiver["pointer"]) for one in waiver_drafts(report) if not one.bound}
    waivers = [{**waiver, "expires": "2099-12-31"} for waiver in filled_in(drafted(report))]
    arguments["waivers"] = [*arguments.get("waivers", []), *waivers]
    left = [one for one in audit(sessions=sessions, now=now, **arguments)["findings"] if one["status"] == "drift"]
    assert {(one["policy"], one["pointer"]) for one in left} <= unbound
