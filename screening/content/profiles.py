"""Loads profiles.yaml, and triage.yaml: for each profile the twelve rows and signs with which a talk begins."""

from dataclasses import replace

from screening.content import limits
from screening.content.fields import Fields
from screening.content.folder import BuiltEntry, Folder, Row
from screening.content.indicators import Indicators
from screening.content.signs import Signs
from screening.core.instrument.catalogue import Profile
from screening.core.instrument.vocabulary import NOT_BEGUN_IDS, PROFILE_IDS, AgeGroup, FormGroup, Grade
from screening.core.rules.triage import ITEMS

FILE = "profiles.yaml"
TRIAGE_FILE = "triage.yaml"
KEYS = ("id", "name", "form", "age", "grade", "note")
Profiles = dict[str, BuiltEntry[Profile]]


def load_profiles(folder: Folder) -> Profiles:
    """Return the profiles by id, still without triage; report unknown and missing ones, and another order."""
    profiles: Profiles = {}
    for row in folder.rows(FILE, "profile", KEYS):
        if row.id in PROFILE_IDS:
            profiles[row.id] = BuiltEntry(_profile(row), row.fields)
        else:
            row.fields.fault("id", f"this profile is unknown; write one of {', '.join(PROFILE_IDS)}.")
    if not folder.unreadable and tuple(profiles) != PROFILE_IDS:
        folder.log(FILE).fault(1, f"The profiles must be these, in this order: {', '.join(PROFILE_IDS)}.")
    return profiles


def _profile(row: Row) -> Profile:
    fields = row.fields
    group = fields.code("form", FormGroup)
    age = fields.code("age", AgeGroup)
    if f"{group}_{age}" != row.id:
        fields.fault("form", f"form {group} and age {age} do not fit the id; correct the one that is wrong.")
    return Profile(
        id=row.id,
        name=fields.text("name", f"profile.{row.id}.name", limits.NAME),
        group=group,
        forms=group.forms if group else frozenset(),
        child=age is AgeGroup.CHILD,
        grade=fields.code("grade", Grade),
        note=fields.text("note", f"profile.{row.id}.note", limits.NOTE),
        triage=(),
    )


def with_triage(
    folder: Folder, profiles: Profiles, indicators: Indicators, signs: Signs
) -> tuple[Profiles, dict[AgeGroup, tuple[str, ...]]]:
    """Return the profiles with their triage, and the ids to begin with where exploitation has not begun, by age.

    Report lists that have not twelve ids, and ids that are in no profile of the list.
    """
    fields = folder.mapping(TRIAGE_FILE, PROFILE_IDS + NOT_BEGUN_IDS)
    if fields is None:
        return profiles, {}
    complete: Profiles = {}
    for id_, entry in profiles.items():
        triage = _twelve(folder, fields, id_, (id_,), indicators, signs)
        complete[id_] = BuiltEntry(replace(entry.value, triage=triage), entry.fields)
    not_begun = {}
    for age, id_ in zip(AgeGroup, NOT_BEGUN_IDS, strict=True):
        of_age = tuple(profile for profile in PROFILE_IDS if profile.endswith(age))
        not_begun[age] = _twelve(folder, fields, id_, of_age, indicators, signs)
    return complete, not_begun


def _twelve(
    folder: Folder, fields: Fields, name: str, profiles: tuple[str, ...], indicators: Indicators, signs: Signs
) -> tuple[str, ...]:
    """Return the ids of the list `name`; report each that is in none of these profiles."""
    items = fields.items(name)
    if fields.has(name) and len(items) != ITEMS:
        fields.fault(name, f"the list of {name} has {len(items)} different ids; give exactly {ITEMS}.")
    for item in () if folder.unreadable else items:
        fault = _fault(name, profiles, item.text, indicators, signs)
        if fault:
            fields.log.fault(item.line, f"triage of {name}: {fault}")
    return tuple(item.text for item in items)


def _fault(name: str, profiles: tuple[str, ...], id_: str, indicators: Indicators, signs: Signs) -> str:
    """Return what is wrong with an id of a triage list, as a sentence; an empty text if nothing is."""
    if id_ in indicators:
        row = indicators[id_].value
        if row.form:
            return f"{id_!r} is an own row of the form {row.form}, which comes first by itself; take it out."
        fits = any(row.weight_in(profile) for profile in profiles)
    elif id_ in signs:
        fits = bool(signs[id_].value.profiles & set(profiles))
    else:
        return f"the id {id_!r} is unknown; correct it or add the row."
    return "" if fits else f"{id_!r} is no row of this profile; choose another one."
