# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for Athena's answers about sessions that is so fast that it is never what a benchmark waits for.

    python benchmarks/stand_in.py [--sessions 5000] [--latency 0] [--rate 20 --burst 10]

Prints its port, answers ListWorkGroups, GetWorkGroup, ListSessions and GetSession from bytes that were made before the
first request, and ends on SIGTERM. It checks nothing that it is asked: tests/simulator is the strict one. With a rate
it answers ThrottlingException to every call for which its bucket of tokens has none. GET / tells how often each
operation was answered, how many calls were throttled, and the seconds between the first request and the last response.

Every session has 30 properties. Two thirds may use 20 DPUs and executors of 4 GiB, each third one 60 DPUs and 8 GiB:
whoever declares less than that has drift in a third of the sessions.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import signal
import time
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

WORK_GROUPS = ("analytics-prod", "analytics-dev", "reporting", "notebooks")
PAGE = 100  # what the service gives at most
ENGINE = "PySpark engine version 3"
BEGAN = 1_780_000_000.0  # a moment as the service writes it, in seconds since 1970

PROPERTIES = {
    "spark.authenticate": "true",
    "spark.driver.maxResultSize": "2g",
    "spark.driver.memory": "4g",
    "spark.dynamicAllocation.enabled": "true",
    "spark.dynamicAllocation.executorIdleTimeout": "60s",
    "spark.dynamicAllocation.initialExecutors": "1",
    "spark.dynamicAllocation.maxExecutors": "18",
    "spark.dynamicAllocation.minExecutors": "1",
    "spark.executor.cores": "4",
    "spark.executor.memory": "4g",
    "spark.executor.memoryOverhead": "1024m",
    "spark.hadoop.fs.s3.requester-pays.enabled": "true",
    "spark.hadoop.fs.s3a.connection.maximum": "200",
    "spark.io.compression.codec": "lz4",
    "spark.io.encryption.enabled": "true",
    "spark.jars.packages": "org.example:connector:1.4.0,org.example:formats:2.0.1",
    "spark.network.crypto.enabled": "true",
    "spark.network.timeout": "120s",
    "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.autoBroadcastJoinThreshold": "10485760",
    "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog",
    "spark.sql.catalog.lake.catalog-impl": "org.apache.iceberg.aws.glue.GlueCatalog",
    "spark.sql.catalog.lake.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
    "spark.sql.catalog.lake.token": "c2VjcmV0LXRva2VuLW9mLWEtc2Vzc2lvbg==",
    "spark.sql.catalog.lake.warehouse": "s3://example-lake/warehouse/",
    "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "200",
    "spark.ui.enabled": "false",
}

LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
TARGET = re.compile(rb"\r\nx-amz-target: *[A-Za-z]+\.([A-Za-z]+)", re.IGNORECASE)
END = b"\r\n\r\n"


def response(body: Any, status: str = "200 OK") -> bytes:
    """A whole HTTP response with this body as JSON."""
    data = json.dumps(body).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {len(data)}\r\n"
    return f"{head}x-amzn-RequestId: {uuid.UUID(int=0)}".encode() + END + data


def error(code: str, message: str) -> bytes:
    """The response that botocore takes for this error."""
    return response({"__type": code, "message": message}, "400 Bad Request")


def status(number: int) -> dict[str, Any]:
    """The Status of a session, in its answer as in the list."""
    began = BEGAN + number
    return {
        "StartDateTime": began,
        "LastModifiedDateTime": began + 60,
        "IdleSinceDateTime": began + 60,
        "State": "IDLE",
    }


def session(number: int, name: str, work_group: str) -> dict[str, Any]:
    """GetSession's answer."""
    large = number % 3 == 2
    return {
        "SessionId": name,
        "Description": f"Session {number}",
        "WorkGroup": work_group,
        "EngineVersion": ENGINE,
        "EngineConfiguration": {
            "CoordinatorDpuSize": 1,
            "MaxConcurrentDpus": 60 if large else 20,
            "DefaultExecutorDpuSize": 1,
            "AdditionalConfigs": {"NotebookId": str(uuid.UUID(int=number))},
            "SparkProperties": PROPERTIES | ({"spark.executor.memory": "8g"} if large else {}),
        },
        "NotebookVersion": "Athena notebook version 1",
        "SessionConfiguration": {
            "ExecutionRole": "arn:aws:iam::123456789012:role/athena-spark",
            "WorkingDirectory": f"s3://example-results/{work_group}/",
            "IdleTimeoutSeconds": 1200,
            "EncryptionConfiguration": {
                "EncryptionOption": "SSE_KMS",
                "KmsKey": "arn:aws:kms:eu-west-1:123456789012:key/6a3f0c52-8a0e-4c86-9a50-d3b7f6f3a0a1",
            },
        },
        "Status": status(number),
        "Statistics": {"DpuExecutionInMillis": 3_600_000 + number},
    }


def summary(number: int, name: str) -> dict[str, Any]:
    """The session's entry in ListSessions."""
    return {
        "SessionId": name,
        "Description": f"Session {number}",
        "EngineVersion": {"SelectedEngineVersion": ENGINE, "EffectiveEngineVersion": ENGINE},
        "NotebookVersion": "Athena notebook version 1",
        "Status": status(number),
    }


THROTTLED = error("ThrottlingException", "Rate exceeded")


class Bucket:
    """Tokens that come at a rate, up to ``burst`` of them; full at first."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._tokens, self._at = burst, time.monotonic()

    def take(self) -> bool:
        """Take a token; False where there is none."""
        now = time.monotonic()
        self._tokens, self._at = min(self._burst, self._tokens + (now - self._at) * self._rate), now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


def session_id(number: int) -> str:
    """The id of the session with this number."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"session-{number}"))


class Fleet:
    """All answers, made beforehand, and how often each operation was asked for."""

    def __init__(self, sessions: int, bucket: Bucket | None = None) -> None:
        self.asked: Counter[str] = Counter()
        self._bucket = bucket
        self._began: float | None = None
        self._last = 0.0
        self._sessions: dict[str, bytes] = {}
        self._pages: dict[tuple[str, str], bytes] = {}
        self._groups: dict[str, bytes] = {}
        engine = {"SelectedEngineVersion": ENGINE, "EffectiveEngineVersion": ENGINE}
        for index, name in enumerate(WORK_GROUPS):
            self._groups[name] = response(
                {"WorkGroup": {"Name": name, "State": "ENABLED", "Configuration": {"EngineVersion": engine}}}
            )
            self._add(name, range(index, sessions, len(WORK_GROUPS)))
        self._list = response(
            {"WorkGroups": [{"Name": name, "State": "ENABLED", "EngineVersion": engine} for name in WORK_GROUPS]}
        )

    def _add(self, work_group: str, numbers: range) -> None:
        """The sessions of a work group and the pages that list them; a page's token is the number of the page."""
        for number in numbers:
            self._sessions[session_id(number)] = response(session(number, session_id(number), work_group))
        entries = [summary(number, session_id(number)) for number in numbers]
        for start in range(0, len(entries) or 1, PAGE):
            page: dict[str, Any] = {"Sessions": entries[start : start + PAGE]}
            if start + PAGE < len(entries):
                page["NextToken"] = str(start // PAGE + 1)
            self._pages[work_group, str(start // PAGE)] = response(page)

    def answer(self, operation: str, parameters: dict[str, Any]) -> bytes:
        """The response to one call."""
        if self._bucket is not None and not self._bucket.take():
            self.asked["throttled"] += 1
            return THROTTLED
        self.asked[operation] += 1
        if operation == "GetSession":
            found = self._sessions.get(parameters["SessionId"])
        elif operation == "ListSessions":
            found = self._pages.get((parameters["WorkGroup"], parameters.get("NextToken", "0")))
        elif operation == "GetWorkGroup":
            found = self._groups.get(parameters["WorkGroup"])
        elif operation == "ListWorkGroups":
            found = self._list
        else:
            return error("UnknownOperationException", operation)
        return found or error("InvalidRequestException", "There is no such session, work group or page.")

    def received(self) -> None:
        """Note when the first request came."""
        if self._began is None:
            self._began = time.monotonic()

    def responded(self) -> None:
        """Note when the last response went."""
        self._last = time.monotonic()

    def told(self) -> dict[str, float]:
        """What GET / is answered with."""
        return {**self.asked, "seconds": 0.0 if self._began is None else self._last - self._began}


class Connection(asyncio.Protocol):
    """One connection that is kept alive; as much of HTTP as botocore speaks to a JSON service."""

    def __init__(self, fleet: Fleet, latency: float) -> None:
        self._fleet = fleet
        self._latency = latency
        self._received = b""
        self._write: Callable[[bytes], None]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._write = transport.write

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole; a request may come in several pieces, and several in one piece."""
        self._received += data
        while (end := self._received.find(END)) >= 0:
            head = self._received[:end]
            length = LENGTH.search(head)
            whole = end + len(END) + (int(length[1]) if length else 0)
            if len(self._received) < whole:
                return
            body = self._received[end + len(END) : whole]
            self._received = self._received[whole:]
            target = TARGET.search(head)
            if target is None:
                self._write(response(self._fleet.told()))
                continue
            self._fleet.received()
            asyncio.get_running_loop().call_later(
                self._latency, self._respond, self._fleet.answer(target[1].decode(), json.loads(body))
            )

    def _respond(self, answer: bytes) -> None:
        self._write(answer)
        self._fleet.responded()


async def serve(sessions: int, latency: float, bucket: Bucket | None) -> None:
    """Serve on a free port until SIGTERM or Ctrl-C."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    fleet = Fleet(sessions, bucket)
    server = await loop.create_server(lambda: Connection(fleet, latency), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await stopped.wait()
    server.close()


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(description="A fast stand-in for Athena's answers about sessions.")
    parser.add_argument("--sessions", type=int, default=5000, help="how many there are (%(default)s)")
    parser.add_argument("--latency", type=float, default=0, help="seconds until each answer (%(default)s)")
    parser.add_argument("--rate", type=float, help="calls a second that are not throttled (all)")
    parser.add_argument("--burst", type=float, default=10, help="calls that may come at once with --rate (%(default)s)")
    arguments = parser.parse_args()
    bucket = Bucket(arguments.rate, arguments.burst) if arguments.rate else None
    asyncio.run(serve(arguments.sessions, arguments.latency, bucket))


if __name__ == "__main__":
    main()
