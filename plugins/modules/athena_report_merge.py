#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_report_merge
version_added: 1.0.0
short_description: Merge the reports of many targets into one
description:
  - Reads the JSON reports in a directory of the controller, one for each account and region, and makes one report of
    them.
  - A report that is missing, broken or half written, of another schema, of another run, of another target than its
    file's name says, stale, from the future, or a copy of another target's report adds nothing. It is named, and the
    verdict on the whole is V(unverified), or V(drifted) where another target drifted.
  - Counts, verdicts and the validity of waivers are computed anew from the sessions and findings of the reports. What
    was waived until a day that is past counts again. A report is broken where its parts do not fit together, and where
    it claims more than it holds.
  - Two targets of one account and region leave the whole unverified, and both are named. One of them was probably
    audited in place of another. Where the account is not known, only a copy can be noticed.
  - It never fails on the verdict; that is for the caller, such as the entry point C(merge) of the role
    P(sparkops.athena.athena_session_assert#role). It writes nothing.
options:
  path:
    description:
      - The directory with the reports. The report of a target is the file of the target's name that ends in C(.json).
      - A directory that is not there holds no report.
    type: path
    required: true
  targets:
    description:
      - The names of the targets whose reports are expected. These are merged and no others; others that are there
        are named in a warning.
      - Without it, every report in the directory is merged, and one that is missing cannot be noticed.
      - Where no target is expected, or none has a report, the whole is V(unverified), with an error.
    type: list
    elements: str
  run_id:
    description:
      - The id of the run whose reports are merged. Every report must have this very C(run_id), however old it is.
      - Exactly one of O(run_id) and O(max_age) is needed, so that no report of an earlier run is taken for one of this.
    type: str
  max_age:
    description:
      - The greatest age of a report, in seconds. Older ones are stale.
      - It should be shorter than the time between two runs. Otherwise the report of the run before counts where a
        target has failed.
      - A report may be made up to 5 minutes in the future, as clocks differ.
    type: float
  exclude:
    description: Names of files, without the ending, that are not reports of targets, such as an earlier merged report.
    type: list
    elements: str
    default: []
  fail_on:
    description: As O(sparkops.athena.athena_session_audit#module:fail_on), for RV(failures).
    type: str
    choices: [error, warning, never]
    default: error
  fail_on_changes:
    description: As O(sparkops.athena.athena_session_audit#module:fail_on_changes), for RV(failures).
    type: list
    elements: str
    choices: [new, changed, persisting]
    default: [new, changed, persisting]
  allow_unverified:
    description: As O(sparkops.athena.athena_session_audit#module:allow_unverified), for RV(failures).
    type: bool
    default: false
attributes:
  diff_mode:
    description: Has nothing to show.
    support: none
  idempotent:
    description: Reports the same of the same reports, as long as none of them becomes stale.
    support: full
extends_documentation_fragment:
  - sparkops.athena.controller
notes:
  - It is not a member of any action group, so that C(module_defaults) with connection parameters do not reach it.
seealso:
  - module: sparkops.athena.athena_session_drift
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Make one report of last night's
  sparkops.athena.athena_report_merge:
    path: reports
    targets: [production-eu-west-1, production-us-east-1]
    max_age: 43200
  delegate_to: localhost
  run_once: true
  register: merged

- name: Make one report of this very run, by all targets of the inventory
  sparkops.athena.athena_report_merge:
    path: reports
    targets: "{{ groups['athena_targets'] }}"
    run_id: "{{ athena_run_id }}"
  delegate_to: localhost
  run_once: true
  register: merged

- name: Show the verdict on all of them
  ansible.builtin.debug:
    msg: "{{ merged.report.verdict }}"
"""

RETURN = r"""
report:
  description:
    - The merged report. It has the shape of RV(sparkops.athena.athena_session_drift#module:report); every entry of its
      lists but C(policies) has a C(target). The JSON schema of it is shipped as C(docs/report.schema.json).
  returned: success
  type: dict
  contains:
    targets:
      description: Each target with its C(name), C(labels), C(account_id), C(regions), C(verdict), C(generated_at) and
        C(summary), and the C(problem) where its report could not be used.
      type: list
      elements: dict
      sample:
        - name: production-eu-west-1
          labels: {}
          account_id:
          regions: []
          verdict: unverified
          generated_at:
          summary:
          problem: "missing: there is no production-eu-west-1.json"
failures:
  description: Why the caller should fail under O(fail_on) and O(allow_unverified); empty where it should not.
  returned: success
  type: list
  elements: str
  sample: ["not everything could be verified"]
text:
  description: The report in lines for a terminal of 80 columns.
  returned: success
  type: str
  sample: "UNVERIFIED: not everything could be checked."
left_out:
  description: The names of reports that are there and were not expected.
  returned: success
  type: list
  elements: str
  sample: [retired-eu-west-1]
"""
