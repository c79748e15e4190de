"""Whether a report's texts are what the systems take that they are written for.

from support.accepted import assert_accepted
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Any

import botocore.session
import jsonschema_rs
from botocore.validate import ParamValidator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from prometheus_client.parser import text_string_to_metric_families

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS

BATCH, CALL_BYTES, FINDING_BYTES = 100, 6_000_000, 240_000
"""Findings of one call of BatchImportFindings, its bytes, and those of a finding."""

LONGEST = {
    "Id": 512,
    "GeneratorId": 512,
    "Title": 256,
    "Description": 1024,
    "Remediation/Recommendation/Text": 512,
    "Note/Text": 512,
    "Resources/Id": 512,
    "Compliance/RelatedRequirements": 128,
}
"""Characters of texts in a finding that the user guide of Security Hub limits."""

MOST = {"Resources": 32, "Types": 50, "Compliance/RelatedRequirements": 32, "ProductFields": 50}
"""Members of lists and mappings in a finding."""

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def assert_accepted(report: Any) -> None:
    """Fail unless each of these formats is accepted by who reads it, or refused for a reason that holds."""
    problems = FORMATS["asff"].problems(report)
    if problems:
        assert (
            "targets" in report or not re.fullmatch(r"\d{12}", report["account_id"] or "") or not regions_known(report)
        )
    else:
        assert_asff(FORMATS["asff"].render(report))
    assert_ocsf(FORMATS["ocsf"].render(report))
    assert_prometheus(FORMATS["prometheus"].render(report))


def regions_known(report: Any) -> bool:
    """Whether every region that a report names is one."""
    named = [*report["regions"], *(entry["region"] for entry in [*report["findings"], *report["earlier"]])]
    return bool(report["regions"]) and all(re.fullmatch(r"[a-z]+(-[a-z]+)+-\d", region or "-") for region in named)


@cache
def import_shape() -> Any:
    """The input of BatchImportFindings, as botocore knows it."""
    service = botocore.session.get_session().get_service_model("securityhub")
    return service.operation_model("BatchImportFindings").input_shape


def assert_asff(text: str) -> list[dict[str, Any]]:
    """The findings of a text, each of them valid, and all of them importable in calls of 100."""
    text.encode("ascii")
    findings: list[dict[str, Any]] = json.loads(text)
    for start in range(0, len(findings), BATCH):
        batch = {"Findings": findings[start : start + BATCH]}
        found = ParamValidator().validate(batch, import_shape())
        assert not found.has_errors(), found.generate_report()
        assert len(json.dumps(batch)) < CALL_BYTES
    problems = [problem for finding in findings for problem in finding_problems(finding)]
    assert not problems, "\n".join(problems)
    assert len({finding["Id"] for finding in findings}) == len(findings)
    assert len({finding["AwsAccountId"] for finding in findings}) <= 1
    return findings


def finding_problems(finding: dict[str, Any]) -> list[str]:
    """What botocore does not check: patterns, enumerations, lengths."""
    shape = import_shape().members["Findings"].member
    problems = [f"{path}: {value!r}" for path, value in unlike(finding, shape, "")]
    size = len(json.dumps(finding))
    return problems + ([f"{finding['Id']} has {size} bytes"] if size > FINDING_BYTES else [])


def unlike(value: Any, shape: Any, path: str) -> Any:
    """The texts that their shape's pattern or enumeration forbids, and what is too long or too many."""
    if shape.type_name in ("list", "map") and len(value) > MOST.get(path, 10**9):
        yield path, f"{len(value)} members"
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from unlike(member, shape.members[name], f"{path}/{name}".strip("/"))
    elif shape.type_name == "list":
        for member in value:
            yield from unlike(member, shape.member, path)
    elif shape.type_name == "map":
        for name, member in value.items():
            yield from unlike(name, shape.key, "name")
            yield from unlike(member, shape.value, "value")
    else:
        pattern, enum = shape.metadata.get("pattern"), getattr(shape, "enum", None)
        wrong = (pattern and not re.fullmatch(pattern, value)) or (enum and value not in enum)
        untimely = path.endswith("At") and not TIME.fullmatch(value)
        if wrong or untimely or len(value) > LONGEST.get(path, 2048):
            yield path, value


@cache
def ocsf_validator(version: str, profiles: tuple[str, ...]) -> jsonschema_rs.Draft202012Validator:
    """A validator for Compliance Findings of this version with these profiles."""
    schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version=version))
    return jsonschema_rs.Draft202012Validator(schema.get_class_schema("compliance_finding", list(profiles)))


@cache
def ocsf_captions(version: str) -> dict[str, dict[str, str]]:
    """The captions of the numbers that events have, by the path of their member."""
    schema = get_ocsf_schema(version=version)
    event, compliance = schema["classes"]["compliance_finding"], schema["objects"]["compliance"]
    holders = dict.fromkeys(("activity", "severity", "status"), event) | {"compliance/status": compliance}
    return {
        path: {number: entry["caption"] for number, entry in listed.items()}
        for path, holder in holders.items()
        for listed in [holder["attributes"][f"{path.split('/')[-1]}_id"]["enum"]]
    }


def assert_ocsf(text: str) -> list[dict[str, Any]]:
    """The events of a text, each of them valid, with the captions of its numbers."""
    text.encode("ascii")
    events: list[dict[str, Any]] = json.loads(text)
    for event in events:
        metadata = event["metadata"]
        errors = ocsf_validator(metadata["version"], tuple(metadata["profiles"])).iter_errors(event)
        problems = [f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}" for error in errors]
        assert not problems, "\n".join(problems)
        captions = ocsf_captions(metadata["version"])
        assert event["activity_name"] == captions["activity"][str(event["activity_id"])]
        assert event["severity"] == captions["severity"][str(event["severity_id"])]
        assert event["status"] == captions["status"][str(event["status_id"])]
        compliance = event["compliance"]
        assert compliance["status"] == captions["compliance/status"][str(compliance["status_id"])]
        assert event["type_uid"] == event["class_uid"] * 100 + event["activity_id"]
    return events


Series = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def assert_prometheus(text: str) -> Series:
    """The series of a text with their values: gauges that are described, and each of them once."""
    assert text.endswith("\n")
    families = list(text_string_to_metric_families(text))
    assert all(family.type == "gauge" and family.documentation for family in families)
    assert max(Counter(family.name for family in families).values()) == 1
    samples = [
        ((sample.name, tuple(sorted(sample.labels.items()))), sample.value)
        for fam in families
        for sample in fam.samples
    ]
    assert max(Counter(name for name, _value in samples).values()) == 1
    assert len(samples) == sum(not line.startswith("#") for line in text.split("\n")[:-1])
    return dict(samples)
