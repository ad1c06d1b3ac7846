"""The telephone script and the "what next" sheet: what to say, and what to do by profession and status."""

from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.call_summary import CallSummary, call_summary
from screening.core.documents.rows_and_law import PrintedAdvice, Provision, advice_in_words, list_of, quoted
from screening.core.documents.source import Recorded, Redacted, recorded
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Condition
from screening.core.instrument.vocabulary import RECEIVING, Age, Profession
from screening.core.record.case import Case
from screening.core.record.variants import conditions_of
from screening.core.record.vocabulary import ContactAgreement
from screening.core.referral.assistance import Route, routes
from screening.core.referral.completeness import without_data
from screening.core.referral.deadlines import CHILD_MONTHS, Deadline
from screening.core.referral.identity import may_be_named, missing
from screening.core.referral.notifying import labour_rights_alone
from screening.core.referral.situations import HardSituation, law_of, not_theirs, said_in, situations
from screening.core.rules.advice_sentences import PARTNER

# Ids of entries of indicators/law.yaml that "what next" prints.
LAW_FOR_FOREIGNERS = (
    "art_170", "art_170_cooperation", "art_171", "art_171_coercion", "art_172", "art_173", "art_176_177", "art_176_how",
    "art_195", "art_187", "art_260", "art_5a",
)  # fmt: skip
LAW_FOR_ADULTS = ("art_189a", "art_304_1", "art_304_2", "art_240", "art_240_rape", "non_punishment")
LAW_FOR_CHILDREN = (
    "art_189a", "art_304_2", "art_240", "child_hearing", "child_representative", "child_court_answer", "non_punishment",
)  # fmt: skip
LAW_FOR_FOREIGN_CHILDREN = ("art_170", "art_172", "art_176_177_minor", "art_176_how", "art_5a")
# Routes for a foreigner presumed to be a victim of trafficking: they speak of the certificate of art. 170.
OF_THE_PRESUMED = (Route.THIRD_COUNTRY, Route.UNKNOWN)
LAW_OF_SERVICE = {
    Profession.BORDER_GUARD: ("art_303_330", "art_303b"),
    Profession.LABOUR_INSPECTOR: ("pip_2026",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Recorded):
    """What to say to KCIK, in the order of the call. `asked_back`: what KCIK will ask that is not known yet."""

    KIND: ClassVar[str] = "script"

    call: CallSummary
    may_be_named: bool
    asked_back: tuple[Text, ...]
    reminders: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PrintedRoute:
    """The steps of one route, or the guidance for one hard situation, under its heading; `first`: it cannot wait."""

    heading: Text
    steps: tuple[Text, ...]
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Recorded):
    """The sheet "what next": what to do by profession and by status, with the provisions that say so and their dates.

    `own`: the first steps, for a child those with a child and otherwise those of the service; `of_service`: for a child
    those of the service, else empty. `not_agreed`: what follows from a missing agreement.
    """

    KIND: ClassVar[str] = "steps"

    advice: tuple[PrintedAdvice, ...]
    own: tuple[Text, ...]
    of_service: tuple[Text, ...]
    warnings: tuple[Text, ...]
    not_agreed: tuple[Text, ...]
    situations: tuple[PrintedRoute, ...]
    routes: tuple[PrintedRoute, ...]
    deadline: Deadline | None
    provisions: tuple[Provision, ...]
    reminders: tuple[Text, ...]


def script(source: Redacted) -> Script:
    """Return the telephone script; unless the person is referred, it asks for a consultation without data."""
    case = source.case
    asked = (f"gap_{code}" for code in source.asked_back)
    return Script(
        **recorded(source),
        call=call_summary(source, consulting=without_data(case)),
        may_be_named=may_be_named(case),
        asked_back=quoted(source.wording, *asked, variants=("child",) if case.child_or_in_doubt else ()),
        reminders=list_of(source.wording, "script_after"),
    )


def _not_agreed(source: Redacted) -> tuple[Text, ...]:
    """What to do while the agreement of an adult is missing, by the reason; empty where there is one."""
    if source.case.child_or_in_doubt:
        return ()
    if source.case.agreement.contact is ContactAgreement.UNABLE:
        return list_of(source.wording, "unable")
    if source.case.agreement.contact is ContactAgreement.NO:
        return quoted(source.wording, "steps_declined", "note_missing_no") + list_of(source.wording, "refused")
    return quoted(source.wording, f"note_missing_{missing(source.case)}")


def _law(case: Case, *, presumed: bool) -> tuple[str, ...]:
    """The ids of the provisions for the steps; for a child only the most important, so that the sheet fits its page."""
    child = case.child_or_in_doubt
    foreign = presumed and Condition.FOREIGNERS_ACT in conditions_of(case, child=child)
    of_foreigners = (LAW_FOR_FOREIGN_CHILDREN if child else LAW_FOR_FOREIGNERS) if foreign else ()
    return (*of_foreigners, *(LAW_FOR_CHILDREN if child else LAW_FOR_ADULTS))


def _of_a_minor_perhaps(case: Case, deadline: Deadline) -> bool:
    """True if the certificate was issued to a minor, or may have been, and the person is not surely a child today."""
    longer = bool(deadline.if_minor_ends_on) or deadline.months == CHILD_MONTHS
    return longer and case.age is not Age.CHILD


def _situations(source: Redacted, there: tuple[HardSituation, ...]) -> tuple[PrintedRoute, ...]:
    """The guidance for these situations; whom to call where a partner hurts the person is said once on the paper."""
    holds = said_in(source.case, child=source.case.child_or_in_doubt)
    in_advice = any(PARTNER in each.sentences for each in source.advice)
    # The guidance on marriage says it; what comes after that need not say it again.
    by_marriage = there.index(HardSituation.MARRIAGE) if HardSituation.MARRIAGE in there else len(there)

    def said(place: int, each: HardSituation) -> tuple[Text, ...]:
        told = [Condition.PARTNER_TOLD] if in_advice or place > by_marriage else []
        return list_of(source.wording, f"situation_{each}", holds.union(told))

    return tuple(
        PrintedRoute(
            source.wording.guidance[f"situation_{each}"], said(place, each), first=each is HardSituation.MEDICAL
        )
        for place, each in enumerate(there)
    )


def steps(source: Redacted) -> Steps:
    """Return the "what next" sheet."""
    case, wording = source.case, source.wording
    # Trafficking is presumed, unless labour rights alone are advised.
    presumed, deadline = not labour_rights_alone(source.advice), source.deadline
    found = [route for route in routes(case) if presumed or route not in OF_THE_PRESUMED]
    there = situations(case, {each.code for each in source.advice})
    law = [*_law(case, presumed=presumed), *(id_ for each in there for id_ in law_of(each, case))]
    law += LAW_OF_SERVICE.get(case.context.profession, ()) if case.context.profession else ()
    more = [Condition.CERTIFICATE_OVER] if deadline and deadline.over else []
    more += [Condition.AGE_IN_DOUBT] if deadline and _of_a_minor_perhaps(case, deadline) else []
    more += [Condition.WITH_PARENT] if source.with_parent else []
    more += [] if presumed else [Condition.LABOUR_RIGHTS_ALONE]
    holds = conditions_of(case, child=case.child_or_in_doubt, more=more)
    declined = not case.child_or_in_doubt and case.agreement.contact is ContactAgreement.NO
    coordinator = ("warning_coordinator",) if case.context.profession in RECEIVING else ()
    service = list_of(wording, f"steps_{case.context.profession}", holds) if case.context.profession else ()
    return Steps(
        **recorded(source),
        advice=advice_in_words(case, source.advice, wording, source.labels, consulting=without_data(case)),
        own=list_of(wording, "steps_child", holds) if case.child_or_in_doubt else service,
        of_service=service if case.child_or_in_doubt else (),
        warnings=quoted(wording, f"warning_{case.context.profession}", *coordinator),
        not_agreed=_not_agreed(source),
        situations=_situations(source, there),
        routes=tuple(
            PrintedRoute(wording.guidance[f"route_{r}"], list_of(wording, f"route_{r}", holds)) for r in found
        ),
        deadline=deadline,
        provisions=tuple(
            wording.provisions[id_]
            for id_ in dict.fromkeys(law)
            if id_ in wording.provisions and not not_theirs(id_, case)
        ),
        # For a person who refuses, the list `refused` speaks of the leaflet already.
        reminders=quoted(wording, *(() if declined else ("note_leaflet",)), "note_no_promise"),
    )
