# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of baselines: that they read back as they were written, and reading one back runs nothing."""

from __future__ import annotations

import pytest
import yaml
from ansible.parsing.dataloader import DataLoader

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.plain_data import plain
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baseline_files import baseline_file
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.tests.unit._policy.sessions import NOW, session, with_properties

TEMPLATES = [
    "{{ lookup('pipe', 'touch /tmp/owned') }}",
    "{% for x in y %}",
    "{# a comment #}",
    "#jinja2:variable_start_string:'[%',variable_end_string:'%]'\n[% lookup('pipe', 'touch /tmp/owned') %]",
    "!unsafe {{ x }}",
    "a: b\n{{ c }}",
    "'\"{{ \\ }}",
]
PLAIN_TEXTS = [
    "yes",
    "1",
    "2026-01-01",
    "null",
    "~",
    "- a",
    "a: b",
    "#c",
    "\x00\u2028\U0001f600",
    "a\x85b",
    "\ufeffa",
    "\x85",
    "\u200b",
    "ä",
    " a ",
    "{",
    "%",
    "",
]


BREAKS = ["a\x85b", "\x85", "a\u2028\u2029b", "a\r\nb", "\x1b[0m\x7f\x9f", "\ufeff", "\ufffe"]


@pytest.mark.parametrize("text", TEMPLATES + PLAIN_TEXTS + BREAKS)
def test_a_file_reads_back_as_it_was_written(tmp_path, text):
    sessions = [with_properties(**{"x": text, f"key {text}": "y"})]
    file = tmp_path / "baseline.yml"
    file.write_text(baseline_file(Baseline(sessions), NOW), encoding="utf-8")
    read = DataLoader().load_from_file(str(file), cache="none")["athena_session_assert_policies"]
    assert plain(read) == [{"name": "baseline", "exhaustive": True, "expect": Baseline(sessions).expected}]
    assert audit(sessions=sessions, policies=read, now=NOW)["verdict"] == "compliant"


@pytest.mark.parametrize("text", TEMPLATES)
def test_template_text_is_marked_unsafe(text):
    written = baseline_file(Baseline([with_properties(**{"x": text, f"{text}": "y"})]), NOW)
    tagged = [node for node in yaml.parse(written) if getattr(node, "tag", None) == "!unsafe"]
    assert len(tagged) == 2


def test_the_comment_says_where_it_came_from_and_cannot_be_left():
    written = baseline_file(
        Baseline([session(session_id="s\nwork_group: evil", engine_configuration={"max_concurrent_dpus": 4})]), NOW
    )
    comment = [line for line in written.splitlines() if line.startswith("#")]
    assert any("2026-11-22T17:00:00+00:00" in line for line in comment)
    assert any("s\\nwork_group: evil" in line for line in comment)
    assert yaml.safe_load(written)["athena_session_assert_policies"][0]["expect"]["work_group"] == "prod"


def test_a_file_in_full():
    engine = {
        "classifications": [{"name": "spark-env", "properties": []}],
        "spark_properties": {"z": "{{ x }}", "b": "ä" + " long" * 30, "a": "x\x85y"},
    }
    others = [session(session_id=f"s-{number}", region="us-east-1") for number in range(2, 21)]
    sessions = [session(engine_configuration=engine, region=None, work_group="a\nb"), *others]
    del sessions[-1]["session_id"], sessions[-1]["region"], sessions[-1]["work_group"]
    unheld = "not a mapping or list as it should be, so that no policy can tell what is below it"
    ids = ", ".join([f"s-{number}" for number in range(1, 20)] + ["(no id)"])
    assert (
        baseline_file(Baseline(sessions), NOW, "night")
        == f"""---
# A policy captured by sparkops.athena from Athena for Apache Spark sessions.
# Captured: 2026-11-22T17:00:00+00:00
# Region: us-east-1
# Work group: a\\nb, prod
# Sessions: 20: {ids}
# Left out: what identifies or ages a session (its id, description, state, times and statistics), and its tags.
# Not held by value:
#   /engine_configuration/classifications/spark-env: {unheld}
athena_session_assert_policies:
  - name: night
    exhaustive: true
    expect:
      work_group:
        in:
          - "a\\nb"
          - prod
        or_absent: true
      engine_version: PySpark engine version 3
      engine_configuration:
        spark_properties:
          z:
            eq: !unsafe "{{{{ x }}}}"
            or_absent: true
          b:
            eq: ä{" long" * 30}
            or_absent: true
          a:
            eq: "x\\Ny"
            or_absent: true
"""
    )


def test_a_comment_names_no_more_than_twenty_sessions_and_nothing_that_is_held():
    sessions = [{"session_id": f"s-{number}", "engine_version": "x"} for number in range(22)]
    comment = [line for line in baseline_file(Baseline(sessions), NOW).splitlines() if line.startswith("#")]
    assert comment[2:5] == [
        "# Region: unknown",
        "# Work group: unknown",
        f"# Sessions: 22: {', '.join(f's-{number}' for number in range(20))} and 2 more",
    ]
    assert len(comment) == 6


def test_nothing_to_capture_is_an_error():
    with pytest.raises(ValueError, match="no setting"):
        baseline_file(Baseline([{"session_id": "s"}]), NOW)
