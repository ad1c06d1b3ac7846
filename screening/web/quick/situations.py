"""Which answers of the quick check lead to the guidance for a hard situation, found by trying each of them alone, and a
form beside a row that guidance asks for.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from flask import url_for

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Age, Answer, ExploitationPlace, Form, Interpreter, Profession
from screening.core.record.case import Case, Context, Reply, Safety
from screening.core.referral.situations import HardSituation, situations
from screening.core.rules.advice import AdviceCode
from screening.core.rules.named_rows import DISABILITY, PAY_OWED, RECORDED
from screening.translation import page_languages


def a_case_of(profession: Profession | None, age: Age = Age.ADULT, **more: Any) -> Case:
    """Return a case of which nothing else is known."""
    return Case(edition="", age=age, context=Context(profession=profession), **more)


def _case(age: Age = Age.ADULT, **more: Any) -> Case:
    """A case of the Police, who meet every situation but that of the border, which is the Border Guard's."""
    return a_case_of(Profession.POLICE, age, **more)


def _answers(catalogue: Catalogue) -> Iterator[tuple[str, Case, tuple[AdviceCode, ...]]]:
    """Each answer of the check alone, as its code, a case that has it, and no advice; and each advice as such a code.

    A form and a row together have the code of the form followed by that of the row.
    """
    plain = _case()
    for form in Form:
        yield form, _case(forms=frozenset((form,))), ()
    for sign in catalogue.signs:
        yield sign, _case(signs=frozenset((sign,))), ()
    for row in catalogue.indicators:
        yield row, _case(replies={row: Reply(Answer.YES)}), ()
    for form, row in product(Form, (*PAY_OWED, *DISABILITY, *RECORDED)):
        yield form + row, _case(forms=frozenset((form,)), replies={row: Reply(Answer.YES)}), ()
    for by in Interpreter:
        yield by, _case(safety=Safety(interpreter=by)), ()
    for profession in Profession:
        yield profession, a_case_of(profession), ()
    transit = ExploitationPlace.TRANSIT
    yield transit, replace(plain, context=replace(plain.context, exploited_in=frozenset((transit,)))), ()
    yield Age.CHILD, _case(Age.CHILD), ()
    for code in AdviceCode:
        yield code, plain, (code,)


def led_to(catalogue: Catalogue) -> dict[HardSituation, list[str]]:
    """Return the situations that an answer of the check leads to, each with these answers, in their order.

    A form and a row that lead there only together are written as one code.
    """
    found: dict[HardSituation, list[str]] = {}
    for code, case, advised in _answers(catalogue):
        for each in situations(case, advised):
            by = found.setdefault(each, [])
            one_is_enough = bool(case.forms and case.replies) and {*case.forms, *case.replies} & {*by}
            if not one_is_enough:
                by.append(code)
    return {each: found[each] for each in HardSituation if each in found}


def address(language: str) -> str:
    """Return the address of the page with the guidance in a language of the pages."""
    return url_for("quick.hard_situations", ui=None if language == "pl" else language)


def situation_data(catalogue: Catalogue) -> dict[str, object]:
    """Return what the script needs: the address by language, and each situation with the answers that lead to it."""
    by = [[each, *codes] for each, codes in led_to(catalogue).items()]
    return {"at": {each.code: address(each.code) for each in page_languages()}, "by": by}
