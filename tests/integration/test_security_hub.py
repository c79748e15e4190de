"""The guide's playbook imports any number of findings into Security Hub, 100 a call; a second time adds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer
from support import reports
from support.recipes import recipes

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.asff import asff

from .conftest import BIN, Playbook

# In place of the AWS CLI: the same words, by boto3. moto does not know batch-update-findings.
AWS = """#!{python}
import json, sys, boto3
service, operation, *options = sys.argv[1:]
given = dict(option.removeprefix("--").split("=", 1) for option in options)
assert service == "securityhub"
values = {{name: json.load(open(value[7:])) if value.startswith("file://") else value for name, value in given.items()}}
with open({log!r}, "a") as log:
    print(json.dumps([operation, values]), file=log)
if operation == "batch-import-findings":
    client = boto3.client(service, region_name=values["region"])
    print(json.dumps(client.batch_import_findings(Findings=values["findings"])))
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The variables of a run with a command `aws` that talks to a Security Hub of its own."""
    command = tmp_path / "bin" / "aws"
    command.parent.mkdir()
    command.write_text(AWS.format(python=BIN / "python", log=str(tmp_path / "log")), encoding="utf-8")
    command.chmod(0o755)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "PATH": f"{command.parent}:{BIN}:/usr/bin:/bin",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    yield variables
    server.stop()


def report() -> dict[str, Any]:
    """230 faults in one region, and one in another; some are waived, some new."""
    found = [reports.finding(f"s-{number}", fingerprint=f"{number:016x}") for number in range(230)]
    found[0] |= {"status": "waived", "waiver": reports.finding("s", "waived")["waiver"]}
    found[1] |= {"change": "new", "first_seen": reports.NOW, "message": "{{ 7 * 191 }}{% raw %}"}
    found.append(reports.finding("far", fingerprint="f" * 16, region="us-east-1"))
    sessions = [reports.session(one["session_id"], "drifted", region=one["region"]) for one in found]
    return reports.report(sessions, found, regions=["eu-west-1", "us-east-1"])


def test_a_file_of_any_size(ansible_playbook: Playbook, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "import.yml").write_text(recipes()["import.yml"], encoding="utf-8")
    (tmp_path / "production.asff").write_text(asff(report()), encoding="utf-8")
    for _time in range(2):
        ansible_playbook(tmp_path / "import.yml", "-e", "asff=production.asff", variables=environment).check()
    calls = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    sizes = [(values["region"], len(values["findings"])) for name, values in calls if name == "batch-import-findings"]
    assert sizes == [("eu-west-1", 100), ("eu-west-1", 100), ("eu-west-1", 31), ("us-east-1", 2)] * 2
    product = "arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default"
    updates = [
        {"region": "eu-west-1", "workflow": f"Status={status}",
         "finding-identifiers": [{"Id": f"sparkops.athena/{number:016x}", "ProductArn": product}]}
        for number, status in enumerate(["SUPPRESSED", "NEW"])
    ]  # fmt: skip
    assert [values for name, values in calls if name == "batch-update-findings"] == updates * 2
    hub = boto3.client("securityhub", region_name="eu-west-1")
    stored = [finding for page in hub.get_paginator("get_findings").paginate() for finding in page["Findings"]]
    assert len({finding["Id"] for finding in stored}) == len(stored) == 231
    assert any("{{ 7 * 191 }}{% raw %}" in finding["Description"] for finding in stored)
