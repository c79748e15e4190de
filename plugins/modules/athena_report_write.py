#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action plugin of this name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_report_write
version_added: 1.0.0
short_description: Write a report of session drift to files
description:
  - Writes a report on the controller, in one format or several. The files are written whole or not at all; where the
    system refuses one of them, none is written.
  - A new file has mode C(0640), one that is replaced keeps its mode. A directory that is missing is made.
  - Everything is checked before anything is written, and all mistakes are reported at once.
  - The report never becomes a template again. It holds text that whoever starts a session may choose.
options:
  report:
    description:
      - A report, as P(sparkops.athena.athena_session_drift#module) or P(sparkops.athena.athena_report_merge#module)
        returns it.
    type: dict
    required: true
  dir:
    description:
      - The directory for the files.
      - A relative path begins in the directory that C(ansible-playbook) was started in, and V(~) is the home directory.
    type: path
    required: true
  name:
    description:
      - The name of the files, without their endings.
      - 1 to 200 characters, without slashes, backslashes and control characters, and without a dot in front.
    type: str
    required: true
  formats:
    description:
      - The formats to write.
      - V(json) is C(NAME.json), for programs and for P(sparkops.athena.athena_report_merge#module).
      - V(junit) is C(NAME.junit.xml), for the test views of CI systems. Drift is a failure, what is unverified an
        error, what is waived skipped. A case is named by its policy and a number, so that names stay the same from run
        to run.
      - V(markdown) is C(NAME.md), for the summary of a CI job or for a ticket. It stays below 1 MiB and says what it
        left out.
      - V(html) is C(NAME.html), for people. One page, which loads nothing and sends nothing.
      - V(asff) is C(NAME.asff), for AWS Security Hub. A JSON list of findings for C(BatchImportFindings), one for each
        fingerprint. Needs the account in the report, by
        O(sparkops.athena.athena_session_audit#module:lookup_account) or C(account_id). A merged report is of many
        accounts and is refused.
      - V(ocsf) is C(NAME.ocsf), a JSON list of Compliance Findings of the Open Cybersecurity Schema Framework 1.5.0.
      - V(prometheus) is C(NAME.prom), for the textfile collector of node_exporter. It has counts by target and policy,
        and no series of a session.
      - Where a report cannot be written in one of the formats, the others are written and the task fails.
    type: list
    elements: str
    choices: [json, junit, markdown, html, asff, ocsf, prometheus]
    default: [json]
attributes:
  diff_mode:
    description: Has nothing to show.
    support: none
  idempotent:
    description: Writes the same files for the same report.
    support: full
extends_documentation_fragment:
  - sparkops.athena.controller
notes:
  - C(changed) is the word for drift in this collection, so it is always V(false) here, also where a file was written.
seealso:
  - module: sparkops.athena.athena_session_drift
  - module: sparkops.athena.athena_report_merge
author:
  - The sparkops.athena maintainers (@sparkops)
"""

EXAMPLES = r"""
- name: Compare what was read with what is declared
  sparkops.athena.athena_session_drift:
    results: "{{ sessions }}"
    expected:
      derived:
        idle_timeout_seconds: {le: 1800}
  register: drift

- name: Write the report for programs and for people
  sparkops.athena.athena_report_write:
    report: "{{ drift.report }}"
    dir: reports
    name: "{{ inventory_hostname }}"
    formats: [json, html]
"""

RETURN = r"""
paths:
  description: The files that were written, or would be in check mode, as absolute paths in the order of O(formats).
  returned: success
  type: list
  elements: str
  sample: [/srv/audit/reports/production.json, /srv/audit/reports/production.html]
"""
