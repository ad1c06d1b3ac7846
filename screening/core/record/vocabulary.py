"""The closed vocabularies of a referral (docs/case_file.md, A to J); their values are the codes of the case file."""

from enum import StrEnum


class YesNoUnknown(StrEnum):
    """Yes, no, or honestly not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ContactAgreement(StrEnum):
    """Does the person agree to contact with KCIK?"""

    YES = "yes"
    NO = "no"
    UNABLE = "unable"
    NOT_ASKED = "not_asked"


class NameAgreement(StrEnum):
    """Does the person agree that KCIK hears the name? Asked apart from contact."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class InabilityReason(StrEnum):
    """Why an adult cannot agree now; a guardian who may exploit never agrees for the person."""

    SEDATED = "sedated"
    DISABILITY = "disability"
    GUARDIAN = "guardian"
    OTHER = "other"


class RequestKind(StrEnum):
    """What the institution asks of KCIK."""

    CONSULTATION = "consultation"
    REFERRAL = "referral"
    COLLECTION = "collection"
    UNKNOWN = "unknown"


class Urgency(StrEnum):
    """How soon the institution needs what it asks of KCIK."""

    NOW = "now"
    TODAY = "today"
    LATER = "later"
    UNKNOWN = "unknown"


class Need(StrEnum):
    """Needs in the words of KCIK's services."""

    ACCOMMODATION = "accommodation"
    FOOD = "food"
    CLOTHING = "clothing"
    BASIC_MEDICAL = "basic_medical"
    URGENT_MEDICAL = "urgent_medical"
    PSYCHOLOGIST = "psychologist"
    LEGAL = "legal"
    INTERPRETER = "interpreter"
    TRANSPORT = "transport"
    DOCUMENTS = "documents"
    LEGAL_STAY = "legal_stay"
    CONSUL = "consul"
    SAFE_RETURN = "safe_return"
    DISABILITY_DIET = "disability_diet"


class Urgent(StrEnum):
    """What cannot wait; the need, never the diagnosis."""

    DOCTOR = "doctor"
    SEXUAL_VIOLENCE = "sexual_violence"
    PREGNANCY = "pregnancy"
    MEDICINES = "medicines"
    CRISIS = "crisis"
    MOBILITY = "mobility"
    WATER_FOOD = "water_food"


class PoliceContact(StrEnum):
    """Does the person want contact with the Police?"""

    WANTED = "wanted"
    NOT_WANTED = "not_wanted"
    NOT_ASKED = "not_asked"


class Limit(StrEnum):
    """Limits that the person sets."""

    NO_POLICE = "no_police"
    NO_EMBASSY = "no_embassy"
    NOT_TO_FAMILY = "not_to_family"


class KcikChoice(StrEnum):
    """What the human decides about KCIK, whatever the advice."""

    REFER = "refer"
    CONSULT = "consult"
    NOT_NOW = "not_now"


class KcikOutcome(StrEnum):
    """What came of the call to KCIK."""

    ADVICE = "advice"
    HELP_STARTED = "help_started"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"


class NotificationChoice(StrEnum):
    """What the human decides about Police, Border Guard or prosecutor: a decision of its own."""

    DONE = "done"
    WILL_NOTIFY = "will_notify"
    NOT_NOW = "not_now"
    UNDECIDED = "undecided"


class Duty(StrEnum):
    """By whose duty a notification is made (k.p.k. art. 304): the service's, the institution's, or everybody's."""

    OWN = "own"
    INSTITUTION = "institution"
    SOCIAL = "social"


class Authority(StrEnum):
    """To whom a notification goes."""

    POLICE = "police"
    BORDER_GUARD = "border_guard"
    PROSECUTOR = "prosecutor"
    FAMILY_COURT = "family_court"


class ChildSign(StrEnum):
    """What a child with the person looks like."""

    SLEEPY = "sleepy"
    ILL = "ill"
    HURT = "hurt"


class AgeBand(StrEnum):
    """Age as far as it is known; both ends belong to the band."""

    UNDER_7 = "0-6"
    UNDER_13 = "7-12"
    UNDER_16 = "13-15"
    UNDER_18 = "16-17"
    UNDER_25 = "18-24"
    UNDER_40 = "25-39"
    UNDER_60 = "40-59"
    OLDER = "60+"
    UNKNOWN = "unknown"

    @property
    def minor(self) -> bool:
        """True for the bands below 18."""
        return self in (AgeBand.UNDER_7, AgeBand.UNDER_13, AgeBand.UNDER_16, AgeBand.UNDER_18)


class NotKnown(StrEnum):
    """Numbers and moments have no code for "I don't know"; this names those that were answered so."""

    PERSONS = "persons"
    CHILDREN = "children"
    OTHERS = "others"
    OTHERS_CHILDREN = "others_children"
    SAFE_UNTIL = "safe_until"


class Tonight(StrEnum):
    """Where the person is tonight: a kind of place, never an address."""

    WITH_US = "with_us"
    HOSPITAL = "hospital"
    CRISIS_CENTRE = "crisis_centre"
    POLICE_UNIT = "police_unit"
    OWN_PLACE = "own_place"
    SAME_PLACE = "same_place"
    STREET = "street"
    OTHER = "other"
    UNKNOWN = "unknown"


class Papers(StrEnum):
    """Who has the person's papers."""

    HAS = "has"
    TAKEN = "taken"
    NONE = "none"
    UNKNOWN = "unknown"


class Stay(StrEnum):
    """The person's stay; "to be cleared" is for every doubt, and nobody is called illegal."""

    LEGAL = "legal"
    ASYLUM = "asylum"
    TEMPORARY_PROTECTION = "temporary_protection"
    TO_BE_CLEARED = "to_be_cleared"
    UNKNOWN = "unknown"


class Certificate(StrEnum):
    """The certificate of art. 170 of the Foreigners Act."""

    NONE = "none"
    ASKED = "asked"
    ISSUED = "issued"
    UNKNOWN = "unknown"


class Leaflet(StrEnum):
    """Was the leaflet given? Only if it is safe to carry."""

    GIVEN = "given"
    NOT_SAFE = "not_safe"
    NOT_GIVEN = "not_given"


class Voivodeship(StrEnum):
    """The sixteen voivodeships; the finest place on a consultation sheet."""

    DOLNOSLASKIE = "dolnoslaskie"
    KUJAWSKO_POMORSKIE = "kujawsko-pomorskie"
    LUBELSKIE = "lubelskie"
    LUBUSKIE = "lubuskie"
    LODZKIE = "lodzkie"
    MALOPOLSKIE = "malopolskie"
    MAZOWIECKIE = "mazowieckie"
    OPOLSKIE = "opolskie"
    PODKARPACKIE = "podkarpackie"
    PODLASKIE = "podlaskie"
    POMORSKIE = "pomorskie"
    SLASKIE = "slaskie"
    SWIETOKRZYSKIE = "swietokrzyskie"
    WARMINSKO_MAZURSKIE = "warminsko-mazurskie"
    WIELKOPOLSKIE = "wielkopolskie"
    ZACHODNIOPOMORSKIE = "zachodniopomorskie"
    UNKNOWN = "unknown"
