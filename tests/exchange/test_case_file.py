"""Case files are read strictly, and written so that they are read again."""

import json
from dataclasses import replace

import pytest

from screening.content import Content
from screening.core.instrument.vocabulary import Age, Alone, Answer, Basis, Form, Interpreter, Profession, Setting
from screening.core.record.case import Case, Reply, Safety
from screening.exchange.case_file import CaseFileError, case_json, read_case, write_case
from tests.core.sampling import for_all
from tests.exchange.builders import EXAMPLE, LEAST, a_file, file_cases, replying
from tests.parts import TODAY

READ_EDITIONS = "catalogue: this program reads the editions 2026.1, 2026.2 and no other."

REFUSED = {
    "no object": (b"[]", "the case file: an object is required."),
    "no JSON": (b"{", "line 1, column 2: "),
    "a key twice": (
        b'{"age": "adult", "age": "child"}',
        "the document: the key age is there more than once.",
    ),
    "no format": (b'{"age": "adult", "forms": ["labour"]}', "format: this is required."),
    "another format": (a_file(format="rozpoznaj-case/2"), "format: this must be 'rozpoznaj-case/1'."),
    "no age": (b'{"format": "rozpoznaj-case/1", "forms": ["labour"]}', "age: this is required."),
    "no forms": (b'{"format": "rozpoznaj-case/1", "age": "child"}', "forms: this is required."),
    "forms empty": (a_file(forms=[]), "forms: at least one entry is required."),
    "forms no list": (a_file(forms="labour"), "forms: a list is required."),
    "unknown form": (
        a_file(forms=["labour", "army"]),
        "forms.1: this must be 'labour', 'sexual', 'begging', 'crime', 'marriage', 'adoption', 'surrogacy', 'organs'",
    ),
    "form twice": (a_file(forms=["labour", "labour"]), "forms: an entry is there more than once."),
    "unknown age": (a_file(age="elder"), "age: this must be 'adult', 'child' or 'uncertain'."),
    "age in capitals": (a_file(age="Adult"), "age: this must be"),
    "age a number": (a_file(age=18), "age: this must be"),
    "age null": (a_file(age=None), "age: this must be"),
    "another edition": (a_file(catalogue="2025.1"), READ_EDITIONS),
    "later edition": (a_file(catalogue="2026.3"), READ_EDITIONS),
    "later edition with a key of its own": (a_file(catalogue="2026.3", danger=1, weather="fog"), READ_EDITIONS),
    "later edition with a form of its own": (a_file(catalogue="2026.3", forms=["army"]), READ_EDITIONS),
    "another format, too": (a_file(format="rozpoznaj-case/2", catalogue="2026.3"), "format: this must be"),
    "edition with a space": (a_file(catalogue="2026.1 "), READ_EDITIONS),
    "empty edition": (a_file(catalogue=""), READ_EDITIONS),
    "edition a number": (a_file(catalogue=2026.1), "catalogue: a text is required."),
    "edition null": (a_file(catalogue=None), "catalogue: a text is required."),
    "unknown key": (a_file(score=7), "score: this key is unknown."),
    "unknown hostile key": (a_file(**{"\u202e\n": 7}), "'\\u202e\\n': this key is unknown."),
    "intended not suspected": (
        a_file(intended=["sexual"]),
        "intended.0: this must be one of `forms`.",
    ),
    "intended slavery": (a_file(intended=["slavery"]), "intended.0: this must be"),
    "intended twice": (
        a_file(intended=["labour", "labour"]),
        "intended: an entry is there more than once.",
    ),
    "danger a number": (a_file(danger=1), "danger: true or false is required."),
    "danger a text": (a_file(danger="true"), "danger: true or false is required."),
    "concerned null": (a_file(concerned=None), "concerned: true or false is required."),
    "safety a list": (a_file(safety=[]), "safety: an object is required."),
    "unknown alone": (
        a_file(safety={"alone": "maybe"}),
        "safety.alone: this must be 'yes', 'no' or 'unknown'.",
    ),
    "alone true": (a_file(safety={"alone": True}), "safety.alone: this must be"),
    "unknown interpreter": (a_file(safety={"interpreter": "son"}), "safety.interpreter: this must be"),
    "unknown act": (a_file(acts=["sale"]), "acts.0: this must be 'recruitment',"),
    "act twice": (a_file(acts=["receipt", "receipt"]), "acts: an entry is there more than once."),
    "unknown sign": (a_file(signs=["obs_nothing"]), "signs.0: no such sign is in the catalogue."),
    "indicator as a sign": (a_file(signs=["violence"]), "signs.0: no such sign is in the catalogue."),
    "sign a number": (a_file(signs=[1]), "signs.0: a text is required."),
    "sign twice": (
        a_file(signs=["obs_third_party_speaks"] * 2),
        "signs: an entry is there more than once.",
    ),
    "replies a list": (a_file(replies=[]), "replies: an object is required."),
    "unknown indicator": (replying("nonsense"), "replies.nonsense: no such indicator is in the catalogue."),
    "sign as a reply": (
        replying("obs_third_party_speaks"),
        "replies.obs_third_party_speaks: signs are in `signs`",
    ),
    "unknown sign as a reply": (
        replying("obs_x"),
        "replies.obs_x: signs are in `signs` and have no reply.",
    ),
    "reply a text": (a_file(replies={"violence": "yes"}), "replies.violence: an object is required."),
    "reply empty": (a_file(replies={"violence": {}}), "replies.violence.answer: this is required."),
    "unknown answer": (
        replying(answer="maybe"),
        "replies.documents_withheld.answer: this must be 'yes', 'no',",
    ),
    "answer true": (replying(answer=True), "replies.documents_withheld.answer: this must be"),
    "unknown key of a reply": (replying(weight=1), "replies.documents_withheld.weight: this key is unknown."),
    "basis a text": (replying(basis="person"), "replies.documents_withheld.basis: a list is required."),
    "unknown basis": (
        replying(basis=["rumour"]),
        "replies.documents_withheld.basis.0: this must be 'observed',",
    ),
    "basis twice": (
        replying(basis=["person"] * 2),
        "replies.documents_withheld.basis: an entry is there more",
    ),
    "note too long": (replying(note="x" * 601), "replies.documents_withheld.note: at most 600 characters"),
    "note null": (replying(note=None), "replies.documents_withheld.note: a text is required."),
    "NUL in a note": (
        replying(note="a\0"),
        "replies.documents_withheld.note: the character NUL is not accepted.",
    ),
    "bell in a note": (
        replying(note="\a"),
        "replies.documents_withheld.note: the control character U+0007 is",
    ),
    "return in a note": (
        replying(note="a\r\nb"),
        "replies.documents_withheld.note: the control character U+000D is",
    ),
    "C1 in a note": (
        replying(note="\x85"),
        "replies.documents_withheld.note: the control character U+0085 is",
    ),
    "override in a note": (
        replying(note="\u202e"),
        "replies.documents_withheld.note: the direction mark U+202E is",
    ),
    "isolate in a note": (
        replying(note="\u2067"),
        "replies.documents_withheld.note: the direction mark U+2067 is",
    ),
    "surrogate in a note": (
        replying(note="\ud800"),
        "replies.documents_withheld.note: half of a surrogate pair",
    ),
    "unknown key of context": (a_file(context={"ethnicity": "x"}), "context.ethnicity: this key is unknown."),
    "unknown profession": (
        a_file(context={"profession": "priest"}),
        "context.profession: this must be 'police',",
    ),
    "profession null": (a_file(context={"profession": None}), "context.profession: this must be 'police',"),
    "unknown setting": (a_file(context={"setting": "moon"}), "context.setting: this must be 'roadside',"),
    "exploited_in a text": (
        a_file(context={"exploited_in": "poland"}),
        "context.exploited_in: a list is required.",
    ),
    "exploited_in twice": (
        a_file(context={"exploited_in": ["poland"] * 2}),
        "context.exploited_in: an entry is",
    ),
    "unknown citizenship": (
        a_file(context={"citizenship": "PL"}),
        "context.citizenship: this must be 'poland',",
    ),
    "unknown sex": (a_file(context={"sex": ""}), "context.sex: this must be 'female',"),
    "long language": (a_file(context={"language": "x" * 36}), "context.language: at most 35 characters"),
    "form_unsure a text": (
        a_file(context={"form_unsure": "no"}),
        "context.form_unsure: true or false is required.",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused_with_one_sentence_that_names_the_place(data: bytes, sentence: str, content: Content):
    with pytest.raises(CaseFileError) as refused:
        read_case(data, content.catalogue)
    told = str(refused.value)
    assert told.startswith(sentence)
    assert told.endswith(".")
    assert "\n" not in told
    assert told.isprintable()


def test_no_refusal_repeats_what_was_written_about_the_person(content: Content):
    for data in (
        replying(note="Kowalska\a"),
        replying(answer="Kowalska"),
        a_file(context={"language": "Kowalska" * 9}),
    ):
        with pytest.raises(CaseFileError) as refused:
            read_case(data, content.catalogue)
        assert "Kowalska" not in str(refused.value)


def test_what_is_left_out_is_as_by_default(content: Content):
    assert read_case(a_file(), content.catalogue) == Case(
        edition=content.catalogue.edition, age=Age.ADULT, forms=frozenset((Form.LABOUR,))
    )


def test_the_edition_shipped_may_be_named(content: Content):
    edition = content.catalogue.edition
    assert read_case(a_file(catalogue=edition), content.catalogue) == read_case(a_file(), content.catalogue)


@pytest.mark.parametrize("edition", ["2026.1", "2026.2"])
def test_a_case_of_an_edition_that_is_read_keeps_every_answer_and_its_edition(content: Content, edition: str):
    case = read_case(json.dumps({**EXAMPLE, "catalogue": edition}).encode(), content.catalogue)
    shipped = read_case(json.dumps(EXAMPLE).encode(), content.catalogue)
    assert case == replace(shipped, edition=edition)
    assert read_case(write_case(case), content.catalogue) == case


def test_the_answers_of_2026_1_are_those_that_it_stored(content: Content):
    """Not needed was preset there and stays an answer; what was left out stays not asked."""
    stored = a_file(catalogue="2026.1", safety={"interpreter": "not_needed"})
    assert read_case(stored, content.catalogue).safety == Safety(None, Interpreter.NOT_NEEDED)
    assert read_case(a_file(catalogue="2026.1"), content.catalogue).safety == Safety()


@pytest.mark.parametrize("who", ["machine", "unknown"])
def test_an_application_and_nobody_knows_are_answers_on_the_interpreter(content: Content, who: str):
    assert read_case(a_file(safety={"interpreter": who}), content.catalogue).safety.interpreter == Interpreter(who)


def test_every_form_may_be_intended(content: Content):
    forms = [form.value for form in Form]
    assert read_case(a_file(forms=forms, intended=forms), content.catalogue).intended == frozenset(Form)


def test_the_parts_of_a_case_file_are_read(content: Content):
    parts = {
        **EXAMPLE,
        "context": {"profession": "police", "setting": "workplace", "language": "uk", "form_unsure": True},
    }
    case = read_case(json.dumps(parts).encode(), content.catalogue)
    assert case.safety == Safety(Alone.YES, Interpreter.INDEPENDENT)
    assert case.reply("documents_withheld") == Reply(Answer.YES, frozenset((Basis.PERSON,)))
    assert case.signs == {"obs_third_party_speaks"}
    assert (case.context.profession, case.context.setting) == (Profession.POLICE, Setting.WORKPLACE)
    assert (case.context.language, case.context.form_unsure) == ("uk", True)


def test_a_note_of_600_characters_with_spaces_and_line_ends_is_read(content: Content):
    note = "ż \n" * 200
    assert read_case(replying(note=note), content.catalogue).reply("documents_withheld").note == note


def test_a_reply_outside_the_chosen_profiles_is_kept(content: Content):
    catalogue = content.catalogue
    outside = next(row.id for row in catalogue.indicators.values() if not row.weight_in("labour_adult"))
    assert read_case(replying(outside), catalogue).is_yes(outside)


@pytest.mark.parametrize("examples", [40, pytest.param(300, marks=pytest.mark.full)])
def test_a_case_written_is_read_again_as_it_was(examples: int, content: Content):
    def check(case):
        written = write_case(case)
        for today in (None, TODAY):
            assert read_case(written, content.catalogue, today) == case
        assert write_case(read_case(written, content.catalogue)) == written

    for_all(examples, file_cases(), check)


def test_a_case_file_leaves_out_what_was_not_asked_and_says_what_is_not_known(content: Content):
    least = {**LEAST, "catalogue": content.catalogue.edition}
    assert case_json(read_case(a_file(), content.catalogue)) == least
    pressed = {"alone": "unknown", "interpreter": "unknown", "not_known": ["persons"]}
    case = read_case(a_file(safety=pressed), content.catalogue)
    assert case_json(case) == {**least, "safety": pressed}


@pytest.mark.parametrize("interpreter", ["not_needed", "unknown"])
def test_what_an_older_program_wrote_as_preset_is_read_as_it_stands(content: Content, interpreter: str):
    case = read_case(a_file(safety={"interpreter": interpreter}), content.catalogue)
    assert case.safety.interpreter == interpreter and case.safety.alone is None


@pytest.mark.parametrize("case", [Case(edition="2026.1"), Case(edition="2026.1", age=Age.CHILD)], ids=["age", "forms"])
def test_a_case_that_has_not_reached_age_and_forms_has_no_case_file(case: Case):
    with pytest.raises(CaseFileError, match="this is not answered yet"):
        write_case(case)
