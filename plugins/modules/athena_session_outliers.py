#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_session_outliers
version_added: 1.0.0
short_description: Find what is odd among Athena for Apache Spark sessions, without any policy
description:
  - Finds settings in which few sessions differ from what most sessions like them have. Nothing needs to be declared.
  - Sessions are compared within groups, and within a group by role. What several sessions have in common in several
    settings at once is a role, such as an ETL job beside notebooks, and no outlier.
  - Values are compared as M(sparkops.athena.athena_session_drift) compares them. For C(spark.executor.memory) V(4g) is
    V(4096m). The absence of a setting is a value, too. Only settings count, and not names, ids, times and tags.
  - What differs from session to session by nature is no basis for anything.
  - An outlier is a hint. It may be right, and what all sessions have alike may be wrong. The guide
    R(on outliers,ansible_collections.sparkops.athena.docsite.guide_outliers) says how often the search is right.
  - It runs on the controller, calls no service and changes nothing.
    O(sparkops.athena.athena_session_audit#module:outliers) puts the same into a report.
options:
  group_by:
    description:
      - JSON pointers into a session. Sessions are compared where they have the same values there. With V([]) all are.
      - A group needs about sixteen sessions for an outlier in it to be conspicuous.
    type: list
    elements: str
    default: [/region, /work_group, /engine_version]
attributes:
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: Reports the same of the same sessions, in whatever order they come.
    support: full
extends_documentation_fragment:
  - sparkops.athena.given_sessions
  - sparkops.athena.given_sessions.redaction
  - sparkops.athena.controller
notes:
  - It is not a member of any action group, so that C(module_defaults) with connection parameters do not reach it.
seealso:
  - module: sparkops.athena.athena_session_info
  - module: sparkops.athena.athena_session_audit
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Read every session of the region
  sparkops.athena.athena_session_info:
    region: eu-west-1
    on_unreadable: report
  register: spark

- name: Find what is odd among them
  sparkops.athena.athena_session_outliers:
    results: "{{ spark }}"
  register: odd

- name: Name it
  ansible.builtin.debug:
    msg: "{{ odd.text }}"

- name: Compare the sessions of a team with one another, in whichever work group they are
  sparkops.athena.athena_session_outliers:
    results: "{{ spark }}"
    group_by: [/region, /engine_version, /tags/team]
  register: odd
"""

RETURN = r"""
changed:
  description: Always false.
  returned: success
  type: bool
outliers:
  description: The settings in which few sessions differ, the most conspicuous first.
  returned: success
  type: list
  elements: dict
  contains:
    group:
      description: What the sessions that were compared have in common, values by JSON pointer.
      type: dict
      sample: {/region: eu-west-1, /work_group: analytics, /engine_version: Apache Spark version 3.5}
    pointer:
      description: The setting, as a JSON pointer into the session.
      type: str
      sample: /session_configuration/encryption_configuration/encryption_option
    usual:
      description: The value that most of them have, as most of them write it; null where most have none.
      type: raw
      sample: SSE_KMS
    usual_count:
      description: How many of them have that value.
      type: int
      sample: 39
    compared:
      description: How many sessions of the same role were compared.
      type: int
      sample: 40
    sessions:
      description:
        - The sessions that differ, each with its C(session_id), its C(actual) value (null for none) and its C(score),
          the most conspicuous first.
        - The score goes from V(0.5) to V(1). It ranks outliers and is no probability.
      type: list
      elements: dict
      sample: [{session_id: 5fb2c9a1, actual: SSE_S3, score: 0.81}]
text:
  description: The same in a line each.
  returned: success
  type: str
  sample: "No outlier among 40 sessions."
problems:
  description: The mistakes in the parameters, each with the C(pointer) of its place and a C(message).
  returned: when a parameter is invalid
  type: list
  elements: dict
"""
