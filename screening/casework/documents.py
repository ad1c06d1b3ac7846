"""Making a document of a case: the rules' results and the content's texts, handed to printing."""

from collections.abc import Sequence
from datetime import date, datetime

from screening.casework.advising import advised
from screening.content import Content
from screening.core.documents import (
    DOCUMENTS,
    LEAFLETS,
    Document,
    EasyLeaflet,
    FieldCard,
    Handout,
    Header,
    Material,
    NoSheet,
    PrintedContact,
    PrintedLeaflet,
    PrintedRound,
    Provision,
    Wording,
    card_rows,
    key_rows,
)
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Condition, said
from screening.core.record.case import Case
from screening.core.record.fields import texts
from screening.core.record.text_kinds import Written
from screening.core.rules.assessment import profiles_of
from screening.core.training.class_answers import GroupAnswers
from screening.core.training.exercise import Exercise
from screening.local_time import day_in_poland, earlier_day, in_poland, written_in_poland
from screening.settings import TRAINING
from screening.translation import language_code, languages

__all__ = [
    "DOCUMENTS",
    "LEAFLETS",
    "DraftHidden",
    "NoSheet",
    "card",
    "document",
    "handout",
    "leaflet",
    "made_from_file",
    "own_texts",
    "own_words",
    "wording",
]

ON_PAPER = ("emergency", "kcik_phone", "kcik_email", "kcik_web")  # the contacts that papers print
# How the ids of the guidance begin that documents print; the rest is for pages alone.
QUOTED = (
    "advice_", "reason_", "steps_", "warning_", "note_", "route_", "situation_", "gap_", "traces_", "hearing_",
    "script_",
)  # fmt: skip


def wording(content: Content, today: date | None) -> Wording:
    """Return the texts that documents print; a contact or entry of law is outdated if its review date is before today.

    Without `today` none is. The entries of law are `provisions` there.
    """
    return Wording(
        guidance={id_: text for id_, text in content.guidance.items() if id_.startswith(QUOTED)},
        lists=content.lists,
        provisions={
            id_: Provision(entry.text, entry.checked_on.isoformat(), bool(today and entry.review_by < today))
            for id_, entry in content.law.entries.items()
        },
        acts=content.law.acts,
        means=content.law.means,
        purposes=content.law.purposes,
        contacts={
            id_: PrintedContact(
                value=(contact := content.contacts[id_]).value,
                to_person=contact.to_person,
                checked_on=contact.checked_on.isoformat(),
                outdated=bool(today and contact.review_by < today),
                hours=contact.hours,
            )
            for id_ in ON_PAPER
        },
    )


def _realm_of(case: Case, realm: str) -> str:
    """Return the realm whose mark a paper shows; an exercise is marked as training wherever it is printed."""
    return TRAINING if case.exercise else realm


def document(
    kind: str,
    case: Case,
    content: Content,
    *,
    code: str = "",
    now: datetime | None = None,
    opened: datetime | None = None,
    saved: datetime | None = None,
    realm: str = "real",
    of_a_file: bool = False,
) -> Document:
    """Return the document of a case that has the name `kind` in DOCUMENTS. Raises NoSheet if there is nothing to print.

    `code`: the case's code name. `opened`, `saved`: when it was opened and last saved. `realm`: that of the program.
    `of_a_file`: the case is as a case file has it, which says nothing of that.
    """
    found = advised(case, content)
    printed_at = written_in_poland(now.isoformat()) if now else ""
    material = Material(
        case=case,
        assessment=found.assessment,
        advice=found.advice,
        wording=wording(content, day_in_poland(now) if now else None),
        header=Header(
            code=code,
            printed_at=printed_at,
            realm=_realm_of(case, realm),
            saved_on=earlier_day(saved, now),
            begun_on=earlier_day(opened, now),
            undated=(of_a_file or bool(case.came_from)) and not case.exercise,
        ),
        language=case.context.language if language_code(case.context.language) else "",
        at=in_poland(now) if now else None,
        as_of=day_in_poland(now) if now else None,
        with_parent=found.with_parent,
    )
    return DOCUMENTS[kind].make(material)


class DraftHidden(ValueError):
    """The institution hides drafts, and this language is one; the message is one sentence."""


def leaflet(
    content: Content,
    language: str,
    *,
    child: bool,
    now: datetime | None = None,
    realm: str = "real",
    drafts: str = "show",
    kind: str = PrintedLeaflet.KIND,
) -> PrintedLeaflet:
    """Return the leaflet, or another of LEAFLETS, in a language. Raises DraftHidden for a draft if `drafts` is "hide".

    The leaflet in easy words is for adults; a child gets the child's leaflet, which is as easy.
    """
    draft = languages()[language].state != "reviewed"
    if draft and drafts == "hide":
        raise DraftHidden(f"The leaflet in the language {language} is a draft, and drafts are hidden here.")
    contacts = wording(content, day_in_poland(now) if now else None).contacts
    made = PrintedLeaflet if child and kind == EasyLeaflet.KIND else LEAFLETS[kind]
    return made(
        texts=content.leaflet,
        kcik=contacts["kcik_phone"],
        emergency=contacts["emergency"],
        child=child,
        draft=content.shown["draft"] if draft else None,
        realm=realm,
    )


def _said_first(content: Content, *, child: bool) -> tuple[Text, ...]:
    """Return what is said to the person before the first question."""
    if child:
        return content.guidance["introduction_child"], content.guidance["introduction_child_safety"]
    return (content.shown["voluntary"],)


def card(
    content: Content,
    profile_id: str,
    *,
    other: str = "",
    now: datetime | None = None,
    realm: str = "real",
    drafts: str = "show",
) -> FieldCard:
    """Return the field card of a profile, in Polish, and side by side with the language `other` if one is named.

    Raises KeyError for an unknown profile, and DraftHidden for a draft if `drafts` is "hide".
    """
    profile = content.catalogue.profiles[profile_id]
    draft = bool(other) and languages()[other].state != "reviewed"
    if draft and drafts == "hide":
        raise DraftHidden(f"The questions in the language {other} are a draft, and drafts are hidden here.")
    quoted = wording(content, day_in_poland(now) if now else None)
    return FieldCard(
        profile=profile.name,
        note=profile.note,
        child=profile.child,
        rows=card_rows(content.catalogue, profile_id),
        other=other,
        draft=content.shown["draft"] if draft else None,
        guidance=quoted.guidance,
        say_first=_said_first(content, child=profile.child),
        duties=() if profile.child else (content.shown["duty_own"], content.shown["duty_institution"]),
        child_steps=said(content.lists["steps_child"], (Condition.CHILD,)),
        kcik=quoted.contacts["kcik_phone"],
        emergency=quoted.contacts["emergency"],
        edition=content.catalogue.edition,
        realm=realm,
    )


def handout(content: Content, exercise: Exercise, rounds: Sequence[GroupAnswers], *, now: datetime) -> Handout:
    """Return the hand-out of an exercise: its key, and what a class answered in these rounds of it."""
    quoted, catalogue = wording(content, day_in_poland(now)), content.catalogue
    signs = exercise.signs(catalogue)
    return Handout(
        title=exercise.title,
        scene=exercise.scene,
        seen=tuple(fact.text for fact in exercise.seen),
        documents=tuple(fact.text for fact in exercise.documents),
        signs=tuple(sign.label for id_, sign in catalogue.signs.items() if id_ in signs),
        rows=key_rows(catalogue, exercise, rounds),
        advice=tuple(content.guidance[f"advice_{code}_title"] for code in exercise.advice),
        teaching=exercise.teaching,
        rounds=tuple(PrintedRound(each.number, each.trainees, each.same_advice) for each in rounds),
        guidance=quoted.guidance,
        kcik=quoted.contacts["kcik_phone"],
        emergency=quoted.contacts["emergency"],
        edition=catalogue.edition,
        printed_at=written_in_poland(now.isoformat()),
    )


def made_from_file(
    kind: str, case: Case, content: Content, language: str, *, now: datetime, realm: str, drafts: str
) -> Document | PrintedLeaflet | FieldCard:
    """Return any document of the case that a case file holds, as the command `print` makes it.

    Raises NoSheet, also for the card of a case without age or form, and DraftHidden.
    """
    realm = _realm_of(case, realm)
    if kind in LEAFLETS:
        return leaflet(content, language, child=case.child_path, now=now, realm=realm, drafts=drafts, kind=kind)
    if kind == FieldCard.KIND:
        profiles = profiles_of(content.catalogue, case)
        if not profiles:
            raise NoSheet("There is no list of indicators for this form, so there is no card.")
        other = "" if language == "pl" else language
        return card(content, profiles[0].id, other=other, now=now, realm=realm, drafts=drafts)
    return document(kind, case, content, now=now, realm=realm, of_a_file=True)


def own_texts(case: Case) -> list[str]:
    """Return every text that the officer wrote in own words."""
    notes = [reply.note for reply in case.replies.values()]
    # A path of one name is a field of the case itself: `came_from`, which the sender of a file wrote.
    return notes + [leaf.of(case) or "" for leaf in texts(Case) if isinstance(leaf.mark, Written) and leaf.path[1:]]


def own_words(case: Case) -> str:
    """Return what the officer wrote in own words as one text."""
    return "\n".join(own_texts(case))
