"""Thirty secrets, a fleet that is full of them, and whether a text shows one."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any
from urllib.parse import quote, quote_plus

PIECE = 14

# What Spark's own pattern finds, then what that misses; the last is secret only by `redact_pattern`.
NAMES = (
    "spark.acme.client.secret",
    "spark.acme.db.password",
    "spark.sql.catalog.lake.token",
    "spark.hadoop.fs.s3a.access.key",
    "spark.hadoop.fs.s3a.secret.key",
    "spark.hadoop.fs.s3a.session.token",
    "spark.ssl.keyStorePassword",
    "spark.acme.accesskey",
    "spark.executorEnv.PGPASSWORD",
    "MYPASSWORD1",
    "accessTokenValue",
    "fs.s3a.secretKey",
    "spark.acme.credential",
    "spark.acme.aws-credentials",
    "spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net",
    "spark.acme.apiKey",
    "ACME_API_KEY",
    "spark.sql.catalog.lake.header.Authorization",
    "DB_PASS",
    "spark.acme.pwd",
    "spark.acme.passphrase",
    "spark.acme.privateKey",
    "spark.acme.signing-key",
    "spark.kafka.sasl.jaas.config",
    "spark.acme.connectionString",
    "spark.hadoop.fs.azure.sas.acme",
    "spark.acme.jwt",
    "spark.acme.session.cookie",
    "spark.acme.basic.auth",
    "spark.acme.vault.lake",
)
PATTERN = r"^spark\.acme\.vault\."


def _seeded(name: str) -> str:
    """A random-looking value with characters that each notation escapes in its own way."""
    digest = base64.b64encode(hashlib.sha256(name.encode()).digest()).decode().rstrip("=")
    return f'{digest[:14]}/+{digest[14:28]}"&<{digest[28:]}'


SECRETS = {name: _seeded(name) for name in NAMES}


SECRET_KEY, SESSION_TOKEN = SECRETS[NAMES[4]], SECRETS[NAMES[5]]
SETTINGS = {**SECRETS, "spark.executor.memory": "4g", "spark.acme.note": SECRET_KEY, "spark.acme.remark": SESSION_TOKEN}
CUT = '{"EngineConfiguration": {"SparkProperties": {"spark.acme.apiKey": ' + json.dumps(SECRETS["spark.acme.apiKey"])


def _session(name: str, work_group: str, configuration: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    status = {"State": "IDLE", "StartDateTime": "-1h"}
    return {
        "session_id": name,
        "work_group": work_group,
        "EngineConfiguration": configuration,
        "Status": status,
        **more,
    }


# Not every secret in every map: a finding for each makes a run slow.
SOME, OTHERS = (dict([*SECRETS.items()][start : start + 10]) for start in (0, 10))
PYSPARK = {"AdditionalConfigs": SOME, "SparkProperties": SETTINGS}
SPARK_35 = {
    "Classifications": [
        {"Name": "spark-defaults", "Properties": SETTINGS},
        {"Name": "spark-env", "Properties": OTHERS},
    ]
}
NOTEBOOK = json.dumps({NAMES[15]: SECRETS[NAMES[15]]})
OUTPUT = {"ResultConfiguration": {"OutputLocation": "s3://acme/"}, "AdditionalConfiguration": NOTEBOOK}
FLEET = {
    "work_groups": [
        {
            "name": "notebooks",
            "engine_version": "PySpark engine version 3",
            "configuration": {**OUTPUT, "EngineConfiguration": PYSPARK},
        },
        {
            "name": "lake",
            "engine_version": "Apache Spark version 3.5",
            "configuration": {**OUTPUT, "EngineConfiguration": SPARK_35},
        },
        {"name": "troubled", "engine_version": "PySpark engine version 3"},
        {"name": "unlistable", "engine_version": "PySpark engine version 3", "deny_list": True},
    ],
    "sessions": [
        _session("pyspark", "notebooks", PYSPARK),
        _session("spark-3-5", "lake", SPARK_35),
        _session("denied", "troubled", PYSPARK, fault={"GetSession": "AccessDeniedException"}),
        _session("cut", "troubled", PYSPARK, fault={"GetSession": {"body": CUT, "content_type": "application/json"}}),
        _session("page", "troubled", PYSPARK, fault={"GetSession": "html"}),
    ],
}


def _forms(secret: str) -> set[str]:
    """A secret as it is, and as the notations that it may have gone through would write it."""
    plain = {secret, secret[::-1], re.escape(secret)}
    data = secret.encode()
    encoded = {base64.b64encode(data[skipped:]).decode().rstrip("=")[:-1] for skipped in range(3)}
    escaped = {
        escape(text)
        for text in plain
        for escape in (
            html.escape,
            quote,
            quote_plus,
            lambda text: json.dumps(text)[1:-1],
            lambda text: repr(text)[1:-1],
        )
    }
    return plain | encoded | escaped | {data.hex()}


PIECES = {
    name: {form[start : start + PIECE] for form in _forms(secret) for start in range(0, len(form) - PIECE + 1, PIECE)}
    for name, secret in SECRETS.items()
}


def shown(text: str) -> list[str]:
    """The names of the secrets that a text shows, or a piece of; blanks do not count, as lines may be wrapped."""
    # A log repeats itself a lot: each line is looked at once.
    dense = re.sub(r"\s+|\\n", "", "\n".join(dict.fromkeys(text.splitlines())))
    return [name for name, pieces in PIECES.items() if any(piece in dense for piece in pieces)]


def where(text: str) -> str:
    """The first lines that show a secret, for a failed test."""
    lines = (line for line in dict.fromkeys(text.splitlines()) if shown(line))
    return "\n".join(line[:400] for line in islice(lines, 20)) or "only across lines"


# Of each target, so that none of them goes quiet.
