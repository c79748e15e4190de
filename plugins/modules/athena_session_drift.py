#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_session_drift
version_added: 1.0.0
short_description: Compare Athena for Apache Spark sessions with what was declared
description:
  - Compares the engine and session configuration of sessions, as M(sparkops.athena.athena_session_info) returned
    them, with declared expectations, and reports every difference.
  - The verdict has three values. V(drifted) means that something differs. V(unverified) means that nothing was seen
    to differ, and that something could not be verified, such as a session that could not be read, a redacted value or
    no session at all. V(compliant) means that everything was compared and holds.
  - It never fails on drift; that is for the caller, such as the role P(sparkops.athena.athena_session_assert#role).
    It fails on invalid declarations, and then reports every mistake at once.
  - At least one of O(expected), O(policies) and O(packs) is required.
  - It runs on the controller, calls no service and changes nothing. M(sparkops.athena.athena_session_audit) reads and
    compares in one task.
attributes:
  diff_mode:
    description: Shows, session by session, what was found and what was declared.
    support: full
  idempotent:
    description: Reports the same of the same sessions on the same day.
    support: full
extends_documentation_fragment:
  - sparkops.athena.given_sessions
  - sparkops.athena.comparing
  - sparkops.athena.controller
notes:
  - It is not a member of any action group, so that C(module_defaults) with connection parameters do not reach it.
seealso:
  - module: sparkops.athena.athena_session_audit
  - module: sparkops.athena.athena_session_outliers
  - module: sparkops.athena.athena_policy_coverage
  - module: sparkops.athena.athena_session_info
  - plugin: sparkops.athena.conforming_to
    plugin_type: test
  - plugin: sparkops.athena.session_baseline
    plugin_type: filter
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Read every session of a work group
  sparkops.athena.athena_session_info:
    region: eu-west-1
    work_groups: [analytics-prod]
    on_unreadable: report
  register: spark

- name: Compare them with what was declared
  sparkops.athena.athena_session_drift:
    results: "{{ spark }}"
    expected:
      engine_configuration:
        max_concurrent_dpus: {le: 20}
      derived:
        idle_timeout_seconds: {le: 1800}
        spark_properties:
          spark.network.crypto.enabled: true
          spark.executor.memory: 4g
          spark.jars.packages: {present: false}
  diff: true
  register: drift

- name: Compare with several policies, and accept one finding until the end of the year
  sparkops.athena.athena_session_drift:
    results: "{{ spark }}"
    policies:
      - name: results-encrypted
        expect:
          session_configuration:
            encryption_configuration:
              encryption_option: SSE_KMS
              kms_key: {match: 'arn:aws:kms:eu-west-1:\d{12}:key/.*'}
      - name: no-surprises
        severity: warning
        applies_to:
          work_group: {match: '.*-prod'}
        exhaustive: [/session_configuration]
        expect:
          session_configuration:
            execution_role: arn:aws:iam::123456789012:role/athena-spark
        remediation: Start the session from the work group's own configuration.
    waivers:
      - policy: no-surprises
        pointer: /session_configuration/working_directory
        reason: The notebooks move to the new bucket in December.
        owner: data-platform@example.com
        expires: 2026-12-31
  register: drift
"""

RETURN = r"""
changed:
  description: Whether the verdict is V(drifted).
  returned: success
  type: bool
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
report:
  description:
    - Everything that was compared and found. The JSON schema of it is shipped as C(docs/report.schema.json).
  returned: success
  type: dict
  contains:
    schema_version:
      description: The version of this structure.
      type: int
      sample: 1
    generated_at:
      description: When it was made, ISO 8601 in UTC.
      type: str
      sample: '2026-11-22T17:00:00+00:00'
    labels:
      description: As given.
      type: dict
      sample: {environment: production}
    account_id:
      description: As given, or null.
      type: str
      sample: '123456789012'
    regions:
      description: The regions that were read.
      type: list
      elements: str
      sample: [eu-west-1]
    verdict:
      description: V(compliant), V(drifted) or V(unverified).
      type: str
      sample: drifted
    errors:
      description: What left the whole unverified without being a finding; C(stage) and C(message).
      type: list
      elements: dict
    summary:
      description: How many C(sessions) were C(compliant), C(drifted), C(unverified), C(unchecked) (no policy applied)
        or C(gone), how many C(checks) were made, C(findings) of drift by severity, and how many findings were
        C(waived).
      type: dict
    sessions:
      description: Each session with its C(verdict), the number of C(checks), the policies that applied to it, and its
        C(owner) where that is known.
      type: list
      elements: dict
    findings:
      description: Each difference, with its C(fingerprint), C(policy), C(severity), C(status), session, C(pointer),
        C(operator), C(declared), C(actual), C(kind) and C(message), and where there is one its C(normalised) values,
        C(waiver), C(remediation), C(root_cause) and C(owner).
      type: list
      elements: dict
    unreadable:
      description: What could not be read, as M(sparkops.athena.athena_session_info) returned it.
      type: list
      elements: dict
    waivers:
      description: The waivers C(in_force), of these the C(expiring) and the C(unused), and the C(expired).
      type: dict
    policies:
      description: Each policy with its C(severity) and how many C(sessions), C(checks) and C(findings) it had.
      type: list
      elements: dict
problems:
  description: The mistakes in the parameters, each with the C(pointer) of its place and a C(message).
  returned: when a parameter is invalid
  type: list
  elements: dict
"""
