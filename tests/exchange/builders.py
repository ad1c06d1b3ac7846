"""Case files and cases to test with: builders that say only what matters."""

import json
from random import Random

from hypothesis import strategies as st

from screening.core.case import NOTE_LIMIT, Case, Context, Reply, Safety
from screening.core.catalogue import Catalogue
from screening.core.terms import (
    PROFILED_FORMS,
    Act,
    Age,
    Alone,
    Answer,
    Basis,
    Citizenship,
    Form,
    Interpreter,
    Place,
    Profession,
    Setting,
    Sex,
)
from screening.exchange.case_model import BIDI_CONTROLS

LEAST = {"format": "rozpoznaj-case/1", "age": "adult", "forms": ["labour"]}

EXAMPLE = {
    "format": "rozpoznaj-case/1",
    "age": "adult",
    "forms": ["labour"],
    "intended": ["labour"],
    "danger": False,
    "concerned": False,
    "safety": {"alone": "yes", "interpreter": "independent"},
    "acts": ["recruitment", "transport"],
    "signs": ["obs_third_party_speaks"],
    "replies": {"documents_withheld": {"answer": "yes", "basis": ["person"], "note": ""}},
}

_visible = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="".join(BIDI_CONTROLS))
_notes = st.text(_visible | st.sampled_from("\t\n"), max_size=NOTE_LIMIT)


def a_file(**changes: object) -> bytes:
    """The smallest case file, with these parts."""
    return json.dumps({**LEAST, **changes}).encode()


def replying(id_: str = "documents_withheld", **reply: object) -> bytes:
    """A case file with one reply."""
    return a_file(replies={id_: {"answer": "yes", **reply}})


def a_set(kind: type) -> st.SearchStrategy:
    """Some members of an enumeration."""
    return st.frozensets(st.sampled_from(list(kind)))


@st.composite
def file_cases(draw: st.DrawFn, catalogue: Catalogue) -> Case:
    """Any case that a case file can hold."""
    forms = draw(st.frozensets(st.sampled_from(list(Form)), min_size=1))
    profiled = [form for form in PROFILED_FORMS if form in forms]
    replies = st.builds(Reply, st.sampled_from(Answer), a_set(Basis), _notes)
    return Case(
        edition=catalogue.edition,
        age=draw(st.sampled_from(Age)),
        forms=forms,
        intended=draw(st.frozensets(st.sampled_from(profiled))) if profiled else frozenset(),
        danger=draw(st.booleans()),
        concerned=draw(st.booleans()),
        safety=Safety(draw(st.sampled_from(Alone)), draw(st.sampled_from(Interpreter))),
        context=Context(
            profession=draw(st.none() | st.sampled_from(Profession)),
            setting=draw(st.none() | st.sampled_from(Setting)),
            exploited_in=draw(a_set(Place)),
            citizenship=draw(st.sampled_from(Citizenship)),
            sex=draw(st.sampled_from(Sex)),
            language=draw(st.text(_visible, max_size=35)),
            form_unsure=draw(st.booleans()),
        ),
        acts=draw(a_set(Act)),
        signs=draw(st.frozensets(st.sampled_from(list(catalogue.signs)))),
        replies=draw(st.dictionaries(st.sampled_from(list(catalogue.indicators)), replies, max_size=8)),
    )


def random_line(random: Random, catalogue: Catalogue) -> tuple[bytes, bool]:
    """A case file in one line, and whether it is good; about a third are broken somewhere."""
    some = random.sample(list(catalogue.indicators), random.randrange(0, 60))
    forms = random.sample([form.value for form in Form], random.randrange(1, 5))
    line = a_file(
        age=random.choice(list(Age)).value,
        forms=forms,
        intended=[form for form in forms if form != "other" and random.random() < 0.3],
        safety={"alone": random.choice(list(Alone)).value},
        acts=random.sample([act.value for act in Act], random.randrange(0, 7)),
        signs=random.sample(list(catalogue.signs), random.randrange(0, 4)),
        replies={id_: {"answer": random.choice(list(Answer)).value, "note": "zażółć"} for id_ in some},
    )
    if random.random() < 2 / 3:
        return line, True
    cut = random.randrange(len(line))
    broken = random.choice((b"", line[:cut], line + line, b"\xff" + line, b"[" * 5000, line.replace(b"a", b"\\ud800")))
    return broken, False
