#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_waiver_draft
version_added: 1.0.0
short_description: Draft waivers for the drift of a report on Athena for Apache Spark sessions
description:
  - Writes a YAML file of variables, which sets
    O(sparkops.athena.athena_session_assert#role:main:athena_session_assert_waivers) to waivers for the drift that a
    report has. Each is bound to the value that it waives, its C(actual), so that any change of it is drift again.
  - C(reason), C(owner) and C(expires) are left blank. A waiver without them is refused, with its place, so that
    nothing is waived that nobody has accepted. Delete those that nobody accepts.
  - There is one waiver for each policy, pointer and value, and not one for each session. It holds in the work groups
    that have the value now, and where the report is of several regions, in that region.
  - Text that a template could take for its own is marked C(!unsafe). Whoever can start a session must not be able to
    run code on the controller when the file is read back.
  - A value that is redacted is never in the file, and no waiver is bound to it, since nobody would notice it change.
    Such drift is in RV(unbound), and named in the file's comment.
  - What is unverified is not drafted, and neither is what a waiver holds for already.
options:
  report:
    description:
      - The report on one target, as C(report) of M(sparkops.athena.athena_session_audit) or as the path of its JSON
        file on the controller. A relative path begins where C(ansible-playbook) was started.
      - It is taken as it stands today. What a waiver held for that has expired since is drift.
      - A merged report is refused. The waivers of a target hold for that target.
    type: raw
    required: true
  path:
    description:
      - The file to write on the controller. Its directory is made if it is missing. A relative path begins where
        C(ansible-playbook) was started.
      - A file that is there already is refused, since somebody may have filled it in.
      - Where there is no drift, no file is written.
    type: path
    required: true
attributes:
  diff_mode:
    description: Has nothing to show.
    support: none
  idempotent:
    description: Writes a new file each time.
    support: none
extends_documentation_fragment:
  - sparkops.athena.controller
seealso:
  - module: sparkops.athena.athena_session_audit
  - module: sparkops.athena.athena_session_drift
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Draft waivers for what drifted last night
  sparkops.athena.athena_waiver_draft:
    report: reports/production.json
    path: waivers/production.yml
  register: drafted

- name: Say what cannot be waived by its value
  ansible.builtin.debug:
    var: drafted.unbound
"""

RETURN = r"""
path:
  description: The absolute path of the file.
  returned: success
  type: str
  sample: /srv/audit/waivers/production.yml
waivers:
  description: How many waivers were drafted. Without any drift no file is written, and RV(ignore:changed) is V(false).
  returned: success
  type: int
  sample: 2
findings:
  description: How many findings of drift these are for.
  returned: success
  type: int
  sample: 31
unbound:
  description: The drift that no waiver can be bound to, since its value is redacted.
  returned: success
  type: list
  elements: dict
  contains:
    policy:
      description: The name of the policy.
      type: str
      sample: base
    pointer:
      description: The JSON pointer of the setting.
      type: str
      sample: /derived/spark_properties/spark.ssl.keyPassword
    findings:
      description: How many findings there are.
      type: int
      sample: 3
problems:
  description: The mistakes in the parameters, each with the C(pointer) of its place and a C(message).
  returned: when a parameter is invalid
  type: list
  elements: dict
"""
