"""What a form of the quick check says: each code is one of its vocabulary, or the form is refused. Nothing is kept."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import FIRST_FORMS, Answer, Basis, Form, Interpreter
from screening.core.record.case import Case, Context, Reply
from screening.core.record.fields import Leaf, with_value
from screening.core.record.quick_check import FIRST_PAGE, SAFETY_QUESTIONS
from screening.core.rules.triage import rest, triage
from screening.translation import POLISH

# Values of "forms" that are no forms: the officer cannot tell which; somebody plans to leave for work.
UNSURE, LEAVING = "unsure", "leaving"
# What the first page asks with one answer each; the script reads it by these names, too.
SINGLE = ("language", *(leaf.key for leaf in FIRST_PAGE))
# The fields that are left out when the check goes on with a further person.
OF_ONE_PERSON = ("danger", *(question.key for question in SAFETY_QUESTIONS), "age")
EDITION = "edition"  # the field with the edition in whose words the page asked
HIDE = "hide"  # the value of "bare", the button that was pressed, that hides the person's screen
WORD = "word"  # the field that says of which handing over a form is (`cases/handed_over.py`)
# The names of all fields that a form of the quick check has, besides answers and signs.
FIELDS = frozenset((*SINGLE, EDITION, "ui", "forms", "concerned", "at", "given", "bare", "new_case", WORD))


class InvalidSubmission(ValueError):
    """A value that no form of ours sends."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was said so far: as a case, the person's language, and the names of required fields without an answer.

    `leaving`: somebody plans to leave for work.
    """

    case: Case
    language: str
    leaving: bool
    missing: tuple[str, ...]

    def pressed(self, key: str) -> object:
        """Return what was pressed on a safety question; None where it only follows from a talk in Polish."""
        said: object = getattr(self.case.safety, key)
        return None if self.language == POLISH and said is Interpreter.NOT_NEEDED else said


def _code(form: MultiDict[str, str], name: str, codes: Iterable[str]) -> str:
    """The value of a field, or an empty text. Raises InvalidSubmission if it is none of these codes."""
    value = form.get(name, "")
    if value and value not in set(codes):
        raise InvalidSubmission(name)
    return value


def _edition(form: MultiDict[str, str], catalogue: Catalogue) -> str:
    """The edition of the page that was sent; the first one for a page that names none.

    It may be older than the program: a browser that keeps the quick check shows the words of before an update, and
    answers may have waited at the lock.
    """
    return _code(form, EDITION, catalogue.editions) or catalogue.editions[0]


def _first_page(form: MultiDict[str, str], leaf: Leaf) -> object:
    """The value of a field of the first page; None for what was not asked."""
    if leaf.kind is bool:
        return form.get(leaf.key) == "1"
    if ticked := leaf.facts.ticked:
        return frozenset((ticked,)) if _code(form, leaf.key, (ticked,)) else frozenset()
    code = _code(form, leaf.key, leaf.kind)
    return leaf.kind(code) if code else None


def _answers(form: MultiDict[str, str], catalogue: Catalogue) -> dict[str, Reply]:
    """The replies by id. `given` marks what the person answered: it counts only if the answer is still the same."""
    by_person = set(form.getlist("given"))
    replies = {}
    for name in form:
        kind, dot, id_ = name.partition(".")
        if kind != "answer" or not dot:
            continue
        if id_ not in catalogue.indicators or form[name] not in set(Answer):
            raise InvalidSubmission(name)
        if form[name] != Answer.NOT_ASKED:
            reply = Reply(Answer(form[name]))
            by = {Basis.PERSON} if mark_of(id_, reply) in by_person else ()
            replies[id_] = replace(reply, basis=frozenset(by))
    return replies


def _signs(form: MultiDict[str, str], catalogue: Catalogue) -> frozenset[str]:
    found = frozenset(name.partition(".")[2] for name in form if name.startswith("sign."))
    if not found <= catalogue.signs.keys():
        raise InvalidSubmission("sign")
    return found


def read_submission(form: MultiDict[str, str], catalogue: Catalogue, languages: Mapping[str, object]) -> Given:
    """Return what the form says; `languages` are those of the person.

    Raises InvalidSubmission for a value, an id or a field that no form of ours sends.
    """
    for name in form:
        if name not in FIELDS and not name.startswith(("answer.", "sign.")):
            raise InvalidSubmission(name)
    chosen = set(form.getlist("forms"))
    if not chosen <= {*Form, UNSURE, LEAVING}:
        raise InvalidSubmission("forms")
    unsure = UNSURE in chosen
    case = Case(
        edition=_edition(form, catalogue),
        forms=frozenset(map(Form, chosen - {UNSURE, LEAVING})) | frozenset(FIRST_FORMS if unsure else ()),
        concerned=form.get("concerned") == "1",
        context=Context(form_unsure=unsure),
        signs=_signs(form, catalogue),
        replies=_answers(form, catalogue),
    )
    for leaf in FIRST_PAGE:
        case = with_value(case, leaf.path, _first_page(form, leaf))
    language = _code(form, "language", languages)
    if language == POLISH and case.safety.interpreter is None:  # in Polish nobody interprets
        case = replace(case, safety=replace(case.safety, interpreter=Interpreter.NOT_NEEDED))
    missing = tuple(name for name, there in (("age", case.age), ("forms", chosen)) if not there)
    return Given(case, language, LEAVING in chosen, missing)


def triage_items(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the first twelve triage items of the case; none if its forms have no list."""
    return triage(catalogue, case)


def more(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the triage items after the first twelve, which "more" opens."""
    return rest(catalogue, case)


def _carried(leaf: Leaf, case: Case) -> object:
    """What a form sends of a field of the first page; an empty text for what was not asked."""
    value = leaf.of(case)
    if ticked := leaf.facts.ticked:
        return ticked if ticked in value else ""
    return "1" if value is True else value or ""


def hidden(given: Given) -> list[tuple[str, str]]:
    """Return the hidden fields by which a page carries the answers of the first page, as pairs of name and value."""
    case = given.case
    unsure = case.context.form_unsure
    forms = [form for form in Form if form in case.forms and not (unsure and form in FIRST_FORMS)]
    fields = [
        (EDITION, case.edition),
        ("language", given.language),
        *((leaf.key, _carried(leaf, case)) for leaf in FIRST_PAGE),
        ("forms", UNSURE if unsure else ""),
        ("forms", LEAVING if given.leaving else ""),
        *(("forms", form) for form in forms),
    ]
    return [(name, str(value)) for name, value in fields if value]


def for_the_next(given: Given) -> list[tuple[str, str]]:
    """Return the fields of the first page that stay for a further person of an inspection, such as form and service."""
    return [(name, value) for name, value in hidden(given) if name not in OF_ONE_PERSON]


def mark_of(id_: str, reply: Reply) -> str:
    """Return the value of `given` for an answer of the person: the id of the indicator and the answer."""
    return f"{id_}.{reply.answer}"


def answered(given: Given) -> list[tuple[str, str]]:
    """Return the fields that carry answers and signs."""
    fields = [(f"answer.{id_}", reply.answer.value) for id_, reply in given.case.replies.items()]
    fields += [
        ("given", mark_of(id_, reply)) for id_, reply in given.case.replies.items() if Basis.PERSON in reply.basis
    ]
    fields += [(f"sign.{id_}", "1") for id_ in sorted(given.case.signs)]
    return fields + ([("concerned", "1")] if given.case.concerned else [])


def elsewhere(given: Given, shown: Set[str]) -> list[tuple[str, str]]:
    """Return the fields that carry the answers and signs of items that this page does not show.

    `concerned` is not among them: the page has a control for it.
    """
    named = [(name, value, value if name == "given" else name.partition(".")[2]) for name, value in answered(given)]
    return [(name, value) for name, value, id_ in named if id_ and id_ not in shown]


def with_answer(given: Given, id_: str, answer: Answer) -> Given:
    """Return the same with one more answer, said by the person."""
    replies = {**given.case.replies, id_: Reply(answer, frozenset({Basis.PERSON}))}
    return replace(given, case=replace(given.case, replies=replies))
