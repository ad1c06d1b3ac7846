"""What a referral to KCIK says beyond the screening; every field may stay "not known"."""

from dataclasses import dataclass
from enum import StrEnum


class Known(StrEnum):
    """Yes, no, or honestly not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Agrees(StrEnum):
    """Does the person agree to contact with KCIK?"""

    YES = "yes"
    NO = "no"
    UNABLE = "unable"
    NOT_ASKED = "not_asked"


class Kind(StrEnum):
    """What the institution asks of KCIK."""

    CONSULTATION = "consultation"
    REFERRAL = "referral"
    COLLECTION = "collection"


class Urgency(StrEnum):
    """When."""

    NOW = "now"
    TODAY = "today"
    LATER = "later"


class Need(StrEnum):
    """Needs in the words of KCIK's services (procedure 1.2 and 6 F)."""

    ACCOMMODATION = "accommodation"
    FOOD = "food"
    CLOTHING = "clothing"
    BASIC_MEDICAL = "basic_medical"
    URGENT_MEDICAL = "urgent_medical"
    PSYCHOLOGIST = "psychologist"
    LEGAL = "legal"
    INTERPRETER = "interpreter"
    TRANSPORT = "transport"
    DOCUMENTS_STAY = "documents_stay"
    SAFE_RETURN = "safe_return"


class Urgent(StrEnum):
    """What cannot wait; the need, never the diagnosis."""

    DOCTOR = "doctor"
    PREGNANCY = "pregnancy"
    MEDICINES = "medicines"
    CRISIS = "crisis"
    MOBILITY = "mobility"
    WATER_FOOD = "water_food"


class Limit(StrEnum):
    """Limits that the person sets."""

    NO_POLICE = "no_police"
    NO_EMBASSY = "no_embassy"
    NOT_TO_FAMILY = "not_to_family"


class Choice(StrEnum):
    """What the human decides about KCIK, whatever the advice."""

    REFER = "refer"
    CONSULT = "consult"
    NOT_NOW = "not_now"


class Notify(StrEnum):
    """What the human decides about Police, Border Guard or prosecutor: a decision of its own."""

    DONE = "done"
    WILL_NOTIFY = "will_notify"
    NOT_NOW = "not_now"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Referrer:
    """Who calls: institution, function, call-back number. Facts about the officer, not the person."""

    institution: str = ""
    function: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person agrees to; neither consent to data processing nor to notification."""

    contact: Agrees = Agrees.NOT_ASKED
    can_speak_now: Known = Known.UNKNOWN
    limits: frozenset[Limit] = frozenset()
    other_limits: str = ""
    safe_contact: str = ""
    unsafe_contact: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs, and what is urgent."""

    services: frozenset[Need] = frozenset()
    urgent: frozenset[Urgent] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """What KCIK asks first on the telephone (design 3, top block); empty text means not known."""

    kind: Kind | None = None
    urgency: Urgency | None = None
    persons: int | None = None
    voivodeship: str = ""
    place: str = ""
    safe_until: str = ""
    place_known: Known = Known.UNKNOWN
    phone_known: Known = Known.UNKNOWN
    notified: Known = Known.UNKNOWN
    notified_who: str = ""
    transport: Known = Known.UNKNOWN


@dataclass(frozen=True, slots=True)
class Decision:
    """What a named human decided, why, and when (ISO date and time)."""

    kcik: Choice
    notify: Notify
    reason: str
    decided_by: str
    decided_at: str = ""
