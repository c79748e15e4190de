# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the present commit can be released: `make release-check`. It stops at the first thing that is wrong.

What it made, the artifact, its bill of materials and their checksums, lies in .build/release. It does not run the tests
again: `make test slow lint docs docsite matrix`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from artifact import ROOT, build, git
from bill_of_materials import SCHEMA, bill_of_materials
from cyclonedx.validation.json import JsonStrictValidator

RELEASE = ROOT / ".build" / "release"
SIMULATOR = ROOT / "tests" / "simulator"
AUDIT = """
- hosts: localhost
  gather_facts: false
  vars:
    connection: {endpoint_url: "%s", region: eu-west-1, access_key: testing, secret_key: testing}
  tasks:
    - sparkops.athena.athena_session_audit:
        connection: "{{ connection }}"
        expected: {session_configuration: {encryption_configuration: {encryption_option: SSE_KMS}}}
      register: audit
    - ansible.builtin.assert: {that: "audit.report.verdict == 'drifted'"}
    - ansible.builtin.include_role: {name: sparkops.athena.athena_session_assert}
      vars:
        athena_session_assert_connection: "{{ connection }}"
        athena_session_assert_expected: {region: eu-west-1}
        athena_session_assert_allow_unverified: true
"""


def main() -> int:
    """Run every check, in order."""
    for number, check in enumerate(CHECKS, 1):
        print(f"{number}. {(check.__doc__ or '').rstrip('.')}", flush=True)
        if problems := list(check()):
            print("\n".join(f"   {line}" for problem in problems for line in problem.splitlines()))
            print(f"Not ready to be released: see {number}.")
            return 1
    version = galaxy()["version"]
    print(f"Ready. {RELEASE} has what to publish; CONTRIBUTING.md says how. Next: git tag --annotate {version}")
    return 0


def the_work_tree_is_clean() -> Iterator[str]:
    """Everything is committed."""
    yield from git("status", "--porcelain").splitlines()


def versions_agree() -> Iterator[str]:
    """The version is the same everywhere, at least 1.0.0, and has no other commit's tag."""
    version = galaxy()["version"]
    if not re.fullmatch(r"[1-9]\d*\.\d+\.\d+", version):
        yield f"galaxy.yml: version {version} is not one that can be released"
    collection = (ROOT / "plugins/module_utils/_athena/collection.py").read_text(encoding="utf-8")
    if f'COLLECTION_VERSION = "{version}"' not in collection:
        yield f"collection.py does not say {version}"
    if f"sparkops-athena-{version}.tar.gz" not in (ROOT / "README.md").read_text(encoding="utf-8"):
        yield f"README.md does not install {version}"
    if git("tag", "--list", version) and git("rev-list", "-1", version) != git("rev-parse", "HEAD"):
        yield f"the tag {version} is that of another commit"


def the_changelog_is_complete() -> Iterator[str]:
    """The changelog has this version, and no fragment is left over."""
    version = galaxy()["version"]
    changes = yaml.safe_load((ROOT / "changelogs" / "changelog.yaml").read_text(encoding="utf-8"))
    if version not in changes["releases"]:
        yield f"changelogs/changelog.yaml has no {version}: run antsibull-changelog release"
    yield from (f"{fragment.name} is in no release" for fragment in (ROOT / "changelogs/fragments").glob("*.y*ml"))
    yield from run("antsibull-changelog", "lint")


def the_build_is_reproducible() -> Iterator[str]:
    """Two builds of this commit are byte for byte the same."""
    built = build(RELEASE)
    with tempfile.TemporaryDirectory() as folder:
        if build(Path(folder)).read_bytes() != built.read_bytes():
            yield f"{built.name} differs from a second build"
    bill = built.with_name(f"{built.name.removesuffix('.tar.gz')}.cdx.json")
    bill.write_text(bill_of_materials(built), encoding="utf-8")
    if invalid := JsonStrictValidator(SCHEMA).validate_str(bill.read_text(encoding="utf-8")):
        yield f"{bill.name} is not CycloneDX: {invalid}"
    sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (built, bill))
    (RELEASE / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def the_artifact_works_where_it_is_installed() -> Iterator[str]:
    """The artifact installs into an empty folder, and audits from there with nothing but its own files."""
    with tempfile.TemporaryDirectory() as scratch:
        home, environment = Path(scratch), alone(scratch)
        if problems := list(install(environment)):
            yield from problems
            return
        spec = importlib.util.find_spec("ansible_collections")
        assert spec is not None and spec.submodule_search_locations
        carried, *_others = spec.submodule_search_locations
        (home / "collections" / "ansible_collections" / "amazon").symlink_to(Path(carried) / "amazon")
        command = [sys.executable, str(SIMULATOR), "--fleet", str(SIMULATOR / "fleets" / "demo.yml")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as simulator:
            assert simulator.stdout is not None
            address = simulator.stdout.readline().removeprefix("listening on ").strip()
            play = home / "audit.yml"
            play.write_text(AUDIT % address, encoding="utf-8")
            yield from run("ansible-playbook", str(play), environment=environment)
            simulator.terminate()


def galaxy_accepts_it() -> Iterator[str]:
    """galaxy-importer accepts the artifact without a warning."""
    yield from run("make", "galaxy", refused=r"\bWARNING\b|\bERROR\b")


def the_execution_environment_finds_what_it_needs() -> Iterator[str]:
    """ansible-builder finds the collection's requirements and can make a build context of them."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = alone(scratch)
        yield from install(environment)
        collections = environment["ANSIBLE_COLLECTIONS_PATH"]
        found = subprocess.run(
            ["ansible-builder", "introspect", collections], capture_output=True, text=True, check=False
        )
        yield from (f"introspect names no {name}" for name in ("boto3", "botocore") if f"{name}>=" not in found.stdout)
        definition = Path(scratch) / "execution-environment.yml"
        definition.write_text('version: 3\nimages: {base_image: {name: "localhost/base:latest"}}\n', encoding="utf-8")
        yield from run("ansible-builder", "create", "-f", str(definition), "-c", str(Path(scratch) / "context"))


CHECKS = (
    the_work_tree_is_clean,
    versions_agree,
    the_changelog_is_complete,
    the_build_is_reproducible,
    the_artifact_works_where_it_is_installed,
    galaxy_accepts_it,
    the_execution_environment_finds_what_it_needs,
)


def galaxy() -> dict[str, str]:
    """What galaxy.yml says."""
    known: dict[str, str] = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))
    return known


def artifact() -> Path:
    """The artifact that was built."""
    return RELEASE / f"sparkops-athena-{galaxy()['version']}.tar.gz"


def alone(home: str) -> dict[str, str]:
    """The environment of someone who has nothing but what is installed below `home`."""
    own = {"HOME": home, "ANSIBLE_HOME": f"{home}/ansible", "ANSIBLE_COLLECTIONS_PATH": f"{home}/collections"}
    return {**os.environ, **own, "AWS_EC2_METADATA_DISABLED": "true"}


def install(environment: dict[str, str]) -> Iterator[str]:
    """Install the artifact where `environment` looks for collections."""
    folder = environment["ANSIBLE_COLLECTIONS_PATH"]
    command = ("ansible-galaxy", "collection", "install", str(artifact()), "--no-deps", "--offline", "-p", folder)
    yield from run(*command, environment=environment)


def run(*command: str, environment: dict[str, str] | None = None, refused: str | None = None) -> Iterator[str]:
    """What a command printed, if it failed or printed what is refused."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode or (refused and re.search(refused, done.stdout)):
        yield f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}"


if __name__ == "__main__":
    sys.exit(main())
