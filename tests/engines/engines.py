"""What four engines find on a page: axe-core, HTML_CodeSniffer, IBM's accessibility-checker-engine, Nu HTML checker.

axe comes with a Python package. The others are npm packages; `make test-full` installs them beside this file and sets
EVERY. Nothing of them is part of the program.
"""

import atexit
import json
import os
import socket
import subprocess
import urllib.request
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.patience import until

EVERY = "ROZPOZNAJ_EVERY_ENGINE"
PACKAGES = Path(__file__).parent / "node_modules"
AXE_RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
AXE_CHECK = """async (rules) => (await axe.run(rules)).violations.map((found) =>
    found.id + ": " + found.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join("; "))"""
CODE_SNIFFER_CHECK = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter((found) => found.type === HTMLCS.ERROR).map((found) =>
        found.code + ": " + found.msg + " " + (found.element.outerHTML || "").slice(0, 120)))))"""
# IBM's engine misses the label of what a fold hides; `examine` looks at it once more with all folds open.
IBM_CHECK = """async (left) => (await new ace.Checker().check(document, ["WCAG_2_2"])).results
    .filter((found) => found.value[0] === "VIOLATION" && found.value[1] === "FAIL")
    .filter((found) => found.ruleId !== left || found.node.matches("[aria-label], [aria-labelledby], [title], [role]"))
    .filter((found) => !found.node.closest?.("details:not([open]) > :not(summary)"))
    .map((found) => found.ruleId + ": " + found.message + " " + (found.snippet || "").slice(0, 120))"""
LEFT_OUT = "aria_form_label_unique"  # left out for forms without a name: no landmarks (HTML-AAM)
CLOSED = "details:not([open])"
OPEN = """(closed) => document.querySelectorAll(closed).forEach((each) => {
    each.open = true; each.dataset.examined = "" })"""
CLOSE = """() => document.querySelectorAll("details[data-examined]").forEach((each) => {
    each.open = false; delete each.dataset.examined })"""
# What the bar at the foot of a telephone hides is scrolled out from under it; an engine calls it too small a target.
UNSTICK = "() => document.querySelectorAll('.go.last').forEach((each) => { each.style.position = 'static'; })"
SOURCE = "async () => { const answer = await fetch(location.href); return answer.ok ? await answer.text() : null; }"

PAGES = "pages"
examined: Counter[str] = Counter()


@cache
def _script(*parts: str) -> str:
    return PACKAGES.joinpath(*parts).read_text(encoding="utf-8")


def _by_axe(page: Page) -> list[str]:
    page.evaluate(Axe().axe_script)
    return page.evaluate(AXE_CHECK, AXE_RULES)


def _by_code_sniffer(page: Page) -> list[str]:
    page.evaluate(_script("html_codesniffer", "build", "HTMLCS.js"))
    return page.evaluate(CODE_SNIFFER_CHECK)


def _by_ibm(page: Page) -> list[str]:
    page.evaluate(_script("accessibility-checker-engine", "ace.js"))
    return page.evaluate(IBM_CHECK, LEFT_OUT)


@cache
def _nu_address() -> str:
    """The address of a Nu checker on loopback; it is started once and ended with this process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    jar = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", jar]
    process = subprocess.Popen(
        [*command, "nu.validator.servlet.Main", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    atexit.register(lambda: (process.kill(), process.wait()))

    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(answers, "the Nu HTML checker answers")
    return f"http://127.0.0.1:{port}/?out=json&level=error"


def faults_of_source(html: str) -> Iterator[str]:
    """What the Nu HTML checker holds against the source of a page."""
    headers = {"Content-Type": "text/html; charset=utf-8"}
    request = urllib.request.Request(_nu_address(), html.encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        for found in json.load(answer)["messages"]:
            yield f"{found['message']} {found.get('extract', '').strip()[:120]}"


def _by_nu(page: Page) -> list[str]:
    served = page.evaluate(SOURCE) if page.evaluate("navigator.onLine") else None
    return list(faults_of_source(served or page.content()))


EVERY_ONE = bool(os.environ.get(EVERY))
ENGINES = {"axe": _by_axe}
if EVERY_ONE:
    ENGINES |= {"HTML_CodeSniffer": _by_code_sniffer, "accessibility-checker-engine": _by_ibm}


def examine(page: Page, faults: list[str], widths: tuple[int, ...] = (320, 1280)) -> None:
    """Add what the engines find on the page at these widths, and any sideways scrolling.

    Every engine examines it as it stands at each width; where parts of it are closed, once more at the first width with
    all of them open. The usual run has axe alone look once, at the last of these: of what axe finds, little depends on
    the width. Sideways scrolling is looked for each time.
    """
    examined[PAGES] += 1
    faults += _faults_by_nu(page)
    page.evaluate(UNSTICK)
    closed = page.locator(CLOSED).count()
    for width in reversed(widths):
        is_last = width == widths[0] and not closed
        faults += _faults_as_shown(page, width, "as it stands", is_examined=EVERY_ONE or is_last)
    if closed:
        page.evaluate(OPEN, CLOSED)
        faults += _faults_as_shown(page, widths[0], "all open", is_examined=True)
        page.evaluate(CLOSE)


def _faults_by_nu(page: Page) -> list[str]:
    """The faults of the page's source, where Nu is installed."""
    if not EVERY_ONE:
        return []
    examined["Nu"] += 1
    return [f"{page.url} Nu: {found}" for found in _by_nu(page)]


def _faults_as_shown(page: Page, width: int, state: str, *, is_examined: bool) -> list[str]:
    """The faults of the page in the browser at this width, and whether it scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for name, engine in ENGINES.items() if is_examined else ():
        faults += [f"{page.url} {width}px, {state}, {name}: {found}" for found in engine(page)]
        examined[name] += 1
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append(f"{page.url} {width}px, {state}, scrolls sideways")
    return faults
