"""The wording of the officer's guidance that fits a case, for templates."""

from collections.abc import Callable, Mapping

from screening.casework.advising import AS_ADVISED_IN
from screening.core.instrument.catalogue import Catalogue, Text
from screening.core.instrument.sentences import Condition, Lists, said
from screening.core.record.case import Case
from screening.core.record.variants import conditions_of, fitting, kinds_of
from screening.core.referral.situations import said_in
from screening.core.rules.advice import Advice
from screening.core.rules.questions import label
from screening.core.rules.with_parent import stays_with_parent


def wording_of(guidance: Mapping[str, Text]) -> Callable[[str, Case], Text]:
    """Return what templates call to get a sentence by id, in the wording for the case's service or for a child.

    That for a child is taken for everybody on the child path, also while the age is not known yet.
    """
    return lambda id_, case: guidance[fitting(guidance, id_, kinds_of(case, child=case.child_path))].said_to(
        case.context.sex
    )


def wordings_of(lists: Lists) -> Callable[..., tuple[Text, ...]]:
    """Return what templates call to get a list by its name, each sentence in the wording that fits.

    Templates call it with the name and the case; also with the advice, if sentences of the list depend on whether a
    child may stay with the parent. `child`: whether the person is spoken of as a child; None, whoever is on the child
    path.
    """

    def wordings(
        name: str, case: Case, advice: tuple[Advice, ...] = (), *, child: bool | None = None
    ) -> tuple[Text, ...]:
        more = [Condition.WITH_PARENT] if advice and stays_with_parent(case, advice, AS_ADVISED_IN) else []
        return said(lists[name], conditions_of(case, child=case.child_path if child is None else child, more=more))

    return wordings


def label_of(catalogue: Catalogue) -> Callable[[str, Case | None], Text]:
    """Return what templates call to get the label of an indicator by its id, as the papers of the case word it.

    Without a case it is the label that fits every form.
    """
    return lambda id_, case: label(catalogue.indicators[id_], case.form_group if case else None)


def situation_texts(lists: Lists) -> Callable[[str, Case], tuple[Text, ...]]:
    """Return what templates call to get the guidance for a situation, each sentence in the wording that fits."""
    return lambda name, case: said(lists[f"situation_{name}"], said_in(case, child=case.child_or_in_doubt))
