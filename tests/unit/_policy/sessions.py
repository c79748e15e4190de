# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions to capture, and what their policies find."""

from __future__ import annotations

from datetime import UTC, datetime

import yaml

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baseline_files import baseline_file
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def session(**members):
    return {
        "session_id": "s-1",
        "description": "a notebook",
        "work_group": "prod",
        "region": "eu-west-1",
        "engine_version": "PySpark engine version 3",
        "status": {"state": "IDLE", "start_date_time": "2026-11-22T16:00:00+00:00"},
        "statistics": {"dpu_execution_in_millis": 7},
        **members,
    }


def policy_of(sessions):
    """The policy as its file reads back."""
    return yaml.load(baseline_file(Baseline(sessions), NOW), Loader=Unsafe)["athena_session_assert_policies"]


class Unsafe(yaml.SafeLoader):
    """Reads text that is marked as what it is."""


Unsafe.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))


def verdict(sessions, expected):
    return audit(sessions=sessions, expected=expected, now=NOW)["verdict"]


def found(sessions, policies):
    """What a policy finds in sessions, as pairs of kind and pointer."""
    report = audit(sessions=sessions, policies=policies, now=NOW)
    return [(finding["kind"], finding["pointer"]) for finding in report["findings"]]


def with_properties(**properties):
    return session(engine_configuration={"spark_properties": properties})
