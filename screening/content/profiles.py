"""Loads profiles.yaml and triage.yaml, and compares the counts of each profile with rows and reference."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from screening.content import limits
from screening.content.counts import (
    INDICATORS,
    PROFILE_IDS,
    REFERENCE,
    SIGNS,
    TRIAGE,
    Counts,
    counted,
    differences,
)
from screening.content.fields import Fields
from screening.content.folder import Entry, Folder, Row
from screening.content.indicators import Indicators
from screening.content.signs import Signs
from screening.core.instrument.catalogue import Profile
from screening.core.instrument.vocabulary import PROFILED_FORMS, DimensionId, Form, Grade

FILE = "profiles.yaml"
TRIAGE_FILE = "triage.yaml"
KEYS = ("id", "name", "form", "age", "grade", "note", "scored", "dimensions", "strong", "medium", "weak")
Profiles = dict[str, Entry[Profile]]


class AgeGroup(StrEnum):
    """The two age groups that have profiles."""

    ADULT = "adult"
    CHILD = "child"


def load_profiles(folder: Folder) -> tuple[Profiles, dict[str, Counts]]:
    """The six profiles by id, still without triage, and the counts that the file states."""
    profiles: Profiles = {}
    stated: dict[str, Counts] = {}
    for row in folder.rows(FILE, "profile", KEYS):
        if row.id not in PROFILE_IDS:
            row.fields.fault("id", f"this profile is unknown; write one of {', '.join(PROFILE_IDS)}.")
            continue
        profiles[row.id] = Entry(_profile(row), row.fields)
        stated[row.id] = Counts(
            scored=row.fields.number("scored"),
            dimensions=row.fields.numbers("dimensions", len(DimensionId)),
            strong=row.fields.number("strong"),
            medium=row.fields.number("medium"),
            weak=row.fields.number("weak"),
        )
    if not folder.unreadable and tuple(profiles) != PROFILE_IDS:
        folder.log(FILE).fault(1, f"The profiles must be these, in this order: {', '.join(PROFILE_IDS)}.")
    return profiles, stated


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
    """The profiles with their twelve triage ids; reports other lengths and ids that do not belong."""
    fields = folder.mapping(TRIAGE_FILE, PROFILE_IDS)
    if fields is None:
        return profiles
    complete: Profiles = {}
    for id_, entry in profiles.items():
        items = fields.items(id_)
        if fields.has(id_) and len(items) != TRIAGE:
            fields.fault(id_, f"the list of {id_} has {len(items)} different ids; give exactly {TRIAGE}.")
        if not folder.unreadable:
            for item in items:
                _check_triage(fields, item.line, id_, item.text, indicators, signs)
        triage = tuple(item.text for item in items)
        complete[id_] = Entry(replace(entry.value, triage=triage), entry.fields)
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


def check_counts(
    folder: Folder, profiles: Profiles, stated: Mapping[str, Counts], indicators: Indicators, signs: Signs
) -> None:
    """Report every figure of profiles.yaml that differs from the rows or from the reference table."""
    rows = tuple(entry.value for entry in indicators.values())
    for id_, counts in stated.items():
        fields = profiles[id_].fields
        for name, here, reference in differences(counts, REFERENCE[id_]):
            sentence = f"{name!r} is {_shown(here)}, the instrument has {_shown(reference)}; mend the figure."
            fields.fault(name, sentence)
        for name, here, found in differences(counts, counted(id_, rows)):
            sentence = f"{name!r} is {_shown(here)}, the files hold {_shown(found)}; mend rows or figure."
            fields.fault(name, sentence)
    if len(indicators) != INDICATORS:
        folder.log(FILE).fault(1, f"The files hold {len(indicators)} indicators; there must be {INDICATORS}.")
    if len(signs) != SIGNS:
        folder.log("signs.yaml").fault(1, f"The file holds {len(signs)} signs; there must be {SIGNS}.")


def _shown(figure: object) -> str:
    return "/".join(map(str, figure)) if isinstance(figure, tuple) else str(figure)
