"""Where the person's data may not stand: marked values in every field, looked for wherever the tool shows or writes."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import count

import pytest
from pypdf import PdfReader

from screening.core.journey import REFERRAL, Page
from screening.core.record.referral import Agreement
from screening.core.record.vocabulary import ContactAgreement, NameAgreement
from tests.printing.sheets import maximal_case, written

MARK = re.compile(r"kanarek\d+x", re.IGNORECASE)


def marked_case():
    """A case with another mark in every written field, and the marks of its caller."""
    numbers = count(100)

    def part(value):
        plain = written(value, "")
        names = [name for name in value.__dataclass_fields__ if getattr(plain, name) != getattr(value, name)]
        return replace(value, **{name: f"kanarek{next(numbers)}x" for name in names})

    case = maximal_case("x")
    referrer = replace(part(case.referrer), unit="kanarek1x")
    decisions = replace(case.decisions, kcik=part(case.decisions.kcik), notification=part(case.decisions.notification))
    case = replace(
        case,
        referrer=referrer,
        decisions=decisions,
        replies={id_: replace(each, note=f"kanarek{next(numbers)}x") for id_, each in case.replies.items()},
        **{
            name: part(getattr(case, name)) for name in ("safety", "context", "agreement", "person", "done", "handover")
        },
    )
    return case, {referrer.institution, referrer.function, referrer.phone}


@pytest.fixture
def marked(visitor, desk):
    """The address of a marked case, what it holds, and the marks that a consultation may show."""
    case, caller = marked_case()
    taken = desk.take_in(replace(case, for_referral=True))
    return f"/cases/{taken.id}", case, caller


def pdf_text(visitor, address: str, kind: str) -> str:
    visitor.get(f"{address}/documents")
    fields = [*visitor.of_case, ("language", "pl"), ("_end", "1")]
    answer = visitor.post(f"{address}/documents/{kind}", fields)
    assert not MARK.search(str(answer.headers))
    reader = PdfReader(BytesIO(answer.data))
    assert not MARK.search(str(reader.metadata))
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def marks(text: str) -> set[str]:
    return {each.lower() for each in MARK.findall(text)}


def test_the_consultation_holds_no_mark_but_the_callers(visitor, marked):
    address, _, caller = marked
    visitor.get(f"{address}/documents/consultation")
    assert marks(visitor.page.html) == caller
    assert marks(pdf_text(visitor, address, "consultation")) == caller


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", ["note", "notification", "script", "steps"])
def test_no_other_document_holds_the_name_or_the_way_to_the_person(visitor, marked, kind):
    address, case, _ = marked
    hidden = {case.person.name, case.person.citizenship}
    hidden |= set() if kind == "script" else {case.person.safe_contact, case.person.unsafe_contact}
    visitor.get(f"{address}/documents/{kind}")
    assert not hidden & marks(visitor.page.html)
    assert not hidden & marks(pdf_text(visitor, address, kind))


AGREEMENTS = [(contact, share) for contact in ContactAgreement for share in NameAgreement]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("contact", "share"), AGREEMENTS, ids=[f"{a}-{b}" for a, b in AGREEMENTS])
def test_the_referral_names_an_adult_only_after_both_agreements(visitor, desk, contact, share):
    case, _ = marked_case()
    case = replace(case, agreement=Agreement(contact, share), for_referral=True)
    address = f"/cases/{desk.take_in(case).id}"
    visitor.get(f"{address}/documents/referral")
    shown = marks(visitor.page.html)
    assert (case.person.name in shown) is (contact is ContactAgreement.YES and share is NameAgreement.YES)
    assert (case.person.safe_contact in shown) is (contact is ContactAgreement.YES)


def test_no_title_address_or_log_line_holds_a_mark(visitor, marked, capsys):
    address, _, _ = marked
    for page in (*REFERRAL, Page.REFERRAL, Page.DECISION, Page.DOCUMENTS, Page.SITE, Page.FINISH, Page.OVERVIEW):
        visitor.get(f"{address}/{page}")
        assert not MARK.search(visitor.page.title) and not any(MARK.search(link) for link in visitor.page.links)
    visitor.get(f"{address}/place")
    assert visitor.send(place="kanarek9x" * 40).status_code == 422
    visitor.get("/cases/")
    assert not MARK.search(visitor.page.html)
    visitor.get("/administration/audit")
    assert not MARK.search(visitor.page.html)
    log = "".join(capsys.readouterr())
    assert "refused" in log and not MARK.search(log)
