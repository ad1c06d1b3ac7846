"""A browser that is let in, an open lock, a case with its opening filled in: put there without walking the pages.

`test_seeded.py` holds each of them to be what the pages leave behind.
"""

from dataclasses import replace
from uuid import UUID

from screening.casework import CaseService
from screening.core.instrument.vocabulary import Age, Alone, Citizenship, Form, Interpreter, Profession, Setting
from screening.core.journey import opening
from screening.core.record.case import Case
from screening.web.access.lock_gate import new_name
from screening.web.services import services_of
from tests.web.page import Visitor


def let_in(visitor: Visitor) -> None:
    """Give a browser the name that a start link gives it."""
    with visitor.client.application.test_request_context():
        name = new_name()
    with visitor.client.session_transaction(base_url=visitor.base) as session:
        session["visitor"] = name


def _name(visitor: Visitor) -> str:
    """The name under which a browser was let in."""
    with visitor.client.session_transaction(base_url=visitor.base) as session:
        return session["visitor"]


def _case_service(visitor: Visitor) -> CaseService:
    return services_of(visitor.client.application).case_service.of(_name(visitor))


def open_lock(visitor: Visitor) -> None:
    """Open the lock for a browser that was let in, with keys in memory."""
    visitor.word = _case_service(visitor).lock.keep_nothing(_name(visitor))


def with_opening(case: Case, age: Age, forms: frozenset[Form], pages: frozenset[str]) -> Case:
    """The case once these pages of its opening are saved."""
    safety, context = case.safety, case.context
    if "safety" in pages:
        case = replace(case, age=age, safety=replace(safety, alone=Alone.YES, interpreter=Interpreter.NOT_NEEDED))
    if "talk" in pages:
        context = replace(context, setting=Setting.WORKPLACE, citizenship=Citizenship.UNKNOWN)
        case = replace(case, context=context, forms=forms)
    return replace(case, visited=case.visited | pages)


def open_case(
    visitor: Visitor, *, until: str = "overview", age: str = "adult", forms: tuple[str, ...] = ("labour",)
) -> str:
    """Put a case there with its opening saved up to a page, look at that page, and give the address of the case."""
    desk = _case_service(visitor)
    made = desk.open(Profession.POLICE)
    chosen = frozenset(Form(each) for each in forms)
    pages = [step.id for step in opening(desk.content.catalogue, replace(made.case, age=Age(age), forms=chosen))]
    saved = frozenset(pages[: pages.index(until)] if until in pages else pages)
    if saved:
        desk.save(made, with_opening(made.case, Age(age), chosen, saved), seen_revision=made.revision)
    visitor.get(f"/cases/{made.id}/{until}")
    assert visitor.path.endswith(f"/{until}"), visitor.page.text[:600]
    return f"/cases/{made.id}"


def open_task_list(visitor: Visitor) -> str:
    """Put a case there that was begun at the door, have its task list open, and give the address of the case."""
    made = _case_service(visitor).open(Profession.SOCIAL_WORKER, for_referral=True)
    visitor.be_at(f"/cases/{made.id}/referral")
    return f"/cases/{made.id}"


def adult(visitor: Visitor, address: str, age: str = "adult") -> None:
    """Save safety and talk of a case with this age and labour, as `referral.fill` does, and have its task list open."""
    desk = _case_service(visitor)
    made = desk.read(UUID(address.rsplit("/", 1)[1]))
    case = with_opening(made.case, Age(age), frozenset((Form.LABOUR,)), frozenset(("safety", "talk")))
    case = replace(case, context=made.case.context)
    desk.save(made, case, seen_revision=made.revision)
    visitor.be_at(f"{address}/referral")
