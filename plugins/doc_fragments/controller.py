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
