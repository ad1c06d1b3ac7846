"""Languages that no native speaker has reviewed, and what is not shown in them where the institution hides drafts."""

from screening.translation import person_languages
from screening.web.services import services


def drafts() -> list[str]:
    """Return the codes of the person's languages that are drafts."""
    return [each.code for each in person_languages().values() if each.state != "reviewed"]


def hidden_languages() -> list[str]:
    """Return the codes of the languages that are hidden as drafts: neither rights nor duty may be shown in them."""
    return drafts() if services().drafts == "hide" else []
