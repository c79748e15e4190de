"""Tags of work groups and sessions, and the ARNs by which they are asked for."""

from __future__ import annotations

import re
from typing import Any

from .errors import ServiceError, invalid
from .fleet import WorkGroup

_ARN = re.compile(r"arn:(?P<partition>aws[a-z-]*):athena:(?P<region>[a-z0-9-]*):(?P<account>[0-9]*):(?P<resource>.+)")
_RESOURCE = re.compile(r"workgroup/(?P<WorkGroup>[a-zA-Z0-9._-]{1,128})(?:/session/(?P<SessionId>[^/]+))?")
MOST_TAGS = 75


def subject(request: dict[str, Any]) -> dict[str, str]:
    """The WorkGroup and, for a session's ARN, the SessionId that a request is about; what it says itself wins."""
    found = _ARN.fullmatch(str(request.get("ResourceARN", "")))
    named = _RESOURCE.fullmatch(found["resource"]) if found else None
    return {name: value for name, value in (named.groupdict() if named else {}).items() if value is not None}


def check_arn(arn: str, region: str, account: str) -> None:
    """InvalidRequestException for what is no ARN of a work group or session, AccessDenied for one from elsewhere."""
    found = _ARN.fullmatch(arn)
    if found is None or _RESOURCE.fullmatch(found["resource"]) is None:
        raise invalid(f"Invalid resource ARN: {arn}")
    if found["account"] != account:
        raise ServiceError("AccessDeniedException", f"the resource {arn} belongs to another account")
    if found["region"] != region or found["partition"] != "aws":
        raise invalid(f"Invalid resource ARN: {arn} is not of the region {region}")


def unknown_resource(arn: str) -> ServiceError:
    """The answer about a resource that is not there."""
    return ServiceError("ResourceNotFoundException", f"Resource {arn} was not found.", ResourceName=arn)


def started_tags(request: dict[str, Any], group: WorkGroup) -> dict[str, str]:
    """The tags of a session that is started: the request's, over those of its work group where it asks for them."""
    copied = group.tags if request.get("CopyWorkGroupTags") else {}
    return {**copied, **{tag["Key"]: tag.get("Value", "") for tag in request.get("Tags", [])}}


def entries(tags: dict[str, str]) -> list[dict[str, str]]:
    """Tags as the API has them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]
