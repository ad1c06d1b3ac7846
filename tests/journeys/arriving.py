"""Coming in and opening a case as a browser without script would, for tests that look at what comes after.

No page is drawn; the cookies are then those of a browser's context. `test_journeys` and `test_residue` walk the same
way in the browser itself.
"""

from http.client import HTTPConnection
from http.cookies import SimpleCookie

from playwright.sync_api import BrowserContext, Page
from werkzeug import Response

from tests.journeys.served import Served
from tests.patience import SECONDS
from tests.web.page import Visitor

FORM = "application/x-www-form-urlencoded"


class _Client:
    """What asks a running server, with cookies; answers as the client of Flask does."""

    def __init__(self, served: Served, cookies: dict[str, str]) -> None:
        self.served, self.cookies = served, cookies

    def get(self, path: str, **_: object) -> Response:
        return self._asked("GET", path)

    def post(self, path: str, *, data: str, **_: object) -> Response:
        return self._asked("POST", path, data)

    def _asked(self, method: str, path: str, body: str | None = None) -> Response:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": self.served.host} | ({"Cookie": cookies} if cookies else {})
        connection = HTTPConnection("127.0.0.1", self.served.port, timeout=SECONDS)
        connection.request(method, path, body, headers | ({"Content-Type": FORM} if body else {}))
        came = connection.getresponse()
        answer = Response(came.read(), came.status, came.getheaders())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie"):
            self.cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
        return answer


class Arriving(Visitor):
    """A browser's context at a running server, without drawing pages."""

    def __init__(self, context: BrowserContext, served: Served) -> None:
        self.context, self.served = context, served
        super().__init__(_Client(served, {each["name"]: each["value"] for each in context.cookies()}))

    def hand_over(self) -> None:
        """Give the cookies to the browser, as the server set them."""
        for name, value in self.client.cookies.items():
            url = f"https://{self.served.host.partition(':')[0]}/"
            self.context.add_cookies(
                [{"name": name, "value": value, "url": url, "httpOnly": True, "sameSite": "Strict"}]
            )


def enter(page: Page, served: Served) -> None:
    """Come in by a start link, with the lock open: nothing is kept. The start page is shown."""
    came = Arriving(page.context, served)
    came.get(served.link().removeprefix(served.address))
    came.get("/cases/")
    if came.path.endswith("/set-up"):
        came.keep_nothing()
        served.word = came.word
    elif any(form["action"] == "/unlock" for form in came.page.forms):
        came.unlock(served.word)
    came.hand_over()
    page.goto("/")


def open_case(page: Page, served: Served, *, age: str = "adult", form: str = "labour", **person: str) -> str:
    """Open a case of the police and show its twelve first indicators; gives the address of the case.

    `person` is what else is known of the person, such as the language.
    """
    came = Arriving(page.context, served)
    came.get("/cases/")
    came.send(profession="police")
    came.send(**{"alone": "yes", "interpreter": "not_needed", "age": age, **person})
    came.send(forms=[form], setting="workplace", exploited_in="poland")
    assert came.path.endswith("/triage"), came.path
    page.goto(came.path)
    return page.url.rsplit("/", 1)[0]
