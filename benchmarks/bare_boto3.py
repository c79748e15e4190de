# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bare script that the role is measured against: the same calls with boto3, as many at a time, and nothing else.

    AWS_ENDPOINT_URL=… python benchmarks/bare_boto3.py [--threads 8] [--retries legacy]

Prints how many sessions it read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

THREADS = 8  # the role's default


def pages(call: Any, **parameters: Any) -> Iterator[dict[str, Any]]:
    """Every page of a listing; botocore has no paginator for ListSessions."""
    page = call(**parameters)
    yield page
    while "NextToken" in page:
        page = call(**parameters, NextToken=page["NextToken"])
        yield page


def read(athena: Any, session_id: str) -> dict[str, Any] | None:
    """The session; None where boto3 has given up."""
    try:
        response: dict[str, Any] = athena.get_session(SessionId=session_id)
    except ClientError:
        return None
    return response


def main() -> None:
    """List all work groups and their sessions, and read each session."""
    parser = argparse.ArgumentParser(description="Read all sessions with boto3.")
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--retries", default="legacy", help="botocore's mode of retries (%(default)s, its default)")
    given = parser.parse_args()
    config = Config(max_pool_connections=given.threads, retries={"mode": given.retries})
    athena = boto3.client("athena", config=config)
    groups = [group["Name"] for page in pages(athena.list_work_groups) for group in page["WorkGroups"]]
    ids = [
        session["SessionId"]
        for group in groups
        for page in pages(athena.list_sessions, WorkGroup=group)
        for session in page["Sessions"]
    ]
    with ThreadPoolExecutor(given.threads) as pool:
        sessions = list(pool.map(lambda session_id: read(athena, session_id), ids))
    print(sum(session is not None for session in sessions))


if __name__ == "__main__":
    main()
