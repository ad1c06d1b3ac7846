"""How an application loads its templates."""

from flask import Flask
from flask.templating import Environment

from screening.printing.plain_globals import NO_LIMIT, PlainGlobals


class Pages(PlainGlobals, Environment):
    """Flask's environment of templates, in which globals are looked up without a detour (`PlainGlobals`)."""


def install(app: Flask) -> None:
    """Use this environment, which keeps every template it loaded. To be called before anything is made of the app."""
    app.jinja_environment = Pages
    app.jinja_options = {**app.jinja_options, "cache_size": NO_LIMIT}
