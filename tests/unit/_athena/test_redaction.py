"""Names that hide a secret, and names that only look so."""

from __future__ import annotations

import re

import botocore.session
import pytest
from botocore import xform_name

from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import (
    REDACTED,
    compile_pattern,
    is_masked,
    is_secret_name,
    redact_json,
    redact_tree,
)

SECRET = """\
spark.authenticate.secret  spark.ssl.keyPassword  spark.ssl.keyStorePassword  spark.ssl.ui.trustStorePassword
spark.hadoop.fs.s3a.secret.key  spark.hadoop.fs.s3a.access.key  spark.hadoop.fs.s3a.accessKey  FS_S3A_ACCESSKEY
spark.hadoop.fs.s3a.session.token  spark.sql.catalog.lake.token  spark.sql.catalog.lake.credential  my.credential
spark.sql.catalog.lake.rest.access-key-id  spark.sql.catalog.lake.s3.secret-access-key  lake.jdbc.password
spark.sql.catalog.lake.header.Authorization  header.authorization  spark.es.net.http.header.X-Auth  Authorization
spark.sql.catalog.lake.header.X-Api-Key  spark.hadoop.header.Cookie  http.proxy-authorization
javax.jdo.option.ConnectionPassword  spark.hadoop.javax.jdo.option.ConnectionPassword
fs.azure.account.key.X  spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net  spark.cosmos.accountKey
fs.azure.account.oauth2.client.secret.lake.dfs.core  fs.azure.sas.data.lake.blob.core
fs.azure.sas.fixed.token.lake.dfs.core.windows.net  oauth.client.secret  oauthClientSecret  clientsecret
apiKey  api_key  api.key  api-key  apikey  APIKEY  APIKey  X-API-KEY  datadog.apiKeys
DB_PASS  db.pass  DBPASS  dbPass  userpass  es.net.http.auth.pass  MY_PWD  db.pwd  mysqlpwd
passphrase  ssh.passphrase  passwd  db_passwd  PASSWORD  MYPASSWORD1  passwords  sfPassword
private_key  fs.gs.auth.service.account.private.key  pem_private_key  privateKey  PRIVATEKEY
token  TOKEN  spark.hadoop.token  accessTokenValue  oauthToken  refresh_token  authtoken  tokenValue  tokens
spark.executorEnv.AWS_SECRET_ACCESS_KEY  spark.executorEnv.AWS_ACCESS_KEY_ID  spark.yarn.appMasterEnv.AWS_SESSION_TOKEN
credentials  CREDENTIAL  aws.credentials  spark.hadoop.creds  basic.auth.user.info  kafka.sasl.jaas.config
spark.hadoop.fs.s3a.encryption.key  fs.s3a.server-side-encryption.key  parquet.encryption.key.list
kafka.ssl.keystore.key  signing.key  masterKey  eventhubs.connectionString  ssh.key  bearer  jwt
sEcReT  ToKeN  credentials.provider.secret  client.credentials-provider.static.password  token.provider.token
spark.hadoop.hadoop.security.credential.clearPassword  spark.sql.catalog.provider.token
"""
WITH_SPACES = ["private key", "oauth client secret", "DB PASS"]

HARMLESS = """\
spark.hadoop.fs.s3a.aws.credentials.provider  spark.hadoop.fs.s3a.assumed.role.credentials.provider
spark.sql.catalog.lake.client.credentials-provider  fs.s3a.credentialsProvider  hadoop.security.credential.provider.path
spark.hadoop.fs.s3a.bucket.data.aws.credentials.provider  spark.sql.catalog.lake.client.credentials-provider.region
spark.hadoop.fs.azure.sas.token.provider.type.lake  spark.hadoop.x.token.provider.impl  tokenProviderClass
spark.hadoop.fs.azure.account.oauth.provider.type  fs.azure.account.keyprovider.lake  fs.azure.account.auth.type
spark.authenticate  spark.authenticate.enableSaslEncryption  spark.network.crypto.enabled  spark.io.encryption.enabled
spark.network.crypto.keyLength  spark.io.encryption.keySizeBits  spark.io.encryption.keygen.algorithm
spark.network.crypto.keyFactoryAlgorithm  spark.ssl.keyStore  spark.ssl.trustStore  spark.kerberos.keytab
tokenizer  spark.nlp.tokenizer  spark.nlp.tokenizerClass  spark.ml.wordTokenizer  tokenize  tokenized  tokenization
spark.sql.llm.maxTokens  max_tokens  num.tokens  spark.executor.bypass  spark.shuffle.sort.bypassMergeThreshold  compass
spark.encompass  spark.hadoop.passthrough  spark.passive  spark.sql.session.timeZone  spark.executor.memory
spark.security.credentials.hive.enabled  spark.sql.catalog.lake.token-refresh-enabled  spark.token.class
spark.hadoop.hive.security.authorization.manager  spark.hadoop.hive.security.authorization.enabled
spark.sql.catalog.lake.header.X-Iceberg-Access-Delegation  spark.sql.catalog.lake.oauth2-server-uri
spark.hadoop.fs.s3.serverSideEncryption.kms.keyId  spark.sql.catalog.lake.s3.sse.key-type  parquet.encryption.footer.key
spark.jars.packages  spark.sql.extensions  spark.serializer  spark.hadoop.fs.s3.useRequesterPaysHeader  NotebookId
spark.hadoop.fs.azure.account.oauth2.client.id  javax.jdo.option.ConnectionURL  spark.key  partition.keys  sort-key
spark.kerberos.renewal.credentials  spark.security.credentials.renewalRatio  spark.security.credentials.retryWait
SPARK_ENV  spark.executorEnv.PYTHONPATH  spark.sasl.mechanism  accessibility.keyboard
"""


@pytest.mark.parametrize("name", [*SECRET.split(), *WITH_SPACES])
def test_a_secret_is_hidden(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", HARMLESS.split())
def test_a_harmless_name_is_not_hidden(name: str) -> None:
    assert not is_secret_name(name)


def _members(shape: object, seen: set[str]) -> set[str]:
    for name, member in getattr(shape, "members", {}).items():
        seen |= {name, xform_name(name)}
        _members(member, seen)
    for inner in ("member", "key", "value"):
        if hasattr(shape, inner):
            _members(getattr(shape, inner), seen)
    return seen


@pytest.mark.parametrize("operation", ["GetSession", "GetWorkGroup", "ListSessions"])
def test_no_member_of_the_api_is_hidden(operation: str) -> None:
    model = botocore.session.get_session().get_service_model("athena").operation_model(operation)
    names = _members(model.output_shape, set()) - {"NextToken", "next_token"}
    assert len(names) > 20
    assert [name for name in sorted(names) if is_secret_name(name)] == []


def test_sparks_own_pattern_is_covered() -> None:
    for word in ("secret", "Password", "TOKEN", "access.key", "accesskey"):
        assert is_secret_name(word) and is_secret_name(f"x{word}y") and is_secret_name(f"spark.{word}.x")


def test_a_tree_is_copied_and_redacted() -> None:
    tree = {
        "spark_properties": {"a.token": "s3cr3t", "b": "shown", "c.password": 12345},
        "log_types": {"TOKEN": ["x", {"y": "z", "flag": True, "none": None}]},
        "list": [{"secret": "s3cr3t"}, "plain"],
        3: "number key",
    }
    before = repr(tree)
    assert redact_tree(tree) == {
        "spark_properties": {"a.token": REDACTED, "b": "shown", "c.password": REDACTED},
        "log_types": {"TOKEN": [REDACTED, {"y": REDACTED, "flag": True, "none": None}]},
        "list": [{"secret": REDACTED}, "plain"],
        3: "number key",
    }
    assert repr(tree) == before


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ('{"apiKey": "s3cr3t", "b": 1}', f'{{"apiKey": "{REDACTED}", "b": 1}}'),
        (' [{"x": {"password": "s3cr3t"}}]', f'[{{"x": {{"password": "{REDACTED}"}}}}]'),
        ('{"b":   1}', '{"b":   1}'),
        # JSON that cannot be read, or of which readers make different things, is hidden if it has a secret name.
        ('{"apiKey": ', REDACTED),
        ('{"apiKey": "s3cr3t"', REDACTED),
        ('{"b": 1, "ap\\u0069Key": "s3cr3t"', REDACTED),
        ('\ufeff{"apiKey": "s3cr3t"}', REDACTED),
        ("{'apiKey': 's3cr3t'}", REDACTED),
        ("{password=s3cr3t, b=c}", REDACTED),
        ('[{"b": 1}, {"x": {"db.password": "s3cr3t"}}', REDACTED),
        (f'{{"apiKey": "s3cr3t", "b": {"1" * 5000}}}', REDACTED),
        ('{"b": [1], "apiKey": "s3cr3t", "apiKey": null}', REDACTED),
        (f'{{"apiKey": "s3cr3t", "apiKey": "{REDACTED}"}}', REDACTED),
        ('{"x": {"token": 1, "token": true}}', REDACTED),
        ('{"a": {"token": "s3cr3t"}, "a": {}}', REDACTED),
        ('{"b": 1, "b": 2}', '{"b": 1, "b": 2}'),
        ('{"b": 1', '{"b": 1'),
        (f'{{"b": {"1" * 5000}}}', f'{{"b": {"1" * 5000}}}'),
        ("[a-z]+", "[a-z]+"),
        ("[a-z]+:[0-9]+", "[a-z]+:[0-9]+"),
        ("{foo}", "{foo}"),
        ("{token}/x", "{token}/x"),
        ("[" * 100_000, REDACTED),
        ("{{ lookup('pipe', 'id') }}", "{{ lookup('pipe', 'id') }}"),
        ("", ""),
    ],
)
def test_json_in_text_is_looked_into(text: str, redacted: str) -> None:
    assert redact_tree({"settings": text}) == {"settings": redacted}


def test_a_further_pattern_in_json_that_cannot_be_read() -> None:
    extra = compile_pattern("^internal$")
    assert redact_json('{"internal": "x"', extra) == REDACTED
    assert redact_json('{"b": 1, "internal": "x"', extra) == REDACTED
    assert redact_json('{"internally": "x"', extra) == '{"internally": "x"'


def test_a_further_pattern() -> None:
    extra = compile_pattern("(?i)internal")
    assert is_secret_name("company.Internal.url", extra)
    assert not is_secret_name("company.url", extra)
    assert redact_tree({"company.internal": "x", "b": "y"}, extra) == {"company.internal": REDACTED, "b": "y"}


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_further_pattern(nothing: str | None) -> None:
    assert compile_pattern(nothing) is None


@pytest.mark.parametrize("bad", ["(", "[a", "*x", "(?P<n>a)(?P<n>b)"])
def test_a_bad_pattern_names_the_parameter_and_the_value(bad: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"redact_pattern: {bad!r}")):
        compile_pattern(bad)


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        (REDACTED, True),
        ("x********y", True),
        ("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", True),
        ("*******", False),
        ("", False),
        (None, False),
        (["********"], False),
    ],
)
def test_masked_values(value: object, masked: bool) -> None:
    assert is_masked(value) is masked
