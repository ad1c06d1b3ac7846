"""Which application answers: the one of the host name that a request names. Another name gets a plain page."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from screening.web.heads import Judged
from screening.web.plain_page import foreign_host

HTTP = 80


class ByName:
    """Applications by host name, all on one port."""

    def __init__(self, applications: Mapping[str, Judged], port: int) -> None:
        self._of = {f"{name}:{port}": each for name, each in applications.items()}
        if port == HTTP:
            self._of |= applications

    def _named(self, environ: dict[str, Any]) -> Judged | None:
        return self._of.get(environ.get("HTTP_HOST", ""))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        application = self._named(environ)
        if application:
            return application(environ, start_response)
        headers, body = foreign_host()
        start_response("400 Bad Request", headers)
        return [body]

    def takes_body(self, environ: dict[str, Any]) -> bool:
        """Whether the body of this request may come."""
        application = self._named(environ)
        return application is not None and application.takes_body(environ)
