# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of docs/faults.md: what a read does where something goes wrong, and how long it takes: `make faults`.

Plays every row of tests/unit/modules/faults.yml with the module in a process of its own against tests/simulator, and
ends with 1 where a row does not come out as it promises.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from measuring import HERE, ROOT, versions

sys.path.insert(0, str(ROOT / "tests"))

from simulator.harness import Simulator, running
from support.faults import Case, cases, differences

PAGE = ROOT / "docs" / "faults.md"
HEAD = """# Faults

What `athena_session_info` makes of a service, a network or credentials in trouble, and with it the role and
`athena_session_audit`. Every session that can be read is in the result exactly once; every other is in `unreadable`
with the reason, so that a report counts it as unverified and never as compliant. An error that would meet every other
call, such as a token that has expired, ends the read at once and is reported once. Every read ends: `timeout` holds
whatever happens, and without one each call has its own time.

`make faults` makes this table anew, row by row, with the module in a process of its own against the simulator in the
repository. Seconds are those of the read, with as many calls at a time as by default; no test asserts them, only bounds
on hangs.
"""


def played(case: Case, simulator: Simulator) -> dict[str, Any]:
    """The module's result, with the `seconds` that it took."""
    simulator.load(case.document())
    parameters = {**simulator.connection, **case.parameters}
    done = subprocess.run(
        [sys.executable, str(HERE / "reading_module.py"), json.dumps(parameters), "--whole"],
        capture_output=True,
        text=True,
        check=True,
        timeout=case.within + 30,
    )
    if "Traceback" in done.stderr:
        sys.exit(f"{case.fault}: {done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def row(case: Case, result: dict[str, Any]) -> str:
    """A line of the table."""
    reasons = Counter(entry["reason"] for entry in result["unreadable"] if "session_id" in entry)
    told = [f"{count:,} `{reason}`" for reason, count in reasons.items()]
    groups = [entry for entry in result["unreadable"] if "session_id" not in entry]
    told += [f"the listing of a work group: `{entry['reason']}`" for entry in groups]
    if "stopped" in result:
        told.append(f"ended at {result['stopped']['operation']}: `{result['stopped']['code'] or 'timeout'}`")
    why = ", ".join(told) or "nothing"
    return f"| {case.fault} | {case.sessions:,} | {len(result['sessions']):,} | {why} | {result['seconds']:.1f} |"


def main() -> int:
    """Play, print, write."""
    lines, wrong = [], []
    with running({}) as simulator:
        for case in cases():
            result = played(case, simulator)
            lines.append(row(case, result))
            print(lines[-1], flush=True)
            wrong += [f"{case.fault}: {each}" for each in differences(case, result)]
    head = "| what goes wrong | sessions | read | not read, and why | seconds |\n|---|---:|---:|---|---:|\n"
    measured = f"\nMade on {datetime.now(UTC):%Y-%m-%d} with {versions()}.\n"
    PAGE.write_text(f"{HEAD}\n{head}" + "\n".join(lines) + f"\n{measured}", encoding="utf-8")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
