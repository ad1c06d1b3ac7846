"""Places in a Polish text that differ by whom it is said to: `bez {Pana |Pani |}zgody`.

The three wordings are for a man, for a woman, and for whoever stated neither, or was not asked.
"""

import re
from collections.abc import Mapping

from screening.core.instrument.vocabulary import Sex

PLACE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}")
# Which of the three wordings, the group of PLACE, is said to whom; NEITHER to everybody else.
WORDINGS: Mapping[Sex | None, int] = {Sex.MALE: 1, Sex.FEMALE: 2}
NEITHER = 3
MARKS = frozenset("{|}")  # the characters that mark a place
SLASH = re.compile(r"\w/\w")


def addressed(text: str, to: Sex | None) -> str:
    """Return a text with each place in the wording for a sex as stated; `to` is None if nobody asked."""
    return PLACE.sub(rf"\{WORDINGS.get(to, NEITHER)}", text)


def badly_marked(text: str) -> bool:
    """Return True if a mark is left over: a place has three wordings, none of which holds another place."""
    return not MARKS.isdisjoint(PLACE.sub("", text))


def has_slash_form(text: str) -> bool:
    """Return True for a form such as "Pana/Panią", which a voice would read with its slash."""
    return bool(SLASH.search(text))
