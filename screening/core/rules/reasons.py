"""The reasons of a piece of advice: the name of the rule, and the indicators and signs that meet it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the advice that holds (docs/rules.md: Advice); `code` is a stable code of the assessment format."""

    code: str
    indicators: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()


def merged(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Return one reason for each code, in order of first occurrence, with the indicators of all profiles together.

    The signs of a code are the same in every profile.
    """
    by_code: dict[str, Reason] = {}
    for reason in reasons:
        before = by_code.get(reason.code, Reason(reason.code))
        by_code[reason.code] = Reason(reason.code, before.indicators | reason.indicators, before.signs or reason.signs)
    return tuple(by_code.values())


# Every code of a reason: content has a text for each, and the schema lists them. The order is that of the rules.
REASON_CODES = (
    "immediate_danger",
    "urgent_sign",
    "child_unwell",
    "acute_crisis",
    "urgent_doctor",
    "recent_violence",
    "force_indicated",
    "exploitation_and_deception_indicated",
    "exploitation_and_vulnerability_indicated",
    "grave_indicator",
    "grave_with_act",
    "exploitation_and_force",
    "exploitation_and_deceived_job",
    "gain_taken_and_means",
    "gain_taken_and_dependence",
    "act_strong_purpose",
    "act_two_purpose",
    "child_exploitation_or_force",
    "child_strong_deception",
    "child_no_guardian",
    "child_extension",
    "child_signs",
    "child_act_and_purpose",
    "child",
    "concerned",
    "other_form",
    "unsafe_talk",
    "strong_yes",
    "extension_yes",
    "force_yes",
    "further_exploitation",
    "gain_taken",
    "several_indicators",
    "several_signs",
    "serious_sign",
    "act_or_intended",
    "open_force",
    "outside_strong",
    "exploitation_without_force",
    "before_exploitation",
    "open_answers",
    "outside_yes",
    "signs_seen",
    "act_ticked",
    "uncertain_talk",
    "first_questions_open",
    "not_for_you",
    "nothing_found",
)
