"""The headers judged by what they do in Chromium, on every address and kind of status; and Back after the lock."""

import http.server
import threading

import pytest

from screening.casework.documents import DOCUMENTS
from screening.core.journey import REFERRAL
from tests.journeys.arriving import enter, open_case
from tests.journeys.walk import back, shut

STEPS = [
    "overview",
    "safety",
    "talk",
    "triage",
    "acts",
    "answers",
    "decision",
    "referral",
    *REFERRAL,
    "documents",
    *(f"documents/{kind}" for kind in DOCUMENTS),
    "site",
    "finish",
]
some_and_every_step = pytest.mark.parametrize(
    "walked", [STEPS[::22], pytest.param(STEPS, marks=pytest.mark.rest)], ids=["some", "every"]
)
PROBE = """async () => {
  const tried = {isolated: crossOriginIsolated, cookie: document.cookie};
  const inline = document.createElement("script");
  try { inline.text = "window.ran = 'inline'"; document.head.append(inline); } catch (error) { tried.refused = 1; }
  const handler = "<img src=x onerror=\\"window.ran = 'handler'\\">";
  try { document.body.innerHTML += handler; } catch (error) { tried.sink = 1; }
  try { await fetch("http://127.0.0.1:9/"); tried.fetched = 1; } catch (error) { tried.blocked = 1; }
  await new Promise((done) => setTimeout(done, 20));
  tried.ran = window.ran || "nothing";
  return tried;
}"""
CALM = {"isolated": True, "cookie": "", "refused": 1, "sink": 1, "blocked": 1, "ran": "nothing"}


@pytest.fixture
def at_work(browser, own_server):
    """A page of a case with the lock open; refusals of the policy may stand in the console."""
    context = browser.new_context(base_url=own_server.address)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server)
    yield page
    context.close()


def _visit(page, path: str, statuses: set) -> None:
    answer = page.goto(path)
    statuses.add(answer.status)
    assert page.evaluate(PROBE) == CALM, (path, answer.status)


@some_and_every_step
def test_no_page_runs_what_was_put_into_it_reads_its_cookie_or_asks_another_host(at_work, own_server, walked):
    page, case, statuses = at_work, at_work.url.rsplit("/", 1)[0], set()
    paths = [
        "/",
        "/contacts",
        "/cases/",
        "/cases/refer",
        "/administration/audit",
        "/quiet",
        "/nothing",
        "/cases/nothing",
    ]
    for path in (*paths, *(f"{case}/{step}" for step in walked), f"{case}/nothing"):
        _visit(page, path, statuses)
    page.goto("/cases/")
    page.locator("input[name=profession][value=police]").check(force=True)
    page.locator("main form button").click()
    new = page.url.rsplit("/", 1)[0]
    _visit(page, f"{new}/triage", statuses)
    shut(page, "lock")
    for path in (f"{case}/triage", "/unlock", "/administration/audit"):
        _visit(page, path, statuses)
    page.context.clear_cookies()
    _visit(page, "/cases/", statuses)  # as a browser that nobody let in
    assert {200, 403, 404, 409, 423} <= statuses


@some_and_every_step
@pytest.mark.rest
def test_back_shows_the_lock_for_every_page_that_was_open(at_work, walked):
    page, case = at_work, at_work.url.rsplit("/", 1)[0]
    visited = [f"{case}/{step}" for step in walked] + ["/cases/refer", "/administration/audit"]
    for path in visited:
        page.goto(path)
    shut(page, "quiet")
    for path in reversed(visited):
        back(page)
        assert page.url.endswith(path.rpartition("/")[2])
        assert page.title().startswith("Zablokowane"), path


@pytest.fixture
def foreign_site():
    """Another origin on loopback, whose page is what the test says."""

    class Site(http.server.BaseHTTPRequestHandler):
        html = ""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.html.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.rest
def test_another_site_can_neither_frame_nor_read_nor_send(at_work, own_server, foreign_site):
    site, address = foreign_site
    case = at_work.url
    site.html = f"""<iframe src="{own_server.address}/"></iframe>
        <form method="post" action="{own_server.address}/cases/"><input name="profession" value="police">
        <input name="_end" value="1"></form>"""
    page = at_work
    page.goto(address)
    page.wait_for_timeout(300)
    frame = next(each for each in page.frames if each != page.main_frame)
    assert "Rozpoznaj" not in frame.content()
    read = """async (address) => { for (const path of ["/", "/static/style.css", "/static/script.js"])
        try { const answer = await fetch(address + path, {credentials: "include"}); return await answer.text() }
        catch (error) {} return "nothing" }"""
    assert page.evaluate(read, own_server.address) == "nothing"
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    assert page.url == own_server.address + "/cases/" and "Nie" in page.locator("h1").inner_text()
    page.goto(case)
    page.goto("/cases/")
    assert page.locator("tbody tr").count() == page.locator("tbody tr th a").count()
