"""A class at the test client: the trainer on this machine, trainees on telephones under a name that is not loopback."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from screening import settings
from screening.casework.training.practice import PracticeService, open_for_practice
from screening.content import Content
from screening.printing import Printer
from screening.web.access import start_link
from screening.web.app import create_app
from tests.inside.casework import owners_of
from tests.storage.opening import open_new
from tests.web.page import Visitor

LISTEN, TELEPHONE = "127.0.0.5", "192.0.2.44"
PORT = 8766
HERE, THERE = f"http://127.0.0.1:{PORT}", f"http://klasa.test:{PORT}"
EXERCISE, BEGGING = "szklarnia_paszporty", "akordeon_na_rynku"
OPENING = (
    {"alone": "yes", "interpreter": "independent", "age": "adult"},
    {"setting": "workplace", "forms": ["labour"]},
)


class Training:
    """A training process: for a class over plain http, or on this machine alone."""

    def __init__(self, folder: Path, content: Content, printer: Printer, clock, *, for_a_class: bool = True) -> None:
        listen = {"LISTEN": LISTEN, "HOSTS": "127.0.0.1,localhost,klasa.test"} if for_a_class else {}
        chosen = {"DATA": str(folder), "REALM": "training", **listen}
        self.settings = settings.load({f"ROZPOZNAJ_{name}": value for name, value in chosen.items()})
        self.store = open_new(self.settings)
        open_for_practice(self.store, content.passphrase_words, clock)
        self.desk = PracticeService(self.store, content, clock, clock.running)
        self.app: Flask = create_app(self.settings, self.desk, printer)
        self.app.testing = True
        self.here = HERE if for_a_class else "https://localhost"

    @property
    def room(self):
        return self.desk.room

    def telephone(self, address: str = TELEPHONE) -> Visitor:
        """A browser elsewhere, that was never here."""
        visitor = Visitor(self.app.test_client(), THERE)
        visitor.client.environ_base["REMOTE_ADDR"] = address
        return visitor

    def trainer(self) -> Visitor:
        """A browser on this machine that came in by a start link."""
        visitor = Visitor(self.app.test_client(), self.here)
        visitor.get(f"/start/{start_link.issue(self.settings.data)}")
        return visitor

    def trainee(self) -> Visitor:
        """A telephone that has joined the class that is open."""
        visitor = self.telephone()
        visitor.get("/join")
        visitor.press("/join", code=self.room.code)
        assert visitor.path == "/room", visitor.page.text
        return visitor

    def close(self) -> None:
        self.store.close()


def walk(visitor: Visitor, **triage: str) -> str:
    """From the first page of a case past the triage, with these answers there; gives the address of the case."""
    for values in OPENING:
        visitor.send(**values)
    assert visitor.path.endswith("/triage"), visitor.path
    visitor.send(**{f"answer__{id_}": answer for id_, answer in triage.items()})
    return visitor.path.rsplit("/", 1)[0]


def work(trainee: Visitor, **triage: str) -> str:
    """A trainee's way through the exercise that is released, from the page of the class; gives the case's address."""
    trainee.get("/room")
    trainee.press("/room/begin")
    return walk(trainee, **triage)


def act(trainer: Visitor, what: str) -> None:
    """The trainer presses a button of the class; ending it is confirmed on a page of its own."""
    trainer.get("/training/class/end" if what == "end" else "/training/class")
    trainer.press(f"/class/{what}")


def release(trainer: Visitor, exercise: str = EXERCISE) -> None:
    """The trainer releases an exercise."""
    trainer.get("/training/class")
    trainer.press("/class/release", exercise=exercise)


def fields_of(visitor: Visitor, **values: str) -> list[tuple[str, str]]:
    return [("csrf_token", visitor.token), *values.items(), ("_end", "1")]


def persons(training: Training) -> set[str]:
    """Everything that could lead from a result to a trainee: sessions, case ids, code names."""
    desk = training.desk
    ids = {UUID(str(id_)) for id_ in owners_of(desk)}
    codes = {desk.code_of(str(id_)) for id_ in ids}
    sessions = {*owners_of(desk).values(), *training.room.trainees}
    return {*sessions, *(str(id_) for id_ in ids), *(id_.hex for id_ in ids), *codes}


def everything_in(pdf: bytes) -> str:
    """All strings and streams of a PDF, unpacked."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        parts = [str(opened.docinfo), *(repr(each) for each in opened.objects)]
        parts += [each.read_bytes().decode("latin-1") for each in opened.objects if isinstance(each, pikepdf.Stream)]
    return " ".join(parts)


def add_file(trainer: Visitor, data: bytes, path: str = "/training/compare") -> int:
    trainer.get(path if path == "/training/compare" else "/cases/refer")
    parts = {"csrf_token": trainer.token, "_end": "1", "file": FileStorage(BytesIO(data), "plik")}
    boundary, body = encode_multipart(parts)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = trainer.client.post(path, data=body, content_type=kind, base_url=trainer.base)
    trainer.arrive(answer, path)
    return answer.status_code
