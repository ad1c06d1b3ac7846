"""The guides to the program, with what the content and the table of durations say."""

from datetime import datetime

from screening.casework.documents import wording
from screening.content import Content
from screening.core import durations
from screening.core.documents import GUIDES, Guide
from screening.core.instrument.sentences import Condition, said
from screening.local_time import day_in_poland
from screening.translation import Translator

POLISH = "pl"  # guides are in Polish alone


def guide(reader: str, content: Content, *, now: datetime | None = None) -> Guide:
    """Return the guide for this kind of reader, one of GUIDES. Raises KeyError for another."""
    quoted = wording(content, day_in_poland(now) if now else None)
    safety = {id_: text for id_, text in content.guidance.items() if id_.startswith("safety_")}
    in_words = Translator(POLISH).duration
    return GUIDES[reader](
        guidance={**quoted.guidance, **safety},
        child_steps=said(content.lists["steps_child"], (Condition.CHILD,)),
        social_steps=said(content.lists["steps_social_worker"], ()),
        kcik=quoted.contacts["kcik_phone"],
        emergency=quoted.contacts["emergency"],
        kept_for=in_words(durations.CASE_KEPT_FOR),
        extension=in_words(durations.EXTENSION),
        class_lasts=in_words(durations.CLASS_LASTS),
        lock_minutes=durations.LOCK_MINUTES,
        edition=content.catalogue.edition,
    )
