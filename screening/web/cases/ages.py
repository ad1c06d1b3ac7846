"""What the pages of a case say that follows from a date of the case and the day that it is."""

from screening.core.record.case import Case
from screening.core.referral.consistency import has_come_of_age
from screening.core.referral.deadlines import certificate_deadline
from screening.core.referral.hearing import surely_under_15
from screening.web.services import case_service


def told_today(case: Case) -> dict[str, object]:
    """Return the deadline of a certificate, and whether the person is surely under 15, or a child who came of age."""
    today = case_service().today()
    return {
        "deadline": certificate_deadline(case, today),
        "under_15": surely_under_15(case, today),
        "of_age": has_come_of_age(case, today),
    }
