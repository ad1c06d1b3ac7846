"""How hard the Polish texts are to read, by kind: `python -m tests.content.reading` prints the figures.

A sentence ends with a full stop, a question mark, an exclamation mark or its text; "art." and other short forms end
none. A word is what has a letter, a long word has four syllables or more. FOG is 0.4 times the sum of the words a
sentence and of the long words in a hundred. A short text is unstable in it: read the figure of the kind.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screening.content import Content
from screening.content.guidance import EASY, HEARD
from screening.content.loader import load
from screening.core.instrument.addressing import addressed
from screening.core.instrument.catalogue import Indicator, Text
from screening.core.instrument.vocabulary import Sex
from screening.settings import folder

END = re.compile(r"(?<=[.?!])[”»]?\s+(?=[„«A-ZĄĆĘŁŃÓŚŹŻ0-9])")
SHORT = re.compile(r"\b(art|np|m\.in|k\.p\.k|k\.k|k\.p\.c|k\.r\.o|k\.w|poz|ust|pkt|tj|zł|ze zm|ul|tel)\.\s+")
LETTER = re.compile(r"[^\W\d_]")
SYLLABLE = re.compile(r"au|eu|[aąeęioóuy]")
SOFT = re.compile(r"i(?=[aąeęoóuy])")
LONG = 4
PERSON = (
    "questions",
    "statements",
    "questions to a child",
    "introductions",
    "shown",
    "leaflet",
    "easy leaflet",
    "lists",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of some texts: sentences and words in all, words of the longest sentence, long words in all."""

    sentences: int
    words: int
    longest: int
    long_words: int

    @property
    def fog(self) -> float:
        """FOG of these texts together, as a number of years of school."""
        return 0.4 * (self.words / self.sentences + 100 * self.long_words / self.words)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return END.split(SHORT.sub(r"\1 ", text))


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; "Pana/Panią" is one, a number is none."""
    return [each for each in sentence.split() if LETTER.search(each)]


def syllables(word: str) -> int:
    """Return the number of syllables of a Polish word; of "Pana/Panią" those of the first form."""
    return len(SYLLABLE.findall(SOFT.sub("", word.partition("/")[0].casefold())))


def figures(texts: Iterable[str]) -> Figures:
    """Return the figures of these texts together."""
    split = [words(each) for text in texts for each in sentences(text)]
    counted = [each for each in split if each]
    every = [word for each in counted for word in each]
    return Figures(
        len(counted), len(every), max(map(len, counted), default=0), sum(syllables(each) >= LONG for each in every)
    )


def by_kind(content: Content) -> dict[str, list[str]]:
    """Return the Polish texts by kind as a woman hears them, those of the person first."""
    return {kind: [addressed(text.polish, Sex.FEMALE) for text in texts] for kind, texts in _texts(content).items()}


def _texts(content: Content) -> dict[str, list[Text]]:
    rows = content.catalogue.indicators.values()
    leaflet = content.leaflet.items()
    guidance = content.guidance.items()
    items = (text for each in content.lists.values() for one in each for text in (one.text, *one.variants.values()))
    return {
        "questions": [text for row in rows for text in _questions(row)],
        "statements": [text for row in rows for text in _statements(row)],
        "questions to a child": [row.child_question for row in rows if row.child_question],
        "introductions": [text for id_, text in guidance if id_.startswith(HEARD)],
        "shown": list(content.shown.values()),
        "leaflet": [text for id_, text in leaflet if not id_.startswith(EASY)],
        "easy leaflet": [text for id_, text in leaflet if id_.startswith(EASY)],
        "lists": [text for each in content.checklists.values() for text in (each.title, *each.items)],
        "guidance": [*(text for id_, text in guidance if not id_.startswith(HEARD)), *items],
        "hints": [row.how for row in rows if row.how],
        "law": [entry.text for entry in content.law.entries.values()],
        "labels": [text for row in rows for text in (row.label, *row.labels_by_form.values())],
    }


def _questions(row: Indicator) -> Iterator[Text]:
    yield from filter(None, (row.question, row.question_at_home, row.question_not_begun))
    yield from row.questions_by_form.values()


def _statements(row: Indicator) -> Iterator[Text]:
    yield from filter(None, (row.statement, row.statement_at_home, row.statement_not_begun))
    yield from row.statements_by_form.values()


def main() -> None:
    """Print the figures of each kind as a table."""
    sys.stdout.write(f"{'kind':22}{'texts':>7}{'sentences':>11}{'words':>7}{'longest':>9}{'FOG':>6}\n")
    for kind, texts in by_kind(load(folder("indicators"))).items():
        found = figures(texts)
        line = f"{len(texts):7}{found.sentences:11}{found.words:7}{found.longest:9}{found.fog:6.1f}"
        sys.stdout.write(f"{kind:22}{line}\n")


if __name__ == "__main__":
    main()
