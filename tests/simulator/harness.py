"""The simulator in tests: ``with running(fleet) as simulator: …``."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from urllib.error import HTTPError

HERE = Path(__file__).resolve().parent
FLEETS = HERE / "fleets"
REGION = "eu-west-1"


@dataclass
class Simulator:
    """A running simulator: its address and the handles that tests need."""

    url: str
    log_path: Path
    region: str = REGION
    _log_start: int = field(default=0, repr=False)

    @property
    def connection(self) -> dict[str, str]:
        """Connection parameters as amazon.aws modules take them."""
        return {
            "endpoint_url": self.url,
            "region": self.region,
            "access_key": "testing",
            "secret_key": "testing-secret",  # not a word that values contain: Ansible blanks it everywhere
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same for boto3 in another process."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_REGION": self.region,
            "AWS_ACCESS_KEY_ID": self.connection["access_key"],
            "AWS_SECRET_ACCESS_KEY": self.connection["secret_key"],
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str = "athena", *, retries: int = 0, **config: Any) -> Any:
        """A boto3 client of the simulator."""
        import boto3
        from botocore.config import Config

        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=self.region,
            aws_access_key_id=self.connection["access_key"],
            aws_secret_access_key=self.connection["secret_key"],
            config=Config(retries={"total_max_attempts": retries + 1}, **config),
        )

    def log(self) -> list[dict[str, Any]]:
        """The calls since the start, the last reset or fleet: {time, operation, parameters, status, code, …}."""
        text = self.log_path.read_text(encoding="utf-8")
        return [json.loads(line) for line in text[self._log_start :].splitlines()]

    def operations(self) -> list[str]:
        """The names of the operations called, in order."""
        return [entry["operation"] for entry in self.log()]

    def now(self) -> datetime:
        """The simulator's time."""
        return self._administer("GET", "clock")

    def advance(self, seconds: float) -> datetime:
        """Move the simulator's clock and tell its new time."""
        return self._administer("POST", "clock", {"advance_seconds": seconds})

    def reset(self) -> None:
        """The fleet as it was loaded, and an empty log."""
        self._administer("POST", "reset")
        self._forget_log()

    def load(self, fleet: Path | Mapping[str, Any]) -> None:
        """Another fleet in the same process, which is much quicker than another process; an empty log."""
        self._administer("POST", "fleet", _document(fleet))
        self._forget_log()

    def _forget_log(self) -> None:
        self._log_start = len(self.log_path.read_text(encoding="utf-8"))

    def _await(self) -> None:
        """Wait until it listens again, if a fault has sent it away."""
        url = urllib.parse.urlsplit(self.url)
        for _again in range(200):
            with suppress(ConnectionRefusedError), socket.create_connection((url.hostname, url.port)):
                return
            time.sleep(0.1)

    def _administer(self, method: str, action: str, content: object = None) -> datetime:
        body = json.dumps(content, default=str).encode() if content is not None else None
        request = urllib.request.Request(f"{self.url}/_simulator/{action}", data=body, method=method)
        try:
            self._await()
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as response:
                return datetime.fromisoformat(json.load(response)["now"])
        except HTTPError as error:
            raise ValueError("\n".join(json.load(error)["problems"])) from None


@contextmanager
def running(fleet: Path | Mapping[str, Any], *, region: str = REGION) -> Iterator[Simulator]:
    """A simulator of this fleet (a file, or its content) in a process of its own, which ends with the block."""
    with tempfile.TemporaryDirectory(prefix="athena-simulator-") as folder:
        fleet_path, log_path = Path(folder) / "fleet.json", Path(folder) / "log.jsonl"
        fleet_path.write_text(json.dumps(_document(fleet), default=str), encoding="utf-8")
        command = [sys.executable, str(HERE), "--fleet", str(fleet_path), "--log", str(log_path)]
        # A test run that is killed cannot end its simulator, which then does so by itself.
        # Its complaints go to a file: a pipe that nobody reads would stop it when full.
        with (Path(folder) / "stderr").open("w", encoding="utf-8") as complaints:
            process = subprocess.Popen(
                [*command, "--while-pid", str(os.getpid())], stdout=subprocess.PIPE, stderr=complaints, text=True
            )
        try:
            assert process.stdout is not None
            line = process.stdout.readline().strip()
            if not line:
                told = (Path(folder) / "stderr").read_text(encoding="utf-8")
                raise ValueError(f"the simulator did not start: {told}")
            yield Simulator(line.removeprefix("listening on "), log_path, region)
        finally:
            process.kill()
            process.communicate()


def _document(fleet: Path | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(fleet, Path):
        import yaml

        return cast("dict[str, Any]", yaml.safe_load(fleet.read_text(encoding="utf-8")))
    return dict(fleet)
