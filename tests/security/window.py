"""A page of Chromium that is answered by the application itself, and tells what acted in it."""

from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Dialog, Page, Route

from tests.patience import BROWSER_MS
from tests.security.payloads import MARK

ORIGIN = "https://localhost"


WATCH = """
window.__blocked = [];
addEventListener("securitypolicyviolation",
  (e) => __blocked.push([e.violatedDirective, e.blockedURI, e.sample].join()));
Object.defineProperty(window, "kanarek", {get: () => 0, set: () => console.log("kanarek was set")});
"""


LOOK = """() => {
  const all = [...document.querySelectorAll("*")];
  for (const name of ["mouseover", "pointerenter", "focus", "focusin", "toggle", "animationstart", "error", "load"])
    all.forEach((element) => element.dispatchEvent(new Event(name)));
  const named = (e) => [e.localName, ...e.getAttributeNames().map((name) => `${e.localName}@${name}`)];
  const written = ["text", "tel", "search", "url", "email", "textarea"];
  const leads = ["href", "src", "action", "formaction", "data"];
  const address = (e, a) => (a === "formaction" ? e.formAction : e[a]) ?? e.getAttribute(a);
  return {
    text: document.body.textContent,
    shape: [...new Set(all.flatMap(named))],
    scripts: [...document.scripts].map((e) => e.src + e.text),
    links: all.flatMap((e) => leads.filter((a) => e.hasAttribute(a)).map((a) => String(address(e, a)))),
    fields: Object.fromEntries([...document.querySelectorAll("input, textarea")]
      .filter((e) => written.includes(e.type)).map((e) => [e.name, e.value])),
    blocked: __blocked,
  };
}"""


@dataclass
class Window:
    """A page of Chromium that gets every answer from a client of the application, and what acted in it."""

    page: Page
    client: FlaskClient | None = None
    acted: list[str] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, route: Route) -> None:
        """Answer as the application does; an address elsewhere is noted and refused."""
        request = route.request
        path = request.url.removeprefix(ORIGIN)
        if path == request.url:
            self.acted.append(f"asked for {request.url}")
            return route.abort()
        if path not in self.kept:
            made = self.client.open(
                path,
                method=request.method,
                data=request.post_data_buffer,
                base_url=ORIGIN,
                content_type=request.headers.get("content-type"),
                buffered=True,
            )
            self.kept[path] = {"status": made.status_code, "headers": dict(made.headers), "body": made.get_data()}
        fulfilled = self.kept[path] if path.startswith("/static/") else self.kept.pop(path)
        return route.fulfill(**fulfilled)

    def watch(self, page: Page) -> None:
        """Note every dialog, every mark on the console, every error, every new window."""
        page.set_default_timeout(BROWSER_MS)
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.acted.append(f"error {error}"))
        page.on("console", lambda message: self.acted.append(message.text) if MARK in message.text else None)
        page.on("popup", lambda _: self.acted.append("a new window"))
        page.on("download", lambda _: self.acted.append("a download"))

    def _dialog(self, dialog: Dialog) -> None:
        """A page with typed text asks before it is left; any other dialog is a payload's."""
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            self.acted.append("dialog")
            dialog.dismiss()

    def look(self, path: str) -> dict[str, Any]:
        """Open a page, stir everything on it, and tell what is there and what acted."""
        self.page.goto(ORIGIN + path)
        return self.seen()

    def seen(self) -> dict[str, Any]:
        """What is on the page that is open, and what acted since the last look."""
        found = self.page.evaluate(LOOK)
        acted, self.acted = self.acted, []
        return found | {"acted": acted}


def opened(browser: Browser) -> Window:
    context = browser.new_context(service_workers="block")
    window = Window(context.new_page())
    window.watch(window.page)
    context.route("**/*", window.answer)
    context.add_init_script(WATCH)
    return window
