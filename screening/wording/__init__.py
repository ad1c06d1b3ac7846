"""The words for every code, for pages, paper, command line and the quick check: English here, Polish in the catalogue.

One table for each vocabulary, under the name of its class: from each code to its words. A second table, under a longer
name, is there only where another place says it otherwise. A field that nobody asked has no word here: forms have one
choice for it, and paper one line. An indicator that nobody asked about has one, since `not_asked` is an answer.
"""

from collections.abc import Callable, Iterator, Mapping

from screening.wording.instrument import INSTRUMENT
from screening.wording.program import PROGRAM
from screening.wording.record import RECORD

# Every table by its name, in English.
WORDS: Mapping[str, Mapping[str, str]] = {**INSTRUMENT, **RECORD, **PROGRAM}


class Words(Mapping[str, str]):
    """The words of one vocabulary by code, each translated when it is asked for."""

    def __init__(self, table: Mapping[str, str], gettext: Callable[[str], str]) -> None:
        self._table, self._gettext = table, gettext

    def __getitem__(self, code: str) -> str:
        return self._gettext(self._table[code])

    def only(self, *codes: str) -> dict[str, str]:
        """Return the words of these codes alone, in this order."""
        return {code: self[code] for code in codes}

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def words_in(gettext: Callable[[str], str]) -> dict[str, Words]:
    """Return every table in the language of `gettext`, by the name of the vocabulary."""
    return {name: Words(table, gettext) for name, table in WORDS.items()}
