# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What policies would notice of changes of sessions, on the controller; documented as the module of this name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..plugin_utils._action import finding_coverage
from ..plugin_utils._action.declaring_action import ComparingAction
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._session.results import SessionResults


class ActionModule(ComparingAction):
    """Results and policies in, coverage out."""

    PARAMETERS = finding_coverage.PARAMETERS

    def found(self, results: SessionResults, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
        """The coverage."""
        return finding_coverage.find(results, given, problems, datetime.now(UTC))
