# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first call to the verdict: time and memory over the number of sessions, and over that of policies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measuring import FAILED, Table, environment, number, playbook, ratio, run, stand_in, write_json
from whole_run import EXPECTATIONS, EXPECTED

PREFIX = "athena_session_assert_"
SIZES = (100, 1_000, 5_000, 20_000)
POLICIES, SESSIONS = 50, 2_000
FORMATS = ("json", "junit", "markdown", "html")


def measure(home: Path) -> Iterator[Table]:
    """Two tables: sessions, and policies with all formats."""
    yield sessions(home)
    yield policies(home)


def sessions(home: Path) -> Table:
    """The role over ever more sessions, all compliant."""
    variables = write_json(home / "expected.json", {PREFIX + "expected": EXPECTED})
    rows = [["sessions", "seconds", "processor ms a session", "MB", "MB per 1,000 sessions"]]
    start: tuple[float, float] | None = None
    for size in SIZES:
        with stand_in(size) as service:
            taken = run(playbook("role.yml", "-e", f"@{variables}"), environment(home, service))
        start = start or (taken.processor, taken.megabytes)
        each = ["", ""]
        if size > SIZES[0]:  # without what any run needs, which is that of the fewest sessions
            more = size - SIZES[0]
            each = [
                number(1000 * (taken.processor - start[0]) / more, 2),
                number(1000 * (taken.megabytes - start[1]) / more),
            ]
        rows.append([f"{size:,}", number(taken.seconds), each[0], number(taken.megabytes, 0), each[1]])
    return Table(
        "Sessions",
        f"The role over sessions of 30 properties, all compliant, with {EXPECTATIONS} expectations: a whole "
        "ansible-playbook against a service that answers at once. Memory is that of the greatest process. What a "
        f"session costs is counted above the run with {SIZES[0]}.",
        rows,
    )


def declared() -> list[dict[str, object]]:
    """Fifty policies, with each of which the third of the sessions that is large has drifted."""
    shared = {name: EXPECTED[name] for name in ("engine_version", "session_configuration")}
    return [
        {
            "name": f"policy-{index:02}",
            "expect": {**shared, "engine_configuration": {"max_concurrent_dpus": {"le": 20 + index % 40}}},
        }
        for index in range(POLICIES)
    ]


def policies(home: Path) -> Table:
    """Fifty policies over two thousand sessions, of which a third drifts, without files and in all formats."""
    rows = [["files", "seconds", "processor seconds", "MB", "of no file"]]
    reports = home / "reports"
    taken = []
    with stand_in(SESSIONS) as service:
        for formats in ((), FORMATS):
            given: dict[str, object] = {PREFIX + "policies": declared()}
            if formats:
                given |= {PREFIX + "report_dir": str(reports), PREFIX + "report_formats": list(formats)}
            variables = write_json(home / "policies.json", given)
            taken.append(run(playbook("role.yml", "-e", f"@{variables}"), environment(home, service), FAILED))
            name = ", ".join(formats) or "none"
            one = taken[-1]
            share = ratio(one.seconds, taken[0].seconds)
            rows.append([name, number(one.seconds), number(one.processor), number(one.megabytes, 0), share])
    sizes = ", ".join(f"{path.suffix[1:]} {number(path.stat().st_size / 1e6)} MB" for path in sorted(reports.iterdir()))
    return Table(
        "Policies and formats",
        f"The role with {POLICIES} policies of 5 expectations over {SESSIONS:,} sessions, of which a third has drifted "
        f"from each policy: 500,000 checks, 33,300 findings. The files have {sizes}. Memory is that of the greatest "
        "process.",
        rows,
    )
