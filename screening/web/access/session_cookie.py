"""The cookie of a browser session, believed whatever the clock of this machine says.

Flask refuses one that is older than a month, or from the future: a clock that is set would put everybody out, and what
they typed would be lost. An admission ends with the program, and browsers forget the cookie by themselves.
"""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class Cookies(SecureCookieSessionInterface):
    """Reads the session off its cookie by the signature alone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of the browser that asks; an empty one if its cookie is none of ours."""
        signing = self.get_signing_serializer(app)
        if signing is None:
            return None
        try:
            return self.session_class(signing.loads(request.cookies.get(self.get_cookie_name(app), "")))
        except BadSignature:
            return self.session_class()
