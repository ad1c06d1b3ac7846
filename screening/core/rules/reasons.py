"""The reasons of a piece of advice: the name of the rule, and the indicators and signs that meet it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the advice that holds (docs/rules.md: Advice); `code` is a stable code of the assessment format."""

    code: str
    indicators: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()


def merged(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Return one reason for each code, in order of first occurrence, with the indicators of all profiles together."""
    by_code: dict[str, Reason] = {}
    for reason in reasons:
        before = by_code.get(reason.code, Reason(reason.code))
        by_code[reason.code] = Reason(reason.code, before.indicators | reason.indicators, before.signs or reason.signs)
    return tuple(by_code.values())


REASON_CODES = (
    "immediate_danger",
    "urgent_sign",
    "force_indicated",
    "exploitation_and_deception_indicated",
    "exploitation_and_vulnerability_indicated",
    "grave_indicator",
    "exploitation_and_force",
    "exploitation_and_deceived_job",
    "gain_taken_and_means",
    "gain_taken_and_dependence",
    "act_strong_purpose",
    "child_exploitation_or_force",
    "child_strong_deception",
    "child_no_guardian",
    "child_extension",
    "child",
    "concerned",
    "other_form",
    "unsafe_talk",
    "strong_yes",
    "extension_yes",
    "force_yes",
    "several_indicators",
    "several_signs",
    "serious_sign",
    "outside_yes",
    "exploitation_without_force",
    "before_exploitation",
    "open_answers",
    "signs_seen",
    "nothing_answered",
    "nothing_found",
)
