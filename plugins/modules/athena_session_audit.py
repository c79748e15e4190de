#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_session_audit
version_added: 1.0.0
short_description: Read Athena for Apache Spark sessions and compare them with what was declared
description:
  - Reads sessions as M(sparkops.athena.athena_session_info) does and compares them as
    M(sparkops.athena.athena_session_drift) does, in one task. The sessions pass through no variable, so that thousands
    of them cost no templating, and none of them is in the task's result.
  - It always reports what could not be read. Where nothing can be read at all, the report is unverified and has the
    error. What was read until an error is compared.
  - It never fails on drift; that is for the caller, to whom it returns RV(failures) and RV(text). The role
    P(sparkops.athena.athena_session_assert#role) is such a caller.
  - Where nothing is declared it reports facts about the sessions, outliers among them, and what a policy could notice.
    Nothing was checked then, so that the report is unverified and has an error, which is among RV(failures) whatever
    O(allow_unverified) says.
  - It only reads. The permissions that it needs are those of M(sparkops.athena.athena_session_info).
options:
  results:
    description:
      - Compare these instead of reading, as O(sparkops.athena.athena_session_drift#module:results). No call is made.
      - Exclusive with O(session_ids), O(work_groups) and O(states).
    type: raw
  connection:
    description:
      - Connection parameters of amazon.aws by any of their names, or the JSON text of such a mapping, as one variable.
      - They win over the same parameters given singly or by C(module_defaults). Keys in it appear in no result.
    type: raw
  lookup_account:
    description:
      - Ask AWS for the id of the account, for the report and its fingerprints. It wins over O(account_id).
    type: bool
    default: false
  explain:
    description:
      - Say of each finding whether the work group as it is declared now has the same value. It costs one call of
        GetWorkGroup for each work group.
    type: bool
    default: false
  outliers:
    description:
      - Also find settings in which few sessions differ from what most sessions like them have, as
        M(sparkops.athena.athena_session_outliers) does, for the report. The verdict does not depend on it.
      - By default it does so where none of O(expected), O(policies) and O(packs) is given.
    type: bool
  coverage:
    description:
      - Also find out which of the settings that sessions have any policy would notice if they changed, as
        M(sparkops.athena.athena_policy_coverage) does, for the report. The verdict does not depend on it.
      - By default it does so where none of O(expected), O(policies) and O(packs) is given.
    type: bool
attributes:
  diff_mode:
    description: Shows, session by session, what was found and what was declared.
    support: full
  idempotent:
    description: Reports the same of the same sessions on the same day.
    support: full
extends_documentation_fragment:
  - sparkops.athena.controller.aws
  - sparkops.athena.reading
  - sparkops.athena.reading.tags
  - sparkops.athena.comparing
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
requirements:
  - botocore >= 1.41.2
seealso:
  - module: sparkops.athena.athena_session_info
  - module: sparkops.athena.athena_session_drift
  - module: sparkops.athena.athena_session_outliers
  - module: sparkops.athena.athena_policy_coverage
  - module: sparkops.athena.athena_report_write
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Audit every session of a work group
  sparkops.athena.athena_session_audit:
    region: eu-west-1
    work_groups: [analytics-prod]
    expected:
      derived:
        idle_timeout_seconds: {le: 1800}
        spark_properties:
          spark.network.crypto.enabled: true
  register: audit

- name: Fail with the whole report in words
  ansible.builtin.fail:
    msg: "{{ audit.text }}"
  when: audit.failures | length > 0

- name: See what runs, before anything is declared
  sparkops.athena.athena_session_audit:
    region: eu-west-1
  register: audit

- name: Audit every night, and fail on what was not there the night before
  sparkops.athena.athena_session_audit:
    region: eu-west-1
    policies: "{{ athena_policies }}"
    lookup_account: true
    previous: /var/lib/athena/production.json
    fail_on_changes: [new, changed]
  register: audit

- name: Audit a domain of SageMaker Studio, and say whose session each finding is in
  sparkops.athena.athena_session_audit:
    region: eu-west-1
    policies: "{{ athena_policies }}"
    read_tags: true
    owner_tag: AmazonDataZoneSessionOwner
  register: audit

- name: Audit with credentials that came as one variable
  sparkops.athena.athena_session_audit:
    connection: "{{ athena_connection }}"
    policies: "{{ athena_policies }}"
    lookup_account: true
    explain: true
  diff: true
  register: audit
"""

RETURN = r"""
changed:
  description: Whether the verdict is V(drifted).
  returned: success
  type: bool
report:
  description: RV(sparkops.athena.athena_session_drift#module:report).
  returned: success
  type: dict
failures:
  description:
    - Why the caller should fail under O(fail_on), O(fail_on_changes) and O(allow_unverified), the most important
      first; empty where it should not.
  returned: success
  type: list
  elements: str
  sample: ["drift of severity error: 2"]
text:
  description: The report in lines for a terminal of 80 columns.
  returned: success
  type: str
  sample: "COMPLIANT: what was checked runs as declared."
problems:
  description: The mistakes in the parameters, each with the C(pointer) of its place and a C(message).
  returned: when a parameter is invalid
  type: list
  elements: dict
"""
