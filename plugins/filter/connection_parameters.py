# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter `connection_parameters`: a connection, as defaults of an AWS module."""

from __future__ import annotations

DOCUMENTATION = r"""
name: connection_parameters
short_description: Connection parameters of amazon.aws by their own names
version_added: 0.1.0
author:
  - The sparkops.athena maintainers (@sparkops)
description:
  - Takes a mapping of connection parameters, or the JSON text of one, and returns it with every alias replaced by the
    parameter's own name, for use in C(module_defaults).
  - Names and aliases are those that the installed amazon.aws documents. Anything else is an error that tells the
    nearest name. No error repeats a value.
options:
  _input:
    description: The connection. Null is the empty one.
    type: raw
    required: true
seealso:
  - name: Parameters for authentication in amazon.aws
    description: What can be given.
    link: https://docs.ansible.com/ansible/latest/collections/amazon/aws/docsite/guide_aws.html#authentication
"""

EXAMPLES = r"""
- name: Read with credentials that came as one JSON text
  sparkops.athena.athena_session_info:
  module_defaults:
    sparkops.athena.athena_session_info: "{{ athena_connection | sparkops.athena.connection_parameters }}"
"""

RETURN = r"""
_value:
  description: The parameters, each under its own name.
  type: dict
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._action import connection


def connection_parameters(value: Any) -> dict[str, Any]:
    """See plugin_utils/_action/connection.py; mistakes are AnsibleFilterErrors."""
    try:
        return connection.connection_parameters(value)
    except connection.InvalidConnection as error:
        raise AnsibleFilterError(f"connection_parameters: {error}") from None


class FilterModule:
    """What Ansible asks for the filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filter by its name."""
        return {"connection_parameters": connection_parameters}
