"""What the call says beside the fields of the record, on referral, consultation and script."""

from dataclasses import dataclass

from screening.core.documents.source import Redacted, present, strongest
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Basis
from screening.core.record.vocabulary import RequestKind
from screening.core.referral.completeness import request_kind
from screening.core.referral.notifying import labour_rights_alone
from screening.core.rules.advice import AdviceCode

FACTS = 3  # that the call names


@dataclass(frozen=True, slots=True)
class Fact:
    """A row answered yes, or a sign that was seen (`sign`), of which no basis and no note is written down."""

    label: Text
    basis: tuple[Basis, ...] = ()
    note: str = ""
    sign: bool = False


@dataclass(frozen=True, slots=True)
class CallSummary:
    """What KCIK is asked for, and the rows and signs that the call names.

    `consulting`: KCIK is asked for a consultation without the person's data, whatever was ticked. `kind`: what it is
    asked for, None if nobody said. `urgent_signs` are the labels of the signs for which 112 is called.
    `facts` are the strongest rows answered yes, then the signs seen, the gravest first. `outside` are the labels of all
    rows answered yes that no chosen profile counts. `acts_now`: the advice says to act before the call. `no_force`:
    labour rights alone are advised, so that no form of exploitation is suspected.
    """

    consulting: bool
    kind: RequestKind | None
    acts_now: bool
    urgent_signs: tuple[Text, ...]
    facts: tuple[Fact, ...]
    outside: tuple[Text, ...]
    no_force: bool


def call_summary(source: Redacted, *, consulting: bool) -> CallSummary:
    """Return what the call says besides the fields of the record; `consulting` as in `CallSummary`."""
    seen = (source.assessment.catalogue.signs[id_] for id_ in source.signs())
    signs = sorted(seen, key=lambda sign: (not sign.urgent, not sign.serious))
    facts = [Fact(row.label, row.basis, row.note) for row in strongest(source.rows(), FACTS)]
    facts += [Fact(sign.label, sign=True) for sign in signs]
    return CallSummary(
        consulting=consulting,
        kind=RequestKind.CONSULTATION if consulting else request_kind(source.case),
        acts_now=any(each.code is AdviceCode.ACT_NOW for each in source.advice),
        urgent_signs=source.urgent_signs(),
        facts=tuple(facts[:FACTS]),
        outside=tuple(row.label for row in present(source.outside())),
        no_force=labour_rights_alone(source.advice),
    )
