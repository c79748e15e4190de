# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of actions that take sessions which were read already, and that keep secrets out of their results."""

from __future__ import annotations


class ModuleDocFragment:
    """Read by Ansible's documentation tools."""

    DOCUMENTATION = r"""
options:
  results:
    description:
      - What M(sparkops.athena.athena_session_info) returned, registered and whole, a list of such results, or the
        result of a loop. What could not be read is in them, and so is not lost on the way.
      - A result of a task that failed or was skipped is an error, also where C(failed_when) hides the failure.
        So is a result without its list of what was unreadable. What cannot be read does not fail the module with
        O(sparkops.athena.athena_session_info#module:on_unreadable=report).
      - Exactly one of O(results) and O(sessions) is required.
    type: raw
  sessions:
    description:
      - Sessions alone, for ad hoc use. What could not be read is not known then.
    type: list
    elements: dict
"""

    REDACTION = r"""
options:
  redact:
    description:
      - Whether values of secret-looking properties are kept out of the result. They are never compared then.
    type: bool
    default: true
  redact_pattern:
    description: A further regular expression, searched in property names whose values are secret.
    type: str
"""
