"""Languages that no native speaker has reviewed, and what is not shown in them where the institution hides drafts."""

from screening.translation import person_languages
from screening.web.services import services


def drafts() -> list[str]:
    """Return the codes of the person's languages that are drafts."""
    return [each.code for each in person_languages().values() if each.state != "reviewed"]


def unshown() -> list[str]:
    """Return the codes of the languages in which rights and duty may not be shown, so nothing is shown to the
    person.
    """
    return drafts() if services().drafts == "hide" else []
