"""Which wording of a sentence fits a case: by service, for a child, or the one for everybody."""

from collections.abc import Container, Iterable

from screening.core.record.case import Case


def kinds_of(case: Case, *, child: bool) -> tuple[str, ...]:
    """The endings that a sentence for this case may have, the closest first: no service is sent to itself."""
    service = (str(case.context.profession),) if case.context.profession else ()
    return service + (("child",) if child else ())


def fitting(known: Container[str], id_: str, kinds: Iterable[str]) -> str:
    """Return the id of the sentence for the first of these kinds that has one, else the id for everybody."""
    return next((each for kind in kinds if (each := f"{id_}_{kind}") in known), id_)
