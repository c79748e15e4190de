# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of exhaustive pointers that cover nothing."""

from __future__ import annotations

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.exhaustive import (
    DERIVED_PROPERTIES,
    check_exhaustive,
    notices,
    parse_exhaustive,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.expectations import ExpectationContext

SESSION = {
    "newer_thing": 1,
    "engine_configuration": {
        "spark_properties": {"spark.team.size": "1"},
        "classifications": [{"name": "my-site", "properties": {"A": "1"}}],
    },
}
PROPERTIES = "/engine_configuration/spark_properties"
CLASSIFICATIONS = "/engine_configuration/classifications"
NOTHING = "covers nothing: no session that was read has {!r}, and the policy does not declare it"


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        ("/status/state", "status holds no settings"),
        ("/engine_configuration/additional_configs/NotebookId", "NotebookId is not a setting"),
        ("/work_group/x", "a single value has no members, and 'x' would be one"),
        ("/newer_thin", "unknown field 'newer_thin', did you mean 'newer_thing'?"),
        (f"{PROPERTIES}/spark.team.siz", NOTHING.format("spark.team.siz") + "; did you mean 'spark.team.size'?"),
        (f"{PROPERTIES}/spark-env", NOTHING.format("spark-env")),
        (f"{CLASSIFICATIONS}/my-ste", NOTHING.format("my-ste") + "; did you mean 'my-site'?"),
        (f"{CLASSIFICATIONS}/spark-en", NOTHING.format("spark-en") + "; did you mean 'spark-env'?"),
    ],
)
def test_a_pointer_that_covers_nothing(pointer: str, message: str) -> None:
    problems = Problems()
    check_exhaustive(parse_exhaustive([pointer], problems), [], ExpectationContext([SESSION]))
    assert [problem.message for problem in problems.found] == [message]


@pytest.mark.parametrize(
    ("roots", "path", "noticed"),
    [
        ([()], ("work_group",), True),
        ([("engine_version",)], ("work_group",), False),
        ([("work_group",)], ("work_group", "x"), True),
        ([()], ("status", "state"), False),
        ([], ("work_group",), False),
        # What is derived is only noticed as such: the members that it is derived from are under the other pointers.
        ([()], (*DERIVED_PROPERTIES, "spark.jars"), False),
        ([DERIVED_PROPERTIES], (*DERIVED_PROPERTIES, "spark.jars"), True),
        ([(*DERIVED_PROPERTIES, "spark.jars")], DERIVED_PROPERTIES, False),
    ],
)
def test_only_settings_under_the_pointers_are_noticed(roots, path, noticed):
    assert notices(roots, path) is noticed
