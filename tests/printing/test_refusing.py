"""Nothing is fetched, whatever the HTML says; and what a document says never becomes HTML."""

import socket
import threading
from contextlib import closing

import pytest

from screening.printing import page_html
from tests.printing.sheets import hostile_case, sheet

ASKS = (
    '<img src="{url}">',
    '<link rel=stylesheet href="{url}">',
    '<link rel=attachment href="{url}">',
    '<a rel=attachment href="{url}">x</a>',
    "<style>@import url({url});</style><p>x",
    "<style>p {{ background: url({url}) }}</style><p>x",
    "<style>@font-face {{ font-family: f; src: url({url}) }} p {{ font-family: f }}</style><p>x",
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<base href="{url}"><img src="x.png">',
)


@pytest.fixture
def listener():
    """A server on loopback; its list holds what connected."""
    connected: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def wait() -> None:
        while True:
            try:
                connection, address = server.accept()
            except OSError:
                return
            connected.append(address)
            connection.close()

    threading.Thread(target=wait, daemon=True).start()
    with closing(server):
        yield server.getsockname()[1], connected


@pytest.mark.parametrize("html", ASKS)
def test_html_that_asks_for_something_is_refused_and_fetches_nothing(drawing, listener, html, tmp_path):
    port, connected = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("never printed")
    for url in (f"http://127.0.0.1:{port}/x", secret.as_uri()):
        with pytest.raises(
            RuntimeError, match=r"^The document asked for something from outside; it was not printed\.$"
        ):
            drawing.pdf_of_html(f"<html lang=pl><title>x</title>{html.format(url=url)}")
    assert connected == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "https://kcik.pl", "file:///etc/passwd", "ftp://x/", "data:text/css,p{}"]
)
def test_the_fetcher_refuses_every_address_and_remembers_it(url):
    from screening.printing.drawing import RefusingFetcher

    fetcher = RefusingFetcher()
    with pytest.raises(ValueError, match="fetches nothing"):
        fetcher.fetch(url)
    assert fetcher.asked == [url]


@pytest.mark.rest
def test_a_hostile_sheet_is_printed_as_plain_text_and_fetches_nothing(printer, listener):
    port, connected = listener
    printed = printer.pdf(sheet(hostile_case(port)), "pl")
    assert "🧿" in printed.replaced
    assert "\u202e" in printed.replaced
    assert connected == []


def test_a_hostile_sheet_on_screen_holds_no_foreign_element():
    html = page_html(sheet(hostile_case()), "pl")
    for element in ("<script", "<img", "<link", "<a ", "<style"):
        assert element not in html
    assert "{{7*7}}" in html


@pytest.mark.parametrize(
    "url", ["picture:nowhere", "picture:../../README", "picture:/etc/passwd", "picture:start.png", "picture://start"]
)
def test_of_pictures_only_those_that_come_with_the_program_are_given(url):
    from screening.printing.drawing import RefusingFetcher

    fetcher = RefusingFetcher()
    assert fetcher.fetch("picture:start").read().startswith(b"\x89PNG") and not fetcher.asked
    with pytest.raises(ValueError, match="fetches nothing"):
        fetcher.fetch(url)
    assert fetcher.asked == [url]
