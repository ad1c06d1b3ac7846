"""The table of documents: one row for each paper. Command line, pages, printing and file names follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from screening.core.documents.card import FieldCard
from screening.core.documents.guide import Guide, OfficerGuide, SocialGuide, TrainerGuide
from screening.core.documents.handout import Handout
from screening.core.documents.leaflet import EasyLeaflet, LeafletCard, PrintedLeaflet, StaySheet
from screening.core.documents.notification import Notification, SuperiorNote, notification, superior_note
from screening.core.documents.referral import ConsultationSheet, ReferralSheet, consultation_sheet, referral_sheet
from screening.core.documents.rows_and_law import NoSheet
from screening.core.documents.script import Script, Steps, script, steps
from screening.core.documents.source import Material, Redacted, redacted
from screening.core.referral.disclosure import AS_AGREED, CERTIFICATE, FACTS, SPOKEN, WITHOUT_DATA, Redaction

Document = ReferralSheet | ConsultationSheet | SuperiorNote | Notification | Script | Steps
Paper = Document | PrintedLeaflet | FieldCard | Handout | Guide


class Reader(StrEnum):
    """For whom a document is made."""

    KCIK = "kcik"
    OFFICER = "officer"
    SUPERIOR = "superior"
    AUTHORITY = "authority"
    PERSON = "person"
    CLASS = "class"


class Languages(StrEnum):
    """In which languages a document is printed: those of pages, those of the person, or one of these beside Polish."""

    OF_PAGES = "of_pages"
    OF_PERSON = "of_person"
    BESIDE_POLISH = "beside_polish"


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A row: the class of the paper, its reader and languages.

    `file_name` says the kind of the paper and nothing of the case; that of a leaflet not even the kind.
    """

    kind: type[Paper]
    reader: Reader
    file_name: str
    languages: Languages = field(default=Languages.OF_PAGES, kw_only=True)

    @property
    def name(self) -> str:
        """The name in addresses, commands and file formats."""
        return self.kind.KIND

    @property
    def template(self) -> str:
        """The template of its PDF."""
        return f"print/{self.name}.html"


@dataclass(frozen=True, slots=True)
class CaseDocument(DocumentSpec):
    """The row of a document that is made of a case.

    `redaction`: what of the case may be on it; `title`: the guidance that names it, whose items say what it is for;
    `build` makes it of the redacted case. One that is made `always` is there to consult KCIK, which anybody may do at
    every result.
    """

    redaction: Redaction
    title: str
    build: Callable[[Redacted], Document]
    always: bool = field(default=False, kw_only=True)

    @property
    def for_the_call(self) -> bool:
        """Whether it is for the call with KCIK: KCIK reads it, or hears what it says."""
        return self.reader is Reader.KCIK or self.redaction is SPOKEN

    def make(self, material: Material) -> Document:
        """Return the document of a case: the only way to one, so none is made without its redaction.

        Raises NoSheet where nothing is recorded or decided, for all but those that are made `always`.
        """
        if material.is_empty and not self.always:
            raise NoSheet(
                "Nothing was recorded or decided, so this sheet is not printed; the consultation sheet and the script "
                "are. Give the leaflet if it is safe."
            )
        return self.build(redacted(material, self.redaction))

    @property
    def template(self) -> str:
        """The template of its PDF, the same for all of them."""
        return "print/document.html"


@dataclass(frozen=True, slots=True)
class GuideDocument(DocumentSpec):
    """The row of a guide to the program, which is in Polish alone and needs no case."""

    @property
    def template(self) -> str:
        """The template of its PDF, the same for all of them."""
        return "print/guide.html"


TABLE: tuple[DocumentSpec, ...] = (
    CaseDocument(ReferralSheet, Reader.KCIK, "karta-informacyjna.pdf", AS_AGREED, "note_sheet_name", referral_sheet),
    CaseDocument(ConsultationSheet, Reader.KCIK, "karta-konsultacja.pdf", WITHOUT_DATA,
                 "note_consultation_name", consultation_sheet, always=True),
    CaseDocument(SuperiorNote, Reader.SUPERIOR, "notatka-dla-przelozonego.pdf", FACTS,
                 "note_superior_name", superior_note),
    CaseDocument(Notification, Reader.AUTHORITY, "zawiadomienie.pdf", FACTS, "note_notification_name", notification),
    CaseDocument(Script, Reader.OFFICER, "rozmowa-z-kcik.pdf", SPOKEN, "note_script_name", script, always=True),
    CaseDocument(Steps, Reader.OFFICER, "co-dalej.pdf", CERTIFICATE, "note_steps_name", steps),
    DocumentSpec(PrintedLeaflet, Reader.PERSON, "numery.pdf", languages=Languages.OF_PERSON),
    DocumentSpec(LeafletCard, Reader.PERSON, "numery.pdf", languages=Languages.OF_PERSON),
    DocumentSpec(EasyLeaflet, Reader.PERSON, "numery.pdf"),
    DocumentSpec(StaySheet, Reader.PERSON, "numery.pdf", languages=Languages.OF_PERSON),
    DocumentSpec(FieldCard, Reader.OFFICER, "karta-pytan.pdf", languages=Languages.BESIDE_POLISH),
    DocumentSpec(Handout, Reader.CLASS, "cwiczenie.pdf"),
    GuideDocument(OfficerGuide, Reader.OFFICER, "przewodnik-dla-funkcjonariuszy.pdf"),
    GuideDocument(SocialGuide, Reader.OFFICER, "przewodnik-dla-pomocy-spolecznej.pdf"),
    GuideDocument(TrainerGuide, Reader.CLASS, "przewodnik-dla-prowadzacych.pdf"),
)  # fmt: skip
FILE_TOGETHER = "papiery-razem.pdf"  # the needed papers for the call with KCIK in one file
BY_NAME: Mapping[str, DocumentSpec] = {each.name: each for each in TABLE}
DOCUMENTS: Mapping[str, CaseDocument] = {each.name: each for each in TABLE if isinstance(each, CaseDocument)}
LEAFLETS: Mapping[str, type[PrintedLeaflet]] = {
    each.name: each.kind for each in TABLE if issubclass(each.kind, PrintedLeaflet)
}
GUIDES: Mapping[str, type[Guide]] = {each.kind.READER: each.kind for each in TABLE if issubclass(each.kind, Guide)}
READING_ORDER = (Reader.OFFICER, Reader.SUPERIOR, Reader.AUTHORITY)


def in_reading_order(*, anonymous: bool, empty: bool = False) -> tuple[CaseDocument, ...]:
    """Return the documents of a case as their page lists them: first the sheet for KCIK that is wanted, the other one
    last.

    `anonymous`: KCIK is consulted without the person's data. Of an `empty` case (`Material.is_empty`) only those that
    are made always.
    """
    made = [each for each in DOCUMENTS.values() if each.always or not empty]
    sheets = [each for each in made if each.reader is Reader.KCIK]
    between = (each for reader in READING_ORDER for each in made if each.reader is reader)
    wanted = WITHOUT_DATA if anonymous else AS_AGREED
    first = [each for each in sheets if each.redaction is wanted]
    return (*first, *between, *(each for each in sheets if each not in first))
