"""Which application answers: the one of the host name that a request names. Another name gets a plain page.

Anybody can write any name into a request, so a name of this machine counts only from this machine.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from ipaddress import ip_address
from typing import Any

from screening.web.http.request_heads import Judged
from screening.web.http.server_pages import foreign_host

HTTP = 80  # the port that a browser leaves out


class ByName:
    """Applications by host name, all on one port; `network` are the names that lead here from other machines too."""

    def __init__(self, applications: Mapping[str, Judged], port: int, network: Collection[str] = ()) -> None:
        self._of = {f"{name}:{port}": each for name, each in applications.items()}
        if port == HTTP:
            self._of |= applications
        self._network = {*network, *(f"{name}:{port}" for name in network)}

    def _named(self, environ: dict[str, Any]) -> Judged | None:
        """The application that the request names; None for another name, and for one that is not open to its sender."""
        name = environ.get("HTTP_HOST", "")
        here = name in self._network or ip_address(environ["REMOTE_ADDR"]).is_loopback
        return self._of.get(name) if here else None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        application = self._named(environ)
        if application:
            return application(environ, start_response)
        headers, body = foreign_host()
        start_response("400 Bad Request", headers)
        return [body]

    def takes_body(self, environ: dict[str, Any]) -> bool:
        """Return whether the body of this request may come."""
        application = self._named(environ)
        return application is not None and application.takes_body(environ)
