#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_session_capture
version_added: 1.0.0
short_description: Write a baseline of Athena for Apache Spark sessions
description:
  - Reads sessions as M(sparkops.athena.athena_session_info) does and writes a YAML file on the controller that sets
    C(athena_session_assert_policies) to one policy, which declares how they run now and is named like the file. Give it
    to M(sparkops.athena.athena_session_audit) or the role P(sparkops.athena.athena_session_assert#role).
  - The policy is exhaustive, so that additions are noticed, too. What only some of the sessions have is declared with
    C(or_absent).
  - Text that a template could take for its own is marked C(!unsafe), since whoever can start a session must not be able
    to run code on the controller when the file is read back.
  - Values of secret-looking properties are declared as present, not by value.
options:
  path:
    description:
      - The file to write on the controller. Its directory is made if it is missing. A relative path begins where
        C(ansible-playbook) was started.
    type: path
    required: true
  allow_unverified:
    description:
      - Whether to write a baseline although some sessions could not be read, which it then lacks.
    type: bool
    default: false
  connection:
    description: As O(sparkops.athena.athena_session_audit#module:connection).
    type: raw
  redact:
    description:
      - Whether the values of secret-looking properties are hidden, and so declared as present.
    type: bool
    default: true
  redact_pattern:
    description: A further regular expression, searched in property names whose values are secret.
    type: str
attributes:
  diff_mode:
    description: Has nothing to show.
    support: none
  idempotent:
    description: Writes a file with a new time each time, so it always changes it.
    support: none
extends_documentation_fragment:
  - sparkops.athena.controller.aws
  - sparkops.athena.reading
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
requirements:
  - botocore >= 1.41.2
seealso:
  - plugin: sparkops.athena.session_baseline
    plugin_type: filter
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Keep how the sessions of a work group run today
  sparkops.athena.athena_session_capture:
    region: eu-west-1
    work_groups: [analytics-prod]
    path: baselines/analytics-prod.yml
"""

RETURN = r"""
path:
  description: The file that was written, or in check mode would be.
  returned: success
  type: str
  sample: /srv/audit/baselines/analytics-prod.yml
sessions:
  description: How many sessions it was made of.
  returned: success
  type: int
  sample: 12
missing:
  description: What could not be read and is therefore missing from it, one text for each.
  returned: success
  type: list
  elements: str
  sample: []
incomplete:
  description:
    - The places of which the file holds less than the value, each with its JSON C(pointer) and the C(reason), such as
      that the value is secret. A comment in the file names them, too.
  returned: success
  type: list
  elements: dict
  sample: []
problems:
  description: The mistakes in the parameters, each with the C(pointer) of its place and a C(message).
  returned: when a parameter is invalid
  type: list
  elements: dict
"""
