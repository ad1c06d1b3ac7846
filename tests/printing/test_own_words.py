"""What somebody wrote, on paper: whole, within the page, between quotation marks, never like a field of the sheet."""

import re
import subprocess
import unicodedata
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any, get_type_hints

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.record.case import Case, Reply, Site
from screening.core.record.inspection import next_person
from screening.core.record.text_kinds import NOTE_LIMIT, Written
from screening.exchange.envelope import LARGEST
from screening.printing import page_html
from screening.printing.glyphs import covered
from screening.printing.quoting import within_quotes
from tests.builders import CATALOGUE
from tests.printing.read import by_pdftotext
from tests.printing.sheets import maximal_case, sheet, typical_case

WITH_NOTES = ("documents_withheld", "debt_bondage", "bad_living")
MARK = re.compile(r"Q\d\dZ")
FILLINGS = {
    "wide": "W",
    "Polish": "ŁĄŻĘ",
    "narrow": "i",
    "dots": ".",
    "no-break blanks": "ab\u00a0",
    "underscores": "Jan_Kowalski_",
    "address": "fbclid=IwAR0x",
    "Arabic": "م",
    "Hebrew": "ש",
    "Hindi": "क्षि",
    "Bengali": "ক্ষি",
    "Tamil": "கொ",
    "Thai": "ภี",
    "Burmese": "မြ",
    "Amharic": "ሰላ",
    "Tibetan": "བོ",
    "without a form": "漢a",
    "emoji": "🧿",
}
USUAL = ("Polish", "Hindi", "without a form")
OWN = re.compile(r'<span class="own(?: lines)?">(.)<span dir="auto"[^>]*>(.*?)</span>(.)</span>', re.DOTALL)


def marked(part: Any, fill: str, numbers: count) -> Any:
    """The part with every written field at its limit: one word of this filling, and a mark of its own at the end."""
    hints = get_type_hints(type(part), include_extras=True)
    changed = {}
    for each in fields(part):
        value, kinds = getattr(part, each.name), getattr(hints[each.name], "__metadata__", ())
        if limits := [kind.limit for kind in kinds if isinstance(kind, Written)]:
            mark = f"Q{next(numbers):02}Z"
            changed[each.name] = (fill * limits[0])[: limits[0] - len(mark)] + mark
        elif is_dataclass(value) and each.name != "site":
            changed[each.name] = marked(value, fill, numbers)
    return replace(part, **changed)


def case_of(fill: str) -> Case:
    """A case where everything that can be written is written, in words of this filling."""
    numbers = count()
    replies = {id_: Reply(Answer.YES, frozenset(Basis), "") for id_ in WITH_NOTES}
    case = replace(marked(maximal_case(""), fill, numbers), replies=replies)
    noted = {
        id_: replace(reply, note=f"{(fill * NOTE_LIMIT)[:590]}Q{next(numbers):02}Z") for id_, reply in replies.items()
    }
    return replace(case, replies=noted)


def outside(pdf: bytes) -> list[str]:
    """The words that do not lie wholly in the box of their page."""
    drawn = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    found = []
    for page in drawn.split("<page ")[1:]:
        width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        for *box, word in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page):
            left, top, right, bottom = map(float, box)
            if left < 0 or top < 0 or right > width or bottom > height:
                found.append(word)
    return found


def marks(pdf: bytes) -> set[str]:
    """The marks in the order of the text, not of the lines: boxes stand side by side. A page may end within a mark."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    begun = re.findall(r"(Q\d{0,2})\n.*kontakty sprawdzono", read)
    ended = re.findall(r"^(\d{0,2}Z)”", read, re.MULTILINE)
    torn = {one + other for one in begun for other in ended if MARK.fullmatch(one + other)}
    return set(MARK.findall(re.sub(r"\s", "", read))) | torn


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("kind", "filling"),
    [
        pytest.param(kind, name, marks=() if name in USUAL else pytest.mark.full)
        for kind in DOCUMENTS
        for name in FILLINGS
    ],
)
def test_no_letter_of_an_own_word_lies_outside_the_page(printer, kind, filling):
    pdf = printer.pdf(sheet(case_of(FILLINGS[filling]), kind), "pl").pdf
    assert outside(pdf) == []
    assert marks(pdf) == marks(printer.pdf(sheet(case_of(""), kind), "pl").pdf), "every field to its end"


def test_the_papers_with_own_words_hold_them():
    held = {kind: set(MARK.findall(page_html(sheet(case_of(""), kind), "pl"))) for kind in DOCUMENTS}
    written = set(MARK.findall(str(case_of(""))))
    asked_of_a_court = case_of("").decisions.notification.hearing_reason
    assert written - held["referral"] == {case_of("").came_from, asked_of_a_court}
    assert asked_of_a_court in written - held["note"]
    assert min(len(held[kind]) for kind in ("note", "notification")) >= 15 and len(held["script"]) >= 9
    assert (len(held["consultation"]), len(held["steps"])) == (3, 0), "the caller alone, and nobody"


def quoted(case: Case, kind: str, language: str = "pl") -> list[tuple[str, str, str]]:
    return OWN.findall(page_html(sheet(case, kind), language))


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_own_words_and_nothing_else_stand_in_quotation_marks(kind, language):
    html = page_html(sheet(case_of(""), kind), language)
    found = OWN.findall(html)
    assert {opening + closing for opening, _, closing in found} <= {{"pl": "„”", "en": "“”"}[language]}
    assert all(MARK.fullmatch(text) for _, text, _ in found), "no word of the tool is quoted"
    assert not MARK.search(OWN.sub("", html)), "no own word stands without quotation marks"


@pytest.mark.parametrize("language", ["ukraiński", "uk", "Українська", "po swojemu", "KG", "am"])
def test_a_language_is_quoted_only_where_somebody_wrote_what_the_tool_does_not_know(language):
    case = typical_case()
    case = replace(case, context=replace(case.context, language=language))
    known = language not in ("po swojemu", "KG", "am")
    for kind in ("referral", "script", "note"):
        assert (language in {text for _, text, _ in quoted(case, kind)}) is not known
        assert ("ukraiński" in page_html(sheet(case, kind), "pl")) is known


@pytest.mark.parametrize(
    "end",
    [
        '"',
        "”",
        "“",
        "″",
        "''",
        "’’",
        "’\u200b’",
        "＂",
        "❞",
        "〞",
        "‟",
        "„",
        "ˮ",
        "״",
        "〟",
        "‶",
        "˝",
        "〃",
        "‘‘",
        "‛‛",
        "′′",
        "՚՚",
        "‴",
        *"\u02f6\u02f5\u1425\u1426\u2037\u2e42\u2760\u3003\U0001145a\U0001f676\U0001f677\U0001f678",
        ",,",
        "‚‚",
        ",‚",
        "\u275f,",
        "’\u034f’",
        "'\ufe0e'",
        "‚\ufe00\u200d‚",
        "\u02c8\u02c8",
        "\u055a’",
        "\u1ffd\u0384",
        "”\ufe0f",
        "\ua78c\ua78c",
    ],
)
def test_own_words_cannot_end_their_quotation(end):
    on_paper = within_quotes(f"kolega{end} niebezpieczny: {end}żaden")
    assert on_paper.replace("\ufe0f", "") == "kolega» niebezpieczny: «żaden"


@pytest.mark.parametrize("dot", [*"·•∙⋅‧・･ꞏ⸱᛫◦⸳●⦁⚫\u1427\u18df\u2802", "\u2800·\u2800", "\u3164·", "\u034f·\ufe0e"])
def test_own_words_cannot_begin_a_new_field(dot):
    forged = f"kolega 600 100 200 {dot} niebezpieczny: żaden"
    assert within_quotes(forged) == "kolega 600 100 200, niebezpieczny: żaden"
    assert within_quotes("paral·lel") == "paral·lel"


NAMED = re.compile("QUOTATION MARK|DOUBLE PRIME|DOUBLE ACUTE ACCENT|DOUBLE COMMA|DITTO")
DOTS = re.compile("MIDDLE DOT|^BULLET|WORD SEPARATOR|DOT OPERATOR|INTERPUNCT")
SINGLE = re.compile("SINGLE|ANGLE|TAG|COMBINING")


def test_no_sign_that_a_font_shows_is_missed_because_no_list_has_it():
    """What Unicode itself calls a quotation mark or a dot between words, in whatever script."""
    for character in map(chr, covered()):
        name = unicodedata.name(character, "")
        if NAMED.search(name) and not SINGLE.search(name):
            assert within_quotes(f"kolega{character} a") == "kolega» a", name
        if DOTS.search(name) and " WITH " not in name:
            assert within_quotes(f"kolega {character} a") == "kolega, a", name


def test_letters_of_every_script_stay_as_they_were_written():
    written = "ő Ű Ӳ ż ḃ ᾈ 돝 ꄍ ب ज़ 5,5 km, tak; 'on', potem – «nie» ●a [x]"
    assert within_quotes(written) == written.replace(" ●", ", ")
    assert within_quotes("м\u200dа क्\u200cष ❤\ufe0f") == "м\u200dа क्\u200cष ❤\ufe0f"


def test_own_words_are_underlined_on_paper_and_on_the_page_which_no_letter_can_begin_or_end():
    for sheet_of in ("templates/print/sheet.css", "screening/web/static/style.css"):
        style = (Path(__file__).parents[2] / sheet_of).read_text(encoding="utf-8")
        assert re.search(r"\.own(?:, \.own \.tall)? \{ text-decoration: underline dotted\b", style), sheet_of
        (in_lines,) = re.findall(r"\.own\.lines \{(.*?)\}", style)
        assert "text-decoration" not in in_lines and "dotted" in in_lines, "a block of lines keeps them"


@pytest.mark.rest
def test_the_longest_sheet_is_small_enough_to_be_taken_in_again_within_its_pdf(printer):
    noted = {id_: Reply(Answer.YES, frozenset(Basis), "Paszport ma ktoś inny. " * 26) for id_ in CATALOGUE.indicators}
    pdf = printer.pdf(sheet(replace(case_of("W"), replies=noted)), "pl").pdf
    assert len(pdf) < LARGEST / 4


@pytest.mark.parametrize("sign", ["· ", " ", "'\u200b", "\u200b·", ",,", "„ "])
def test_a_line_of_nothing_but_signs_costs_no_more_than_its_length(sign):
    began = process_time()
    within_quotes((sign * 256 * 1024)[: 256 * 1024] + "x")
    assert process_time() - began < 2


def test_a_quotation_within_own_words_keeps_its_sense():
    assert within_quotes("Paszport ma „koordynator”; mówi (“tak”).") == "Paszport ma «koordynator»; mówi («tak»)."
    assert within_quotes("м'ята, O’Brien, l'été") == "м'ята, O’Brien, l'été"


LINES = "Są trzy osoby:\n- Anna, 17 lat\n\n\n   \n11 Kontakt bezpieczny: kolega\nKCIK 22 999 00 00"


@pytest.mark.parametrize("kind", ["referral", "note", "notification"])
def test_lines_are_kept_within_the_quotation_and_set_apart_from_the_rows(printer, kind):
    case = typical_case()
    case = replace(case, context=replace(case.context, facts=LINES))
    assert re.search(
        r'<span class="own lines">„<span dir="auto">Są trzy osoby:\n- Anna, 17 lat\n11 Kon',
        page_html(sheet(case, kind), "pl"),
    )
    printed = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=printer.pdf(sheet(case, kind), "pl").pdf,
        capture_output=True,
        check=True,
    ).stdout.decode()
    lines = [each.strip() for each in printed.splitlines()]
    for line in ("- Anna, 17 lat", "11 Kontakt bezpieczny: kolega", "KCIK 22 999 00 00”"):
        assert line in lines
    edge = min(len(each) - len(each.lstrip()) for each in printed.splitlines() if each.strip())
    (forged,) = (each for each in printed.splitlines() if each.strip() == "11 Kontakt bezpieczny: kolega")
    assert len(forged) - len(forged.lstrip()) > edge, "a forged row does not begin where rows begin"


@pytest.mark.parametrize("kind", ["referral", "note", "notification"])
def test_own_words_that_begin_with_a_mark_become_no_part_of_a_tag(printer, kind):
    case = typical_case()
    case = replace(
        case, context=replace(case.context, facts="\u0338 style=position:fixed;inset:0;background:#fff Q07Z")
    )
    printed = by_pdftotext(printer.pdf(sheet(case, kind), "pl").pdf)
    assert "[U+0338] style=position:fixed" in printed and "Q07Z" in printed


OUTSIDE = "Odnotowano, poza wybraną formą"
SENT = "Część słów w tej sprawie przyszła w pliku z innej instytucji"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_papers_of_a_case_from_a_file_say_whose_words_may_stand_there(kind):
    case = typical_case()
    assert SENT not in page_html(sheet(case, kind), "pl")
    from_file = page_html(sheet(replace(case, came_from="?"), kind), "pl")
    assert (SENT in from_file) is (kind in ("referral", "script", "note", "notification"))


def test_papers_of_the_next_person_say_so_too_for_the_words_on_the_place_are_carried_over():
    first = replace(typical_case(), came_from="?")
    following = replace(next_person(first, Site("x", 2), first.edition), danger=True)
    assert following.context.sector and following.safety.place
    assert SENT in page_html(sheet(following, "note"), "pl")


def test_papers_of_the_next_person_do_not_say_so_where_no_word_of_the_sender_is_carried_over():
    case = replace(typical_case(), came_from="MOPS")
    ours = replace(case, context=replace(case.context, sector="", country="", region=""))
    theirs = replace(ours, said_before=frozenset({"safety.place"}))
    assert ours.safety.place
    for first, sent in ((ours, False), (theirs, True)):
        following = replace(next_person(first, Site("x", 2), first.edition), danger=True)
        for kind in ("referral", "script", "note", "notification"):
            assert (SENT in page_html(sheet(following, kind), "pl")) is sent


@pytest.mark.parametrize("answer", Answer)
def test_a_note_stands_on_the_referral_whatever_was_answered_beside_it_and_on_no_consultation(answer):
    noted = {"debt_bondage": Reply(answer, frozenset(), "przy szefie zaprzecza")}
    case = replace(typical_case(), replies={**typical_case().replies, **noted})
    assert "przy szefie zaprzecza" in page_html(sheet(case, "referral"), "pl")
    assert "przy szefie zaprzecza" not in page_html(sheet(case, "consultation"), "pl")


@pytest.mark.parametrize("answer", Answer)
def test_so_does_a_note_on_a_row_that_the_chosen_form_does_not_count(answer):
    outside = Reply(answer, frozenset(), "przy szefie zaprzecza")
    case = replace(typical_case(), replies={**typical_case().replies, "child_as_prop": outside})
    assert "przy szefie zaprzecza" in page_html(sheet(case, "referral"), "pl")
    anonymous = page_html(sheet(case, "consultation"), "pl")
    assert "przy szefie zaprzecza" not in anonymous
    assert (OUTSIDE in anonymous) is (answer not in (Answer.NO, Answer.NOT_ASKED)), "nothing stands there unanswered"
