# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that every action that compares has."""

from __future__ import annotations


class ModuleDocFragment:
    """Read by Ansible's documentation tools."""

    DOCUMENTATION = r"""
options:
  expected:
    description:
      - Expectations for every session, as a tree in the shape of
        RV(sparkops.athena.athena_session_info#module:sessions). It is the policy named V(expected).
      - A scalar means equal, a list the same members in any order. A mapping in the place of a single value holds
        operators, which must all hold.
      - "The operators are V(eq), V(ne), V(lt), V(le), V(gt), V(ge), V(in), V(not_in), V(match), V(not_match),
        V(contains), V(subset) and V(present)."
      - V(match) must match the B(whole) value. Ansible's own test of this name need not.
      - V(contains) means these members and perhaps more, V(subset) nothing but these; a text is split at commas.
      - V(present) alone may be given for structures too. An absent value fails every operator but V(present=false),
        V(ne), V(not_in), V(not_match) and V(subset). V(or_absent=true) beside other operators makes them hold for an
        absent value, too.
      - Spark properties are compared as Spark reads them. For C(spark.executor.memory) V(4g) is V(4096m).
      - Where none of O(expected), O(policies) and O(packs) is given nothing is checked.
        M(sparkops.athena.athena_session_drift) refuses that, and M(sparkops.athena.athena_session_audit) reports facts
        about the sessions, unverified.
    type: dict
  policies:
    description:
      - Named expectations for the sessions that they apply to.
      - Each is a mapping of C(name) (unique), C(description), C(severity) (V(error) by default, or V(warning)),
        C(applies_to) (expectations that select the sessions), C(minimum_sessions) (V(0) by default), C(expect)
        (expectations), C(exhaustive) (V(true), or a list of JSON pointers under which every setting that is not
        declared is drift), C(newer) (a list of JSON pointers to what the service has and this collection does not know,
        accepted whether or not a session has it), C(remediation) and C(controls) (a list of text).
    type: list
    elements: dict
  packs:
    description:
      - Names of this collection's ready policies, which are compared beside O(policies).
      - "They are V(encryption), V(cost), V(hygiene), V(logging) and V(supply-chain). The guide to policy packs lists
        what each of them checks, why, and on which documentation of AWS it rests."
    type: list
    elements: str
  pack_parameters:
    description:
      - Values for parameters of the O(packs), such as C(maximum_dpus), C(allowed_roles) or C(allowed_packages), in the
        place of their defaults. The guide to policy packs lists them.
    type: dict
  waivers:
    description:
      - Findings that someone has accepted for a time.
      - Each is a mapping of C(policy), C(reason), C(owner) and C(expires) (a date in UTC, through its end), and
        optionally C(pointer) (a JSON pointer; the finding's own, or the beginning of it), C(applies_to) (expectations
        that select the sessions) and C(actual) (the one value that is accepted).
    type: list
    elements: dict
  minimum_sessions:
    description:
      - With fewer sessions than this the verdict is not V(compliant).
      - No session at all is never V(compliant), whatever this says.
    type: int
    default: 1
  labels:
    description: Names and texts that are recorded in the report.
    type: dict
  account_id:
    description: The AWS account that was read, for the report and its fingerprints.
    type: str
  owner_tag:
    description:
      - The tag that names the owner of a session, such as V(AmazonDataZoneSessionOwner), for RV(report). Upper and
        lower case are distinguished.
      - The tags must have been read, with C(read_tags). A session without the tag, and one whose tag is secret by its
        name, has no owner in the report.
    type: str
  target:
    description:
      - The name of what is audited, such as an inventory host, for the report. A merge refuses a report under another
        name.
    type: str
  run_id:
    description:
      - An id of this run, for the report. A merge that is given the same one takes no report of another run.
    type: str
  previous:
    description:
      - An earlier report to compare with, as RV(report) or as the path of its JSON file on the controller. A relative
        path begins where C(ansible-playbook) was started.
      - V(auto) is the file that M(sparkops.athena.athena_report_write) writes for O(target) to O(report_dir), read
        before the next report replaces it. If it is not there yet, everything is new.
      - Every finding of drift then has a C(change), V(new), V(changed) or V(persisting), and RV(report) says of what
        was drift before whether it is V(fixed), V(gone) or V(unknown). Nothing is fixed for want of looking.
      - A report of another account or schema, and one that is missing, broken or from the future, is an error in
        RV(report), and everything is new.
    type: raw
  report_dir:
    description:
      - The directory on the controller with the reports, for O(previous=auto). Nothing is written there.
    type: path
  fail_on_changes:
    description:
      - The changes since the O(previous) report that count as a failure in RV(failures). Drift of another one is in the
        report and in RV(text) all the same.
      - Drift whose change is not known, since there is no O(previous), counts in any case. What could not be verified
        is a matter of O(allow_unverified).
    type: list
    elements: str
    choices: [new, changed, persisting]
    default: [new, changed, persisting]
  fail_on:
    description:
      - The least severity of drift that counts as a failure in RV(failures).
      - V(never) leaves RV(failures) empty, also where something is unverified.
    type: str
    choices: [error, warning, never]
    default: error
  allow_unverified:
    description:
      - Whether what could not be verified is no failure. Sessions that could not be read at all are one nevertheless.
    type: bool
    default: false
  redact:
    description:
      - Whether values of secret-looking properties are kept out of the report, the diff and all messages. Such a
        value can be verified to be present, and no more.
    type: bool
    default: true
  redact_pattern:
    description: A further regular expression, searched in property names whose values are secret.
    type: str
"""
