# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Credentials in URLs, which have no place in a message: ``http://user:password@proxy.example.com:3128``."""

from __future__ import annotations

import re
import typing as t

MASK = "********"
"""What Ansible puts in place of a secret."""

# All up to the last @ of a line: a password may hold any character, also those that a URL would have to encode. Over a
# line break only where user and colon say that a password has begun, and without a scheme only what looks like both.
_CREDENTIALS = re.compile(r"(?<=://).*@|(?<=://)[^\s/@:]+:[^@]*@|[^\s/\"'@:]+:[^\s/\"'@]+@")


def without_url_credentials(text: str) -> str:
    """``text``, in whose URLs the user and the password are masked, and in doubt more than that."""
    return _CREDENTIALS.sub(f"{MASK}@", text) if "@" in text else text


def without_credentials(tree: t.Any) -> t.Any:
    """A copy of ``tree``, plain data, in whose texts the credentials of URLs are masked."""
    if isinstance(tree, dict):
        return {key: without_credentials(item) for key, item in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [without_credentials(item) for item in tree]
    return without_url_credentials(tree) if isinstance(tree, str) else tree
