# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Find outliers among Athena for Apache Spark sessions, on the controller; documented as the module of this name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..plugin_utils._action import finding_outliers
from ..plugin_utils._action.declaring_action import ComparingAction
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._session.results import SessionResults


class ActionModule(ComparingAction):
    """Results in, outliers out."""

    PARAMETERS = finding_outliers.PARAMETERS

    def found(self, results: SessionResults, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
        """The outliers."""
        return finding_outliers.find(results, given, problems)
