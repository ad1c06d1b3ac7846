"""The closed vocabularies of the instrument; their values are the codes of the file formats.

UNKNOWN and NOT_STATED are answers that somebody pressed. What was not asked is None, and left out of a file.
"""

from enum import StrEnum


class Form(StrEnum):
    """A form of exploitation. Those after the first three are the further forms; OTHER is any that is not named."""

    LABOUR = "labour"
    SEXUAL = "sexual"
    BEGGING = "begging"
    CRIME = "crime"
    MARRIAGE = "marriage"
    ADOPTION = "adoption"
    SURROGACY = "surrogacy"
    ORGANS = "organs"
    OTHER = "other"

    @property
    def group(self) -> "FormGroup":
        """The group of the forms that share a profile with this one."""
        return FormGroup(self) if self in FIRST_FORMS else FormGroup.FURTHER


# Each of these has profiles that no other form shares.
FIRST_FORMS = (Form.LABOUR, Form.SEXUAL, Form.BEGGING)


class FormGroup(StrEnum):
    """The forms that share one profile: the first three have one each, all further forms one together."""

    LABOUR = "labour"
    SEXUAL = "sexual"
    BEGGING = "begging"
    FURTHER = "further"

    @property
    def forms(self) -> frozenset[Form]:
        """The forms of this group."""
        return frozenset(form for form in Form if form.group is self)


class PurposeId(StrEnum):
    """A purpose of art. 115 par. 22 of the Penal Code; SLAVERY is no form that can be chosen."""

    LABOUR = "labour"
    SEXUAL = "sexual"
    BEGGING = "begging"
    SLAVERY = "slavery"
    CRIME = "crime"
    MARRIAGE = "marriage"
    ADOPTION = "adoption"
    SURROGACY = "surrogacy"
    ORGANS = "organs"
    OTHER = "other"


class AgeGroup(StrEnum):
    """The two age groups that have profiles."""

    ADULT = "adult"
    CHILD = "child"


# The ids of the eight profiles, and of the two triage lists for exploitation that has not begun.
PROFILE_IDS = tuple(f"{group}_{age}" for group in FormGroup for age in AgeGroup)
NOT_BEGUN_IDS = tuple(f"not_begun_{age}" for age in AgeGroup)


class Age(StrEnum):
    """Age group; UNCERTAIN follows the child path (Directive 2011/36/EU, art. 13(2))."""

    ADULT = "adult"
    CHILD = "child"
    UNCERTAIN = "uncertain"


class Weight(StrEnum):
    """Weight of an indicator in one profile."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Grade(StrEnum):
    """Evidence grade: primary, secondary, general knowledge (provisional), our own analogy."""

    PRIMARY = "P"
    SECONDARY = "S"
    PROVISIONAL = "M"
    ANALOGY = "X"


class Confirm(StrEnum):
    """By whom a statement is still to be confirmed: by anybody, who telephones or reads the statute, or by a doctor."""

    ANYBODY = "true"
    DOCTOR = "doctor"


class Method(StrEnum):
    """How an indicator can be established."""

    ASKED = "asked"
    OBSERVED = "observed"
    DOCUMENT = "document"


class Answer(StrEnum):
    """The officer's answer to an indicator's label; NOT_ASKED is never NO."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


class Basis(StrEnum):
    """How an answer is known."""

    OBSERVED = "observed"
    PERSON = "person"
    OTHER = "other"
    DOCUMENT = "document"


class DimensionId(StrEnum):
    """The six dimensions, in the order of the instrument (ILO/EC 2009)."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment"
    COERCIVE_RECRUITMENT = "coercive_recruitment"
    RECRUITMENT_VULNERABILITY = "recruitment_vulnerability"
    EXPLOITATION = "exploitation"
    DESTINATION_COERCION = "destination_coercion"
    DESTINATION_VULNERABILITY = "destination_vulnerability"


# The dimensions of coercion, at recruitment and at destination.
FORCE = (DimensionId.COERCIVE_RECRUITMENT, DimensionId.DESTINATION_COERCION)


class CriminalAct(StrEnum):
    """Acts of art. 115 par. 22 of the Penal Code."""

    RECRUITMENT = "recruitment"
    TRANSPORT = "transport"
    DELIVERY = "delivery"
    TRANSFER = "transfer"
    HARBOURING = "harbouring"
    RECEIPT = "receipt"


class Alone(StrEnum):
    """Could the person be spoken to alone?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Interpreter(StrEnum):
    """Who interpreted: MACHINE a translation program, COMPANION who came with the person, GROUP one of the group."""

    NOT_NEEDED = "not_needed"
    INDEPENDENT = "independent"
    MACHINE = "machine"
    COMPANION = "companion"
    GROUP = "group"
    NONE_BUT_NEEDED = "none_but_needed"
    UNKNOWN = "unknown"


class Profession(StrEnum):
    """Who screens."""

    POLICE = "police"
    BORDER_GUARD = "border_guard"
    LABOUR_INSPECTOR = "labour_inspector"
    SOCIAL_WORKER = "social_worker"


# These receive notifications of a crime and act by a duty of their own; the others notify one of them.
RECEIVING = (Profession.POLICE, Profession.BORDER_GUARD)


class ExploitationPlace(StrEnum):
    """Where the person is or was exploited."""

    POLAND = "poland"
    ABROAD = "abroad"
    TRANSIT = "transit"


class Citizenship(StrEnum):
    """Citizenship group. It chooses wordings and what is said of the stay, and never changes the advice."""

    POLAND = "poland"
    EU = "eu"
    THIRD_COUNTRY = "third_country"
    STATELESS = "stateless"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex as stated; no rule reads it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_STATED = "not_stated"


class Setting(StrEnum):
    """Where the talk takes place."""

    ROADSIDE = "roadside"
    BORDER = "border"
    WORKPLACE = "workplace"
    LODGING = "lodging"
    OFFICE = "office"
    DETENTION = "detention"
    STREET = "street"
    HEALTH_CARE = "health_care"
    VENUE = "venue"
    HOME = "home"
    OTHER = "other"
