"""Loads the six dimension files: what may be present, how to ask for it, what it weighs."""

from screening.content import limits
from screening.content.edition import edition_in
from screening.content.folder import BuiltEntry, Folder, Row
from screening.content.sources import Sources, sources_of
from screening.core.instrument.catalogue import Domain, Indicator
from screening.core.instrument.vocabulary import (
    PROFILE_IDS,
    DimensionId,
    Form,
    FormGroup,
    Grade,
    Method,
    Profession,
    Weight,
)

KEYS = (
    "id", "form", "label", "labels", "question", "questions", "question_at_home", "question_not_begun", "not_at_home",
    "statement", "statement_at_home", "statement_not_begun", "statements", "child_question", "child_question_not_begun",
    "how", "established_by", "weights", "extensions", "grades", "not_for", "not_asked_in", "meaning_since", "sources",
)  # fmt: skip
# `other` is whatever form has no name here, so it has no own rows.
OWN_ROW_FORMS = tuple(form for form in Form if form.group is FormGroup.FURTHER and form is not Form.OTHER)
FURTHER_IDS = tuple(id_ for id_ in PROFILE_IDS if id_.startswith(FormGroup.FURTHER))  # profiles of further forms
Indicators = dict[str, BuiltEntry[Indicator]]


def load_indicators(folder: Folder, sources: Sources) -> Indicators:
    """Return the indicators of all six files by id, in catalogue order."""
    indicators: Indicators = {}
    for dimension in DimensionId:
        for row in folder.rows(f"{dimension}.yaml", "indicator", KEYS):
            if row.id in indicators:
                first = indicators[row.id].fields
                where = f"{first.log.file}:{first.line}"
                row.fields.fault("id", f"this id is in {where} too; rename or remove one.")
                continue
            indicators[row.id] = BuiltEntry(_indicator(row, dimension, sources), row.fields)
    return indicators


def _indicator(row: Row, dimension: DimensionId, sources: Sources) -> Indicator:
    id_, fields = row.id, row.fields
    weights = fields.table("weights", PROFILE_IDS, Weight)
    extensions = fields.table("extensions", PROFILE_IDS, Weight)
    for profile in weights.keys() & extensions.keys():
        fields.fault("extensions", f"{profile} is in weights too; keep it in one of the two.")
    if not fields.has("weights") and not fields.has("extensions"):
        fields.fault("weights", "neither weights nor extensions are given; add a weight.")
    for key, table in (("weights", weights), ("extensions", extensions)):
        if fields.has(key) and not table and (inner := fields.inner(key)) and not inner.node.values:
            fields.fault(key, f"{key!r} is empty; give a weight or remove the key.")
    not_for = fields.codes("not_for", Profession, needed=False)
    not_asked_in = fields.codes("not_asked_in", FormGroup, needed=False)
    form = fields.code("form", Form, of=OWN_ROW_FORMS) if fields.has("form") else None
    if form and (weights.keys() - FURTHER_IDS or extensions):
        fields.fault("weights", f"a row of the form {form} has weights in {', '.join(FURTHER_IDS)} alone.")
    return Indicator(
        id=id_,
        dimension=dimension,
        form=form,
        label=fields.text("label", f"{id_}.label", limits.LABEL),
        labels_by_form=fields.texts_by_form("labels", f"{id_}.label", limits.LABEL),
        established_by=frozenset(map(Method, fields.codes("established_by", Method))),
        weights=weights,
        extensions=extensions,
        grades=fields.table("grades", PROFILE_IDS, Grade),
        sources=sources_of(fields, sources),
        question=fields.optional_text("question", f"{id_}.question", limits.QUESTION, Domain.PERSON),
        questions_by_form=fields.texts_by_form("questions", f"{id_}.question", limits.QUESTION, Domain.PERSON),
        question_at_home=fields.optional_text(
            "question_at_home", f"{id_}.question_at_home", limits.QUESTION, Domain.PERSON
        ),
        question_not_begun=fields.optional_text(
            "question_not_begun", f"{id_}.question_not_begun", limits.QUESTION, Domain.PERSON
        ),
        not_at_home=fields.flag("not_at_home"),
        statement=fields.optional_text("statement", f"{id_}.statement", limits.STATEMENT, Domain.PERSON),
        statement_at_home=fields.optional_text(
            "statement_at_home", f"{id_}.statement_at_home", limits.STATEMENT, Domain.PERSON
        ),
        statement_not_begun=fields.optional_text(
            "statement_not_begun", f"{id_}.statement_not_begun", limits.STATEMENT, Domain.PERSON
        ),
        statements_by_form=fields.texts_by_form("statements", f"{id_}.statement", limits.STATEMENT, Domain.PERSON),
        child_question=fields.optional_text(
            "child_question", f"{id_}.child_question", limits.CHILD_QUESTION, Domain.PERSON
        ),
        child_question_not_begun=fields.optional_text(
            "child_question_not_begun", f"{id_}.child_question_not_begun", limits.CHILD_QUESTION, Domain.PERSON
        ),
        how=fields.optional_text("how", f"{id_}.how", limits.HOW),
        not_for=frozenset(map(Profession, not_for)),
        not_asked_in=frozenset(map(FormGroup, not_asked_in)),
        meaning_since=edition_in(fields, "meaning_since") if fields.has("meaning_since") else "",
    )
