"""Debian's Firefox, driven by Marionette: Playwright drives only a Firefox of its own."""

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import patience

with warnings.catch_warnings():  # what its own dependencies say about each other
    warnings.simplefilter("ignore")
    from marionette_driver.errors import MarionetteException
    from marionette_driver.marionette import Marionette, WebElement

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
SESSION = """
const {SessionStore} = ChromeUtils.importESModule("resource:///modules/sessionstore/SessionStore.sys.mjs");
const {TabStateFlusher} = ChromeUtils.importESModule("resource:///modules/sessionstore/TabStateFlusher.sys.mjs");
return (async () => {
  for (const window of Services.wm.getEnumerator("navigator:browser")) await TabStateFlusher.flushWindow(window);
  return SessionStore.getBrowserState();
})();
"""
QUIET = {
    "marionette.port": 0,  # Firefox chooses a free one and writes it into its profile
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_beforeunload": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,  # whatever asks for another host than this machine finds nobody
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """A Firefox with a profile of its own; what it does is waited for by what the page then shows."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir()
        prefs = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in QUIET.items())
        (profile / "user.js").write_text("\n".join(prefs))
        command = [
            FIREFOX,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--no-remote",
            "--profile",
            profile,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            written = profile / "MarionetteActivePort"
            until(lambda: written.exists() and written.read_text().strip() != "", "Firefox names its port")
            self.driver = Marionette(host="127.0.0.1", port=int(written.read_text()), socket_timeout=patience.SECONDS)
            self.driver.start_session({"unhandledPromptBehavior": "ignore"})
        except BaseException:
            self.process.kill()
            raise

    def goto(self, address: str) -> None:
        self.driver.navigate(address)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str, words: str = "") -> WebElement:
        """The first element that is seen and holds these words, once there is one."""
        found: list[WebElement] = []

        def there() -> bool:
            found[:] = [each for each in self.all(selector) if each.is_displayed() and words in each.text]
            return bool(found)

        until(there, f"{selector} {words!r}")
        return found[0]

    def press(self, selector: str, words: str = "") -> None:
        """Click the first such element, as soon as it takes a press: what was just drawn takes none for a moment."""

        def pressed() -> bool:
            self.one(selector, words).click()
            return True

        until(pressed, f"a press on {selector} {words!r}")

    def choose(self, name: str, value: str) -> None:
        """Choose a radio or tick a box by its label."""
        self.press(f'main label:has(input[name="{name}"][value="{value}"])')
        until(lambda: bool(self.all(f'input[name="{name}"][value="{value}"]:checked')), f"{name}={value}")

    def save(self) -> None:
        """Press the button that saves, and wait for the next page."""
        left = self.driver.get_url()
        self.press("main form button.button:not(.second)[type=submit]")
        until(lambda: self.driver.get_url() != left, f"a page after {left}")

    def run(self, script: str, *arguments: object) -> object:
        """What a function body gives; a promise is waited for."""
        return self.driver.execute_script(script, script_args=arguments)

    def session(self) -> str:
        """What Firefox writes into its session file: pages, their history, and what stands in fields."""
        with self.driver.using_context("chrome"):
            return str(self.driver.execute_script(SESSION))

    def heading(self, words: str) -> None:
        self.one("h1", words)

    def stop(self) -> None:
        try:
            self.driver.delete_session()
        finally:
            self.process.terminate()
            self.process.wait(patience.SECONDS)


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until this holds; a page that changes meanwhile is looked at again."""

    def seen() -> bool:
        try:
            return holds()
        except MarionetteException:
            return False

    patience.until(seen, what)


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A Firefox for as long as the test needs it."""
    assert FIREFOX, "Firefox is missing: apt-get install firefox-esr"
    opened = Firefox(profile)
    try:
        yield opened
    finally:
        opened.stop()
