# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter ``report_markdown``: a report as Markdown."""

from __future__ import annotations

DOCUMENTATION = r"""
name: report_markdown
author: The sparkops.athena maintainers (@sparkops)
version_added: 0.1.0
short_description: A report of athena_session_drift as Markdown
description:
  - For the summary of a CI job and for tickets. The verdict, the counts, the drift as a table for each policy with
    identical findings told once, waivers soon to expire, and at the end what was not verified.
  - Values stand in code spans, where neither Markdown nor HTML nor mentions mean anything. Long ones are cut, and the
    page stays below 1 MiB; it says what was left out.
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
- name: Keep the report as Markdown
  ansible.builtin.copy:
    content: "{{ athena_session_assert_report | sparkops.athena.report_markdown }}"
    dest: reports/athena.md
    mode: "0640"
"""

RETURN = r"""
_value:
  description: The page, CommonMark with tables.
  type: str
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._render.markdown import markdown


def report_markdown(report: Any) -> str:
    """The report as Markdown. An AnsibleFilterError if it is no report."""
    if not isinstance(report, Mapping):
        raise AnsibleFilterError(f"report_markdown needs a report, which is a mapping, not {type(report).__name__}")
    try:
        return markdown(plain(report))
    except (KeyError, TypeError) as error:
        raise AnsibleFilterError(f"report_markdown needs a whole report: {error!r} is amiss") from error


class FilterModule:
    """Ansible's entry to the filter."""

    def filters(self) -> dict[str, Callable[..., str]]:
        """The filters by name."""
        return {"report_markdown": report_markdown}
