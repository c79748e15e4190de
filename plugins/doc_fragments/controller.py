# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes of actions that run on the controller and change nothing on any target."""

from __future__ import annotations


class ModuleDocFragment:
    """Read by Ansible's documentation tools."""

    DOCUMENTATION = r"""
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
    description: Does the same in check mode, but writes no file.
    support: full
  platform:
    description: Needs nothing of the target.
    platforms: all
    support: full
"""

    # The calls are made where the task is sent to.
    AWS = r"""
attributes:
  action:
    description: Runs on the controller; the calls are made on the target, which mostly is the controller, too.
    support: full
  async:
    description: Can be run with C(async).
    support: none
  bypass_host_loop:
    description: Runs once for all hosts.
    support: none
  check_mode:
    description: Reads as ever, and writes no file.
    support: full
  platform:
    description: Needs Python with boto3 on the target.
    platforms: posix
    support: full
  action_group:
    description:
      - Use C(group/sparkops.athena.aws) in C(module_defaults) to set defaults for this action and all of amazon.aws.
    support: full
    membership: [sparkops.athena.aws]
"""
