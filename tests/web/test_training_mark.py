"""Everything of the training realm bears the mark: pages in title and body, and every page of every PDF."""

from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

import pytest
from pypdf import PdfReader
from werkzeug.test import TestResponse

from screening.casework.documents import DOCUMENTS
from screening.content import Content
from screening.core.journey import steps
from screening.printing import PrintingError
from screening.translation import page_languages, person_languages
from screening.web.http.request_filter import FORM_TYPE
from tests.web.classes import EXERCISE, Training, act, release, walk, work
from tests.web.page import Page, Visitor

MARK = "ĆWICZENIE"
NO_PAGE = frozenset(("static", "quick.data", "quick.script", "quick.worker", "quick.manifest", "quick.voice"))
PAGE_LANGUAGES = [
    pytest.param(each.code, marks=() if each.code == "pl" else pytest.mark.full) for each in page_languages()
]


def unmarked(answer: TestResponse) -> str:
    """Where a page lacks the mark: in its title, its body, or nowhere."""
    page = Page(answer.get_data(as_text=True))
    body = page.html.partition("</head>")[2]
    return " ".join(name for name, text in (("title", page.title), ("body", body)) if MARK not in text)


def is_page(answer: TestResponse) -> bool:
    return answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303, 308)


def addresses(training: Training, case: str, content: Content) -> list[str]:
    """Every address of the realm that can be read, for this case."""
    case_id = case.rsplit("/", 1)[1]
    named = {
        "<step_id>": [step.id for step in steps(content.catalogue, training.desk.collect(UUID(case_id)))],
        "<any(leaving, noticed):name>": list(content.checklists),
        "<kind>": list(DOCUMENTS),
        "<drill_id>": list(content.exercises.drills),
        "<exercise_id>": [EXERCISE],
        "<language>": list(person_languages()),
        "<uuid:case_id>": [case_id],
        "<token>": ["x" * 43],
        "<id_>": ["x" * 22],
        "<int:number>": ["1"],
    }
    rules = [rule for rule in training.app.url_map.iter_rules() if rule.endpoint not in NO_PAGE]
    found = [rule.rule for rule in rules if "GET" in rule.methods]
    for name, values in named.items():
        found = [path.replace(name, value) for path in found for value in (values if name in path else [""])]
    assert not [path for path in found if "<" in path]
    return found


def in_language(visitor: Visitor, language: str) -> None:
    fields = [("csrf_token", visitor.token), ("language", language), ("back", "/"), ("_end", "1")]
    visitor.post("/language", fields)
    assert visitor.page.lang == language


def exercise_alone(trainer: Visitor) -> str:
    """An exercise of the trainer's own, with its feedback; gives the address of the case."""
    trainer.get("/training/")
    trainer.press(f"/exercises/{EXERCISE}/begin")
    case = walk(trainer, documents_withheld="yes", debt_bondage="yes")
    trainer.press(f"/exercises/{EXERCISE}/feedback")
    return case


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_page_of_the_realm_bears_the_mark(training, trainer, content, language):
    trainee = training.trainee()
    in_language(trainer, language)
    in_language(trainee, language)
    alone = exercise_alone(trainer)
    release(trainer)
    case = work(trainee, documents_withheld="yes", debt_bondage="yes")
    met, missing = set(), {}
    for phase in ("working", "close", "show"):
        if phase != "working":
            act(trainer, phase)
        for visitor, of in ((trainer, alone), (trainee, case)):
            for path in addresses(training, of, content) if phase != "close" else ("/room", "/training/class"):
                answer = visitor.client.get(path, base_url=visitor.base)
                if is_page(answer):
                    met.add((visitor is trainer, path, phase, answer.status_code))
                    missing |= {path: unmarked(answer)} if unmarked(answer) else {}
    assert not missing
    assert sum(status == 200 for *_, status in met) > 100, len(met)


def test_every_refusal_bears_the_mark(training, trainer, printer, monkeypatch):
    trainee = training.trainee()
    release(trainer)
    case = work(trainee)
    step, token = f"{case}/triage", ("csrf_token", trainee.token)
    trainee.get(step)
    stale = urlencode(trainee.filled(answer__debt_bondage="yes"))
    trainee.send(answer__documents_withheld="yes")

    def got(path: str, base: str = trainee.base) -> TestResponse:
        return trainee.client.get(path, base_url=base)

    def posted(path: str, body: str = "", *pairs: tuple[str, str], kind: str = FORM_TYPE, site: str = "same-origin"):
        body = body or urlencode([token, *pairs, ("_end", "1")])
        headers = {"Sec-Fetch-Site": site}
        return trainee.client.post(path, data=body, content_type=kind, headers=headers, base_url=trainee.base)

    answers = {
        "no token": posted("/room/finish", "_end=1"),
        "damaged": posted("/room/finish", "x=%ff&_end=1"),
        "another site": posted("/room/finish", site="cross-site"),
        "a telephone without session": training.telephone().client.get("/cases/", base_url=trainee.base),
        "a browser here without session": training.app.test_client().get("/training/", base_url=training.here),
        "no page": got("/nothing"),
        "no case": got("/cases/00000000-0000-4000-8000-000000000000/overview"),
        "not allowed": posted("/room"),
        "a case file": posted("/cases/import"),
        "stale": posted(step, stale),
        "too large": posted("/room/finish", "x" * 300_000),
        "no form": posted("/room/finish", "{}", kind="application/json"),
        "a wrong answer": posted(step, "", ("revision", "99"), ("answer.debt_bondage", "maybe")),
        "a wrong code": posted("/join", "", ("code", "x")),
        "another host": got("/", "http://obcy.test"),
        "the quiet page": got("/quiet"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(type(printer), "pdf", lambda *_, **__: (_ for _ in ()).throw(PrintingError("x")))
        trainee.get(f"{case}/documents")
        answers["no printer"] = posted(f"{case}/documents/referral", "", ("language", "pl"), trainee.of_case[1])
    trainee.get(f"{case}/finish")
    trainee.send(confirm="1")
    answers["erased"] = got(f"{case}/overview")
    training.app.testing = False
    monkeypatch.setitem(training.app.view_functions, "start.contacts", lambda: 1 / 0)
    answers["our own fault"] = got("/contacts")
    assert not {name: unmarked(answer) for name, answer in answers.items() if unmarked(answer)}
    statuses = {answer.status_code for answer in answers.values()}
    assert statuses >= {200, 400, 403, 404, 405, 409, 410, 413, 415, 422, 500, 503}, statuses


def quick_pages(training: Training) -> dict[str, TestResponse]:
    """Every page of the quick check, by what it is."""
    passer_by = Visitor(training.app.test_client(), training.here)
    found = {}

    def keep(name: str) -> None:
        found[name] = passer_by.response

    def begin(**values: object) -> None:
        passer_by.get("/quick/")
        passer_by.send(**{"alone": "yes", "age": "adult", "forms": ["labour"], **values})

    for path in ("", "leaflet", "card"):
        passer_by.get(f"/quick/{path}")
        keep(path or "home")
    passer_by.send(profile="nothing")
    keep("no such card")
    passer_by.get("/quick/leaflet")
    passer_by.send(safe="yes")
    keep("leaflet as a page")
    begin(age="")
    keep("home with an error")
    begin(forms=["leaving"])
    keep("leaving")
    begin()
    keep("questions")
    fields = passer_by.filled()
    passer_by.send(answer__debt_bondage="yes")
    keep("result")
    passer_by.post("/quick/show", fields)
    keep("show")
    passer_by.post("/quick/show", [("at", "99"), *fields])
    keep("problem")
    passer_by.get("/quick/nothing")
    keep("not found")
    assert len({answer.get_data() for answer in found.values()}) == len(found)
    return found


def test_every_page_of_the_quick_check_bears_the_mark_in_its_body(training):
    missing = {name: unmarked(answer) for name, answer in quick_pages(training).items()}
    assert not [name for name, where in missing.items() if "body" in where], missing


def test_every_page_of_the_quick_check_bears_the_mark_in_its_title(training):
    missing = {name: unmarked(answer) for name, answer in quick_pages(training).items()}
    assert not [name for name, where in missing.items() if "title" in where], missing


def test_the_script_of_the_quick_check_keeps_the_mark_in_the_title(training):
    script = training.app.test_client().get("/quick/check.js", base_url=training.here).get_data(as_text=True)
    assert "document.title" in script and MARK in script


def test_the_quick_check_kept_on_a_telephone_bears_the_mark(training):
    answer = training.app.test_client().get("/quick/manifest.webmanifest", base_url=training.here)
    manifest = answer.get_json(force=True)
    assert MARK in manifest["name"] and MARK in manifest["short_name"]


def unmarked_pages(pdf: bytes) -> list[int]:
    texts = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    assert texts
    return [number for number, text in enumerate(texts, 1) if MARK not in text]


@pytest.mark.rest
@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_page_of_every_document_bears_the_mark(training, trainer, content, language):
    case = exercise_alone(trainer)
    sheets = {}
    for kind in DOCUMENTS:
        trainer.get(f"{case}/documents")
        fields = [*trainer.of_case, ("language", language), ("_end", "1")]
        sheets[kind] = trainer.post(f"{case}/documents/{kind}", fields).data
    trainer.get("/training/class")
    fields = [("csrf_token", trainer.token), ("language", language), ("exercise", EXERCISE), ("_end", "1")]
    sheets["hand-out"] = trainer.post("/training/handout.pdf", fields).data
    assert len(sheets) == 7 and all(sheet.startswith(b"%PDF") for sheet in sheets.values())
    missing = {kind: unmarked_pages(sheet) for kind, sheet in sheets.items()}
    assert not any(missing.values()), missing


@pytest.mark.sampled(2)
@pytest.mark.parametrize("language", ["pl", "en", "uk"])
@pytest.mark.parametrize("whose", ["adult", "child"])
def test_every_page_of_the_leaflet_bears_the_mark(training, whose, language):
    passer_by = Visitor(training.app.test_client(), training.here)
    answer = passer_by.post("/quick/leaflet.pdf", [("for", whose), ("language", language), ("_end", "1")])
    assert answer.data.startswith(b"%PDF") and not unmarked_pages(answer.data)


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", ["", "uk"])
def test_every_page_of_the_field_cards_bears_the_mark(training, content, language):
    passer_by = Visitor(training.app.test_client(), training.here)
    for profile in content.catalogue.profiles:
        answer = passer_by.post("/quick/card.pdf", [("profile", profile), ("language", language), ("_end", "1")])
        assert answer.data.startswith(b"%PDF") and not unmarked_pages(answer.data), profile


def test_in_service_nothing_bears_the_mark(visitor, opened):
    address = opened(until="triage")
    for path in ("/", "/cases/", f"{address}/triage", "/quick/", "/quiet", "/nothing"):
        answer = visitor.client.get(path, base_url=visitor.base)
        assert MARK not in answer.get_data(as_text=True), path
