#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_policy_coverage
version_added: 1.0.0
short_description: Find out which changes of Athena for Apache Spark sessions no policy would notice
description:
  - Says which of the settings that sessions have any policy would notice if they changed.
  - Each setting is changed in every way that its kind has. It is dropped, has another value, is longer or shorter,
    doubled or halved, far above or far below every bound, or has a member more or less. Maps get a key that nobody
    declared. After each change the policies are evaluated as M(sparkops.athena.athena_session_drift) evaluates them.
  - A change is noticed where drift is found that was not there before, or that was there is not found any more. Where
    a finding is only unverified the change cannot be judged. A finding that a waiver accepts is no notice.
  - Of many sessions, a change counts as noticed where it is noticed in each of them that has the setting.
  - Each change that is not noticed comes with a policy to paste that would notice it, unless one policy cannot.
  - Without O(expected), O(policies) and O(packs) it lists what there is to declare.
  - Where a session runs (C(work_group)), what identifies or ages it, its tags and what is derived are not changed.
  - It runs on the controller, calls no service and changes nothing.
    O(sparkops.athena.athena_session_audit#module:coverage) puts the same into a report. The guide
    R(on coverage,ansible_collections.sparkops.athena.docsite.guide_coverage) explains it.
options:
  expected:
    description:
      - Expectations for every session, as for M(sparkops.athena.athena_session_drift).
    type: dict
  policies:
    description:
      - Named expectations for the sessions that they apply to, as for M(sparkops.athena.athena_session_drift).
    type: list
    elements: dict
  packs:
    description:
      - Names of this collection's ready policies, as for M(sparkops.athena.athena_session_drift).
    type: list
    elements: str
  pack_parameters:
    description:
      - Values for parameters of the O(packs), as for M(sparkops.athena.athena_session_drift).
    type: dict
  waivers:
    description:
      - Findings that someone has accepted for a time, as for M(sparkops.athena.athena_session_drift).
    type: list
    elements: dict
attributes:
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: Reports the same of the same sessions and policies on the same day.
    support: full
extends_documentation_fragment:
  - sparkops.athena.given_sessions
  - sparkops.athena.given_sessions.redaction
  - sparkops.athena.controller
notes:
  - It is not a member of any action group, so that C(module_defaults) with connection parameters do not reach it.
seealso:
  - module: sparkops.athena.athena_session_drift
  - module: sparkops.athena.athena_session_audit
  - module: sparkops.athena.athena_session_outliers
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Read every session of the region
  sparkops.athena.athena_session_info:
    region: eu-west-1
    on_unreadable: report
  register: spark

- name: Find out what the policies leave open
  sparkops.athena.athena_policy_coverage:
    results: "{{ spark }}"
    policies:
      - name: size
        expect:
          engine_configuration:
            max_concurrent_dpus: {le: 20}
  register: watched

- name: Show it
  ansible.builtin.debug:
    msg: "{{ watched.text }}"

- name: Keep policies to choose from
  ansible.builtin.copy:
    content: "{{ watched.suggestions }}"
    dest: suggested-policies.yml
    mode: "0644"
  delegate_to: localhost
"""

RETURN = r"""
changed:
  description: Always false.
  returned: success
  type: bool
coverage:
  description: What policies notice.
  returned: success
  type: dict
  contains:
    settings:
      description: How many settings the sessions have; one that many have counts once.
      type: int
      sample: 31
    settings_noticed:
      description: Of how many of them a policy notices some change in every session that has the setting.
      type: int
      sample: 14
    changes:
      description: In how many ways these settings could change.
      type: int
      sample: 130
    changes_noticed:
      description: How many of these changes a policy notices in every session.
      type: int
      sample: 62
    unjudged:
      description: Of how many changes it cannot be said.
      type: int
      sample: 3
    unnoticed:
      description:
        - The changes that no policy notices in some session, those with most at stake first, each with its C(pointer),
          C(change), the number of C(sessions), some of the present C(values) and a C(suggestion), which is a policy
          or null.
      type: list
      elements: dict
      sample:
        - pointer: /session_configuration/encryption_configuration/encryption_option
          change: another value
          sessions: 20
          values: [SSE_KMS]
          suggestion:
            name: keep /session_configuration/encryption_configuration/encryption_option
            expect: {session_configuration: {encryption_configuration: {encryption_option: SSE_KMS}}}
    unreached:
      description:
        - The policies that applied to no session, each with null as C(pointer) and C(operator), and of the others the
          checks that had no value to look at in any session.
      type: list
      elements: dict
      sample: [{policy: etl, pointer: null, operator: null}]
suggestions:
  description:
    - The suggested policies as YAML, each once. Text in them that could be taken for a template is marked C(!unsafe),
      so that whoever starts a session cannot run anything where the YAML is read back.
  returned: success
  type: str
text:
  description: The same in lines for a terminal.
  returned: success
  type: str
  sample: "Policies notice 14 of 31 settings (62 of 130 changes; 3 cannot be judged)."
problems:
  description: The mistakes in the parameters, each with the C(pointer) of its place and a C(message).
  returned: when a parameter is invalid
  type: list
  elements: dict
"""
