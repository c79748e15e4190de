# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter `role_variable_problems`: every mistake in the variables of the role athena_session_assert."""

from __future__ import annotations

DOCUMENTATION = r"""
name: role_variable_problems
short_description: Mistakes in the variables of the role athena_session_assert
version_added: 0.1.0
author:
  - The sparkops.athena maintainers (@sparkops)
description:
  - Tells what an argument specification lets pass, namely misspelt variables, text where a list or a mapping is meant,
    variables that exclude each other, and connection parameters that amazon.aws does not know.
  - Made for the role P(sparkops.athena.athena_session_assert#role), which fails with what it returns.
positional: specifications, entry_point
options:
  _input:
    description: The variables that begin with C(athena_session_assert_), by name.
    type: dict
    required: true
  specifications:
    description: The content of the role's C(meta/argument_specs.yml).
    type: dict
    required: true
  entry_point:
    description: The entry point that runs.
    type: str
    default: main
"""

EXAMPLES = r"""
- name: Tell what is wrong
  ansible.builtin.debug:
    msg: "{{ {'athena_session_assert_polices': []} | sparkops.athena.role_variable_problems(specifications) }}"
  vars:
    specifications: "{{ lookup('ansible.builtin.file', 'meta/argument_specs.yml') | from_yaml }}"
"""

RETURN = r"""
_value:
  description: One text for each mistake.
  type: list
  elements: str
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._action import role_variables


def role_variable_problems(given: Any, specifications: Any, entry_point: str = "main") -> list[str]:
    """See plugin_utils/_action/role_variables.py; an input that is no mapping is an AnsibleFilterError."""
    if not isinstance(given, Mapping) or not isinstance(specifications, Mapping):
        raise AnsibleFilterError("role_variable_problems: variables and specifications must be mappings")
    return role_variables.problems(given, specifications, entry_point)


class FilterModule:
    """What Ansible asks for the filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filter by its name."""
        return {"role_variable_problems": role_variable_problems}
