"""What README and guides print holds: YAML and commands are valid, links lead somewhere, tables are the code's."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.operators import OPERATORS
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.fields import (
    SESSION,
    Classifications,
    Field,
    Leaf,
    Map,
    Structure,
)

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "docsite" / "rst"
ROLE = ROOT / "roles" / "athena_session_assert"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    ROLE / "README.md",
    *sorted(GUIDES.glob("*.rst")),
]
NOW = datetime(2026, 12, 1, tzinfo=UTC)
DECLARATIONS = ("expected", "policies", "waivers")
PREFIX = "athena_session_assert_"


def blocks(page: Path, *languages: str) -> list[str]:
    """The code blocks of a Markdown or reStructuredText page in any of these languages."""
    text = page.read_text(encoding="utf-8")
    names = "|".join(languages)
    if page.suffix == ".md":
        return [found[1] for found in re.finditer(rf"^```(?:{names})\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]
    pattern = rf"^\.\. code-block:: (?:{names})\n\n((?:    .*\n|\n)+)"
    return [re.sub(r"^    ", "", found[1], flags=re.MULTILINE) for found in re.finditer(pattern, text, re.MULTILINE)]


def printed(*languages: str) -> list[Any]:
    """Every such block of every page, as parameters of a test."""
    return [
        pytest.param(block, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, block in enumerate(blocks(page, *languages), start=1)
    ]


@pytest.mark.parametrize("block", printed("yaml"))
def test_yaml_declares_what_means_something(block: str, tmp_path: Path) -> None:
    content = yaml.safe_load(block)
    if isinstance(content, list):
        for task in (task for play in plays(content) for task in play["tasks"]):
            assert_declarations_are_valid(declared_in(task.get("vars", {})))
    elif "all" in content:
        assert_inventory_is_valid(block, tmp_path)
    else:
        assert_declarations_are_valid(declared_in(content) or {"expected": content})


def test_tasks_and_plays_are_valid(tmp_path: Path) -> None:
    playbooks = []
    for page in PAGES:
        for number, block in enumerate(blocks(page, "yaml")):
            content = yaml.safe_load(block)
            if isinstance(content, list):
                playbooks.append(tmp_path / f"{len(playbooks)}-{page.stem}-{number}.yml")
                playbooks[-1].write_text(yaml.safe_dump(plays(content)), encoding="utf-8")
    run("ansible-playbook", "--syntax-check", *map(str, playbooks))


def plays(content: list[Any]) -> list[Any]:
    """Plays as they are, tasks in a play."""
    return content if "hosts" in content[0] else [{"hosts": "localhost", "gather_facts": False, "tasks": content}]


def declared_in(variables: dict[str, Any]) -> dict[str, Any]:
    """What the role's variables declare, without what is a template."""
    return {name: value for name in DECLARATIONS if isinstance(value := variables.get(PREFIX + name), (dict, list))}


def assert_inventory_is_valid(block: str, folder: Path) -> None:
    inventory = folder / "targets.yml"
    inventory.write_text(block, encoding="utf-8")
    listed = json.loads(run("ansible-inventory", "-i", str(inventory), "--list"))
    assert listed["_meta"]["hostvars"]


def assert_declarations_are_valid(declared: dict[str, Any]) -> None:
    if "waivers" in declared and len(declared) == 1:
        declared = {**declared, "policies": [{"name": "cost", "expect": {"work_group": "a"}}]}
    if declared:
        audit(sessions=[], now=NOW, **declared)


def run(program: str, *arguments: str) -> str:
    command = [str(Path(sys.executable).parent / program), *arguments]
    environment = {
        **os.environ,
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build" / "collections"),
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.parametrize("block", printed("console"))
def test_make_targets_and_files_in_commands_exist(block: str) -> None:
    phony = re.findall(r"^\.PHONY:(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = {target for line in phony for target in line.split()}
    commands = [line[2:] for line in block.replace("\\\n", "").splitlines() if line.startswith("$ ")]
    assert commands
    for command in commands:
        words = shlex.split(command, comments=True)
        assert words
        if words[0] == "make":
            assert set(words[1:]) <= targets


@pytest.mark.parametrize("block", printed("json"))
def test_the_iam_policy_only_reads(block: str) -> None:
    statements = json.loads(block)["Statement"]
    actions = [action for entry in statements for action in flat(entry["Action"])]
    assert sorted(actions) == [
        "athena:GetSession",
        "athena:GetWorkGroup",
        "athena:ListSessions",
        "athena:ListTagsForResource",
        "athena:ListWorkGroups",
    ]


def flat(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text) if page.suffix == ".md" else []
    links += re.findall(r"<(?:img|source)[^>]* src(?:set)?=\"([^\"]+)\"", text)
    for link in links:
        if not link.startswith(("https://", "#")):
            assert (page.parent / link.partition("#")[0]).exists(), link
    for label in re.findall(r":ref:`[^`]*<([^>]+)>`", text):
        assert any(f".. _{label}:" in guide.read_text(encoding="utf-8") for guide in GUIDES.glob("*.rst")), label


@pytest.mark.parametrize("block", printed("yaml"))
def test_role_variables_are_those_of_the_role(block: str) -> None:
    specs = yaml.safe_load((ROLE / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    known = {name for spec in specs.values() for name in spec["options"]}
    assert set(re.findall(rf"\b{PREFIX}\w+", block)) <= known


def test_every_entry_point_is_in_the_role_s_readme() -> None:
    specs = yaml.safe_load((ROLE / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    listed = re.findall(r"^\| `(\w+)` \|", (ROLE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == list(specs)


def test_every_guide_is_in_the_table_of_contents() -> None:
    extra = yaml.safe_load((ROOT / "docs" / "docsite" / "extra-docs.yml").read_text(encoding="utf-8"))
    listed = [name for section in extra["sections"] for name in section["toctree"]]
    assert sorted(listed) == sorted(guide.stem for guide in GUIDES.glob("*.rst"))


def test_the_table_of_operators_is_that_of_the_code() -> None:
    assert table("Operators") == [
        (name, f"{operator.words}", "holds" if operator.absent_holds else "drift")
        for name, operator in OPERATORS.items()
    ]


def test_the_table_of_fields_is_that_of_the_code() -> None:
    assert table("Fields") == list(field_rows(SESSION, ""))


def field_rows(node: Field, path: str, engine: str = "both") -> Iterator[tuple[str, str, str]]:
    """The rows of the guide's table of fields."""
    engine = node.engine or engine
    if isinstance(node, Structure):
        for name, member in node.members.items():
            yield from field_rows(member, f"{path}.{name}" if path else name, engine)
    elif isinstance(node, Map):
        yield from field_rows(node.value("KEY"), f"{path}.KEY", engine)
    elif isinstance(node, Classifications):
        yield from field_rows(node.properties, f"{path}.NAME", engine)
    elif isinstance(node, Leaf):
        yield path, words(node.kind), engine


def words(kind: Any) -> str:
    """A kind in the words of the guide."""
    least, most = getattr(kind, "minimum", None), getattr(kind, "maximum", None)
    if least is not None:
        return f"{kind.name}, {least} to {most}" if most is not None else f"{kind.name}, at least {least}"
    return f"one of {', '.join(kind.values)}" if hasattr(kind, "values") else str(kind.name)


def table(title: str) -> list[tuple[str, ...]]:
    """The rows of the table below a title in the guide on expectations; the first cell is code."""
    text = (GUIDES / "guide_expectations.rst").read_text(encoding="utf-8")
    section = text.partition(f"\n{title}\n---")[2].partition("\n----")[0]
    rows = [line for line in section.splitlines() if re.match(r"``[^`]+``  ", line)]
    return [tuple(cell.strip("`") for cell in re.split(r" {2,}", row.strip())) for row in rows]
