"""The telephone script and the "what next" sheet: what to say, and what to do by profession and status."""

from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.call_summary import Top, top
from screening.core.documents.rows_and_law import PrintedAdvice, Provision, advice_in_words, list_of, quoted
from screening.core.documents.source import Frame, Material, Recorded, frame, recorded
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Condition
from screening.core.record.case import Case
from screening.core.record.fields import Leaves
from screening.core.record.variants import conditions_of
from screening.core.record.vocabulary import ContactAgreement, Urgent
from screening.core.referral.assistance import Route, routes
from screening.core.referral.completeness import gaps, without_data
from screening.core.referral.deadlines import Deadline, certificate_deadline
from screening.core.referral.identity import may_be_named, missing

LAW_OF_STATUS = ("art_170", "art_171", "art_172", "art_173", "art_176_177", "art_5a")
LAW_OF_ALL = ("art_189a", "art_304_1", "art_304_2", "art_240", "non_punishment")
LAW_OF_CHILD = ("art_170", "art_172", "art_176_177_minor", "art_5a")
FOREIGN = (Route.THIRD_COUNTRY, Route.ASYLUM, Route.TEMPORARY_PROTECTION, Route.NO_PAPERS, Route.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Recorded):
    """What to say to KCIK, in the order one speaks; what is not known yet is said too."""

    KIND: ClassVar[str] = "script"

    frame: Frame
    anonymous: bool
    may_be_named: bool
    top: Top
    asked_back: tuple[Text, ...]
    reminders: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PrintedRoute:
    """Steps of one route, under its heading."""

    heading: Text
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What next: by profession, by status, with the provisions behind it and their dates."""

    KIND: ClassVar[str] = "steps"

    frame: Frame
    advice: tuple[PrintedAdvice, ...]
    danger: bool
    urgent: tuple[str, ...]
    own: tuple[Text, ...]
    of_service: tuple[Text, ...]
    warnings: tuple[Text, ...]
    missing: str
    not_agreed: tuple[Text, ...]
    routes: tuple[PrintedRoute, ...]
    deadline: Deadline | None
    provisions: tuple[Provision, ...]
    reminders: tuple[Text, ...]


def script(material: Material) -> Script:
    """The telephone script: of a consultation without data unless the person is referred."""
    case = material.case
    anonymous = without_data(case)
    asked = (f"gap_{gap.code}" for gap in gaps(case, consultation=anonymous))
    return Script(
        **recorded(case, Leaves.ALWAYS),  # the texts stand in the block of the call
        frame=frame(material),
        anonymous=anonymous,
        may_be_named=may_be_named(case),
        top=top(material, anonymous=anonymous),
        asked_back=quoted(material.wording, *asked, variants=("child",) if case.child_known else ()),
        reminders=list_of(material.wording, "script_after"),
    )


def _not_agreed(material: Material) -> tuple[Text, ...]:
    if material.case.child_known:
        return ()
    if material.case.agreement.contact is ContactAgreement.UNABLE:
        return list_of(material.wording, "unable")
    if material.case.agreement.contact is ContactAgreement.NO:
        return quoted(material.wording, "steps_declined", "note_missing_no") + list_of(material.wording, "refused")
    return quoted(material.wording, f"note_missing_{missing(material.case)}")


def _law(case: Case, *, foreign: bool) -> tuple[str, ...]:
    """The provisions behind the steps. Of a child the few that say most: the sheet is to fit its page."""
    if case.child_known:
        return (LAW_OF_CHILD if foreign else ()) + tuple(id_ for id_ in LAW_OF_ALL if id_ != "art_304_1")
    return (LAW_OF_STATUS if foreign else ()) + LAW_OF_ALL


def steps(material: Material) -> Steps:
    """The "what next" sheet."""
    case, wording = material.case, material.wording
    found, deadline = routes(case), certificate_deadline(case, material.as_of)
    foreign = any(route in FOREIGN for route in found)
    law = _law(case, foreign=foreign)
    over = [Condition.CERTIFICATE_OVER] if deadline and deadline.over else []
    holds = conditions_of(case, child=case.child_known, more=over)
    service = list_of(wording, f"steps_{case.context.profession}", holds) if case.context.profession else ()
    return Steps(
        frame=frame(material),
        advice=advice_in_words(case, material.advice, wording, material.labels, consulting=without_data(case)),
        danger=case.danger,
        urgent=tuple(each for each in Urgent if each in case.needs.urgent),
        own=list_of(wording, "steps_child", holds) if case.child_known else service,
        of_service=service if case.child_known else (),
        warnings=quoted(wording, f"warning_{case.context.profession}", "warning_coordinator"),
        missing=missing(case) or "",
        not_agreed=_not_agreed(material),
        routes=tuple(
            PrintedRoute(wording.guidance[f"route_{r}"], list_of(wording, f"route_{r}", holds)) for r in found
        ),
        deadline=deadline,
        provisions=tuple(wording.provisions[id_] for id_ in law if id_ in wording.provisions),
        reminders=quoted(wording, "note_leaflet", "note_no_promise"),
    )
