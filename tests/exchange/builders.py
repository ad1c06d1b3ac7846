"""Case files and cases to test with: builders that say only what matters."""

import json
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Age, Alone, Answer, CriminalAct, Form
from screening.core.record.case import Case
from tests.parts import TODAY, cases, without_faults

LEAST = {"format": "rozpoznaj-case/1", "age": "adult", "forms": ["labour"]}

EXAMPLE = {
    "format": "rozpoznaj-case/1",
    "age": "adult",
    "forms": ["labour"],
    "intended": ["labour"],
    "danger": False,
    "concerned": False,
    "safety": {"alone": "yes", "interpreter": "independent"},
    "acts": ["recruitment", "transport"],
    "signs": ["obs_third_party_speaks"],
    "replies": {"documents_withheld": {"answer": "yes", "basis": ["person"], "note": ""}},
}


# One good value for every field of the referral part.
GOOD: dict[str, dict[str, Any]] = {
    "safety": {
        "alone": "yes",
        "interpreter": "independent",
        "persons": 3,
        "children": 1,
        "children_signs": ["sleepy", "hurt"],
        "voivodeship": "kujawsko-pomorskie",
        "place": "powiat żniński",
        "safe_until": "2026-11-24T08:00",
        "tonight": "with_us",
        "place_known": "yes",
        "phone_known": "no",
        "others": 99,
        "others_children": 2,
        "family_threatened": "yes",
        "not_known": ["children"],
    },
    "context": {
        "profession": "police",
        "setting": "workplace",
        "exploited_in": ["poland"],
        "citizenship": "third_country",
        "sex": "female",
        "language": "uk",
        "form_unsure": True,
        "sector": "sortownia",
        "country": "Polska",
        "since": "marzec 2026",
        "region": "powiat",
        "facts": "Dwa zdania.\nDrugie.",
    },
    "referrer": {
        "kind": "collection",
        "urgency": "today",
        "institution": "OIP Lublin",
        "unit": "sekcja",
        "function": "inspektor",
        "phone": "81 000 00 00",
        "officer": "inspektor 17",
    },
    "agreement": {
        "contact": "yes",
        "share_name": "yes",
        "unable": ["other"],
        "informed_of_duty": "yes",
        "can_speak_now": "no",
        "limits": ["no_police", "not_to_family"],
        "other_limits": "bez listów",
        "child_told": "yes",
        "child_heard": "no",
    },
    "person": {
        "age_band": "25-39",
        "age_about": 30,
        "reads": "no",
        "relatives": "siostra",
        "safe_contact": "przez OIP",
        "unsafe_contact": "telefon",
        "name": "Olena Przykładowa",
        "birth_date": "1996-02-29",
        "citizenship": "Ukraina",
    },
    "needs": {
        "services": ["food", "consul"],
        "urgent": ["doctor", "water_food"],
        "police_contact": "not_wanted",
    },
    "status": {
        "papers": "taken",
        "stay": "to_be_cleared",
        "certificate": "issued",
        "certificate_on": "2026-11-23",
    },
    "decisions": {
        "kcik": {
            "choice": "refer",
            "reason": "Dokumenty.\nNocleg.",
            "decided_by": "inspektor 17",
            "decided_at": "2026-11-23T12:00+01:00",
        },
        "notification": {
            "choice": "will_notify",
            "duty": "institution",
            "to": ["police", "prosecutor"],
            "reason": "Obowiązek.",
            "decided_by": "kierownik 2",
            "decided_at": "2026-11-23T12:05",
            "hearing_reason": "Boi się sali sądowej.",
        },
    },
    "done": {
        "notified": "yes",
        "notified_bodies": ["border_guard"],
        "notified_who": "dyżurny",
        "notified_at": "2026-11-23T11:00",
        "family_court": "no",
        "pip": "yes",
        "medical": "no",
        "kcik_called_at": "2026-11-23T11:30",
        "kcik_consultant": "Anna",
        "leaflet": "not_safe",
        "leaflet_language": "ukraiński",
    },
    "handover": {
        "taken_by": "OPS",
        "taken_at": "2026-11-23T11:59",
        "transport": "no",
        "told": "Wie, co dalej.",
        "next_contact": "jutro",
        "kcik_outcome": "advice",
        "kcik_outcome_on": "2026-11-23",
    },
}

AGREED = {"contact": "yes", "share_name": "yes"}
DECIDED = {"kcik": {"choice": "refer"}, "notification": {"choice": "done"}}
SIGNED = {"reason": "powód", "decided_by": "inspektor 17"}


def a_file(**changes: object) -> bytes:
    """The smallest case file, with these parts."""
    return json.dumps({**LEAST, **changes}).encode()


def replying(id_: str = "documents_withheld", **reply: object) -> bytes:
    """A case file with one reply."""
    return a_file(replies={id_: {"answer": "yes", **reply}})


def referring(path: tuple[str, ...], value: object) -> bytes:
    """A case file with this value at this place of the referral part; decisions are whole and identity is agreed to."""
    *groups, name = path
    part: dict[str, object] = {name: value}
    if groups[0] == "decisions":
        part = {**DECIDED[groups[1]], **SIGNED, **part}
    for group in reversed(groups):
        part = {group: part}
    return a_file(**{"agreement": AGREED} if groups[0] == "person" else {}, **part)


def file_cases() -> st.SearchStrategy[Case]:
    """Any case that a case file can hold, today too; what the format does not hold is as by default."""
    kept_back = {"visited": frozenset(), "site": None, "for_referral": False}
    return cases().map(lambda case: replace(without_faults(case, TODAY), **kept_back))


def random_line(random: Random, catalogue: Catalogue) -> tuple[bytes, bool]:
    """A case file in one line, and whether it is good; about a third are broken somewhere."""
    some = random.sample(list(catalogue.indicators), random.randrange(0, 60))
    forms = random.sample([form.value for form in Form], random.randrange(1, 5))
    line = a_file(
        age=random.choice(list(Age)).value,
        forms=forms,
        intended=[form for form in forms if random.random() < 0.3],
        safety={"alone": random.choice(list(Alone)).value},
        acts=random.sample([act.value for act in CriminalAct], random.randrange(0, 7)),
        signs=random.sample(list(catalogue.signs), random.randrange(0, 4)),
        replies={id_: {"answer": random.choice(list(Answer)).value, "note": "zażółć"} for id_ in some},
    )
    if random.random() < 2 / 3:
        return line, True
    cut = random.randrange(len(line))
    broken = random.choice((b"", line[:cut], line + line, b"\xff" + line, b"[" * 5000, line.replace(b"a", b"\\ud800")))
    return broken, False
