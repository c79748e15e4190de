#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_report_merge
version_added: 0.1.0
short_description: Merge the reports of many targets into one
description:
  - Reads the JSON reports in a directory of the controller, one for each account and region, and makes one report of
    them.
  - A report that is missing, stale, from the future, broken, half written, or of another schema adds nothing; it is
    named, and the verdict on the whole is V(unverified), or V(drifted) where another target drifted.
  - A report is read by what it holds, not by what it says of itself. One whose verdict or counts do not follow from
    its findings is broken.
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
      - The names of the targets whose reports are to be there. These are merged and no others; others that are there
        are named in a warning.
      - Without it, every report in the directory is merged, and one that is missing cannot be noticed.
    type: list
    elements: str
  max_age:
    description:
      - The greatest age of a report, in seconds. Older ones are stale. Without it any age will do.
      - A report may be made up to 5 minutes in the future, as clocks differ.
    type: float
  exclude:
    description: Names of files, without the ending, that are no reports of targets, such as an earlier merged report.
    type: list
    elements: str
    default: []
attributes:
  action:
    description: Runs on the controller.
    support: full
  async:
    description: Can be run with C(async).
    support: none
  bypass_host_loop:
    description: Runs once for all hosts.
    support: none
  check_mode:
    description: Does the same in check mode.
    support: full
  diff_mode:
    description: Has nothing to show.
    support: none
  idempotent:
    description: Says the same of the same reports, as long as none of them becomes stale.
    support: full
  platform:
    description: Needs nothing of the target.
    platforms: all
    support: full
notes:
  - It stands in no action group, so that C(module_defaults) with connection parameters do not reach it.
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
    max_age: 86400
  delegate_to: localhost
  run_once: true
  register: merged

- name: Say how it looks everywhere
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
left_out:
  description: The names of reports that are there and were not expected.
  returned: success
  type: list
  elements: str
  sample: [retired-eu-west-1]
"""
