"""What each printed document holds, language-neutral: texts by key, codes, dates and the officer's own words.

DOCUMENTS and `Document` are those of a case; TABLE and BY_NAME have the leaflets, the field card (to be filled in with
a pen) and the guides as well. `Wording` holds the texts of experts that a document quotes. NoSheet is an error.
"""

from screening.core.documents.card import FieldCard, card_rows
from screening.core.documents.guide import Guide
from screening.core.documents.handout import Handout, PrintedRound, key_rows
from screening.core.documents.leaflet import EasyLeaflet, PrintedLeaflet
from screening.core.documents.notification import Notification, SuperiorNote
from screening.core.documents.referral import ConsultationSheet, ReferralSheet
from screening.core.documents.rows_and_law import BASIS_ORDER, Header, NoSheet, PrintedContact, Provision, Wording
from screening.core.documents.script import Script, Steps
from screening.core.documents.source import Material
from screening.core.documents.table import (
    BY_NAME,
    DOCUMENTS,
    GUIDES,
    LEAFLETS,
    TABLE,
    Document,
    DocumentSpec,
    GuideDocument,
    Languages,
    Reader,
    in_reading_order,
)

__all__ = [
    "BASIS_ORDER",
    "BY_NAME",
    "DOCUMENTS",
    "GUIDES",
    "LEAFLETS",
    "TABLE",
    "ConsultationSheet",
    "Document",
    "DocumentSpec",
    "EasyLeaflet",
    "FieldCard",
    "Guide",
    "GuideDocument",
    "Handout",
    "Header",
    "Languages",
    "Material",
    "NoSheet",
    "Notification",
    "PrintedContact",
    "PrintedLeaflet",
    "PrintedRound",
    "Provision",
    "Reader",
    "ReferralSheet",
    "Script",
    "Steps",
    "SuperiorNote",
    "Wording",
    "card_rows",
    "in_reading_order",
    "key_rows",
]
