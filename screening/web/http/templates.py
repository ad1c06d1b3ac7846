"""How an application loads its templates."""

from flask import Flask
from flask.templating import Environment

from screening.printing.plain_globals import NO_LIMIT, PlainGlobals


class Pages(PlainGlobals, Environment):
    """Flask's environment, with plain globals."""


def install(app: Flask) -> None:
    """Let the application load its templates so, and keep each one. To be called before anything is made of them."""
    app.jinja_environment = Pages
    app.jinja_options = {**app.jinja_options, "cache_size": NO_LIMIT}
