"""What StartSession makes of a request and its work group's present configuration."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from .fleet import Session, WorkGroup
from .tagging import started_tags
from .trees import merge

DEFAULT_IDLE_MINUTES = 20


def new_session(request: dict[str, Any], group: WorkGroup, now: datetime) -> Session:
    """The session, with an id of its own: what the client asked for, over what the work group declares."""
    configuration = group.answer["Configuration"]
    session_id = str(uuid.uuid4())
    answer: dict[str, Any] = {
        "SessionId": session_id,
        "WorkGroup": group.name,
        "EngineVersion": group.engine_version["EffectiveEngineVersion"],
        "EngineConfiguration": merge(configuration.get("EngineConfiguration", {}), request["EngineConfiguration"]),
        "SessionConfiguration": _session_configuration(request, group),
        "Status": {"State": "CREATING", "StartDateTime": now},
        "Statistics": {"DpuExecutionInMillis": 0},
    }
    for name in ("Description", "NotebookVersion"):
        if name in request:
            answer[name] = request[name]
    monitoring = request.get("MonitoringConfiguration", configuration.get("MonitoringConfiguration"))
    if monitoring is not None:
        answer["MonitoringConfiguration"] = monitoring
    return Session(session_id, group.name, answer, tags=started_tags(request, group))


def _session_configuration(request: dict[str, Any], group: WorkGroup) -> dict[str, Any]:
    configuration = group.answer["Configuration"]
    results = configuration.get("ResultConfiguration", {})
    minutes = request.get("SessionIdleTimeoutInMinutes", DEFAULT_IDLE_MINUTES)
    if "PySpark" in group.engine_version["EffectiveEngineVersion"]:
        made: dict[str, Any] = {"IdleTimeoutSeconds": minutes * 60}
    else:
        made = {"SessionIdleTimeoutInMinutes": minutes}
    role = request.get("ExecutionRole", configuration.get("ExecutionRole"))
    for name, value in (
        ("ExecutionRole", role),
        ("WorkingDirectory", results.get("OutputLocation")),
        ("EncryptionConfiguration", results.get("EncryptionConfiguration")),
    ):
        if value is not None:
            made[name] = value
    return made
