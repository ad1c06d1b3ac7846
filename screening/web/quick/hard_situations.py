"""The page with the guidance for hard situations, by service, for an adult and for a child.

The script of the quick check takes from it what fits, and shows it folded with the result.
"""

from collections.abc import Iterator

from flask.typing import ResponseReturnValue

from screening.core.instrument.vocabulary import RECEIVING, Age, Profession
from screening.core.record.case import Case
from screening.core.referral.situations import OF_A_FORM, HardSituation
from screening.web.quick.situations import a_case_of, led_to
from screening.web.quick.views import page, quick
from screening.web.services import services

AGES = (Age.ADULT, Age.CHILD)


def _told(profession: Profession | None) -> Iterator[HardSituation]:
    """The situations for which a service gets guidance; offences of the person, if it receives notifications."""
    for each in led_to(services().content.catalogue):
        if each is not HardSituation.OFFENCES or profession in RECEIVING:
            yield each


def _in_it(each: HardSituation, profession: Profession | None, age: Age) -> Case:
    """A case in this situation: of its form, where a form is the situation."""
    return a_case_of(profession, age, forms=frozenset(form for form in OF_A_FORM if form.value == each.value))


def _parts() -> Iterator[tuple[Profession | None, Age, dict[HardSituation, Case]]]:
    """For each service, and for none, and for each age: a case in each situation, for which the guidance is worded."""
    for profession in (None, *Profession):
        for age in AGES:
            yield profession, age, {each: _in_it(each, profession, age) for each in _told(profession)}


@quick.get("/situations")
def hard_situations() -> ResponseReturnValue:
    """Return the guidance for every situation that an answer of the check leads to."""
    return page("situations", parts=tuple(_parts()))
