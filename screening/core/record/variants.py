"""Which wording of a sentence fits a case: that for a profession, for a child, or the one for everybody."""

from collections.abc import Container, Iterable

from screening.core.instrument.sentences import Condition
from screening.core.instrument.vocabulary import Age, Citizenship, ExploitationPlace
from screening.core.record.case import Case
from screening.core.record.vocabulary import Certificate, Stay

# With these answers on the stay the person may have temporary protection.
PERHAPS_PROTECTED = (None, Stay.UNKNOWN, Stay.TEMPORARY_PROTECTION)


def kinds_of(case: Case, *, child: bool) -> tuple[str, ...]:
    """Return the names of the variants that a single sentence may have for this case: the profession, then `child`.

    That of the profession comes first: the others may send an officer to the institution where the officer works.
    """
    service = (str(case.context.profession),) if case.context.profession else ()
    return service + (("child",) if child else ())


def fitting(known: Container[str], id_: str, kinds: Iterable[str]) -> str:
    """Return the first `id__kind` of these kinds that is known, such as `warning_police`, else the id itself."""
    return next((each for kind in kinds if (each := f"{id_}_{kind}") in known), id_)


def _stay_doubted(case: Case) -> bool:
    """True if the stay of a foreigner, a citizen of the Union included, is recorded as to be cleared."""
    return case.status.stay is Stay.TO_BE_CLEARED and case.context.citizenship is not Citizenship.POLAND


def conditions_of(case: Case, *, child: bool, more: Iterable[Condition] = ()) -> frozenset[str]:
    """Return the conditions of lists that hold in this case (`Condition`, professions); `more` is added to them."""
    found: set[str] = {Condition.CHILD if child else Condition.ADULT, *more}
    if case.age not in (Age.CHILD, Age.ADULT):
        found.add(Condition.AGE_IN_DOUBT)
    if case.status.certificate is Certificate.ISSUED:
        found.add(Condition.CERTIFICATE_ISSUED)
    if case.context.citizenship is Citizenship.POLAND:
        found.add(Condition.POLISH_CITIZEN)
    elif case.context.citizenship is not Citizenship.EU:
        found.add(Condition.FOREIGNERS_ACT)
    if case.may_stay and not _stay_doubted(case):
        found.add(Condition.STAY_KNOWN)
    if Condition.FOREIGNERS_ACT in found and case.status.stay in PERHAPS_PROTECTED:
        found.add(Condition.TEMPORARY_PROTECTION)
    if case.context.exploited_in == {ExploitationPlace.ABROAD}:
        found.add(Condition.ABROAD_ALONE)
    if case.context.profession:
        found.add(case.context.profession)
    return frozenset(found)
