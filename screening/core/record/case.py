"""A case: what was seen, said and decided about one person. No name is needed, nothing derived is kept.

None and an empty text mean "not asked"; "I don't know" is an answer with a code of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    Basis,
    Citizenship,
    CriminalAct,
    ExploitationPlace,
    Form,
    FormGroup,
    Interpreter,
    Profession,
    Setting,
    Sex,
)
from screening.core.record.fields import ALWAYS, AS_FACT, UNLESS_REFUSED, Of, Part, asked, facts, leaves
from screening.core.record.referral import Agreement, Decisions, Done, Handover, Needs, Person, Referrer, Status
from screening.core.record.text_kinds import NOTE_LIMIT, Language, Line, Note, ShortLine, Until
from screening.core.record.vocabulary import ChildSign, NotKnown, Stay, Tonight, Voivodeship, YesNoUnknown

__all__ = ["NOTE_LIMIT", "Case", "Context", "Reply", "Safety", "Site"]


@dataclass(frozen=True, slots=True)
class Reply:
    """The officer's answer to one indicator, how it is known, and a short neutral note."""

    answer: Answer = Answer.NOT_ASKED
    basis: frozenset[Basis] = frozenset()
    note: Note = asked("", AS_FACT)


NOT_ASKED = Reply()
# The citizenships and the answers on the stay that say that the person may stay in Poland.
CITIZENS_WHO_MAY_STAY = (Citizenship.POLAND, Citizenship.EU)
MAY_STAY = (Stay.LEGAL, Stay.ASYLUM, Stay.TEMPORARY_PROTECTION)


@dataclass(frozen=True, slots=True)
class Safety:
    """In what circumstances the talk took place, and how safe the person is now.

    `not_known` names the numbers and the moment to which somebody answered "I don't know". A field with `quick` is a
    safety question: the pages and papers of a case, the quick check, and the rule in Python and in the browser take it
    from its line (docs/rules.md: The words of the rules).
    """

    alone: Alone | None = asked(
        None,
        quick=True,
        unsafe=(Alone.NO,),
        uncertain=(Alone.UNKNOWN,),
        use="who heard the talk; a “no” counts only alone",
    )
    interpreter: Interpreter | None = asked(
        None,
        quick=True,
        unsafe=(Interpreter.COMPANION, Interpreter.GROUP, Interpreter.NONE_BUT_NEEDED),
        uncertain=(Interpreter.UNKNOWN, Interpreter.MACHINE),
        use="who interpreted",
    )
    persons: int | None = asked(None, required=Of.EVERYBODY, use="how many places are needed")
    children: int | None = asked(None, required=Of.EVERYBODY, use="children to be taken along")
    children_signs: frozenset[ChildSign] = asked(frozenset(), use="a doctor now")
    voivodeship: Voivodeship | None = asked(
        None, required=Of.EVERYBODY, here=True, use="which team is near; the finest place on a consultation sheet"
    )
    place: Line = asked(
        "",
        AS_FACT,
        required=Of.EVERYBODY,
        leads=True,
        here=True,
        use="where to come; commune or county, never an address",
    )
    safe_until: Until = asked("", ALWAYS, required=Of.EVERYBODY, here=True, use="how much time there is")
    tonight: Tonight | None = asked(None, required=Of.EVERYBODY, here=True, use="kind of place tonight")
    place_known: YesNoUnknown | None = asked(
        None, required=Of.EVERYBODY, here=True, use="does anybody dangerous know the place"
    )
    phone_known: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, use="may the telephone be called")
    others: int | None = asked(None, required=Of.EVERYBODY, use="others still in that place")
    others_children: int | None = asked(None, use="of them children")
    not_known: frozenset[NotKnown] = asked(frozenset(), use="numbers and the moment that were asked and are not known")
    family_threatened: YesNoUnknown | None = asked(None, use="protection of the family at home")

    @property
    def unsafe(self) -> bool:
        """True if a "no" of this talk rules nothing out (docs/rules.md: The words of the rules)."""
        return any(getattr(self, name) in answers for name, answers in UNSAFE.items())

    @property
    def uncertain(self) -> bool:
        """True if the talk is not unsafe and it is not known that it was safe: not asked counts as unknown."""
        answers = ((getattr(self, name), unknown) for name, unknown in UNCERTAIN.items())
        return not self.unsafe and any(answer is None or answer in unknown for answer, unknown in answers)

    @property
    def warning(self) -> str:
        """Id of the guidance that says why a "no" of this talk rules nothing out; an empty text where it does."""
        if self.unsafe:
            return UNSAFE_TALK
        by = self.interpreter or Interpreter.UNKNOWN
        return UNCERTAIN_TALK.get((self.alone is Alone.YES, by if by in UNCERTAIN["interpreter"] else None), "")

    @property
    def no_counts(self) -> bool:
        """True if a "no" of this talk rules something out: it was neither unsafe nor uncertain."""
        return not self.unsafe and not self.uncertain


# The answers that make a talk unsafe, and those that leave it uncertain, by the field of `Safety`.
UNSAFE = {leaf.key: leaf.facts.unsafe for leaf in leaves(Safety) if leaf.facts.unsafe}
UNCERTAIN = {leaf.key: leaf.facts.uncertain for leaf in leaves(Safety) if leaf.facts.uncertain}
UNSAFE_TALK = "warning_unsafe_talk"
# Guidance on an uncertain talk: whether it was in private, and who interpreted, None where that leaves no doubt.
UNCERTAIN_TALK = {
    (False, None): "warning_heard_talk",
    (False, Interpreter.UNKNOWN): "warning_uncertain_talk",
    (False, Interpreter.MACHINE): "warning_machine_heard_talk",
    (True, Interpreter.UNKNOWN): "warning_interpreter_talk",
    (True, Interpreter.MACHINE): "warning_machine_talk",
}


@dataclass(frozen=True, slots=True)
class Context:
    """Who screens, where, and whom; all may stay "not asked". `facts` is the short neutral note on what happened.

    `form_unsure`: nobody knows the form of exploitation, so the questions of all are asked.
    """

    profession: Profession | None = asked(
        None, quick=True, part=Part.PROFESSION, of_unit=True, use="duties and wording"
    )
    setting: Setting | None = asked(None, use="where the talk was")
    exploited_in: frozenset[ExploitationPlace] = asked(
        frozenset(), quick=True, ticked=ExploitationPlace.TRANSIT, use="route of help (abroad, returned)"
    )
    citizenship: Citizenship | None = asked(None, use="group only; route of help, never the advice")
    sex: Sex | None = asked(None, use="as stated; lodging")
    language: Language = asked(
        "", AS_FACT, required=Of.EVERYBODY, use="interpreter; the code of a language that we offer, or a text"
    )
    form_unsure: bool = asked(False, part=Part.FORMS, use="asks across all forms with a profile")
    sector: Line = asked("", AS_FACT, use="place type and sector")
    country: ShortLine = asked("", AS_FACT, use="country of exploitation")
    since: ShortLine = asked("", AS_FACT, use="since when")
    region: Line = asked("", AS_FACT, use="region")
    facts: Note = asked("", AS_FACT, required=Of.EVERYBODY, leads=True, use="short neutral note, 600 characters")

    @property
    def at_home(self) -> bool:
        """A Polish citizen exploited in Poland alone: questions on a journey do not fit."""
        return self.citizenship is Citizenship.POLAND and self.exploited_in == {ExploitationPlace.POLAND}


@dataclass(frozen=True, slots=True)
class Site:
    """One inspection: a random id shared by its cases, and the person's number in it (P1 to P15)."""

    id: str = field(metadata=facts(UNLESS_REFUSED))
    number: int


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is stored about a case. Path, assessment, advice and sheet are computed from it.

    `forms` empty means that the forms were not asked yet. `concerned`: the officer is, whatever the answers. `visited`
    holds the ids of the pages saved so far (`Step` in core/journey.py). `for_referral`: the case was begun at "prepare
    a referral". `came_from`: from whose file the case was taken in, empty if from none. `said_before` has the names of
    the fields that hold for the sender of that file (`Facts.here`) and that nobody here has answered yet, and
    `done.notified` as long as it tells what the sender did. `exercise`: the person is made up; files and every paper
    say so.
    """

    edition: str = field(metadata=facts(ALWAYS))
    age: Age | None = asked(None, required=Of.EVERYBODY, quick=True, part=Part.AGE)
    forms: frozenset[Form] = asked(frozenset(), required=Of.EVERYBODY, part=Part.FORMS)
    intended: frozenset[Form] = asked(frozenset(), part=Part.FORMS)
    danger: bool = asked(False, quick=True)
    concerned: bool = False
    safety: Safety = Safety()
    context: Context = Context()
    acts: frozenset[CriminalAct] = asked(frozenset(), required=Of.EVERYBODY)
    signs: frozenset[str] = frozenset()
    replies: Mapping[str, Reply] = field(default_factory=dict)
    visited: frozenset[str] = frozenset()
    referrer: Referrer = Referrer()
    agreement: Agreement = Agreement()
    person: Person = Person()
    needs: Needs = Needs()
    status: Status = Status()
    decisions: Decisions = Decisions()
    done: Done = Done()
    handover: Handover = Handover()
    site: Site | None = None
    for_referral: bool = False
    came_from: Line = asked("", UNLESS_REFUSED)
    said_before: frozenset[str] = frozenset()
    exercise: bool = False

    @property
    def child_path(self) -> bool:
        """True for a child, for every age in doubt, and until the age is known."""
        return self.age is not Age.ADULT

    @property
    def child_or_in_doubt(self) -> bool:
        """True for a child and for an age in doubt, once the age was asked: only then do words for a child fit."""
        return self.age in (Age.CHILD, Age.UNCERTAIN)

    @property
    def ordered_forms(self) -> tuple[Form, ...]:
        """The chosen forms, in the order of the vocabulary."""
        return tuple(form for form in Form if form in self.forms)

    @property
    def form_group(self) -> FormGroup | None:
        """The group of forms whose wording fits this case, or None if forms of several are chosen."""
        groups = {form.group for form in self.forms}
        return groups.pop() if len(groups) == 1 else None

    @property
    def may_stay(self) -> bool:
        """True if the person is known to have the right to stay in Poland; what is not known is no right."""
        return self.context.citizenship in CITIZENS_WHO_MAY_STAY or self.status.stay in MAY_STAY

    @property
    def not_begun(self) -> bool:
        """True if exploitation has not begun: the person is on the way, or every form suspected is intended."""
        on_the_way = self.context.exploited_in == {ExploitationPlace.TRANSIT}
        return on_the_way or (bool(self.forms) and self.forms <= self.intended)

    def reply(self, indicator_id: str) -> Reply:
        """Return the reply to an indicator; NOT_ASKED if none was given."""
        return self.replies.get(indicator_id, NOT_ASKED)

    def answer(self, indicator_id: str) -> Answer:
        """Return the answer to an indicator."""
        return self.reply(indicator_id).answer

    def is_yes(self, indicator_id: str) -> bool:
        """Return True if the indicator is answered as present."""
        return self.reply(indicator_id).answer is Answer.YES
