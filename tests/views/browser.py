"""Chromium for the tests: a page opened from a file without a network, and what a reader does with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.views import html

webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install selenium")
wait = pytest.importorskip("selenium.webdriver.support.ui").WebDriverWait

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs Chromium: apt install chromium chromium-driver"),
]

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1400,1000",
)
VISIBLE = "return graph.data.tellings.filter(graph.visible)"


class Tab:
    """A page in the browser, by what a reader does with it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, graph: Any, folder: Path, *, title: str = "شبكة العلاقات") -> None:
        html.write(graph, folder / "graph.html", title=title)
        self.complaints(), self.requests()  # reading empties the logs: what follows is of this page
        self.driver.get((folder / "graph.html").as_uri())
        self.js("return window.opened")

    def js(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def text(self, selector: str) -> str:
        return self.js("return document.querySelector(arguments[0]).textContent", selector)

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def click_at(self, x: float, y: float) -> None:
        """Click on the drawing, in pixels from its top left corner."""
        drawing = self.driver.find_element("id", "drawing")
        width, height = drawing.size["width"], drawing.size["height"]
        chain = webdriver.ActionChains(self.driver)
        chain.move_to_element_with_offset(drawing, round(x - width / 2), round(y - height / 2)).click().perform()
        # vis-network waits for a second click before it believes in one.
        self.js("return new Promise(done => setTimeout(done, 400))")

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [part["params"]["request"]["url"] for part in messages if part["method"] == "Network.requestWillBeSent"]

    def find(self, text: str) -> None:
        """Search for an actor and choose the one that is found."""
        self.driver.find_element("id", "query").send_keys(text, "\n")

    def slide(self, name: str, value: float | str) -> None:
        """Move a slider to a value."""
        self.js(
            "const [name, value] = arguments; const slider = document.getElementById(name);"
            "slider.value = value; slider.dispatchEvent(new Event('input'))",
            name,
            str(value),
        )

    def axe(self) -> Any:
        """What axe-core finds in the page as it stands: its rules that passed and that failed, with their impact."""
        package = pytest.importorskip("axe_core_python", reason="needs axe-core: pip install axe-core-python")
        self.js((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
        return self.js(
            "return axe.run().then((found) => ({ passed: found.passes.length,"
            " failed: found.violations.map((rule) => [rule.impact, rule.id, rule.nodes[0].html]) }))"
        )

    def copied(self, button: str, field: str) -> str:
        """What a button copies, as in a browser that forbids it: the text is then offered to be copied by hand."""
        self.js("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
        self.click(button)
        self.js("return new Promise(done => setTimeout(done, 100))")
        return self.js("return document.querySelector(arguments[0]).value", field)


@contextmanager
def chromium(profile: Path) -> Iterator[Tab]:
    """A browser that is cut off from the network."""
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        yield Tab(driver)
    finally:
        driver.quit()
