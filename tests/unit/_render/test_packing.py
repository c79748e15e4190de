"""The page's data is packed without loss, and does not grow with findings that say the same."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from support import fleet_reports
from support.hostile import hostile_reports
from support.page_block import page_block, unpacked

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.html import html_page
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.packing import packed
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.page_data import page_data


@given(hostile_reports())
def test_nothing_gets_lost(report: dict[str, Any]) -> None:
    page = page_data(report)
    assert unpacked(json.loads(json.dumps(packed(page)))) == page
    assert unpacked(page_block(html_page(report))) == json.loads(json.dumps(page))


def test_what_a_finding_has_otherwise_than_its_session_is_its_own() -> None:
    report = fleet_reports.single(5, 2, 1.0)
    report["findings"][0] |= {"state": "BUSY" if report["findings"][0]["state"] != "BUSY" else "IDLE", "owner": "me"}
    assert unpacked(packed(page_data(report)))["report"] == report


def test_findings_that_differ_in_the_session_alone_cost_little() -> None:
    few, many = (fleet_reports.single(sessions, 10, 1.0) for sessions in (200, 1200))
    added = len(json.dumps(packed(page_data(many)))) - len(json.dumps(packed(page_data(few))))
    assert added / (len(many["findings"]) - len(few["findings"])) < 60
