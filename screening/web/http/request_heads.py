"""What is judged by the head of a request alone, before its body is read.

The server asks when a head is complete, and the application asks again before it answers: both by the
same checks. A check looks at Flask's `request` and changes nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from screening.web.services import services, services_of

Check = Callable[[], Exception | None]  # returns the refusal of the request that is asked about, or None


def install(app: Flask, checks: tuple[Check, ...], *, told: Callable[[Exception], None] = lambda _: None) -> None:
    """Judge every request by these checks, in this order, and raise the first refusal. `told` is called with it."""
    services_of(app).head_checks = checks

    @app.before_request
    def _judge() -> None:
        refusal = refusal_by_head()
        if refusal:
            told(refusal)
            raise refusal


def refusal_by_head() -> Exception | None:
    """Return the refusal of this request by the first check that has one, or None."""
    return next((found for check in services().head_checks if (found := check())), None)


@dataclass(frozen=True, slots=True)
class Judged:
    """An application that tells the server, by the head of a request, whether its body may come."""

    app: Flask

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        return self.app(environ, start_response)

    def takes_body(self, environ: dict[str, Any]) -> bool:
        """Return whether the head passes every check, so that the body may come."""
        with self.app.request_context(environ):
            return refusal_by_head() is None
