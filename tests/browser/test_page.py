"""The page shows what the report holds, and its filter does what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.page import Page
from support import fleet_reports
from support.schema import assert_valid_report

Open = Callable[..., Page]
Made = dict[str, dict[str, Any]]


@pytest.mark.parametrize("name", ["single", "merged", "compliant", "failed", "big"])
def test_the_reports_behind_these_tests_are_valid(made: Made, name: str) -> None:
    assert_valid_report(made[name])


@pytest.mark.parametrize("name", ["single", "merged", "compliant", "failed", "big", "hostile"])
def test_verdict_and_counts_are_the_reports_own(made: Made, open_page: Open, name: str) -> None:
    page = open_page(name)
    report = made[name]
    assert page.text("h1").lower() == report["verdict"]
    summary = report["summary"]
    cards = dict(zip(page.texts(".card dt"), page.texts(".card dd"), strict=True))
    unread = [item for item in report["unreadable"] if item["reason"] != "gone"]
    assert cards == {
        label: f"{number:,}"
        for label, number in {
            "Sessions": summary["sessions"],
            "Compliant": summary["compliant"],
            "Drifted": summary["drifted"],
            "Unverified": summary["unverified"],
            "Not checked": summary["unchecked"],
            "Not read": len(unread),
            "Gone": summary["gone"],
            "Checks": summary["checks"],
            "Drift, errors": summary["findings"]["error"],
            "Drift, warnings": summary["findings"]["warning"],
            "Waived": summary["waived"],
        }.items()
    }
    assert page.counts() == (len(report["sessions"]),) * 2 + (len(report["findings"]),) * 2


def expected_cells(report: dict[str, Any], session: dict[str, Any]) -> list[str]:
    """The states of a session's row, worked out from the report apart from the page."""
    states = []
    for policy in report["policies"]:
        found = [
            "warning" if finding["status"] == "drift" and finding["severity"] == "warning" else finding["status"]
            for finding in report["findings"]
            if finding["session_id"] == session["session_id"] and finding["policy"] == policy["name"]
        ]
        ranked = [state for state in ("drift", "warning", "unverified", "waived") if state in found]
        states.append((ranked or ["compliant" if policy["name"] in session["policies"] else "none"])[0])
    return states


@pytest.mark.parametrize("name", ["single", "merged"])
def test_every_cell_has_colour_and_sign_of_its_state(made: Made, open_page: Open, name: str) -> None:
    page = open_page(name)
    rows = page.run("""[...document.querySelectorAll('.matrix tbody tr')].map((row) => [
        row.querySelector('th bdi').textContent,
        [...row.querySelectorAll('.cell')].map((cell) => [cell.className, cell.querySelector('.sign').textContent,
          getComputedStyle(cell.querySelector('.sign')).color])])""")
    sessions = {session["session_id"]: session for session in made[name]["sessions"]}
    looks: dict[str, set[tuple[str, str]]] = {}
    for session_id, cells in rows:
        expected = expected_cells(made[name], sessions.pop(session_id))
        assert [cell[0].removeprefix("cell ") for cell in cells] == expected
        for state, (_classes, sign, colour) in zip(expected, cells, strict=True):
            looks.setdefault(state, set()).add((sign, colour))
    assert not sessions
    assert all(len(look) == 1 for look in looks.values())
    signs, colours = zip(*(next(iter(look)) for look in looks.values()), strict=True)
    assert len(set(signs)) == len(set(colours)) == len(looks) >= 5


def test_a_cell_leads_to_its_finding(made: Made, open_page: Open) -> None:
    page = open_page()
    finding = next(each for each in made["single"]["findings"] if each["policy"] == "execution-role")
    link = f"a[href*='{finding['session_id']}'][href*='cell=execution-role']"
    page.run("document.querySelector(arguments[0]).click()", link)
    page.settle()
    assert page.focused() == "findings-title"
    assert page.how_many(".finding") == 1
    assert page.text(".finding h3 code") == finding["pointer"]
    assert page.text(".declared pre") == finding["declared"]
    assert page.text(".actual pre") == finding["actual"]
    assert page.text(".declared h4") == "Declared equal to"
    assert page.texts(".actual mark") == ["-dev"]
    notes = page.text(".notes")
    assert finding["remediation"] in notes
    assert page.text(".fingerprint") == finding["fingerprint"]
    assert page.text(".chosen dd") == finding["session_id"]
    page.driver.back()
    page.settle()
    assert page.focused("aria-label") == "drift, 1 finding"
    assert page.counts()[2] == len(made["single"]["findings"])


def test_identical_findings_are_one_with_a_count(made: Made, open_page: Open) -> None:
    page = open_page()
    findings = made["single"]["findings"]
    kinds = {str([each[key] for key in ("policy", "pointer", "operator", "declared", "actual")]) for each in findings}
    assert page.how_many(".finding") == len(kinds) < len(findings)
    shown = [int(text.split()[0]) for text in page.texts(".finding .tags .plain:last-child")]
    assert sum(shown) == len(findings)
    page.run("document.querySelectorAll('.ids button').forEach((each) => each.click())")
    links = page.texts(".finding .ids a")
    assert sorted(links) == sorted(each["session_id"] for each in findings)


def test_a_fingerprint_is_copied(open_page: Open) -> None:
    page = open_page()
    fingerprint = page.text(".fingerprint")
    permission = {"permission": {"name": "clipboard-write"}, "setting": "granted"}
    page.driver.execute_cdp_cmd("Browser.setPermission", permission)
    page.driver.find_element("css selector", "button.copy").click()
    page.settle()
    assert page.text("button.copy") in {"Copied", "Selected"}
    assert fingerprint in page.text("#said") or page.run("String(getSelection())") == fingerprint


FILTERS = [
    ("single", "work_group", "notebooks", lambda item: item["work_group"] == "notebooks"),
    ("single", "state", "IDLE", lambda item: item["state"] == "IDLE"),
    ("single", "severity", "warning", lambda item: item.get("severity") == "warning"),
    ("single", "status", "drift", lambda item: item.get("status") == "drift"),
    ("single", "status", "waived", lambda item: item.get("status") == "waived"),
    ("single", "status", "compliant", lambda item: item.get("verdict") == "compliant"),
    ("single", "status", "unchecked", lambda item: item.get("verdict") == "unchecked"),
    ("single", "policy", "idle-timeout", lambda item: "idle-timeout" in item.get("policies", [item.get("policy")])),
    ("single", "q", "athena-SPARK -dev", lambda item: str(item.get("actual", "")).endswith("-dev")),
    ("single", "q", "nothing has this", lambda item: False),
    ("merged", "target", "prod-us", lambda item: item["target"] == "prod-us"),
    ("merged", "label.stage", "laboratory", lambda item: item["target"] == "lab-eu"),
    ("merged", "label.region", "eu-west-1", lambda item: item["region"] == "eu-west-1"),
    ("merged", "label.account", "210987654321", lambda item: item["target"] == "lab-eu"),
    ("merged", "status", "unverified", lambda item: item.get("status") == "unverified"),
    ("big", "work_group", "analytics-prod", lambda item: item["work_group"] == "analytics-prod"),
]


@pytest.mark.parametrize(("name", "control", "value", "holds"), FILTERS)
def test_each_filter_and_its_address(
    made: Made, open_page: Open, name: str, control: str, value: str, holds: Any
) -> None:
    report = made[name]
    page = open_page(name)
    page.choose(control, value)
    findings = [finding for finding in report["findings"] if holds(finding)]
    hit = {(finding.get("target"), finding["session_id"]) for finding in findings}
    sessions = [each for each in report["sessions"] if holds(each) or (each.get("target"), each["session_id"]) in hit]
    expected = (len(sessions), len(report["sessions"]), len(findings), len(report["findings"]))
    assert page.counts() == expected
    shown = page.run("[...document.querySelectorAll('.matrix tbody th bdi')].map((each) => each.textContent)")
    assert set(shown) <= {session["session_id"] for session in sessions}
    assert len(shown) == min(100, len(sessions))
    again = open_page(name, page.driver.current_url.partition("#")[2])
    assert again.counts() == expected
    assert again.chosen(control) == value
    again.driver.find_element("id", "clear").click()
    assert again.counts()[0] == len(report["sessions"])
    assert again.address() == ""


def test_filters_combine_and_an_unknown_one_is_no_filter(made: Made, open_page: Open) -> None:
    page = open_page("merged", "target=prod-eu&status=drift&colour=blue")
    both = [each for each in made["merged"]["findings"] if each["target"] == "prod-eu" and each["status"] == "drift"]
    assert page.counts()[2] == len(both) > 0


def test_a_policy_in_the_head_filters(open_page: Open) -> None:
    page = open_page()
    page.run("document.querySelector('.matrix thead a').click()")
    page.settle()
    assert page.chosen("policy") == "results-encrypted"
    assert page.how_many(".matrix thead .policy") == 1


def test_everything_else_is_told(made: Made, open_page: Open) -> None:
    page = open_page("merged")
    assert "there is no lab-us.json" in page.text("#errors")
    assert "lab-us" in page.text("#notices")
    assert "gpu-pools" in page.text("#notices")
    unreadable = page.text("#unreadable")
    for words in ("access denied", "throttled", "the whole work group", "gone between", "Rate exceeded"):
        assert words in unreadable
    waivers = page.text("#waivers")
    for words in ("expired", "expires soon", "unused", "in force", "2026-11-30", "data-platform", "Agreed with"):
        assert words in waivers
    policies = page.text("#policies")
    for policy in made["merged"]["policies"]:
        assert policy["name"] in policies
    assert "applied to none" in policies
    targets = page.text("#targets")
    for target in made["merged"]["targets"]:
        assert target["name"] in targets
    assert "unverified" in targets


def test_a_single_report_speaks_of_no_targets(open_page: Open) -> None:
    page = open_page()
    assert page.run("document.getElementById('targets').hidden")
    assert not page.run("'target' in document.getElementById('filter').elements")


def test_long_lists_grow_on_demand_and_say_so(made: Made, open_page: Open) -> None:
    page = open_page("big")
    assert page.how_many(".matrix tbody tr") == 100
    assert page.text("#matrix .shown").startswith("100 of 2,000 sessions shown.")
    page.run("document.querySelector('#matrix .shown button').click()")
    assert page.how_many(".matrix tbody tr") == 200
    page.run("document.querySelector('#matrix .shown button:last-child').click()")
    assert page.how_many(".matrix tbody tr") == 2000
    assert page.how_many("#matrix .shown button") == 0
    last = made["big"]["sessions"][-1]["session_id"]
    page.choose("q", last)
    assert page.counts()[0] == 1
    assert page.how_many(".ids li") <= 8 * page.how_many(".where tbody tr")


def test_the_theme_can_be_changed(open_page: Open) -> None:
    page = open_page()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.run(ground)
    page.driver.find_element("id", "theme").click()
    dark = page.run(ground)
    assert dark != light
    page.open("single")
    assert page.run(ground) == dark
    page.driver.find_element("id", "theme").click()
    assert page.run(ground) == light
    page.run("localStorage.removeItem('theme')")
    page.media("dark")
    page.open("single")
    assert page.run(ground) == dark


@pytest.mark.parametrize("width", [390, 768, 1440, 2560])
@pytest.mark.parametrize("name", ["single", "merged", "hostile"])
def test_no_width_makes_the_page_scroll_sideways(open_page: Open, page: Page, name: str, width: int) -> None:
    page.size(width, 900)
    open_page(name)
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def test_print_shows_everything_and_no_controls(made: Made, open_page: Open) -> None:
    page = open_page("big")
    page.run("dispatchEvent(new Event('beforeprint'))")
    page.media(medium="print")
    assert page.how_many(".matrix tbody tr") == 2000
    controls = "[...document.querySelectorAll('button, #filter, nav')]"
    assert page.run(f"{controls}.filter((each) => each.getClientRects().length).length") == 0
    box = "document.querySelector('#matrix .scroll')"
    assert page.run(f"{box}.scrollHeight <= {box}.clientHeight + 1")
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.how_many(".matrix tbody tr") == 100


def test_without_scripts_verdict_counts_and_first_findings_are_there(made: Made, page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.open("single")
        root = page.driver.execute_cdp_cmd("DOM.getDocument", {"depth": -1})["root"]
        html = page.driver.execute_cdp_cmd("DOM.getOuterHTML", {"nodeId": root["nodeId"]})["outerHTML"]
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    plain = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert '<div id="app" hidden' in html
    assert "<h1><bdi>Drifted</bdi></h1>" in plain
    assert f'<th scope="row">checks</th><td><bdi>{made["single"]["summary"]["checks"]}</bdi></td>' in plain
    for finding in made["single"]["findings"]:
        assert finding["pointer"] in plain
        assert finding["session_id"] in plain


def test_the_same_arguments_make_the_same_report() -> None:
    assert fleet_reports.single(30) == fleet_reports.single(30)


def test_the_oddest_stand_where_the_page_begins_and_all_of_them_below(open_page: Open) -> None:
    page = open_page("odd")
    first = page.texts("#oddest li")
    assert [line.count(f"{number}g in s-1; 19 of 20 have 4g") for number, line in enumerate(first)] == [1, 1, 1]
    assert [text.split(" in ")[0] for text in page.texts("#outliers tbody td:nth-of-type(1)")] == [
        "0g", "1g", "2g", "3g", "4g",
    ]  # fmt: skip
    assert "Outliers" in page.text("#sections")


def test_the_first_gaps_stand_where_the_page_begins_and_all_of_them_below_with_what_to_paste(open_page: Open) -> None:
    page = open_page("gaps")
    sentence = "olicies notice 14 of 31 settings (62 of 70 changes; 3 cannot be judged)"
    assert f"P{sentence}" in page.text("#gaps")
    assert [line.split(" ")[0] for line in page.texts("#gaps li")] == [f"/engine_configuration/{at}" for at in range(3)]
    assert f"p{sentence}" in page.text("#coverage")
    assert len(page.texts("#coverage tbody tr")) == 5
    assert "policy etl applied to no session" in page.text("#coverage")
    assert "Policy to paste" in page.texts("#coverage tbody details")[0]
    assert "Coverage" in page.text("#sections")


def test_a_page_without_coverage_says_nothing_of_it(open_page: Open) -> None:
    page = open_page("single")
    assert page.text("#gaps") == page.text("#coverage") == ""
    assert "Coverage" not in page.text("#sections")


def test_a_page_without_outliers_says_nothing_of_them(open_page: Open) -> None:
    page = open_page("single")
    assert page.text("#oddest") == page.text("#outliers") == ""
    assert "Outliers" not in page.text("#sections")


def test_a_first_run_shows_what_was_read_and_what_to_do_next(open_page: Open) -> None:
    page = open_page("first")
    assert page.text("#verdict .sentence") == "Nothing was checked, since nothing was declared; 1 session read."
    assert page.texts("#fleet li")[0] == "etl, PySpark engine version 3: 1 IDLE"
    assert [command.split()[0] for command in page.texts("#fleet pre")] == ["ansible-playbook", "ansible"]


def test_a_page_of_what_was_declared_has_no_such_facts(open_page: Open) -> None:
    assert open_page("single").text("#fleet") == ""
