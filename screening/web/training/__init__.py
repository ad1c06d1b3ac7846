"""The training realm: exercises alone and in a class. Nothing here is registered in the real realm."""

from flask import Flask

from screening.web.training import access, class_files, trainer
from screening.web.training.alone import training
from screening.web.training.room import room
from screening.web.training.words import decimal, percent

__all__ = ["access", "class_files", "install", "trainer"]


def install(app: Flask) -> None:
    """Exercises, class and their gate."""
    access.install(app)
    app.jinja_env.filters["decimal"] = decimal
    app.jinja_env.filters["percent"] = percent
    app.register_blueprint(training)
    app.register_blueprint(room)
