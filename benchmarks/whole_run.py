# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the role takes, beside what nobody could do without: `make bench`.

    python benchmarks/whole_run.py [SESSIONS] [--runs 3] [--latency 0]

Times whole processes against benchmarks/stand_in.py, one after the other and several times around:

- role: the role over all sessions, with 20 expectations about sessions of 30 properties, all compliant
- role, drift: the same where two expectations fail in a third of the sessions
- register: the module's result registered, and passed through one template to an action that does nothing
- bare boto3: a script that makes the same calls with as many threads

and prints the medians, and the two ratios that this project makes a claim about. It never fails on a time; it fails
where one of them did not read every session, or where the role's verdict is not the one it has to come to.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent
FOREIGN = ("ANSIBLE_", "AWS_", "BOTO")
FAILED = 2  # what ansible-playbook ends with where a task failed
PROBES = 2000

EXPECTED: dict[str, Any] = {
    "engine_version": {"in": ["PySpark engine version 3", "Apache Spark version 3.5"]},
    "engine_configuration": {"max_concurrent_dpus": {"le": 60}},
    "session_configuration": {
        "execution_role": {"match": r"arn:aws:iam::\d{12}:role/athena-.*"},
        "encryption_configuration": {
            "encryption_option": "SSE_KMS",
            "kms_key": {"match": r"arn:aws:kms:eu-west-1:\d{12}:key/.*"},
        },
    },
    "derived": {
        "idle_timeout_seconds": {"le": 1800},
        "spark_properties": {
            "spark.authenticate": True,
            "spark.driver.memory": "4096m",
            "spark.dynamicAllocation.executorIdleTimeout": {"le": "5min"},
            "spark.dynamicAllocation.maxExecutors": {"le": 20},
            "spark.executor.cores": 4,
            "spark.executor.memory": {"le": "8g"},
            "spark.io.encryption.enabled": True,
            "spark.jars.packages": {"subset": ["org.example:connector:1.4.0", "org.example:formats:2.0.1"]},
            "spark.jars.repositories": {"present": False},
            "spark.network.crypto.enabled": True,
            "spark.network.timeout": "2min",
            "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
            "spark.sql.catalog.lake.token": {"present": True},
            "spark.sql.catalog.lake.warehouse": {"match": "s3://example-lake/.*"},
        },
    },
}
EXPECTATIONS = 20

CLAIMS = {"register": 1, "bare boto3": 1.5}


def tightened(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The expectations, with two that the third of the sessions with more DPUs and memory does not meet."""
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    copy["engine_configuration"]["max_concurrent_dpus"] = {"le": 20}
    copy["derived"]["spark_properties"]["spark.executor.memory"] = {"le": "4g"}
    return copy


@dataclass
class Measured:
    """A command, what it is to end with, and how long each run took: by the clock, and on processors."""

    name: str
    command: Sequence[str]
    status: int = 0
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def medians(self) -> tuple[float, float]:
        """By the clock, and on processors."""
        return statistics.median(self.seconds), statistics.median(self.processor)


@contextmanager
def stand_in(sessions: int, latency: float) -> Iterator[int]:
    """The port of a stand-in, in a process of its own, which ends with the block."""
    command = [sys.executable, str(HERE / "stand_in.py"), "--sessions", str(sessions), "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def sessions_read(port: int) -> int:
    """How many GetSession calls the stand-in has answered so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
        return int(json.load(answer).get("GetSession", 0))


def round_trips(port: int) -> float:
    """How many calls a second the stand-in answers to one client that waits for each: far more than botocore makes."""
    request = b"POST / HTTP/1.1\r\nX-Amz-Target: AmazonAthena.ListWorkGroups\r\nContent-Length: 2\r\n\r\n{}"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        start = time.perf_counter()
        for _probe in range(PROBES):
            connection.sendall(request)
            connection.recv(65536)
        return PROBES / (time.perf_counter() - start)


def environment(home: str, port: int) -> dict[str, str]:
    """This process's environment, without what changes Ansible or AWS, with credentials, and an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {
        **kept,
        "HOME": home,
        "PATH": f"{BIN}{os.pathsep}{kept.get('PATH', os.defpath)}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build" / "collections"),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing-secret",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def commands(home: Path) -> dict[str, Measured]:
    """What is measured, in the order of the table; the role's variables are written below `home`."""
    playbook = str(BIN / "ansible-playbook")
    roles: dict[str, list[str]] = {}
    for name, expected in (("role", EXPECTED), ("role, drift", tightened(EXPECTED))):
        variables = home / f"{name}.json"
        variables.write_text(json.dumps({"athena_session_assert_expected": expected}), encoding="utf-8")
        roles[name] = [playbook, str(HERE / "role.yml"), "-e", f"@{variables}"]
    measured = (
        Measured("role", roles["role"]),
        Measured("role, drift", roles["role, drift"], FAILED),
        Measured("register", [playbook, str(HERE / "register.yml")]),
        Measured("bare boto3", [sys.executable, str(HERE / "bare_boto3.py")]),
    )
    return {one.name: one for one in measured}


def used() -> float:
    """Seconds on processors of all child processes that have ended; the stand-in is not among them."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(one: Measured, variables: Mapping[str, str], extra: Sequence[str] = ()) -> tuple[float, float]:
    """The seconds one run took, by the clock and on processors. Ends everything where it did not end as it must."""
    before, start = used(), time.perf_counter()
    done = subprocess.run(
        [*one.command, *extra],
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode != one.status:
        sys.exit(
            f"{one.name} ended with {done.returncode}, not {one.status}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
        )
    return taken, used() - before


def time_all(measured: Sequence[Measured], variables: Mapping[str, str], runs: int, sessions: int, port: int) -> None:
    """Time all of them in turn, `runs` times around: what else the machine does meets all alike."""
    for _run in range(runs):
        for one in measured:
            before = sessions_read(port)
            seconds, processor = run(one, variables)
            if (calls := sessions_read(port) - before) != sessions:
                sys.exit(f"{one.name} read {calls} sessions, not {sessions}.")
            one.seconds.append(seconds)
            one.processor.append(processor)


def warm_up(measured: Mapping[str, Measured], variables: Mapping[str, str], home: Path, sessions: int) -> None:
    """One run of each that does not count: it compiles what Python keeps compiled, and shows that the role compares."""
    drifted = {"role": 0, "role, drift": sessions // 3}
    for name, one in measured.items():
        if name not in drifted:
            run(one, variables)
            continue
        run(one, variables, ["-e", json.dumps({"athena_session_assert_report_dir": str(home / name)})])
        report = json.loads((home / name / "localhost.json").read_text(encoding="utf-8"))
        found = {key: report["summary"][key] for key in ("sessions", "drifted", "unverified", "checks")}
        wanted = {"sessions": sessions, "drifted": drifted[name], "unverified": 0, "checks": EXPECTATIONS * sessions}
        if found != wanted:
            sys.exit(f"{name}: the report counts {found}, and it must be {wanted}.")


def versions() -> str:
    """What was measured with."""
    import ansible_collections.amazon.aws

    galaxy = Path(next(iter(ansible_collections.amazon.aws.__path__))) / "MANIFEST.json"
    amazon = json.loads(galaxy.read_text(encoding="utf-8"))["collection_info"]["version"]
    packages = ", ".join(f"{name} {version(name)}" for name in ("ansible-core", "boto3"))
    return f"Python {platform.python_version()}, {packages}, amazon.aws {amazon}, {os.cpu_count()} processors"


def tell(measured: Mapping[str, Measured]) -> None:
    """The table, and the ratios; those of processor seconds tell whether something else kept the machine busy."""
    print(f"\n{'':17} {'median s':>9} {'least':>7} {'most':>7} {'processor s':>12}")
    for one in measured.values():
        median, processor = one.medians
        print(f"{one.name:17} {median:>9.2f} {min(one.seconds):>7.2f} {max(one.seconds):>7.2f} {processor:>12.2f}")
    print()
    for other, claim in CLAIMS.items():
        clock, processor = (a / b for a, b in zip(measured["role"].medians, measured[other].medians, strict=True))
        print(f"{'role ÷ ' + other:17} {clock:>9.2f} {'':>15} {processor:>12.2f}   claimed: at most {claim}")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time the role beside what nobody could do without.")
    parser.add_argument("sessions", nargs="?", type=int, default=5000, help="how many (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="how often each is timed (%(default)s)")
    parser.add_argument("--latency", type=float, default=0, help="seconds the stand-in waits to answer (%(default)s)")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    given = parse()
    print(f"{given.sessions} sessions of 30 properties, {EXPECTATIONS} expectations, median of {given.runs}")
    print(f"{datetime.now(UTC):%Y-%m-%d}, {versions()}")
    with tempfile.TemporaryDirectory(prefix="athena-bench-") as home, stand_in(given.sessions, given.latency) as port:
        print(f"the stand-in answers {round_trips(port):,.0f} calls a second, one at a time", flush=True)
        variables = environment(home, port)
        measured = commands(Path(home))
        warm_up(measured, variables, Path(home), given.sessions)
        time_all(list(measured.values()), variables, given.runs, given.sessions, port)
    tell(measured)


if __name__ == "__main__":
    main()
