"""A visitor at the tool, and walks through the opening of a case."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from screening import settings
from screening.casework import CaseService
from screening.content import Content
from screening.printing import Printer
from screening.settings import Settings
from screening.web.app import create_app
from screening.web.quick.bundle import Bundle, bundle
from screening.web.quick_app import create_quick_app
from screening.web.services import services_of
from tests.builders import CONTENT
from tests.web.classes import Training, act
from tests.web.page import Visitor
from tests.web.seeded import let_in, open_case, open_lock, open_task_list


@pytest.fixture(scope="session")
def quick_bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """What the quick check sends once and for all: the same in every application over the usual content."""
    app = create_quick_app(settings.load({"ROZPOZNAJ_DATA": str(tmp_path_factory.mktemp("quick"))}), CONTENT, None)
    with app.test_request_context():
        return bundle()


@pytest.fixture
def app(tool_settings: Settings, desk: CaseService, printer: Printer, quick_bundle: Bundle) -> Flask:
    made = create_app(tool_settings, desk, printer)
    made.testing = True
    if desk.content is CONTENT:
        services_of(made).bundle = quick_bundle
    return made


@pytest.fixture
def alone(tool_settings: Settings, content: Content, printer: Printer, quick_bundle: Bundle) -> Visitor:
    """A browser at a server of the quick check alone."""
    made = create_quick_app(tool_settings, content, printer)
    if content is CONTENT:
        services_of(made).bundle = quick_bundle
    return Visitor(made.test_client())


@pytest.fixture
def newcomer(app: Flask, tool_settings: Settings) -> Visitor:
    """A browser that came in by a start link and finds a tool that was never set up."""
    came = Visitor(app.test_client())
    let_in(came)
    came.be_at("/")
    return came


@pytest.fixture
def visitor(newcomer: Visitor) -> Visitor:
    """A browser with the lock open."""
    open_lock(newcomer)
    newcomer.be_at("/")
    return newcomer


SAFE = {"alone": "yes", "interpreter": "not_needed"}
CONTEXT = {"setting": "workplace", "citizenship": "unknown"}


def walk_to(
    visitor: Visitor, *, until: str = "overview", age: str = "adult", forms: tuple[str, ...] = ("labour",)
) -> str:
    """Open a case and walk through the opening up to a page; gives the address of the case."""
    visitor.get("/cases/")
    visitor.send(profession="police")
    address = visitor.path.rsplit("/", 1)[0]
    answers = {
        "safety": {**SAFE, "age": age},
        "talk": {**CONTEXT, "forms": list(forms)},
    }
    while not visitor.path.endswith("/" + until):
        step = visitor.path.rsplit("/", 1)[1]
        before = visitor.path
        visitor.send(**answers.get(step, {}))
        assert visitor.path != before, (step, visitor.page.text[:600])
    return address


def save_what_waits(visitor: Visitor) -> TestResponse:
    """Look at the form that has waited longest at the lock, and save it."""
    visitor.get("/waiting")
    visitor.get(next(link for link in visitor.page.links if link.startswith("/waiting/")))
    form = next(form for form in visitor.page.forms if str(form["action"]).endswith("/save"))
    return visitor.post(form["action"], form["fields"])


@pytest.fixture
def opened(visitor: Visitor) -> Callable[..., str]:
    return lambda **how: open_case(visitor, **how)


@pytest.fixture
def training(tmp_path: Path, content: Content, printer: Printer, clock) -> Iterator[Training]:
    """A training process for a class."""
    running = Training(tmp_path, content, printer, clock)
    yield running
    running.close()


@pytest.fixture
def trainer(training: Training) -> Visitor:
    """The trainer, with a class open."""
    came = training.trainer()
    act(came, "open")
    return came


@pytest.fixture
def task_list(visitor) -> str:
    """The address of a case begun at the door, with the task list open."""
    return open_task_list(visitor)
