"""What the page of papers shows: which are needed now, how far each is, when it was made, and the file to hand on."""

from datetime import timedelta

from flask import request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from screening.casework import OpenCase
from screening.casework.advising import advised
from screening.casework.documents import DOCUMENTS, NoSheet, document, own_words
from screening.casework.passphrases import generated
from screening.casework.transfer import Maker, made_at
from screening.core.documents import Document, in_reading_order
from screening.core.documents.papers import papers_now, together
from screening.core.journey import page_of
from screening.core.record.case import Case
from screening.core.record.imported import asked_anew
from screening.core.referral.besides import besides
from screening.core.referral.completeness import gaps, without_data
from screening.core.referral.identity import refused
from screening.core.referral.notifying import labour_rights_alone, notification_state
from screening.core.rules.advice import AdviceCode
from screening.printing import names_of, page_html, unshown
from screening.translation import POLISH, page_languages
from screening.web import notices
from screening.web.http.language import lately
from screening.web.services import case_service, services

TOGETHER = "together"  # in place of the name of a paper: several in one file
JUST_NOW = timedelta(seconds=20)  # a page shown so soon after a paper was made begins with what is to be done next


def is_empty(case: Case) -> bool:
    """Return whether no rule found anything and nothing else is recorded or decided, as `Material.is_empty`."""
    return AdviceCode.NOTHING_RECORDED in advised(case, services().content).codes and not besides(case)


def needed_together(open_case: OpenCase) -> tuple[str, ...]:
    """Return the names of the papers that `together` puts in one file, in their order. Raises NotFound for no file."""
    found = advised(open_case.case, services().content)
    names = together(papers_now(open_case.case, found.advice, empty=is_empty(open_case.case)))
    if not names:
        raise NotFound
    return names


def needed_sheet(case: Case) -> str:
    """Return the name of the sheet for KCIK that the agreement and the decision allow."""
    return in_reading_order(anonymous=without_data(case), empty=is_empty(case))[0].name


def made_of(open_case: OpenCase, kind: str) -> Document:
    """Return the document of a case that has this name in DOCUMENTS. Raises NotFound for another name, and NoSheet."""
    if kind not in DOCUMENTS:
        raise NotFound
    return document(
        kind,
        open_case.case,
        services().content,
        code=open_case.code,
        now=case_service().now(),
        opened=open_case.opened_at,
        saved=open_case.changed_at,
        realm=services().realm,
    )


def sheet_beside(open_case: OpenCase) -> Markup:
    """Return the sheet for KCIK as it will print, in Polish; empty while there is nothing to print."""
    try:
        return page_html(made_of(open_case, needed_sheet(open_case.case)), POLISH)
    except NoSheet:
        return Markup()


def papers_shown(open_case: OpenCase) -> dict[str, object]:
    """Return what the page of papers shows. `made` has, by kind, when a paper was made and whether the case is still as
    it was then; `replaced` the characters in own words that no font of the papers has.
    """
    case, found, empty = open_case.case, advised(open_case.case, services().content), is_empty(open_case.case)
    now, done = case_service().now(), case_service().papers_made.of(open_case)
    listed, language = papers_now(case, found.advice, empty=empty), request.values.get("language")
    return {
        "wanted": [each for each in listed if each.needed],
        "together": together(listed),
        "others": [each for each in listed if not each.needed],
        "paper_language": language if language in {each.code for each in page_languages()} else "pl",
        "just_made": any(now - each.at < JUST_NOW for each in done.values()),
        "made": {kind: (lately(each.at, now), each.revision == open_case.revision) for kind, each in done.items()},
        "leaflet_needed": refused(case),
        "empty": empty,
        "notification_state": notification_state(case),
        "no_force": labour_rights_alone(found.advice),
        "gaps": gaps(case),
        "anonymous": without_data(case),
        "replaced": names_of(unshown(own_words(case))),
    }


def suggestion(open_case: OpenCase) -> str:
    """Return the name of the notice with the passphrase that the page suggests until a file was made with it."""
    return f"suggested {open_case.id}"


def file_shown(open_case: OpenCase) -> dict[str, object]:
    """Return what the page of the encrypted file shows. `of_the_sender`: pages with answers that only a sender gave."""
    words = services().content.passphrase_words
    return {
        "of_the_sender": dict.fromkeys(map(page_of, sorted(asked_anew(open_case.case)))),
        "file_kinds": made_at(Maker.PAGE),
        "suggested": notices.kept_until_taken(suggestion(open_case), lambda: generated(words)),
    }
