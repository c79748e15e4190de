"""What the tests, the pictures of the documentation and the benchmark share: pages made by Ansible, and a Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "roles" / "athena_session_assert" / "templates" / "report_file.j2"
PROGRAMS = ("chromium", "chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
)
PLAY = [
    {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {"ansible_python_interpreter": "{{ ansible_playbook_python }}"},
        "tasks": [
            {
                "ansible.builtin.template": {"src": str(TEMPLATE), "dest": "{{ item }}.html", "mode": "0600"},
                "vars": {
                    "athena_session_assert_internal_report": "{{ lookup('file', item ~ '.json') | from_json }}",
                    "athena_session_assert_internal_format": "html",
                    "athena_session_assert_internal_suffixes": {"html": "html"},
                },
                "loop": "{{ names }}",
            }
        ],
    }
]


def render(made: dict[str, dict[str, Any]], folder: Path) -> None:
    """Write NAME.html for each report, by one run of ansible-playbook."""
    for name, report in made.items():
        (folder / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
    (folder / "play.json").write_text(json.dumps(PLAY), encoding="utf-8")
    names = json.dumps({"names": [str(folder / name) for name in made]})
    command = [sys.executable, "-m", "ansible", "playbook", "-i", "localhost,", "-c", "local", "-e", names, "play.json"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def missing_programs() -> list[str]:
    """Which of the programs that `chromium` needs are not on this machine."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def chromium(profile: Path) -> Any:
    """A headless Chromium with the empty folder as its profile; selenium must be there."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    browser, driver = map(shutil.which, PROGRAMS)
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))
