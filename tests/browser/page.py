"""What the tests do with the page, in the words of someone who reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

# One animation frame after the filter's own wait.
SETTLED = "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => done()), 200);"


class Page:
    """One page in the browser."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        self.opened: set[str] = set()
        self._console: list[str] = []

    def url(self, name: str) -> str:
        """Where the page of that report lies."""
        return (self.folder / f"{name}.html").as_uri()

    def reset(self) -> None:
        """A light, wide screen, no page, nothing on the console."""
        self.driver.get("about:blank")
        self.media()
        self.size(1440, 900)
        for log in ("browser", "performance"):
            self.driver.get_log(log)

    def open(self, name: str, address: str = "") -> None:
        """Load the page afresh."""
        self.driver.get("about:blank")
        self.opened.add(name)
        self.driver.get(self.url(name) + (f"#{address}" if address else ""))

    def media(self, scheme: str = "light", medium: str = "") -> None:
        """Say what the reader prefers: light or dark, screen or print."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})

    def size(self, width: int, height: int) -> None:
        """The window's size in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a JavaScript expression, `arguments` at hand."""
        return self.driver.execute_script(f"return ({script})", *arguments)

    def settle(self) -> None:
        """Wait until what was typed has been taken up."""
        self.driver.execute_async_script(SETTLED)

    def text(self, selector: str) -> str:
        """The text that the first such element shows."""
        return str(self.run("document.querySelector(arguments[0]).innerText", selector))

    def texts(self, selector: str) -> list[str]:
        """The texts of all such elements, shown or not."""
        script = "[...document.querySelectorAll(arguments[0])].map((each) => each.textContent)"
        return list(self.run(script, selector))

    def how_many(self, selector: str) -> int:
        """How many such elements there are."""
        return int(self.run("document.querySelectorAll(arguments[0]).length", selector))

    def choose(self, name: str, value: str) -> None:
        """Set a control of the filter as its user would, and wait until it is taken up."""
        script = """
          const control = document.getElementById('filter').elements[arguments[0]];
          control.value = arguments[1];
          control.dispatchEvent(new Event('input', { bubbles: true }));
          if (control.value !== arguments[1]) throw new Error('no such choice');
        """
        self.driver.execute_script(script, name, value)
        self.settle()

    def chosen(self, name: str) -> str:
        """What a control of the filter shows."""
        return str(self.run("document.getElementById('filter').elements[arguments[0]].value", name))

    def counts(self) -> tuple[int, int, int, int]:
        """What the page says is shown: sessions, of how many; findings, of how many."""
        numbers = re.findall(r"[\d,]+(?= of | session| finding)", self.text("#count"))
        sessions, all_sessions, findings, all_findings = (int(number.replace(",", "")) for number in numbers[:4])
        return sessions, all_sessions, findings, all_findings

    def address(self) -> str:
        """What stands behind # in the address."""
        return unquote(self.driver.current_url.partition("#")[2])

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def press_control(self, key: str) -> None:
        """Press a key while Control is held."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(key).key_up(Keys.CONTROL).perform()

    def focused(self, attribute: str = "id") -> str:
        """An attribute of what has the focus."""
        return str(self.run("document.activeElement.getAttribute(arguments[0]) ?? ''", attribute))

    def console(self) -> list[str]:
        """Everything that the page said on the console since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        """What was requested since this was last asked, beside the empty page."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = (event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent")
        return {url.partition("#")[0] for url in sent} - {"about:blank"}
