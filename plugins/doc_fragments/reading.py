# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that say which sessions to read, and how."""

from __future__ import annotations


class ModuleDocFragment:
    """Read by Ansible's documentation tools."""

    DOCUMENTATION = r"""
options:
  session_ids:
    description:
      - The ids of the sessions to read, each 1 to 256 characters long. Duplicates are read once.
      - An empty list reads nothing. Exclusive with O(work_groups) and O(states).
    type: list
    elements: str
  work_groups:
    description:
      - The names of the work groups whose sessions are to be found and read.
      - An empty list reads nothing. Exclusive with O(session_ids).
      - Where neither this nor O(session_ids) is given, the sessions of every Spark-enabled work group of the region are
        read. Those are recognised by their engine version, of whatever generation.
    type: list
    elements: str
  states:
    description:
      - Only find sessions in these states, out of V(CREATING), V(CREATED), V(IDLE), V(BUSY), V(TERMINATING),
        V(TERMINATED), V(DEGRADED) and V(FAILED).
      - Left out, the service lists the active sessions. Sessions that have ended are only found by their state. How
        long the service lists them is not documented.
      - It costs one listing for each state and work group. A session may have left the state when it is read.
      - Exclusive with O(session_ids).
    type: list
    elements: str
  concurrency:
    description:
      - How many calls to have in flight at most, 1 to 64. They share one client and its connections. A call that takes
        longer than five seconds does not count, so that those that hang do not keep others from being made.
      - How many are made in a second follows from what the service lets through, see the guide on reading.
    type: int
    default: 8
  timeout:
    description:
      - The seconds that the whole read may take. What was not read by then is reported as unreadable with the reason
        V(timeout), and what was read is used.
      - A service that is away is waited for until then.
      - Left out, the read takes as long as it takes. Each call has limits of its own, and a service that is away is
        waited for for a minute.
    type: float
"""

    # Not of what captures baselines, which have no tags.
    TAGS = r"""
options:
  read_tags:
    description:
      - Whether to read the tags of the sessions, too. They name the owner, since the service does not say who started
        a session. See the guide on owners.
      - It costs one call of C(athena:ListTagsForResource) for each session, or one for each page where the service
        gives several, and one of C(sts:GetCallerIdentity) for the account.
      - Tags that could not be read fail nothing. The session has C(tags_unreadable) then, and an expectation on its
        tags is unverified.
    type: bool
    default: false
"""
