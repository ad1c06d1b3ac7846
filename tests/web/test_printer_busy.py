"""Where others print already, a paper is refused at once with its form, and asked for again it comes."""

import pytest

from screening.printing import PrinterBusy, PrintingError
from screening.web.quick_app import create_quick_app
from tests.web.page import Visitor


@pytest.fixture
def busy(printer, monkeypatch):
    """A printer that is busy until it is asked a second time."""
    real, asked = printer.pdf, []

    def pdf(*more, **named):
        asked.append(more)
        if len(asked) == 1:
            raise PrinterBusy
        return real(*more, **named)

    monkeypatch.setattr(printer, "pdf", pdf)


def _comes_when_asked_again(visitor: Visitor) -> None:
    assert visitor.response.status_code == 503 and visitor.response.headers["Retry-After"] == "5"
    assert "Teraz powstają inne dokumenty" in visitor.page.text
    visitor.send()
    assert visitor.response.data.startswith(b"%PDF-")


def test_a_sheet_of_a_case_comes_when_it_is_asked_for_again(busy, visitor, opened):
    address = opened()
    visitor.get(f"{address}/documents")
    fields = [*visitor.of_case, ("language", "pl"), ("_end", "1")]
    visitor.post(f"{address}/documents/referral", fields)
    _comes_when_asked_again(visitor)


def test_a_leaflet_of_the_quick_check_comes_when_it_is_asked_for_again(busy, tool_settings, content, printer):
    alone = Visitor(create_quick_app(tool_settings, content, printer).test_client())
    alone.get("/quick/leaflet")
    alone.send(kind="leaflet", safe="yes")
    alone.post("/quick/leaflet.pdf", alone.page.form["fields"])
    _comes_when_asked_again(alone)


def test_a_file_that_could_not_be_printed_keeps_the_passphrase_in_its_place(busy, visitor, opened):
    address = opened()
    visitor.get(f"{address}/documents")
    secret = "siedem-bardzo-rzadkich-slow-bez-zadnego-sensu"
    fields = [*visitor.of_case, ("how", "pdf"), ("passphrase", secret), ("language", "pl"), ("_end", "1")]
    visitor.post(f"{address}/export", fields)
    assert visitor.response.status_code == 503 and visitor.response.headers["Retry-After"] == "5"
    assert dict(visitor.page.forms[-1]["fields"])["passphrase"].strip() == secret
    assert "Nie powstał plik" in visitor.page.text


def test_a_leaflet_whose_printing_ended_is_to_be_asked_for_again(tool_settings, content, printer, monkeypatch):
    def ended(*_):
        raise PrintingError("The printing process ended; try once more.")

    alone = Visitor(create_quick_app(tool_settings, content, printer).test_client())
    alone.get("/quick/leaflet")
    alone.send(kind="leaflet", safe="yes")
    monkeypatch.setattr(printer, "pdf", ended)
    alone.post("/quick/leaflet.pdf", alone.page.form["fields"])
    assert alone.response.status_code == 503 and alone.page.h1 == ["Tej strony nie da się pokazać"]
