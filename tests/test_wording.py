"""Every code of the record has words, each once; templates and scripts have no second list of them."""

import inspect
import re
from enum import StrEnum
from pathlib import Path

import pytest

import screening.web
from screening.casework.retention import REASONS
from screening.casework.work_list import Unread
from screening.core.documents import LEAFLETS
from screening.core.documents.papers import PaperState
from screening.core.instrument import vocabulary as instrument
from screening.core.journey import Place
from screening.core.record import vocabulary as record
from screening.core.record.fields import Leaf, Number, Part
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.referral.besides import Besides
from screening.core.referral.call import CALL
from screening.core.referral.identity import Grounds
from screening.core.referral.still_open import StillOpen
from screening.core.rules.assessment import IloClass, Rule
from screening.core.training.class_statistics import STATISTICS
from screening.exchange.file_kinds import BY_KIND
from screening.settings import folder
from screening.storage.audit import AuditEvent
from screening.translation import Translator
from screening.wording import WORDS, words_in

# The content has the words for these; nobody reads how an indicator can be established, or the age of a profile.
WORDS_OF_CONTENT = {
    instrument.AgeGroup,
    instrument.DimensionId,
    instrument.CriminalAct,
    instrument.PurposeId,
    instrument.Method,
}
# What was not asked has no word: a form has one choice for it, and paper one line.
WITHOUT_A_WORD = {"not_asked"}
OTHERWISE = {
    **{f"{leaf.vocabulary}Told": leaf.kind for leaf in SAFETY_QUESTIONS},
    "AgeTold": instrument.Age,
    "AgeSaid": instrument.Age,
    "ProfessionSaid": instrument.Profession,
    "RequestKindSaid": record.RequestKind,
    "UrgencySaid": record.Urgency,
    "ContactAgreementPressed": record.ContactAgreement,
    "ContactAgreementSaid": record.ContactAgreement,
    "AuthorityNotified": record.Authority,
    "NotificationState": record.NotificationChoice,
    "WeightMark": instrument.Weight,
    "UrgentAsked": record.Urgent,
}


def _said_of_an_uncertain_talk(leaf: Leaf) -> set[StrEnum]:
    """The answers that leave a talk uncertain, but for "I don't know", of which there is nothing to say."""
    return {answer for answer in leaf.facts.uncertain if answer != "unknown"}


OF_SAFETY_QUESTIONS = {leaf.key: leaf for leaf in SAFETY_QUESTIONS}
OTHER_CODES = {
    "SafetyQuestion": OF_SAFETY_QUESTIONS,
    "SafetyMissing": OF_SAFETY_QUESTIONS,
    "SafetyUntold": OF_SAFETY_QUESTIONS,
    **{
        f"{leaf.vocabulary}Unsafe": {*leaf.facts.unsafe, *_said_of_an_uncertain_talk(leaf)} for leaf in SAFETY_QUESTIONS
    },
    "PrintedLeaflet": LEAFLETS,
    "OwnDuty": instrument.RECEIVING,
    "Extension": REASONS,
    "FileKind": BY_KIND,
    "ClassStatistic": {row.id for row in STATISTICS},
    "Part": set(Part),
    "Place": Place,
    "CallLine": {line.id for line in CALL},
    "BasisTold": instrument.Basis,
    "WithoutAgreement": {"age", "not_asked", "no"},
}
SOME_LABELS = {
    "SafetyTold",
    "FileKindTakenIn",
    "ClassStatisticSays",
    "Before",
    "OnLine",
    "DangerOnLine",
    "KcikNotNow",
}  # of the answers, of the files from elsewhere, of the fields and values on a line, of the papers, that need one
OF_PAGES = {"Page", "PageOfChild", "TaskGroup"}
LISTED_AGAIN = re.compile(r"""["'](\w[\w-]*)["']: """)
# Only the record, its words and the content name these; the pages of training have an anchor of such a name.
NAMED_ONCE = {*instrument.FIRST_FORMS, *OF_SAFETY_QUESTIONS}
DRAWN = [*folder("templates").glob("[!t]*/*.html"), *Path(screening.web.__file__).parent.glob("static/*.js")]


def _vocabularies() -> dict[str, type[StrEnum]]:
    """Every vocabulary of the record by the name of its table."""
    found = {
        kind.__name__: kind
        for module in (instrument, record)
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, StrEnum) and kind is not StrEnum
    }
    named = (Rule, IloClass, Number, AuditEvent, Besides, Grounds, PaperState, StillOpen, Unread)
    more = {kind.__name__: kind for kind in named}
    return {name: kind for name, kind in (found | more | OTHERWISE).items() if kind not in WORDS_OF_CONTENT}


@pytest.mark.parametrize("name, kind", _vocabularies().items())
def test_every_code_has_words_and_no_word_is_of_no_code(name, kind):
    codes = {member.value for member in kind}
    assert WORDS[name].keys() <= codes
    assert codes - WORDS[name].keys() <= WITHOUT_A_WORD


def test_no_table_is_of_no_vocabulary():
    assert {name: set(WORDS[name]) for name in OTHER_CODES} == {name: set(kind) for name, kind in OTHER_CODES.items()}
    assert set(WORDS) == {*_vocabularies(), *OTHER_CODES, *OF_PAGES, *SOME_LABELS}


@pytest.mark.parametrize("path", sorted(folder("templates").rglob("*.*")), ids=lambda path: path.name)
def test_no_template_holds_a_second_list_of_words(path):
    listed = set(LISTED_AGAIN.findall(path.read_text(encoding="utf-8")))
    again = {name: listed & set(table) for name, table in WORDS.items() if len(listed & set(table)) > 2}
    assert again == {}


@pytest.mark.parametrize("path", sorted(DRAWN), ids=lambda path: path.name)
def test_no_template_and_no_script_names_a_form_of_exploitation_or_a_safety_question(path):
    named = re.findall(r"""["'](\w+)["']""", path.read_text(encoding="utf-8"))
    assert not NAMED_ONCE & set(named)


@pytest.mark.parametrize("code", ["pl", "en"])
def test_words_are_translated_when_asked_for(code):
    words = words_in(Translator(code).gettext)
    assert words["Answer"]["yes"] == {"pl": "jest", "en": "present"}[code]
    assert list(words["Age"].only("child", "adult")) == ["child", "adult"]
    assert words["Voivodeship"]["lodzkie"] == "łódzkie"
