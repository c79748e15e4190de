"""Sessions whose every text is hostile, compared and written in every format that is made here."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from support.accepted import assert_accepted
from support.hostile import HOSTILE
from support.markup import assert_tame
from support.page_block import page_block, unpacked

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def session(text: str) -> dict[str, Any]:
    """A session with the text in every place that takes one, keys of maps included."""
    logging = {"enabled": True, "log_location": text, "kms_key": text, "log_types": {text: [text]}}
    return {
        "session_id": text,
        "description": text,
        "work_group": text,
        "region": text,
        "engine_version": text,
        "notebook_version": text,
        "engine_configuration": {
            "additional_configs": {text: text},
            "spark_properties": {text: text, "spark.executor.memory": text},
            "classifications": [{"name": text, "properties": {text: text}}],
        },
        "session_configuration": {
            "execution_role": text,
            "working_directory": text,
            "encryption_configuration": {"encryption_option": text, "kms_key": text},
        },
        "monitoring_configuration": {"s3_logging_configuration": logging},
        "status": {"state": text, "state_change_reason": text},
        "derived": {"spark_properties": {text: text}},
    }


def audited(text: str) -> dict[str, Any]:
    """The report on such a session: everything in it undeclared, and some of it different."""
    exhaustive = {
        "name": text,
        "description": text,
        "remediation": text,
        "exhaustive": True,
        "expect": {"description": "nothing", "derived": {"spark_properties": {"spark.executor.memory": "4g"}}},
    }
    unread = {"session_id": text, "work_group": text, "reason": "error", "code": text, "message": text}
    errors = [{"stage": text, "message": text}]
    return audit(sessions=[session(text)], policies=[exhaustive], unreadable=[unread], errors=errors,
                 labels={text: text}, account_id=text, now=NOW)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_format_stays_well_formed(text: str) -> None:
    report = audited(text)
    assert len(report["findings"]) > 5
    for made in (report, merge([(text, json.dumps(report))], targets=[text], now=NOW)):
        assert_accepted(made)
        texts = {name: each.render(made) for name, each in FORMATS.items() if not each.problems(made)}
        root = ElementTree.fromstring(texts["junit"].encode("utf-8"))
        assert {element.tag for element in root.iter()} <= {
            "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out",
        }  # fmt: skip
        assert_tame(texts["markdown"])
        assert json.loads(texts["json"]) == made
        assert unpacked(page_block(texts["html"]))["report"] == made
        assert texts["html"].count("<script") == texts["html"].count("</script") == 2
