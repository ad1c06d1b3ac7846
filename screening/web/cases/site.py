"""What the page of one inspection shows: its persons, whose cases wait for the officer, what is the same in several."""

from flask import request

from screening.casework import Persons
from screening.core.record.case import Case
from screening.core.record.inspection import repeats
from screening.web.services import case_service, services

WAITING = "waiting"  # what the address says where only those who wait are shown


def persons_shown(case: Case) -> dict[str, object]:
    """Return what the page of the inspection of a case shows; no person if the case belongs to none."""
    found = Persons([], case_service().damaged(), [], [])
    if case.site:
        found = case_service().persons_of(case.site.id)
    return {
        "persons": found.found,
        "repeated": repeats(services().content.catalogue, (each.case for each in found.found)),
        "damaged": found.damaged,
        "newer": found.newer,
        "lines": found.lines,
        "waits": [each for each in found.lines if each.waits],
        "waiting_only": request.args.get("show") == WAITING,
    }
