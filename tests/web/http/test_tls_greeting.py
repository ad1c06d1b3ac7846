"""A browser that tries https at a port of plain http is told so at once, and tries http then."""

from tests.web.http.test_connections import port, quick_app
from tests.web.waitressed import asked, page

__all__ = ["port", "quick_app"]
GREETING = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500


def test_a_tls_greeting_closes_its_connection_and_no_other(port):
    assert asked(port, GREETING) == b""
    assert page(port).startswith(b"HTTP/1.1 200")
