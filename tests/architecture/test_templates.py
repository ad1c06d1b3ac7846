"""Templates that a reader can take in: no long line, and what every sent form has is drawn in one place."""

from screening.settings import folder

TEMPLATES = folder("templates")
LONGEST = 140

# Forms that differ from `sent_form`: that of a case, whose end stands after it; what is given back, which may be no
# form; the one that hides and locks; the file that is taken in; the screen that the person holds.
TYPES_THE_TOKEN = {
    "cases/start_referral.html",
    "components/fields.html",
    "components/given_back.html",
    "layout/page.html",
    "quick/bare.html",
}
TYPES_THE_END = {
    "cases/step.html",
    "components/fields.html",
    "components/given_back.html",
    "layout/page.html",
    "quick/bare.html",
}
THE_MACRO = "components/sent_form.html"


def holding(text: str) -> set[str]:
    """The templates in which a text stands, by their path."""
    pages = TEMPLATES.rglob("*.html")
    return {path.relative_to(TEMPLATES).as_posix() for path in pages if text in path.read_text(encoding="utf-8")}


def test_no_line_of_a_template_is_longer_than_140_characters():
    files = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    assert len(files) > 100
    assert [
        f"{path.relative_to(TEMPLATES).as_posix()}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ] == []


def test_the_token_and_the_mark_of_the_end_of_a_form_are_drawn_by_the_macro():
    assert holding('name="csrf_token"') == TYPES_THE_TOKEN | {THE_MACRO}
    assert holding('name="_end"') == TYPES_THE_END | {THE_MACRO}
