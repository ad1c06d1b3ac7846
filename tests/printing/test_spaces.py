"""Between two sentences of a paper there is a space, whatever the template does with its lines."""

import re

import pytest

from screening.core.documents import DOCUMENTS
from screening.printing import page_html
from tests.printing.sheets import CASES, sheet

INLINE = re.compile(r"</?(?:a|b|i|em|strong|small|span)\b[^>]*>")
TAG = re.compile(r"<(?:style|script).*?</(?:style|script)>|<[^>]+>", re.DOTALL)
GLUED = re.compile(r"[^\W\d][”»)]?[.;:?!][A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż ]")


@pytest.mark.sampled(12)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("name", ["empty", "typical", "child"])
def test_no_sentence_is_glued_to_the_one_before(name, kind, language):
    text = TAG.sub(" ", INLINE.sub("", page_html(sheet(CASES[name](), kind), language)))
    assert [text[max(0, found.start() - 30) : found.end() + 20] for found in GLUED.finditer(text)] == []


def test_a_glued_sentence_is_found_and_what_is_written_together_is_not():
    assert GLUED.search("odpoczynek.Potrzeby: nocleg") and GLUED.search("Kto?Kiedy to było")
    assert not GLUED.search("art. 304 § 2 k.p.k. · info@kcik.pl · 12.05.1998 · www.kcik.pl. Zadzwoń")
