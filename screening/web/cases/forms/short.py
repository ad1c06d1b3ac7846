"""The form of the short page: questions on the safety of the talk, which have their home on "First the person"."""

from screening.core.record.case import Case
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.web.cases.forms.from_fields import RecordForm, field_of, leaf_of
from screening.wording.instrument import INSTRUMENT

LEAVES = {leaf.path[-1]: leaf_of(leaf.name) for leaf in SAFETY_QUESTIONS}
ShortForm: type[RecordForm] = type(
    "ShortForm",
    (RecordForm,),
    {"at": LEAVES, **{name: field_of(leaf.name, INSTRUMENT["SafetyMissing"][name]) for name, leaf in LEAVES.items()}},
)


def talk_filled(case: Case) -> RecordForm:
    """Return the form with what is saved."""
    return ShortForm(formdata=None, data=ShortForm.fill(case))


def talk_values(form: RecordForm) -> dict[str, list[object]]:
    """Return the values of the form by field name, for the digests (`staleness.py`)."""
    return {name: [form[name].data] for name in LEAVES}
