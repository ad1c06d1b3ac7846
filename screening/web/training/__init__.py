"""The training realm: exercises alone and in a class. Nothing here is registered in the real realm."""

from flask import Flask, Response

from screening.core.training.class_statistics import COMPARED, ON_PAGE
from screening.web.access.table import requested_endpoint
from screening.web.services import services_of
from screening.web.training import access, class_files, lost, trainer
from screening.web.training.alone import training
from screening.web.training.number_format import decimal, percent, statistic
from screening.web.training.room import room

AGAIN_SECONDS = "5"  # after so many the browser asks again for a page that could not be drawn

__all__ = ["access", "class_files", "install", "trainer"]


def install(app: Flask) -> None:
    """Register the pages of exercises and of the class, and whose session is whose."""
    access.install(app)
    app.jinja_env.filters["decimal"] = decimal
    app.jinja_env.filters["percent"] = percent
    app.jinja_env.filters["statistic"] = statistic
    app.jinja_env.globals.update(statistics_on_page=ON_PAGE, statistics_compared=COMPARED)
    kept = services_of(app)
    if kept.data:
        kept.class_before = lost.opened_before(kept.data, kept.case_service.now())
    app.jinja_env.globals["lost_class"] = trainer.lost_class
    app.after_request(_come_again)
    app.register_blueprint(training)
    app.register_blueprint(room)


def _come_again(response: Response) -> Response:
    """The answer; one that stands for a page of the class which could not be drawn makes the browser ask again."""
    if requested_endpoint().retried and response.status_code >= 500:
        response.headers["Refresh"] = AGAIN_SECONDS
    return response
