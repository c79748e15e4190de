#!/usr/bin/python
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: athena_session_info
short_description: Read Amazon Athena for Apache Spark sessions
version_added: 1.0.0
description:
  - Reads the configuration, state and statistics of Athena for Apache Spark sessions, by id, by work group, or of a
    whole region.
  - Everything that can be read is read, and what cannot is in RV(unreadable), each with a reason.
  - It only reads. The permissions that it needs are C(athena:GetSession), C(athena:ListSessions) unless O(session_ids)
    is given, C(athena:ListWorkGroups) where neither O(session_ids) nor O(work_groups) is, C(athena:GetWorkGroup) for
    O(work_group_configuration), and C(athena:ListTagsForResource) for O(read_tags).
author:
  - The sparkops.athena maintainers (@sparkops)
options:
  on_unreadable:
    description:
      - What to do if a session or a work group could not be read, unless it is because the session is not there.
      - V(fail) fails the task after everything else was read. The failed result has RV(sessions) all the same.
      - V(report) leaves it at RV(unreadable).
      - Errors that would meet every call, such as an expired token or an unreachable endpoint, always fail the task,
        and so does a failure to list the work groups of the region. See RV(stopped).
    type: str
    choices: [fail, report]
    default: fail
  redact:
    description:
      - Whether to return the values of secret-looking properties as V(*********(redacted\)).
      - The names of properties decide, in RV(sessions[].engine_configuration.spark_properties) and all other maps.
        What Spark itself would redact is redacted, and credentials, keys, pass phrases and authorization headers, but
        not the names of classes such as C(fs.s3a.aws.credentials.provider).
      - Text that is a JSON object or list is looked into. Where it begins like JSON but cannot be read as such, and has
        such a name in it, all of it is redacted.
    type: bool
    default: true
  redact_pattern:
    description:
      - A further Python regular expression. The value of a property in whose name it is found is redacted too.
      - Upper and lower case are distinguished, unless it begins with V((?i\)).
    type: raw
  as_json:
    description:
      - Whether to return everything as one text, RV(json), instead. Ansible handles each value of a result by itself,
        which costs more than reading where there are thousands of sessions.
    type: bool
    default: false
  work_group_configuration:
    description:
      - Whether to read the present configuration of the work groups of the sessions into RV(work_groups).
      - A work group whose configuration cannot be read does not fail the task.
    type: bool
    default: false
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details: The module only reads.
  diff_mode:
    description: Will return details on what has changed, or possibly needs changing in check_mode, when in diff mode.
    support: none
    details: The module changes nothing. M(sparkops.athena.athena_session_drift) shows differences.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
    support: full
    details: RV(ignore:changed) is always V(false).
  action_group:
    description:
      - Use C(group/sparkops.athena.aws) in C(module_defaults) to set defaults for this module and all of amazon.aws.
    support: full
    membership: [sparkops.athena.aws]
extends_documentation_fragment:
  - sparkops.athena.reading
  - sparkops.athena.reading.tags
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
requirements:
  - botocore >= 1.41.2
notes:
  - All times are in UTC, as ISO 8601 with C(+00:00).
  - All calls of a run are paced together, so that the service's quota is used up and hardly ever exceeded. Calls that
    are throttled or fail for what may pass are made again, with growing pauses, for up to a minute. An endpoint that
    has never responded is given up after 15 seconds, and a damaged response after 5.
  - If C(retries) is in O(aws_config), they hold instead. Calls are then neither paced nor made again by the module.
  - A call waits 5 seconds for a connection and 10 for each part of a response, unless C(connect_timeout) or
    C(read_timeout) is in O(aws_config). An attempt takes at most the first and twice the second.
  - Ansible replaces any text in the result that contains the secret key in use by V(********).
  - Users and passwords in O(endpoint_url) and in the addresses of proxies are masked in messages and in the arguments
    that Ansible shows.
  - Lone surrogates, which a response in JSON may hold and which no UTF-8 text can, are returned as the visible escapes
    that JSON has for them, such as C(\ud800).
  - A session whose response has a value of an unexpected type is unreadable. So is a work group, in part, whose listing
    has an entry without the id of a session.
  - It never calls C(GetSessionEndpoint), which would hand out a token.
seealso:
  - module: sparkops.athena.athena_session_drift
  - name: GetSession
    description: The call whose response a session is.
    link: https://docs.aws.amazon.com/athena/latest/APIReference/API_GetSession.html
"""

EXAMPLES = r"""
- name: Read one session
  sparkops.athena.athena_session_info:
    region: eu-west-1
    session_ids:
      - 3a1f6d2e-8c54-4b0b-9a57-0d4f6c1b2e90
  register: result

- name: Show how long it has been idle
  ansible.builtin.debug:
    msg: "{{ result.sessions[0].derived.idle_seconds }} s"

- name: Read the active sessions of two work groups
  sparkops.athena.athena_session_info:
    region: eu-west-1
    work_groups: [analytics-prod, analytics-dev]

- name: Read every idle session of the region, and go on if some cannot be read
  sparkops.athena.athena_session_info:
    region: eu-west-1
    states: [IDLE]
    on_unreadable: report
    timeout: 300
  register: idle

- name: Read sessions that have ended, with the configuration of their work group
  sparkops.athena.athena_session_info:
    region: eu-west-1
    work_groups: [analytics-prod]
    states: [TERMINATED, FAILED]
    work_group_configuration: true

- name: Read the sessions of a work group with the tags that say whose they are
  sparkops.athena.athena_session_info:
    region: eu-west-1
    work_groups: [analytics-prod]
    read_tags: true
  register: tagged

- name: Read with short limits for a single call
  sparkops.athena.athena_session_info:
    region: eu-west-1
    aws_config:
      connect_timeout: 3
      read_timeout: 10
      retries:
        mode: standard
        total_max_attempts: 2
"""

RETURN = r"""
region:
  description: The region that was read.
  returned: unless the parameters or the connection's settings are invalid, also when the task fails
  type: str
  sample: eu-west-1
scope:
  description:
    - What was asked for, without duplicates. What is absent was left to the defaults.
    - The comparison tells by it whether a work group was read as a whole.
  returned: unless the parameters or the connection's settings are invalid, also when the task fails
  type: dict
  contains:
    session_ids:
      description: The ids of the sessions.
      returned: when they were given
      type: list
      elements: str
      sample: [3a1f6d2e-8c54-4b0b-9a57-0d4f6c1b2e90]
    work_groups:
      description: The names of the work groups.
      returned: when they were given
      type: list
      elements: str
      sample: [analytics-prod]
    states:
      description: The states of the sessions.
      returned: when they were given
      type: list
      elements: str
      sample: [IDLE, BUSY]
sessions:
  description:
    - The sessions, in the order of O(session_ids), or work group by work group as listed.
    - The members of the service's response in snake_case. What the service does not return is absent. A member that a
      newer service and botocore know is returned as well.
  returned: unless the parameters or the connection's settings are invalid, also when the task fails
  type: list
  elements: dict
  contains:
    session_id:
      description: The id of the session.
      returned: always
      type: str
      sample: 3a1f6d2e-8c54-4b0b-9a57-0d4f6c1b2e90
    description:
      description: The description of the session.
      returned: when the service returns it
      type: str
      sample: Nightly orders
    work_group:
      description: The name of the work group.
      returned: when the service returns it, or when the session was found in it
      type: str
      sample: analytics-prod
    engine_version:
      description: The version of the engine.
      returned: when the service returns it
      type: str
      sample: PySpark engine version 3
    engine_configuration:
      description: The engine's configuration.
      returned: when the service returns it
      type: dict
      contains:
        coordinator_dpu_size:
          description: The DPUs of the coordinator.
          returned: when the service returns it
          type: int
          sample: 1
        max_concurrent_dpus:
          description: The most DPUs at a time.
          returned: when the service returns it
          type: int
          sample: 20
        default_executor_dpu_size:
          description: The DPUs of an executor.
          returned: when the service returns it
          type: int
          sample: 1
        additional_configs:
          description: Further settings by name, such as C(NotebookId). Names are returned as they are.
          returned: when the service returns it
          type: dict
          sample: {"NotebookId": "8b7cbb1e-5d3b-4a5e-8d53-2d2d8a3a9a11"}
        spark_properties:
          description:
            - Spark's settings, texts by name, of a session of the PySpark engine. Names are returned as they are.
            - RV(sessions[].derived.spark_properties) has them for both generations of engines.
          returned: when the service returns it
          type: dict
          sample: {"spark.network.crypto.enabled": "true"}
        classifications:
          description: Settings by classification, of a session of the Apache Spark 3.5 engine.
          returned: when the service returns it
          type: list
          elements: dict
          contains:
            name:
              description: The name of the classification. Spark's own settings are in C(spark-defaults).
              returned: when the service returns it
              type: str
              sample: spark-defaults
            properties:
              description: The settings, texts by name. Names are returned as they are.
              returned: when the service returns it
              type: dict
              sample: {"spark.executor.memory": "4g"}
    notebook_version:
      description: The version of the notebook.
      returned: when the service returns it
      type: str
      sample: Athena notebook version 1
    monitoring_configuration:
      description: Where the session's logs go.
      returned: when the service returns it
      type: dict
      contains:
        cloud_watch_logging_configuration:
          description: Logging to CloudWatch.
          returned: when the service returns it
          type: dict
          contains:
            enabled:
              description: Whether it is on.
              returned: when the service returns it
              type: bool
              sample: true
            log_group:
              description: The log group.
              returned: when the service returns it
              type: str
              sample: /aws/athena/sessions
            log_stream_name_prefix:
              description: What the names of the log streams begin with.
              returned: when the service returns it
              type: str
              sample: prod
            log_types:
              description: Lists of the types of logs, by what writes them. Names are returned as they are.
              returned: when the service returns it
              type: dict
              sample: {"SPARK_DRIVER": ["STDOUT", "STDERR"]}
        managed_logging_configuration:
          description: Logging to where Athena manages it.
          returned: when the service returns it
          type: dict
          contains:
            enabled:
              description: Whether it is on.
              returned: when the service returns it
              type: bool
              sample: true
            kms_key:
              description: The key that the logs are encrypted with.
              returned: when the service returns it
              type: str
              sample: arn:aws:kms:eu-west-1:123456789012:key/6a3f0c52-8a0e-4c86-9a50-d3b7f6f3a0a1
        s3_logging_configuration:
          description: Logging to S3.
          returned: when the service returns it
          type: dict
          contains:
            enabled:
              description: Whether it is on.
              returned: when the service returns it
              type: bool
              sample: true
            kms_key:
              description: The key that the logs are encrypted with.
              returned: when the service returns it
              type: str
              sample: arn:aws:kms:eu-west-1:123456789012:key/6a3f0c52-8a0e-4c86-9a50-d3b7f6f3a0a1
            log_location:
              description: Where the logs go.
              returned: when the service returns it
              type: str
              sample: s3://athena-logs/prod/
    session_configuration:
      description: The session's configuration.
      returned: when the service returns it
      type: dict
      contains:
        execution_role:
          description: The ARN of the role that the session runs as.
          returned: when the service returns it
          type: str
          sample: arn:aws:iam::123456789012:role/athena-spark
        working_directory:
          description: The S3 location of the results.
          returned: when the service returns it
          type: str
          sample: s3://athena-results/prod/
        idle_timeout_seconds:
          description: After how many idle seconds the session ends.
          returned: when the service returns it
          type: int
          sample: 1200
        session_idle_timeout_in_minutes:
          description:
            - After how many idle minutes the session ends.
            - The service's own documentation says seconds here. Its name and its range of 1 to 480 say minutes, and
              RV(sessions[].derived.idle_timeout_seconds) takes it for minutes.
          returned: when the service returns it
          type: int
          sample: 20
        encryption_configuration:
          description: How results are encrypted. Spark's own traffic is a matter of its properties.
          returned: when the service returns it
          type: dict
          contains:
            encryption_option:
              description: V(SSE_S3), V(SSE_KMS) or V(CSE_KMS).
              returned: when the service returns it
              type: str
              sample: SSE_KMS
            kms_key:
              description: The key, an id or an ARN or an alias.
              returned: when the service returns it
              type: str
              sample: arn:aws:kms:eu-west-1:123456789012:key/6a3f0c52-8a0e-4c86-9a50-d3b7f6f3a0a1
    status:
      description: The state of the session.
      returned: when the service returns it
      type: dict
      contains:
        start_date_time:
          description: When it was started.
          returned: when the service returns it
          type: str
          sample: "2026-11-22T14:30:00+00:00"
        last_modified_date_time:
          description: When its state last changed.
          returned: when the service returns it
          type: str
          sample: "2026-11-22T16:55:00+00:00"
        end_date_time:
          description: When it ended.
          returned: when the service returns it
          type: str
          sample: "2026-11-22T17:15:00+00:00"
        idle_since_date_time:
          description: When it became idle.
          returned: when the service returns it
          type: str
          sample: "2026-11-22T16:55:00+00:00"
        state:
          description:
            - V(CREATING), V(CREATED), V(IDLE), V(BUSY), V(TERMINATING), V(TERMINATED), V(DEGRADED), V(FAILED), or a
              state of a newer service.
          returned: when the service returns it
          type: str
          sample: IDLE
        state_change_reason:
          description: Why the state changed.
          returned: when the service returns it
          type: str
          sample: Session is idle
    statistics:
      description: What the session used.
      returned: when the service returns it
      type: dict
      contains:
        dpu_execution_in_millis:
          description: The sum of its DPUs' milliseconds.
          returned: when the service returns it
          type: int
          sample: 5400000
    tags:
      description:
        - The tags, texts by name. Names are returned as they are, and the values of secret-looking ones are redacted.
      returned: with O(read_tags=true), unless they could not be read
      type: dict
      sample: {"AmazonDataZoneSessionOwner": "5d3f0a8c-1b1e-4a70-8d5e-6f0f6f1f2a3b", "team": "data"}
    tags_unreadable:
      description: Why the tags could not be read, which does not fail the task.
      returned: with O(read_tags=true), when they could not be read
      type: dict
      contains:
        reason:
          description: One of the reasons of RV(unreadable[].reason).
          returned: always
          type: str
          sample: access_denied
        code:
          description: The code of the service's error or the name of botocore's, V(null) if there is none.
          returned: always
          type: str
          sample: AccessDeniedException
        message:
          description: The words of the service or of botocore, or what is missing for the call.
          returned: always
          type: str
          sample: You are not authorized to perform this operation.
    region:
      description: The region that the session was read from.
      returned: always
      type: str
      sample: eu-west-1
    derived:
      description:
        - What sessions of all engines have in common, derived from the above. What cannot be derived is absent.
      returned: always
      type: dict
      contains:
        spark_properties:
          description:
            - RV(sessions[].engine_configuration.spark_properties) merged with the classification C(spark-defaults).
          returned: always, empty if neither is there
          type: dict
          sample: {"spark.executor.memory": "4g"}
        conflicts:
          description: The names of the properties that those two give differently. They are left out of the merged map.
          returned: when there are any
          type: list
          elements: str
          sample: [spark.executor.memory]
        idle_timeout_seconds:
          description: After how many idle seconds the session ends.
          returned: when one of the two members for it is there, and both agree if both are
          type: int
          sample: 1200
        age_seconds:
          description: The seconds since the session was started, until its end if it has ended.
          returned: when start and state or end are there
          type: int
          sample: 9000
        idle_seconds:
          description: The seconds that the session has been idle, 0 in a live state that is not idle.
          returned: when the session is live, and the begin is there if it is idle
          type: int
          sample: 300
        dpu_hours:
          description: The DPU-hours that the session used.
          returned: when the service returns the milliseconds
          type: float
          sample: 1.5
unreadable:
  description:
    - What could not be read. An entry without C(session_id) is a work group whose sessions could not all be listed.
    - Every session that is known, from O(session_ids) or a listing, is here or in RV(sessions), whatever stopped the
      rest.
  returned: unless the parameters or the connection's settings are invalid, also when the task fails
  type: list
  elements: dict
  contains:
    session_id:
      description: The id of the session.
      returned: when it is a session
      type: str
      sample: 3a1f6d2e-8c54-4b0b-9a57-0d4f6c1b2e90
    work_group:
      description: The name of the work group, V(null) for a session that was asked for by its id.
      returned: always
      type: str
      sample: analytics-prod
    reason:
      description:
        - V(not_found) for an id that the service does not know.
        - V(gone) for a session that was listed, then not found, and that its work group, listed once more, does not
          have any more.
        - V(access_denied), V(throttled), V(timeout) or V(error) for anything else. Only these fail the task.
        - After an error that would meet every call, the reason for it is that of everything that was not read.
      returned: always
      type: str
      sample: access_denied
    code:
      description: The code of the service's error or the name of botocore's, V(null) if the time is up.
      returned: always
      type: str
      sample: AccessDeniedException
    message:
      description: The words of the service or of botocore.
      returned: always
      type: str
      sample: You are not authorized to perform this operation.
stopped:
  description:
    - The error that kept more from being read than RV(unreadable) can name, or all that was not read yet.
    - A failed result that has RV(region), RV(sessions), RV(unreadable) and RV(work_groups) is whole. It has everything
      that is known. If RV(stopped.operation) is V(ListWorkGroups), not every work group is.
  returned: when an error would meet every call, or when the work groups of the region could not all be listed
  type: dict
  contains:
    operation:
      description: The call that failed, V(ListWorkGroups), V(ListSessions) or V(GetSession).
      returned: always
      type: str
      sample: GetSession
    reason:
      description: One of the reasons of RV(unreadable[].reason).
      returned: always
      type: str
      sample: error
    code:
      description: The code of the service's error or the name of botocore's, V(null) if the time is up.
      returned: always
      type: str
      sample: ExpiredTokenException
    message:
      description: The words of botocore or of the service.
      returned: always
      type: str
      sample: The security token included in the request is expired
json:
  description:
    - The other keys of the result as the JSON text of a mapping. They are returned as such where a key in use has
      characters that JSON would escape, so that Ansible can hide it.
  returned: with O(as_json=true)
  type: str
  sample: '{"region": "eu-west-1", "sessions": [], "unreadable": [], "work_groups": []}'
work_groups:
  description:
    - The present configuration of the work groups of the sessions, empty unless O(work_group_configuration=true).
  returned: unless the parameters or the connection's settings are invalid, also when the task fails
  type: list
  elements: dict
  contains:
    name:
      description: The name of the work group.
      returned: always
      type: str
      sample: analytics-prod
    region:
      description: The region of the work group.
      returned: always
      type: str
      sample: eu-west-1
    configuration:
      description: GetWorkGroup's configuration in snake_case, maps untouched, secrets redacted as in sessions.
      returned: when it could be read
      type: dict
      sample: {"execution_role": "arn:aws:iam::123456789012:role/athena-spark"}
    reason:
      description: Why it could not be read, one of the reasons of RV(unreadable[].reason).
      returned: when it could not be read
      type: str
      sample: access_denied
    code:
      description: The code of the service's error or the name of botocore's, V(null) if the time is up.
      returned: when it could not be read
      type: str
      sample: AccessDeniedException
    message:
      description: The words of the service or of botocore.
      returned: when it could not be read
      type: str
      sample: You are not authorized to perform this operation.
"""

from ..module_utils._athena.api import AthenaApi
from ..module_utils._athena.module import AthenaModule
from ..module_utils._athena.parameters import ARGUMENT_SPEC, ParametersError, Request, check
from ..module_utils._athena.reader import Reader, ReadResult

SHOWN = 10
"""How many of the things that could not be read the failure names; the result has them all."""

DOING = {
    "ListWorkGroups": "Listing the work groups",
    "ListSessions": "Listing the sessions",
    "GetSession": "Reading the sessions",
}


def failure(result: ReadResult, request: Request) -> str | None:
    """The message for what could not be read, None where that is no failure."""
    unread = [entry for entry in result.unreadable if not entry.harmless]
    counts = f"{len(result.sessions)} were read"
    if result.stopped is not None:
        doing, cause = DOING[result.stopped.operation], result.stopped.cause
        more = f", {len(unread)} could not be, see unreadable" if unread else ""
        return f"{doing} of {result.region} failed: {cause.message} ({counts}{more})"
    if not unread or not request.fail_on_unreadable:
        return None
    lines = [f"{len(unread)} could not be read in {result.region}, {counts}", *map(str, unread[:SHOWN])]
    if len(unread) > SHOWN:
        lines.append(f"and {len(unread) - SHOWN} more, see unreadable")
    return "\n".join(lines)


def read(module: AthenaModule, request: Request) -> ReadResult:
    """Read with a client that fits the request."""
    client = module.paced_client("athena", connections=request.concurrency, timeout=request.timeout)
    sts = module.paced_client("sts", connections=1, timeout=request.timeout) if request.read_tags else None
    return Reader(AthenaApi(client, sts), request, retries=not module.has_retries).read()


def main() -> None:
    module = AthenaModule(argument_spec=ARGUMENT_SPEC, supports_check_mode=True)
    try:
        request = check(module.params)
    except ParametersError as error:
        module.fail_json(msg=str(error))
    try:
        result = read(module, request)
    except KeyboardInterrupt:
        module.fail_json(msg="interrupted while reading")
    message = failure(result, request)
    returned = module.as_one_text(result.result()) if request.as_json else result.result()
    if message is not None:
        module.fail_json(msg=message, **returned)
    module.exit_json(changed=False, **returned)


if __name__ == "__main__":
    main()
