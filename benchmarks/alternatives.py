# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user could do instead, as whole processes: one task for each session, the AWS CLI, boto3."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import AWS, HERE, Table, Taken, environment, number, playbook, ratio, run, stand_in, write_json
from stand_in import session_id

LATENCY = 0.06
FEW, MANY = 20, 100
RUNS = 3

CLI = """
for group in $({aws} athena list-work-groups --query 'WorkGroups[].Name' --output text); do
  {aws} athena list-sessions --work-group "$group" --query 'Sessions[].SessionId' --output text
done | tr '\\t' '\\n' | xargs -P 8 -n 1 {aws} athena get-session --output json --session-id
"""


def commands(home: Path, sessions: int) -> dict[str, list[str | Path]]:
    """What is measured, this collection first."""
    ids = write_json(home / f"{sessions}.json", {"session_ids": [session_id(number) for number in range(sessions)]})
    bare: list[str | Path] = [sys.executable, HERE / "bare_boto3.py"]
    measured: dict[str, list[str | Path]] = {
        "one task of athena_session_info": playbook("all_ids.yml", "-e", f"@{ids}"),
        "a task for each session, in a loop": playbook("one_id_each.yml", "-e", f"@{ids}"),
        "AWS CLI, xargs -P 8": ["sh", "-c", CLI.format(aws=AWS)],
        "boto3, 1 thread": [*bare, "--threads", "1"],
        "boto3, 8 threads": bare,
    }
    if sessions > FEW:
        del measured["a task for each session, in a loop"]
    return measured


def measure(home: Path) -> Iterator[Table]:
    """Two tables: instead of this collection, and what it costs to start."""
    rows = [["sessions", "with", "seconds", "processor seconds", "of one task"]]
    for sessions in (FEW, MANY):
        with stand_in(sessions, latency=LATENCY) as service:
            first: float | None = None
            for name, command in commands(home, sessions).items():
                taken = run(command, environment(home, service))
                first = first or taken.seconds
                rows.append(
                    [f"{sessions}", name, number(taken.seconds), number(taken.processor), ratio(taken.seconds, first)]
                )
            read = service.seen()["GetSession"]
            if read != len(commands(home, sessions)) * sessions:
                sys.exit(
                    f"{read:g} sessions were read in all, which is not the number of the commands times {sessions}"
                )
    yield Table(
        "What else could be done",
        f"Whole processes against a service that answers after {LATENCY * 1000:.0f} ms and throttles nothing. The loop "
        "and the one task get the ids; all others find the sessions themselves.",
        rows,
    )
    yield start_up(home)


def start_up(home: Path) -> Table:
    """What a run costs before the first session."""
    with stand_in(1) as service:
        variables = environment(home, service)
        ids = write_json(home / "one.json", {"session_ids": [session_id(0)]})
        expected = write_json(home / "role.json", {"athena_session_assert_expected": {"work_group": "analytics-prod"}})
        measured: dict[str, list[str | Path]] = {
            "ansible.builtin.ping": playbook("ping.yml"),
            "a bare boto3 script": [sys.executable, HERE / "bare_boto3.py"],
            "athena_session_info": playbook("all_ids.yml", "-e", f"@{ids}"),
            "the role": playbook("role.yml", "-e", f"@{expected}"),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in measured}
        for _run in range(RUNS + 1):
            for name, command in measured.items():
                taken[name].append(run(command, variables))
    # The first run compiles. Differences are of processor time, which others on the machine change less.
    seconds = {name: statistics.median(one.seconds for one in each[1:]) for name, each in taken.items()}
    processor = {name: statistics.median(one.processor for one in each[1:]) for name, each in taken.items()}
    module = processor["athena_session_info"] - processor["ansible.builtin.ping"] - processor["a bare boto3 script"]
    role = processor["the role"] - processor["athena_session_info"]
    rows = [["of one session", "seconds", "processor seconds"]]
    rows += [[name, number(seconds[name], 2), number(processor[name], 2)] for name in measured]
    rows.append(["the module's own, above ping and script", "", number(module, 2)])
    rows.append(["the role's own, above the module", "", number(role, 2)])
    return Table("Start-up", f"Whole processes, the median of {RUNS}.", rows)
