# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter `reasons_to_fail`: what in a report is a failure for this caller."""

from __future__ import annotations

DOCUMENTATION = r"""
name: reasons_to_fail
short_description: What in a report is a failure
version_added: 0.1.0
author:
  - The sparkops.athena maintainers (@sparkops)
description:
  - Judges a report of M(sparkops.athena.athena_session_drift) by what its caller wants to fail on.
  - What could not be verified is a reason of its own, beside drift. Sessions that could not be read at all are a reason
    even where unverified ones are allowed.
positional: fail_on, allow_unverified
options:
  _input:
    description: The report.
    type: dict
    required: true
  fail_on:
    description: The least severity of drift that fails; V(never) never fails, on unverified neither.
    type: str
    choices: [error, warning, never]
    default: error
  allow_unverified:
    description: Whether what could not be verified passes.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Fail on any drift
  ansible.builtin.assert:
    that: (comparison.report | sparkops.athena.reasons_to_fail('warning')) == []
"""

RETURN = r"""
_value:
  description: The reasons, the weightiest first; none where the report is no failure.
  type: list
  elements: str
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from ansible.errors import AnsibleFilterError

from ..plugin_utils._report import gate as judgement
from ..plugin_utils._report.model import Report


def reasons_to_fail(report: Any, fail_on: str = "error", allow_unverified: bool = False) -> list[str]:
    """See plugin_utils/_report/gate.py; what is no report is an AnsibleFilterError."""
    if not isinstance(report, Mapping):
        raise AnsibleFilterError("reasons_to_fail: the report must be a mapping")
    if not isinstance(allow_unverified, bool):
        raise AnsibleFilterError("reasons_to_fail: allow_unverified must be true or false")
    try:
        return judgement.failures(cast(Report, report), fail_on, allow_unverified)
    except KeyError as error:
        raise AnsibleFilterError(f"reasons_to_fail: this is no report, it has no {error}") from None
    except ValueError as error:
        raise AnsibleFilterError(f"reasons_to_fail: {error}") from None


class FilterModule:
    """What Ansible asks for the filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filter by its name."""
        return {"reasons_to_fail": reasons_to_fail}
