"""The quick check behind a TLS proxy: it leads nobody to plain http, nor to the port of the inner connection."""

import pytest

from screening.web.quick_app import create_quick_app


@pytest.mark.parametrize("path", ["/quick", "/quick//", "//quick", "/quick?ui=uk", "//quick//result", "/"])
def test_no_address_that_it_leads_to_names_a_scheme_or_a_host(tool_settings, content, printer, path):
    app = create_quick_app(tool_settings, content, printer)
    answer = app.test_client().open(
        path, base_url="http://localhost:8443", environ_overrides={"PATH_INFO": path.split("?")[0]}
    )
    assert answer.status_code in (303, 308)
    there = answer.headers["Location"]
    assert there.startswith("/quick/") and not there.startswith("//")
    assert ("ui=uk" in there) is ("ui=uk" in path)
