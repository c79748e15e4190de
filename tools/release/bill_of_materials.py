# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The software bill of materials of the artifact: CycloneDX, as JSON.

The artifact carries no code but its own; what it needs at run time stands in galaxy.yml, meta/runtime.yml and
requirements.txt, and is listed with the versions that are allowed.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import yaml
from artifact import ROOT, git
from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

SCHEMA = SchemaVersion.V1_6


def bill_of_materials(artifact: Path) -> str:
    """The bill of `artifact`, the same for the same artifact."""
    galaxy = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))
    digest = hashlib.sha256(artifact.read_bytes()).hexdigest()
    collection = Component(
        name=f"{galaxy['namespace']}.{galaxy['name']}",
        version=galaxy["version"],
        type=ComponentType.LIBRARY,
        description=" ".join(galaxy["description"].split()),
        licenses=[LicenseFactory().make_with_id(galaxy["license"][0])],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        purl=PackageURL("generic", galaxy["namespace"], galaxy["name"], galaxy["version"]),
        external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(galaxy["repository"]))],
    )
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, digest))
    bom.metadata.timestamp = datetime.fromtimestamp(int(git("log", "-1", "--format=%ct")), UTC)
    bom.metadata.component = collection
    needed = [requirement(*named) for named in requirements(galaxy)]
    bom.components.update(needed)
    bom.register_dependency(collection, needed)
    text: str = make_outputter(bom, OutputFormat.JSON, SCHEMA).output_as_string(indent=2)
    return text


def requirements(galaxy: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    """What the collection needs: kind, name and allowed versions of each."""
    runtime = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    packages = re.findall(r"^(\w+)(\S+)$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return [
        ("pypi", "ansible-core", runtime["requires_ansible"]),
        *(("pypi", name, versions) for name, versions in packages),
        *(("generic", name, versions) for name, versions in galaxy["dependencies"].items()),
    ]


def requirement(kind: str, name: str, versions: str) -> Component:
    """A component that is not in the artifact and must be there when it runs."""
    return Component(
        name=name,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED,
        purl=PackageURL(kind, None, name),
        bom_ref=f"{kind}:{name}",
        properties=[Property(name="sparkops:allowed-versions", value=versions)],
    )
