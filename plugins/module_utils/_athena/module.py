# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The collection's own AnsibleAWSModule: its user agent, its botocore floor, its client settings."""

from __future__ import annotations

import re
import typing as t
from contextlib import suppress

from ansible_collections.amazon.aws.plugins.module_utils.common import set_collection_info
from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from .collection import COLLECTION_NAME, COLLECTION_VERSION

with suppress(ImportError):  # AnsibleAWSModule fails with the words for it
    import botocore
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError

MINIMUM_BOTOCORE = "1.41.2"

ATTEMPTS = 5
"""How often botocore tries a call in all; with its pauses of up to 1, 2, 4 and 8 seconds."""

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


class AthenaModule(AnsibleAWSModule):  # type: ignore[misc]
    """An AnsibleAWSModule that names this collection to the service and refuses a botocore that drops members."""

    def __init__(self, **arguments: t.Any) -> None:
        super().__init__(**arguments)
        set_collection_info(collection_name=COLLECTION_NAME, collection_version=COLLECTION_VERSION)
        if _numbers(botocore.__version__) < _numbers(MINIMUM_BOTOCORE):
            self.fail_json(
                msg=f"botocore {botocore.__version__} is too old: {self._name} needs {MINIMUM_BOTOCORE} or newer. "
                "Older ones drop Classifications, MonitoringConfiguration and SessionIdleTimeoutInMinutes from "
                "Athena's answers without a word."
            )

    def athena_client(self, *, connections: int, timeout: float | None) -> t.Any:
        """A client for ``connections`` calls at a time, none of which waits longer than ``timeout`` seconds.

        Adaptive retries share what the service's rate allows among all threads. The user's ``aws_config`` wins over
        all of these settings.
        """
        limit = float("inf") if timeout is None else timeout
        try:
            return self.client(
                "athena",
                config=Config(
                    connect_timeout=min(CONNECT_SECONDS, limit),
                    max_pool_connections=connections,
                    read_timeout=min(READ_SECONDS, limit),
                    retries={"mode": "adaptive", "total_max_attempts": ATTEMPTS},
                ),
            )
        except (BotoCoreError, TypeError, ValueError) as error:
            self.fail_json_aws(error, msg="aws_config, or another setting of the connection, is not valid")
