"""The words for every code, for pages, paper, command line and the quick check: English here, Polish in the catalogue.

One table for each vocabulary, under its name; a second one only where another place says it in other words.
"""

from collections.abc import Callable, Iterator, Mapping

N_ = str  # marks a sentence for translation where it is only shown later

WORDS: Mapping[str, Mapping[str, str]] = {
    "Page": {
        "safety": N_("First the person"),
        "introduction": N_("Say this before you ask"),
        "context": N_("Who, where, of whom"),
        "forms": N_("What do you suspect?"),
        "signs": N_("What do you see?"),
        "triage": N_("Twelve first indicators"),
        "overview": N_("Overview"),
        "acts": N_("Acts, means and purpose in the Code"),
        "answers": N_("All answers"),
        "referral": N_("Referral to KCIK"),
        "call": N_("What KCIK asks first"),
        "place": N_("Where, and how safe"),
        "facts": N_("What is happening"),
        "agreement": N_("Agreement of the person"),
        "person": N_("The person"),
        "needs": N_("Needs"),
        "status": N_("Papers and stay"),
        "done": N_("Done so far"),
        "decision": N_("Two decisions"),
        "documents": N_("Documents"),
        "handover": N_("Hand-over"),
        "site": N_("One inspection, several persons"),
        "finish": N_("Finish and erase"),
    },
    "PageOfChild": {
        "agreement": N_("What the child knows and says"),
    },
    "TaskGroup": {
        "talk": N_("The person and the talk"),
        "needs": N_("What KCIK needs"),
        "end": N_("Decide, print, hand over"),
    },
    "Document": {
        "referral": N_("For KCIK, with agreement: everything."),
        "consultation": N_("For KCIK, without the person's data."),
        "note": N_("For the head of your unit: facts, duty, what to sign."),
        "notification": N_("For Police, Border Guard or prosecutor: facts and how they are known."),
        "script": N_("What to say on the telephone, in order."),
        "steps": N_("What to do next, by service and by the person's status."),
    },
    "PrintedLeaflet": {
        "leaflet": N_("Leaflet"),
        "leaflet-card": N_("Card with two numbers, in the size of a bank card"),
        "leaflet-easy": N_("Leaflet in easy words"),
    },
}


class Words(Mapping[str, str]):
    """The words of one vocabulary by code, each translated when it is asked for."""

    def __init__(self, table: Mapping[str, str], gettext: Callable[[str], str]) -> None:
        self._table, self._gettext = table, gettext

    def __getitem__(self, code: str) -> str:
        return self._gettext(self._table[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def words_in(gettext: Callable[[str], str]) -> dict[str, Words]:
    """Every table in the language that `gettext` gives, by the name of the vocabulary."""
    return {name: Words(table, gettext) for name, table in WORDS.items()}
