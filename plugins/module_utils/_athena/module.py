# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The collection's own AnsibleAWSModule: user agent, botocore floor, client settings, and no credentials shown."""

from __future__ import annotations

import json
import typing as t
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.amazon.aws.plugins.module_utils.common import set_collection_info
from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from .collection import COLLECTION_NAME, COLLECTION_VERSION
from .url_credentials import without_credentials, without_url_credentials

with suppress(ImportError):  # AnsibleAWSModule fails with the words for it
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError

MINIMUM_BOTOCORE = "1.41.2"
OLDER_BOTOCORE = (
    "because older ones drop Classifications, MonitoringConfiguration and SessionIdleTimeoutInMinutes from Athena's "
    "responses without a word"
)

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0


class _BasicModule(AnsibleModule):  # type: ignore[misc]
    """An AnsibleModule that shows no credentials of an ``endpoint_url`` or a proxy: in no message, argument or log."""

    def exit_json(self, **result: t.Any) -> t.NoReturn:
        super().exit_json(**self._shown(result))
        raise AssertionError("exit_json has ended the process")

    def fail_json(self, msg: str, **result: t.Any) -> t.NoReturn:
        # Ansible would show an error that is being handled, with its message, where tracebacks are to be shown.
        result["exception"] = without_credentials(result.get("exception"))
        super().fail_json(without_url_credentials(str(msg)), **self._shown(result))
        raise AssertionError("fail_json has ended the process")

    def log(self, msg: t.Any, log_args: t.Any = None) -> None:
        super().log(without_credentials(msg), log_args=without_credentials(log_args))

    def _shown(self, result: dict[str, t.Any]) -> dict[str, t.Any]:
        return {**result, "invocation": {"module_args": without_credentials(self.params)}}


@contextmanager
def _basic_module() -> Iterator[None]:
    """Let AnsibleAWSModule build upon ours, which it does for its own setting alone, not for that of a subclass."""
    settings = AnsibleAWSModule.default_settings
    AnsibleAWSModule.default_settings = {**settings, "module_class": _BasicModule}
    try:
        yield
    finally:
        AnsibleAWSModule.default_settings = settings


class AthenaModule(AnsibleAWSModule):  # type: ignore[misc]
    """An AnsibleAWSModule that names this collection to the service and refuses a botocore that drops members."""

    def __init__(self, **arguments: t.Any) -> None:
        with _basic_module():
            super().__init__(**arguments)
        set_collection_info(collection_name=COLLECTION_NAME, collection_version=COLLECTION_VERSION)
        self.require_botocore_at_least(MINIMUM_BOTOCORE, reason=OLDER_BOTOCORE)

    def as_one_text(self, result: dict[str, t.Any]) -> dict[str, t.Any]:
        """The result as the JSON text ``json``; as it is where Ansible could not find a key in use in such a text."""
        text = json.dumps(result, ensure_ascii=False)
        escaped = [secret for secret in self._module.no_log_values if json.dumps(secret)[1:-1] != secret]
        return result if escaped else {"json": text}

    @property
    def has_retries(self) -> bool:
        """Whether the user's ``aws_config`` has retries, which then hold instead of ours."""
        return "retries" in (self.params["aws_config"] or {})

    def paced_client(self, service: str, *, connections: int, timeout: float | None) -> t.Any:
        """A client for ``connections`` calls at a time, none of which waits longer than ``timeout`` seconds.

        It makes each call once: calls are paced and made again by ``calls``. The user's ``aws_config`` wins over all of
        these settings.
        """
        limit = float("inf") if timeout is None else timeout
        try:
            return self.client(
                service,
                config=Config(
                    connect_timeout=min(CONNECT_SECONDS, limit),
                    max_pool_connections=connections,
                    read_timeout=min(READ_SECONDS, limit),
                    retries={"mode": "standard", "total_max_attempts": 1},
                ),
            )
        except (BotoCoreError, TypeError, ValueError) as error:
            self.fail_json_aws(error, msg="aws_config, or another setting of the connection, is not valid")
