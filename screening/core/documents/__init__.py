"""What each printed document holds, language-neutral: texts by key, codes, dates and the officer's own words."""

from collections.abc import Callable, Mapping

from screening.core.documents.card import FieldCard, card_rows
from screening.core.documents.handout import Handout, Turn, key_rows
from screening.core.documents.leaflet import LEAFLETS, EasyLeaflet, PrintedLeaflet
from screening.core.documents.notification import Notification, SuperiorNote, notification, superior_note
from screening.core.documents.referral import ConsultationSheet, ReferralSheet, consultation_sheet, referral_sheet
from screening.core.documents.rows_and_law import Header, NoSheet, PrintedContact, Provision, Wording
from screening.core.documents.script import Script, Steps, script, steps
from screening.core.documents.source import Material

__all__ = [
    "DOCUMENTS",
    "FILE_NAMES",
    "LEAFLETS",
    "ConsultationSheet",
    "Document",
    "EasyLeaflet",
    "FieldCard",
    "Handout",
    "Header",
    "Material",
    "NoSheet",
    "Notification",
    "PrintedContact",
    "PrintedLeaflet",
    "Provision",
    "ReferralSheet",
    "Script",
    "Steps",
    "SuperiorNote",
    "Turn",
    "Wording",
    "card_rows",
    "key_rows",
]

Document = ReferralSheet | ConsultationSheet | SuperiorNote | Notification | Script | Steps

DOCUMENTS: Mapping[str, Callable[[Material], Document]] = {
    "referral": referral_sheet,
    "consultation": consultation_sheet,
    "note": superior_note,
    "notification": notification,
    "script": script,
    "steps": steps,
}
# What a downloaded paper is called: its kind, and nothing of the case.
FILE_NAMES: Mapping[str, str] = {
    "referral": "karta-informacyjna.pdf",
    "consultation": "karta-konsultacja.pdf",
    "note": "notatka-dla-przelozonego.pdf",
    "notification": "zawiadomienie.pdf",
    "script": "rozmowa-z-kcik.pdf",
    "steps": "co-dalej.pdf",
}
