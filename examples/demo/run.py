# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two audits of a simulated fleet: `make demo`.

Starts the simulator on a free port, and runs the audit playbook against it as a user would: first with nothing
declared, as on the first day, then with policies.yml. It exits with 0 when the audits ran, whether or not they found
drift, which the second does. Before that it audits the fleet of the night before without a word, so that the report
says what changed. Of what Ansible prints, the beginning of the result is shown; all of it is in a log beside the
reports. The one optional argument is their directory.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SIMULATOR = ROOT / "tests" / "simulator"
FLEET = SIMULATOR / "fleets" / "demo.yml"
REPORT_DIR = ROOT / ".build" / "demo"
FIRST, NAME = "first", "athena"
SUFFIXES = {"json": "json", "junit": "junit.xml", "markdown": "md", "html": "html"}
LEFT_OUT = ("ANSIBLE_", "AWS_", "BOTO")
SIZE, OTHER_UNIT = "spark.executor.memory", "4096m"
SHOWN, RESULT = 40, "msg: |-\n"
FAILED, STOPPED = 2, 99  # ansible-playbook's own
INTERRUPTED = 128 + signal.SIGINT


def night_before(home: str) -> Path:
    """The fleet of the night before, in a file: one session had not begun, one was wrong, one could still be read."""
    fleet = yaml.safe_load(FLEET.read_text(encoding="utf-8"))
    sessions = {session["Description"]: copy.deepcopy(session) for session in fleet["sessions"]}
    del sessions["geo enrichment"]
    [defaults] = sessions["orders merge"]["EngineConfiguration"]["Classifications"]
    defaults["Properties"]["spark.dynamicAllocation.executorIdleTimeout"] = "2h"
    readable = sessions["payroll reconciliation"]
    del readable["fault"]
    readable["EngineConfiguration"]["SparkProperties"]["spark.authenticate"] = "false"
    path = Path(home) / "night-before.yml"
    path.write_text(yaml.safe_dump(fleet | {"sessions": list(sessions.values())}), encoding="utf-8")
    return path


@contextmanager
def simulator(home: str, fleet: Path = FLEET) -> Iterator[str]:
    """The address of a simulator with a fleet, which stops with the block."""
    command = [sys.executable, str(SIMULATOR), "--fleet", str(fleet), "--while-pid", str(os.getpid())]
    # A session of its own: Ctrl-C reaches the audit, and the simulator ends after it.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment(home), start_new_session=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.startswith("listening on "):
            sys.exit("The simulator did not start.")
        yield line.removeprefix("listening on ").strip()
    finally:
        process.terminate()
        process.wait()


def environment(home: str) -> dict[str, str]:
    """This process's environment, without settings that would change the demo."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    return {
        **kept,
        "HOME": home,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', os.defpath)}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build" / "collections"),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
        "ANSIBLE_DISPLAY_OK_HOSTS": "False",
        "ANSIBLE_DISPLAY_SKIPPED_HOSTS": "False",
        "ANSIBLE_CALLBACK_RESULT_FORMAT": "yaml",  # texts with line breaks are shown as such
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def variables(address: str, report_dir: Path, name: str) -> dict[str, Any]:
    """Where to read and what to write, as variables of the role."""
    given: dict[str, Any] = {
        "connection": {
            "endpoint_url": address,
            "region": "eu-west-1",
            "access_key": "testing",
            "secret_key": "testing-secret",
        },
        "report_dir": str(report_dir),
        "report_name": name,
        "report_formats": list(SUFFIXES),
    }
    if name == NAME:
        given["previous"] = "auto"
    return {f"athena_session_assert_{key}": value for key, value in given.items()}


def audit(address: str, home: str, report_dir: Path, name: str, *declared: str) -> int:
    """Run the audit playbook with what is declared; its exit status. What it printed is in a log."""
    connection = Path(home) / "connection.json"
    connection.write_text(json.dumps(variables(address, report_dir, name)), encoding="utf-8")
    playbook = str(Path(sys.executable).parent / "ansible-playbook")
    command = [playbook, "sparkops.athena.audit", *declared, "-e", f"@{connection}"]
    report_dir.mkdir(parents=True, exist_ok=True)
    with (report_dir / f"{name}.log").open("w", encoding="utf-8") as log:
        return subprocess.run(command, env=environment(home), stdout=log, stderr=log, check=False).returncode


def result(log: Path) -> Iterator[str]:
    """The beginning of the text that the role failed with."""
    printed = log.read_text(encoding="utf-8").partition(RESULT)[2].partition("\nPLAY ")[0]
    lines = textwrap.dedent(printed).strip().splitlines()
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN} more lines in {log}"


def show(report_dir: Path, name: str, status: int) -> bool:
    """Print what an audit said; whether it ran."""
    print(*result(report_dir / f"{name}.log"), sep="\n")
    if status not in (0, FAILED) or not (report_dir / f"{name}.json").exists():
        print(f"\nThe audit did not run: ansible-playbook exited with {status}.", file=sys.stderr)
        print(f"What it printed is in {report_dir / name}.log", file=sys.stderr)
        return False
    print(f"\nansible-playbook exited with {status}. The page: {report_dir / name}.html\n", flush=True)
    return True


def changes(report: Mapping[str, Any]) -> Iterator[str]:
    """What changed since the night before, a line for each change, with the first of its places."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for one in (*report["findings"], *report["earlier"]):
        if "change" in one:
            places[one["change"]][one["fingerprint"]] = f"{one['work_group']} {one['pointer']}"
            if one["change"] == "unknown":
                places["unknown"][one["fingerprint"]] += f": {one['reason']}"
    for change in report["summary"]["changes"]:
        found = list(places[change].values())
        if found:
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            yield f"  {change + ':':<12}{found[0]}{more}"


def highlights(report: Mapping[str, Any]) -> list[str]:
    """What is worth a look and easily overlooked, one line each."""
    findings = report["findings"]
    origins = Counter(finding["root_cause"]["origin"] for finding in findings if "root_cause" in finding)
    words = {
        "client": "set by a client or older than the work group's change",
        "work_group": "declared so by the work group itself",
        "unknown": "nothing that a work group declares",
    }
    causes = "; ".join(f"{count} {words[origin]}" for origin, count in origins.most_common())
    drifted = {finding["session_id"] for finding in findings if finding["pointer"].endswith(SIZE)}
    written = {
        session["session_id"]
        for session in yaml.safe_load(FLEET.read_text(encoding="utf-8"))["sessions"]
        if session.get("EngineConfiguration", {}).get("SparkProperties", {}).get(SIZE) == OTHER_UNIT
    }
    return [
        f"  policies: {', '.join(policy['name'] for policy in report['policies'])}",
        *(
            f"  waived:   {one['policy']}{one['pointer']}: {one['waiver']['reason']}"
            for one in findings
            if one.get("waiver")
        ),
        f"  no drift: {SIZE} of {OTHER_UNIT} in {len(written - drifted)} session(s), where 4g is declared",
        f"  causes:   {causes}",
    ]


def summarize(report_dir: Path) -> int:
    """Print what is worth knowing of the second audit; 0 if sessions were read."""
    report: dict[str, Any] = json.loads((report_dir / f"{NAME}.json").read_text(encoding="utf-8"))
    counts = report["summary"]
    print(f"The audit ran: {counts['sessions']} sessions, {counts['drifted']} drifted, verdict {report['verdict']}.")
    print("\n".join(highlights(report)))
    print("Since the night before:", *changes(report), sep="\n")
    for suffix in SUFFIXES.values():
        print(f"  {report_dir / NAME}.{suffix}")
    return 1 if any(error["stage"] == "read" for error in report["errors"]) else 0


def stop(_number: int, _frame: object) -> NoReturn:
    """Stop as on Ctrl-C, so that everything is cleaned up."""
    raise KeyboardInterrupt


def main() -> int:
    """Run the demo; the exit status."""
    parser = argparse.ArgumentParser(description="Two audits of a simulated fleet.")
    parser.add_argument("report_dir", nargs="?", type=Path, default=REPORT_DIR, help="for the reports (%(default)s)")
    report_dir: Path = parser.parse_args().report_dir.resolve()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    for name in (FIRST, NAME):
        for suffix in (*SUFFIXES.values(), "log"):
            (report_dir / f"{name}.{suffix}").unlink(missing_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="athena-demo-") as home:
            return run(home, report_dir)
    except KeyboardInterrupt:
        return INTERRUPTED


def run(home: str, report_dir: Path) -> int:
    """The audits, one after the other; the exit status."""
    policies = ("-e", f"@{HERE / 'policies.yml'}")
    print("A simulated fleet: 20 sessions, three work groups, both generations of the engine.", flush=True)
    with simulator(home, night_before(home)) as address:
        print("The night before is audited without a word. Ctrl-C ends the demo.\n", flush=True)
        status = audit(address, home, report_dir, NAME, *policies)
    with simulator(home) as address:
        for name, declared, words in ((FIRST, (), ""), (NAME, policies, " -e @examples/demo/policies.yml")):
            if status in (0, FAILED):
                print(f"$ ansible-playbook sparkops.athena.audit{words}", flush=True)
                status = audit(address, home, report_dir, name, *declared)
            if status == STOPPED:
                return INTERRUPTED
            if not show(report_dir, name, status):
                return 1
    return summarize(report_dir)


if __name__ == "__main__":
    sys.exit(main())
