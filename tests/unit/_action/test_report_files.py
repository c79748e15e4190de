"""Files of reports: whole or none, and every mistake at once before anything is written."""

from __future__ import annotations

import ast
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import fleet_reports, reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.report_files import (
    check_report,
    paths_by_format,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._action.text_files import UnwritableError, write_whole
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS

ROOT = Path(__file__).resolve().parents[3]


def mistakes(directory: Any = "reports", name: Any = "one", formats: Any = ("json",)) -> list[str]:
    problems = Problems()
    paths_by_format(directory, name, list(formats) if isinstance(formats, tuple) else formats, problems)
    return [str(problem) for problem in problems.found]


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """As on a full disk, the system refuses to write more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    formats = ["html", "json", "html", "junit", "markdown"]
    found = paths_by_format("reports", "eu-west-1 (prod)", formats, Problems())
    assert [(name, path.name) for name, path in found.items()] == [
        ("html", "eu-west-1 (prod).html"),
        ("json", "eu-west-1 (prod).json"),
        ("junit", "eu-west-1 (prod).junit.xml"),
        ("markdown", "eu-west-1 (prod).md"),
    ]
    assert {path.parent for path in found.values()} == {tmp_path / "reports"}
    assert paths_by_format("~/audit", "a", "json, html", Problems()) == {
        "json": tmp_path / "home/audit/a.json",
        "html": tmp_path / "home/audit/a.html",
    }
    assert paths_by_format("reports", "a", [], Problems()) == {}


@pytest.mark.parametrize(
    "name", ["", ".a", "..", "a/b", "a\\b", "a\nb", "\x1b[2J", "a\x85", "\ud800", "x" * 201, 7, None]
)
def test_names_that_are_refused(name: Any) -> None:
    (mistake,) = mistakes(name=name)
    assert mistake.startswith("/name: must be a file name without its ending: 1 to 200 characters, no slash")
    assert mistake.isprintable()


@pytest.mark.parametrize("directory", ["", None, 3, ["reports"], "a\x00b", "\ud800", "~no-such-user/reports"])
def test_directories_that_are_refused(directory: Any) -> None:
    (mistake,) = mistakes(directory=directory)
    assert mistake.startswith("/dir: ")


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        ("htlm", "/formats/0: unknown format 'htlm', did you mean 'html'?"),
        (
            ["json", "pdf"],
            f"/formats/1: unknown format 'pdf'; known are {', '.join(sorted(FORMATS))}",
        ),
        ([1], f"/formats/0: must be one of {', '.join(FORMATS)}, not 1"),
        (
            {"json": True},
            f'/formats: must be a list of {", ".join(FORMATS)}, not {{"json": true}}',
        ),
        (None, f"/formats: must be a list of {', '.join(FORMATS)}, not null"),
    ],
)
def test_formats_that_are_refused(formats: Any, expected: str) -> None:
    assert mistakes(formats=formats) == [expected]


def test_module_and_role_offer_every_format() -> None:
    documented = ast.parse((ROOT / "plugins/modules/athena_report_write.py").read_text(encoding="utf-8"))
    texts = [node.value for node in documented.body if isinstance(node, ast.Assign)]
    module = yaml.safe_load(ast.literal_eval(texts[0]))["options"]["formats"]["choices"]
    role = yaml.safe_load((ROOT / "roles/athena_session_assert/meta/argument_specs.yml").read_text(encoding="utf-8"))
    entries = role["argument_specs"]
    assert module == list(FORMATS)
    assert entries["main"]["options"]["athena_session_assert_report_formats"]["choices"] == list(FORMATS)
    merged = entries["merge"]["options"]["athena_session_assert_merge_formats"]["choices"]
    assert merged == [name for name in FORMATS if name != "asff"]


def test_every_mistake_is_reported_at_once() -> None:
    assert [mistake.split(":")[0] for mistake in mistakes("", "a/b", ["pdf", "jsno"])] == [
        "/dir", "/name", "/formats/0", "/formats/1",
    ]  # fmt: skip


def report_mistakes(report: Any) -> list[str]:
    problems = Problems()
    check_report(report, problems)
    return [str(problem) for problem in problems.found]


@pytest.mark.parametrize("report", [reports.typical(), fleet_reports.single(), fleet_reports.merged()])
def test_reports_of_a_target_and_merged_ones_are_accepted(report: dict[str, Any]) -> None:
    assert report_mistakes(report) == []


@pytest.mark.parametrize("report", [None, "report", [], {}, reports.typical() | {"schema_version": 2}])
def test_anything_else_is_refused(report: Any) -> None:
    assert report_mistakes(report)


def test_what_is_wrong_is_said_with_its_place_and_not_endlessly() -> None:
    report = fleet_reports.merged()
    for session in report["sessions"]:
        session["checks"] = "many"
    found = report_mistakes(report)
    assert found[0].startswith("sessions[0].checks must be")
    assert found[-1] == "and 8 more mistakes"


def test_a_name_that_is_a_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.json").mkdir()
    (mistake,) = mistakes(str(tmp_path), "one", ("html", "json"))
    assert mistake == f"/name: {tmp_path}/one.json is a directory; a file must be written there"


def test_new_files_are_for_the_group_and_old_ones_keep_their_mode(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "made" / "here" / "new"
    old.write_text("before", encoding="utf-8")
    old.chmod(0o604)
    write_whole({old: "after ✓", new: "new"})
    assert old.read_text(encoding="utf-8") == "after ✓"
    assert (old.stat().st_mode & 0o777, new.stat().st_mode & 0o777) == (0o604, 0o640)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["new", "old"]


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    large.write_text("before", encoding="utf-8")
    with no_file_above(1000), pytest.raises(UnwritableError, match=rf"^{large} cannot be written: File too large$"):
        write_whole({small: "small", large: "x" * 100_000})
    assert [path.name for path in tmp_path.iterdir()] == ["large"]
    assert large.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("file/one.json", "File exists"),
        ("file/below/one.json", "Not a directory"),
        (f"{'é' * 200}.json", "File name too long"),
    ],
)
def test_what_the_system_refuses_is_said_in_its_words(tmp_path: Path, path: str, words: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError, match="cannot be written") as caught:
        write_whole({tmp_path / path: "text"})
    assert str(caught.value) == f"{tmp_path / path} cannot be written: {words}"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
