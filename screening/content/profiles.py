"""Loads profiles.yaml and triage.yaml."""

from dataclasses import replace

from screening.content import limits
from screening.content.fields import Fields
from screening.content.folder import BuiltEntry, Folder, Row
from screening.content.indicators import Indicators
from screening.content.signs import Signs
from screening.core.instrument.catalogue import Profile
from screening.core.instrument.vocabulary import PROFILE_IDS, PROFILED_FORMS, AgeGroup, Form, Grade
from screening.core.rules.triage import ITEMS

FILE = "profiles.yaml"
TRIAGE_FILE = "triage.yaml"
KEYS = ("id", "name", "form", "age", "grade", "note")
Profiles = dict[str, BuiltEntry[Profile]]


def load_profiles(folder: Folder) -> Profiles:
    """Return the six profiles by id, still without triage."""
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
    form = fields.code("form", Form, of=PROFILED_FORMS)
    age = fields.code("age", AgeGroup)
    if f"{form}_{age}" != row.id:
        fields.fault("form", f"form {form} and age {age} do not fit the id; mend the one that is wrong.")
    return Profile(
        id=row.id,
        name=fields.text("name", f"profile.{row.id}.name", limits.NAME),
        form=form,
        child=age is AgeGroup.CHILD,
        grade=fields.code("grade", Grade),
        note=fields.text("note", f"profile.{row.id}.note", limits.NOTE),
        triage=(),
    )


def with_triage(folder: Folder, profiles: Profiles, indicators: Indicators, signs: Signs) -> Profiles:
    """Return the profiles with their twelve triage ids; reports other lengths and ids that do not belong."""
    fields = folder.mapping(TRIAGE_FILE, PROFILE_IDS)
    if fields is None:
        return profiles
    complete: Profiles = {}
    for id_, entry in profiles.items():
        items = fields.items(id_)
        if fields.has(id_) and len(items) != ITEMS:
            fields.fault(id_, f"the list of {id_} has {len(items)} different ids; give exactly {ITEMS}.")
        if not folder.unreadable:
            for item in items:
                _check_triage(fields, item.line, id_, item.text, indicators, signs)
        triage = tuple(item.text for item in items)
        complete[id_] = BuiltEntry(replace(entry.value, triage=triage), entry.fields)
    return complete


def _check_triage(fields: Fields, line: int, profile: str, id_: str, indicators: Indicators, signs: Signs) -> None:
    if id_ in indicators:
        fits = indicators[id_].value.weight_in(profile) is not None
    elif id_ in signs:
        fits = profile in signs[id_].value.profiles
    else:
        fields.log.fault(line, f"triage of {profile}: the id {id_!r} is unknown; mend it or add the row.")
        return
    if not fits:
        fields.log.fault(line, f"triage of {profile}: {id_!r} is no row of this profile; choose another one.")
