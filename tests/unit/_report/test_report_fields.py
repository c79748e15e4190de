"""docs/report.md says of every member what the schema says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support.schema import SCHEMA

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))

import report_fields

PAGE = SCHEMA.with_name("report.md").read_text(encoding="utf-8")
REPORT = json.loads(SCHEMA.read_text(encoding="utf-8"))


def descriptions(part: Any) -> Iterator[str]:
    """Every description of a member, wherever it is."""
    if isinstance(part, dict):
        for member in part.get("properties", {}).values():
            if isinstance(member, dict) and "description" in member:
                yield member["description"]
        for below in part.values():
            yield from descriptions(below)


def test_the_page_is_up_to_date() -> None:
    assert report_fields.renewed(PAGE, REPORT) == PAGE, "run python tools/report_fields.py"


def test_no_member_is_left_out() -> None:
    told = list(descriptions(REPORT))
    assert len(told) > 70
    assert [text for text in told if report_fields.cell(text) not in PAGE] == []
