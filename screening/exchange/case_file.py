"""Case files, `rozpoznaj-case/1`: strict JSON to a case and back."""

import json
from datetime import date
from enum import StrEnum

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from screening.core.instrument.catalogue import SIGN_PREFIX, Catalogue
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case
from screening.core.record.text_kinds import BIRTH, DAY, MOMENT
from screening.core.referral.consistency import Clash, faults, may_have_been_right
from screening.exchange.case_model import FORMAT, MOST, PARTS, CaseFile, CaseFileModel
from screening.exchange.dataclass_json import from_plain, to_plain
from screening.exchange.json_paths import Path, json_path
from screening.exchange.strict_json import BadJson, parse

WHOLE = "the case file"
# The keys of a case file after `format` and `catalogue`, in their order.
WRITTEN = ("exercise", "age", "forms", "intended", "danger", "concerned", *PARTS, "acts", "signs", "replies")
WHOLE_NUMBER = f"a whole number from 0 to {MOST} is required"

# What a message says of a fault, by the code of pydantic.
SENTENCES = {
    "missing": "this is required",
    "extra_forbidden": "this key is unknown",
    "too_short": "at least one entry is required",
    "model_type": "an object is required",
    "dict_type": "an object is required",
    "list_type": "a list is required",
    "string_type": "a text is required",
    "bool_type": "true or false is required",
    "int_type": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "int_parsing_size": WHOLE_NUMBER,
    "greater_than_equal": WHOLE_NUMBER,
    "less_than_equal": WHOLE_NUMBER,
}

EXAMPLES = {DAY: "2026-11-23", MOMENT: "2026-11-23T12:00", BIRTH: "1998, 1998-05 or 1998-05-12"}

CLASHES = {
    Clash.NOT_A_DATE: "there is no such date",
    Clash.FUTURE: "this lies in the future",
    Clash.TOO_OLD: "this lies too far back",
    Clash.NOT_AGREED: "this needs the person's agreement to contact with KCIK and to sharing the name",
    Clash.ADULT_BORN_AS_CHILD: "by this date the person is under 18, but `age` is adult",
    Clash.CHILD_BORN_AS_ADULT: "by this date the person is 18 or older, but `age` is child",
    Clash.MAYBE_CHILD: "by this the person may be under 18, so `age` must be uncertain or child",
    Clash.BAND: "this does not fit `age`",
    Clash.EMPTY: "a decision needs a reason and the person who took it",
    Clash.NOT_ISSUED: "this needs `certificate` to be issued",
}


class Bad(StrEnum):
    """Why a case file cannot be used, as a code; the page that takes a file in has a sentence for each."""

    DAMAGED = "damaged"  # no strict JSON
    FOREIGN = "foreign"  # no case file
    VERSION = "version"  # another version of the format
    EDITION = "edition"  # another edition of the catalogue
    CONTENT = "content"
    EXERCISE = "exercise"  # a made-up case, given to the program of the service


class CaseFileError(ValueError):
    """The case file cannot be used; the message is one sentence that names the place, `at` the place alone."""

    def __init__(self, sentence: str, bad: Bad = Bad.CONTENT, at: str = "") -> None:
        super().__init__(sentence)
        self.bad = bad
        self.at = at


def _at(path: Path, sentence: str, bad: Bad = Bad.CONTENT) -> CaseFileError:
    where = json_path(path, WHOLE)
    return CaseFileError(f"{where}: {sentence}.", bad, where)


def _sentence(fault: ErrorDetails) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in ("enum", "literal_error"):
        return f"this must be {context['expected']}"
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters are accepted"
    if kind == "too_long":
        return f"at most {context['max_length']} entries are accepted"
    if kind == "string_pattern_mismatch":
        return f"a date like {EXAMPLES[context['pattern']]} is required"
    return SENTENCES.get(kind) or fault["msg"]


def _bad(fault: ErrorDetails, found: object) -> Bad:
    if not isinstance(found, dict) or not str(found.get("format", "")).startswith("rozpoznaj-case/"):
        return Bad.FOREIGN
    return Bad.VERSION if fault["loc"] == ("format",) else Bad.CONTENT


def _shaped(data: bytes, catalogue: Catalogue) -> CaseFileModel:
    """The case file as the model reads it, before its ids are checked. Raises CaseFileError."""
    try:
        found = parse(data)
    except BadJson as problem:
        raise CaseFileError(str(problem), Bad.DAMAGED) from problem
    try:
        return CaseFile.model_validate_json(data)
    except ValidationError as problem:
        all_faults = problem.errors(include_url=False, include_input=False)
    # Another format explains every other fault of the file, and so does an edition that is not read here.
    fault = next((each for each in all_faults if each["loc"] == ("format",)), all_faults[0])
    if isinstance(found, dict) and fault["loc"] != ("format",):
        _check_edition(found.get("catalogue"), catalogue)
    raise _at(fault["loc"], _sentence(fault), _bad(fault, found))


def _edition(shaped: CaseFileModel, catalogue: Catalogue) -> str:
    """The edition that a file names; that of this program if it names none."""
    return shaped.catalogue if "catalogue" in shaped.model_fields_set else catalogue.edition


def _check_edition(named: object, catalogue: Catalogue) -> None:
    if isinstance(named, str) and named not in catalogue.editions:
        sentence = f"this program reads the editions {', '.join(catalogue.editions)} and no other"
        raise _at(("catalogue",), sentence, Bad.EDITION)


def _check_ids(shaped: CaseFileModel, catalogue: Catalogue) -> None:
    _check_edition(_edition(shaped, catalogue), catalogue)
    for number, form in enumerate(shaped.intended):
        if form not in shaped.forms:
            raise _at(("intended", number), "this must be one of `forms`")
    for number, id_ in enumerate(shaped.signs):
        if id_ not in catalogue.signs:
            raise _at(("signs", number), "no such sign is in the catalogue")
    for id_ in shaped.replies:
        if id_ in catalogue.signs or id_.startswith(SIGN_PREFIX):
            raise _at(("replies", id_), "signs are in `signs` and have no reply")
        if id_ not in catalogue.indicators:
            raise _at(("replies", id_), "no such indicator is in the catalogue")


def read_case(data: bytes, catalogue: Catalogue, today: date | None = None) -> Case:
    """Return the case of a case file. Raises CaseFileError, with one sentence that names the place.

    Without `today` no date is compared with the present day. With it, a person recorded as a child who came of age
    since is still read so (`may_have_been_right`), unless the file then has the name of somebody who said no.
    """
    shaped = _shaped(data, catalogue)
    _check_ids(shaped, catalogue)
    plain = shaped.model_dump(mode="json", exclude_unset=True, exclude={"format", "catalogue"})
    case = from_plain(Case, {"edition": _edition(shaped, catalogue), **plain})
    for fault in faults(case, today):
        if today and fault.clash is Clash.CHILD_BORN_AS_ADULT and may_have_been_right(case, today):
            continue
        raise _at(fault.path, CLASHES[fault.clash])
    return case


def case_json(case: Case) -> dict[str, object]:
    """Return the case file of a case as JSON values; a field that has its default is left out.

    Pages visited and the site are never written. Raises CaseFileError for a case whose age or forms are not known yet.
    """
    if case.age is None:
        raise _at(("age",), "this is not answered yet")
    if not case.forms:
        raise _at(("forms",), "this is not answered yet")
    plain = to_plain(case)
    replies = plain.get("replies", {})
    plain["replies"] = {id_: {"answer": Answer.NOT_ASKED, **reply} for id_, reply in replies.items()}
    parts = {key: plain[key] for key in WRITTEN if plain.get(key) not in (None, {})}
    return {"format": FORMAT, "catalogue": case.edition, **parts}


def write_case(case: Case) -> bytes:
    """Return the bytes of the case file of a case, in UTF-8 with line ends. Raises as `case_json`."""
    return json.dumps(case_json(case), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
