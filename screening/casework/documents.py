"""Making a document of a case: the rules' results and the content's texts, handed to printing."""

from dataclasses import fields
from datetime import date, datetime

from screening.casework.advising import advised
from screening.content import Content
from screening.core.case import Case
from screening.core.documents import Contact, Header, NoSheet, ReferralSheet, Wording, referral_sheet

__all__ = ["NoSheet", "own_words", "referral_document", "wording"]

ON_PAPER = ("emergency", "kcik_phone", "kcik_email", "kcik_web")
QUOTED = ("advice_", "reason_", "steps_", "warning_", "note_")


def wording(content: Content, today: date | None) -> Wording:
    """The texts a document quotes; a contact is outdated if its review date lies before today."""
    return Wording(
        guidance={id_: text for id_, text in content.guidance.items() if id_.startswith(QUOTED)},
        acts=content.law.acts,
        means=content.law.means,
        purposes=content.law.purposes,
        contacts={
            id_: Contact(
                value=(contact := content.contacts[id_]).value,
                checked_on=contact.checked_on.isoformat(),
                outdated=bool(today and contact.review_by < today),
                hours=contact.hours,
            )
            for id_ in ON_PAPER
        },
    )


def referral_document(
    case: Case, content: Content, *, code: str = "", now: datetime | None = None, realm: str = "real"
) -> ReferralSheet:
    """The referral sheet of a case. Raises NoSheet when nothing was recorded in the talk."""
    found = advised(case, content)
    printed_at = now.astimezone().strftime("%Y-%m-%d %H:%M") if now else ""
    header = Header(code=code, printed_at=printed_at, realm=realm)
    return referral_sheet(case, found.assessment, found.advice, wording(content, now.date() if now else None), header)


def own_words(case: Case) -> str:
    """Everything the officer wrote in own words, one text after the other."""
    parts = [reply.note for reply in case.replies.values()]
    for group in (case.referrer, case.situation, case.agreement, case.decision):
        if group:
            parts += [value for field in fields(group) if isinstance(value := getattr(group, field.name), str)]
    return "\n".join((*parts, case.context.language))
