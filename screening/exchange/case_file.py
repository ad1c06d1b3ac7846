"""Case files, `rozpoznaj-case/1`: strict JSON to a core case and back."""

import json

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from screening.core.case import Case
from screening.core.catalogue import Catalogue
from screening.core.terms import Answer, Form
from screening.exchange.case_model import FORMAT, CaseFile
from screening.exchange.paths import Path, place
from screening.exchange.plain import from_plain, to_plain
from screening.exchange.strict_json import BadJson, parse

WHOLE = "the case file"
NOT_YET = frozenset(("referrer", "agreement", "needs", "status", "decisions", "done", "handover", "person"))
WRITTEN = ("age", "forms", "intended", "danger", "concerned", "safety", "context", "acts", "signs", "replies")
SAFETY_WRITTEN = ("alone", "interpreter")

SENTENCES = {
    "missing": "this is required",
    "extra_forbidden": "this key is unknown",
    "too_short": "at least one entry is required",
    "model_type": "an object is required",
    "dict_type": "an object is required",
    "list_type": "a list is required",
    "string_type": "a text is required",
    "bool_type": "true or false is required",
}


class CaseFileError(ValueError):
    """The case file cannot be used; the message is one sentence that names the place."""


def _at(path: Path, sentence: str) -> CaseFileError:
    return CaseFileError(f"{place(path, WHOLE)}: {sentence}.")


def _sentence(fault: ErrorDetails) -> str:
    kind, path, context = fault["type"], fault["loc"], fault.get("ctx", {})
    if kind == "extra_forbidden" and (path[0] in NOT_YET or path[0] == "safety"):
        return "not supported yet"
    if kind in ("enum", "literal_error"):
        return f"this must be {context['expected']}"
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters are accepted"
    if kind == "too_long":
        return f"at most {context['max_length']} entries are accepted"
    return SENTENCES.get(kind) or fault["msg"]


def _shaped(data: bytes) -> CaseFile:
    try:
        parse(data)
    except BadJson as problem:
        raise CaseFileError(str(problem)) from problem
    try:
        return CaseFile.model_validate_json(data)
    except ValidationError as problem:
        fault = problem.errors(include_url=False, include_input=False)[0]
        raise _at(fault["loc"], _sentence(fault)) from None


def _check_ids(shaped: CaseFile, catalogue: Catalogue) -> None:
    if "catalogue" in shaped.model_fields_set and shaped.catalogue != catalogue.edition:
        raise _at(("catalogue",), f"this program has the edition {catalogue.edition} and reads no other")
    for number, form in enumerate(shaped.intended):
        if form is Form.OTHER or form not in shaped.forms:
            raise _at(("intended", number), "this must be one of `forms`, and not other")
    for number, id_ in enumerate(shaped.signs):
        if id_ not in catalogue.signs:
            raise _at(("signs", number), "no such sign is in the catalogue")
    for id_ in shaped.replies:
        if id_ in catalogue.signs or id_.startswith("obs_"):
            raise _at(("replies", id_), "signs stand in `signs` and have no reply")
        if id_ not in catalogue.indicators:
            raise _at(("replies", id_), "no such indicator is in the catalogue")


def read_case(data: bytes, catalogue: Catalogue) -> Case:
    """The case of a case file. Raises CaseFileError, with one sentence that names the place."""
    shaped = _shaped(data)
    _check_ids(shaped, catalogue)
    plain = shaped.model_dump(mode="json", exclude_unset=True, exclude={"format", "catalogue"})
    return from_plain(Case, {"edition": catalogue.edition, **plain})


def case_json(case: Case) -> dict[str, object]:
    """The case file of a case as JSON values; what is as by default is left out.

    The format does not hold the referral part yet, and never the pages visited. Raises CaseFileError for a
    case whose age or forms are not known yet.
    """
    if case.age is None:
        raise _at(("age",), "this is not answered yet")
    if not case.forms:
        raise _at(("forms",), "this is not answered yet")
    plain = to_plain(case)
    safety = plain.get("safety", {})
    plain["safety"] = {key: safety[key] for key in SAFETY_WRITTEN if key in safety}
    replies = plain.get("replies", {})
    plain["replies"] = {id_: {"answer": Answer.NOT_ASKED, **reply} for id_, reply in replies.items()}
    parts = {key: plain[key] for key in WRITTEN if plain.get(key) not in (None, {})}
    return {"format": FORMAT, "catalogue": case.edition, **parts}


def write_case(case: Case) -> bytes:
    """The case file of a case, in UTF-8 with line ends; `read_case` gives back what the format holds."""
    return json.dumps(case_json(case), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
