# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter ``report_junit``: a report as JUnit XML."""

from __future__ import annotations

DOCUMENTATION = r"""
name: report_junit
author: The sparkops.athena maintainers (@sparkops)
version_added: 0.1.0
short_description: A report of athena_session_drift as JUnit XML
description:
  - For the test views of CI systems. One suite for each work group (and target, in a merged report), one case for each
    session and policy, and a suite V((report\)) for errors and for what could not be read.
  - Drift is a failure, what is unverified an error, what is waived skipped; warnings are in the case's output.
  - A case is named by its policy and a number, never by a value or a session, so that names stay the same from run to
    run. Within a policy the worst cases come first, so case number n fails exactly when at least n sessions drift.
positional: _input
options:
  _input:
    description: A report, as P(sparkops.athena.athena_session_drift#module) returns it or a merge writes it.
    type: dict
    required: true
seealso:
  - plugin: sparkops.athena.athena_session_drift
    plugin_type: module
"""

EXAMPLES = r"""
- name: Keep the report as JUnit XML
  ansible.builtin.copy:
    content: "{{ athena_session_assert_report | sparkops.athena.report_junit }}"
    dest: reports/athena.junit.xml
    mode: "0640"
"""

RETURN = r"""
_value:
  description: The XML document; well-formed whatever the values hold.
  type: str
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._render.junit import junit


def report_junit(report: Any) -> str:
    """The report as JUnit XML. An AnsibleFilterError if it is no report."""
    if not isinstance(report, Mapping):
        raise AnsibleFilterError(f"report_junit needs a report, which is a mapping, not {type(report).__name__}")
    try:
        return junit(plain(report))
    except (KeyError, TypeError) as error:
        raise AnsibleFilterError(f"report_junit needs a whole report: {error!r} is amiss") from error


class FilterModule:
    """Ansible's entry to the filter."""

    def filters(self) -> dict[str, Callable[..., str]]:
        """The filters by name."""
        return {"report_junit": report_junit}
