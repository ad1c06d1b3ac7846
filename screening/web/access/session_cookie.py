"""The cookie of a browser session, believed whatever the clock of this machine says.

Flask refuses one that is older than a month, or from the future: a clock that is set would put everybody out, and what
they typed would be lost. An admission ends with the program, and browsers forget the cookie by themselves.
"""

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature


class Cookies(SecureCookieSessionInterface):
    """Reads a session from its cookie by the signature alone. A lasting cookie has a greatest age, and no date."""

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> None:
        """Return None, so that no cookie has a date of expiry: by the clock of a telephone it may be past already."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie; that of a lasting session has the application's lifetime of sessions as its greatest age."""
        super().save_session(app, session, response)
        if session.permanent:
            start, lasts = f"{self.get_cookie_name(app)}=", int(app.permanent_session_lifetime.total_seconds())
            cookies = response.headers.getlist("Set-Cookie")
            whole = [f"{each}; Max-Age={lasts}" if each.startswith(start) else each for each in cookies]
            response.headers.setlist("Set-Cookie", whole)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of the browser that asks; an empty one if its cookie is none of ours."""
        signing = self.get_signing_serializer(app)
        if signing is None:
            return None
        try:
            return self.session_class(signing.loads(request.cookies.get(self.get_cookie_name(app), "")))
        except BadSignature:
            return self.session_class()
