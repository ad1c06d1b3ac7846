"""Every kind of fault in the content is found, at its file and line, with a sentence that says what to do."""

from pathlib import Path

import pytest

from screening.content import ContentError, load
from tests.content.planting import a_copy, plant

ROW = "destination_coercion.yaml"
LAST = "destination_vulnerability.yaml"
ASKED = r"^(  statement: .*\n(?:  .*\n)*?)  established_by: .*$"
COUNTED = "@@profiles:\\n  - id: farm_adult"
BOTH_WAYS = "\\g<0>\n@@  extensions: {labour_adult: weak}"
DOCUMENTS = r"^- id: documents_withheld\n"

FAULTS = [
    # the file as such
    ("tab", ROW, r"^  label: ", "  label:\t", "Here is a tab"),
    ("control", ROW, r"^  label: ", "\\g<0>\a", "hidden character U+0007"),
    ("bidi", ROW, r"^  label: ", "\\g<0>\u202e", "hidden character U+202E"),
    ("escaped bidi", ROW, r"^  label: .*$", '  label: "a\\\\u202eb"', "hidden character U+202E"),
    ("alias", ROW, r"^  label: .*$", "  label: *other", "Aliases (*) and anchors (&)"),
    ("anchor", ROW, r"^  label: ", "\\g<0>&here ", "Aliases (*) and anchors (&)"),
    ("tag", ROW, r"^  label: ", "\\g<0>!!str ", "Tags (!)"),
    ("depth", ROW, r"^  label: .*$", "  label: [[[[[[[[[a]]]]]]]]]", "levels deep"),
    ("syntax", ROW, r"^  label: .*$", "  label: 'open", "not valid YAML"),
    ("two documents", "edition.yaml", r"\Z", "\n@@---\nmore: yes\n", "Only one document"),
    # keys and ids
    ("unknown key", ROW, r"^  label: .*$", "\\g<0>\n@@  colour: red", "the key 'colour' is unknown"),
    ("duplicate key", ROW, r"^  label: .*$", "\\g<0>\n@@  label: drugi", "'label' is in line"),
    ("missing id", ROW, DOCUMENTS + r"  label", "- label", "'id' is missing"),
    ("bad id", ROW, DOCUMENTS, "- id: Documents-Withheld\n", "of the characters [a-z0-9_]+"),
    ("id twice in a file", ROW, r"\Z", "\n@@- id: documents_withheld\n", "this id is in this file twice"),
    ("id in two files", LAST, r"\Z", "\n@@- id: documents_withheld\n", "destination_coercion.yaml:"),
    ("source id twice", "sources.yaml", r"\Z", "\n@@- id: ilo-2009\n", "this id is in this file twice"),
    ("no sign's id", "signs.yaml", r"^- id: obs_", "- id: seen_", "begins with obs_"),
    ("unknown key of law", "law.yaml", r"^entries:", "@@cases: none\nentries:", "the key 'cases' is unknown"),
    ("unknown key of edition", "edition.yaml", r"\A", "year: 2026\n", "the key 'year' is unknown"),
    # texts
    ("no Polish text", ROW, DOCUMENTS + r"  label: .*\n", "- id: documents_withheld\n", "'label' is missing"),
    ("empty text", ROW, r"^  label: .*$", "  label:", "'label' is empty"),
    ("list for a text", ROW, r"^  label: .*$", "  label: [a, b]", "must be a single text"),
    ("long label", ROW, r"^  label: .*$", f"  label: {'a' * 121}", "shorten it to 120"),
    ("long question", ROW, r"^  question: .*$", f"  question: {'a' * 221}", "shorten it to 220"),
    ("long statement", ROW, r"^  statement: .*$", f"  statement: {'a' * 161}", "shorten it to 160"),
    ("long child question", ROW, r"^  child_question: .*$", f"  child_question: {'a' * 201}", "to 200"),
    ("long guidance", "guidance.yaml", r"^  text: .*$", f"  text: {'a' * 401}", "shorten it to 400"),
    ("slash", ROW, r"^  statement: .*$", "  statement: Czy ktoś bije Pana/Panią?", "read aloud and has a slash"),
    ("mark", ROW, r"^  question: .*$", "  question: Kto ma {Pana|Pani} dowód?", "a mark that is not whole"),
    ("line break", ROW, r"^  label: .*$", '  label: "a\\\\nb"', "write one paragraph"),
    ("unknown form", ROW, r"^  label: .*$", "\\g<0>\n  labels: {@@farming: rola}", "'farming' is unknown"),
    # weights, methods, sources
    ("bad weight", ROW, r"labour_adult: strong", "labour_adult: heavy", "'heavy' of labour_adult"),
    ("unknown profile", ROW, r"labour_adult: strong", "labour_old: strong", "'labour_old' is unknown"),
    ("weights as list", ROW, r"^  weights: .*$", "  weights: [strong]", "must be a mapping"),
    ("no weight", ROW, r"^(- id: .*\n(?:  .*\n)*?)  weights: .*\n", "\\1", "add a weight"),
    ("empty weights", ROW, r"^  weights: .*$", "  weights: {}", "'weights' is empty"),
    ("scored and extension", ROW, r"^  weights: .*$", BOTH_WAYS, "labour_adult is in weights too"),
    ("no method", ROW, r"^  established_by: .*$", "  established_by: []", "at least one entry"),
    ("unknown method", ROW, r"^  established_by: .*$", "  established_by: [guessed]", "'guessed' in"),
    ("unknown profession", ROW, r"^  label: .*$", "\\g<0>\n@@  not_for: [nurse]", "'nurse' in 'not_for'"),
    ("unknown asked form", ROW, r"^  label: .*$", "\\g<0>\n@@  not_asked_in: [farming]", "'farming' in"),
    ("bad flag", ROW, r"^  label: .*$", "\\g<0>\n@@  not_at_home: maybe", "must be true or false"),
    ("bad grade", ROW, r"^  label: .*$", "\\g<0>\n  grades: {@@labour_adult: Z}", "'Z' of labour_adult"),
    ("unknown source", ROW, r"^  sources: \[", "\\g<0>nowhere, ", "the source 'nowhere' is unknown"),
    ("bad item", ROW, r"^  sources: \[", "\\g<0>'ilo-11:§', ", "must name an item"),
    ("no source", "signs.yaml", r"^  sources: .*$", "  sources: []", "at least one entry"),
    # asking
    ("statement nobody asks", ROW, ASKED, "@@\\1  established_by: [document]", "lacks 'asked'"),
    # profiles and triage
    ("indicators", "reference.yaml", r"^indicators: 94", "indicators: 95", "is 95, the files hold 94"),
    ("signs", "reference.yaml", r"^signs: 37", "signs: 36", "is 36, the files hold 37"),
    ("stated weight", "reference.yaml", r"^    medium: 53", "    medium: 52", "'medium' is 52, the files hold 53"),
    ("own rows", "law.yaml", r"own_rows: \[3, 0, 0\]", "own_rows: [2, 0, 0]", "is 2/0/0, the files hold 3/0/0"),
    ("own rows of no form", "law.yaml", r"(?<=- id: slavery\n)", "    own_rows: [1, 0, 0]\n", "only these forms have"),
    ("own rows that are no list", "law.yaml", r"own_rows: \[2, 0, 0\]", "own_rows: 2", "a list of 3 whole numbers"),
    ("no number", "reference.yaml", r"^    strong: 7", "    strong: many", "must be a whole number"),
    ("dimensions", "reference.yaml", r"^    dimensions: .*$", "    dimensions: [10, 10]", "a list of 6 whole"),
    ("count of no source", "reference.yaml", r"^    source: .*$", "    source: nowhere", "'nowhere' is unknown"),
    ("other profile counted", "reference.yaml", r"^profiles:\n  - id: \w+", COUNTED, "the profiles must be these"),
    ("counts that are no list", "reference.yaml", r"^profiles:$(?:\n.*)*", "profiles: none\n", "must be a list"),
    ("age", "profiles.yaml", r"^  age: adult", "  age: old", "'old' is not a age"),
    ("form", "profiles.yaml", r"^  form: labour", "  form: sexual", "do not fit the id"),
    ("profile's id", "profiles.yaml", r"^- id: labour_adult", "- id: farm_adult", "this profile is unknown"),
    ("unknown in triage", "triage.yaml", r"debt_bondage", "debt", "the id 'debt' is unknown"),
    ("other profile in triage", "triage.yaml", r"debt_bondage", "child_as_prop", "is no row of this profile"),
    ("missing triage", "triage.yaml", r"^labour_adult:", "labour_old:", "the key 'labour_old' is unknown"),
    # contacts, law, edition, words
    ("contact's source", "contacts.yaml", r"^  source: .*$", "  source: nowhere", "'nowhere' is unknown"),
    ("contact's date", "contacts.yaml", r"^  checked_on: .*$", "  checked_on: today", "must be a date"),
    ("impossible date", "contacts.yaml", r"^  review_by: .*$", "  review_by: 2027-02-30", "must be a date"),
    ("review too early", "contacts.yaml", r"^  review_by: .*$", "  review_by: 2020-01-01", "lies before"),
    ("kind of contact", "contacts.yaml", r"^  kind: phone", "  kind: fax", "'fax' is not a kind"),
    ("unknown act", "law.yaml", r"^  - id: receipt", "@@  - id: gift", "this id is unknown in acts"),
    ("missing means", "law.yaml", r"^(means:\n)  - id: .1.\n.*\n", "\\1", "'means' lacks 1"),
    ("unsure", "contacts.yaml", r"^  value: .*$", "\\g<0>\n@@  confirm: perhaps", None),
    ("edition", "edition.yaml", r"^edition: .*$", "edition: ''", "'edition' is empty"),
    ("edition's form", "edition.yaml", r"^edition: .*$", "edition: new", "is not an edition"),
    ("no edition", "edition.yaml", r"^edition: .*\n", "", "'edition' is missing"),
    ("word", "words.yaml", r"^- .*$", "- Dwa Słowa", "is not a word of lower-case letters"),
    ("passphrase word", "passphrase_words.yaml", r"^- .*$", "- żółw", "not every keyboard"),
    ("word twice", "words.yaml", r"^- (.*)$", "- \\1\n@@- \\1", "replace one"),
    ("dimension", "dimensions.yaml", r"^- id: exploitation", "- id: exploits", "this dimension is unknown"),
]  # fmt: skip


@pytest.mark.sampled(18)
@pytest.mark.parametrize(
    ("file", "pattern", "planted", "sentence"),
    [each[1:] for each in FAULTS],
    ids=[each[0] for each in FAULTS],
)
def test_a_planted_fault_is_found_at_its_line(
    tmp_path: Path, file: str, pattern: str, planted: str, sentence: str | None
):
    content = a_copy(tmp_path)
    line = plant(content, file, pattern, planted)
    with pytest.raises(ContentError) as raised:
        load(content)
    found = [str(each) for each in raised.value.problems]
    assert any(each.startswith(f"indicators/{file}:{line}: ") and (sentence or "") in each for each in found), found


def test_all_faults_are_reported_at_once(tmp_path: Path):
    content = a_copy(tmp_path)
    first = plant(content, ROW, r"^  label: .*$", "  label:")
    second = plant(content, "contacts.yaml", r"^  source: .*$", "  source: nowhere")
    with pytest.raises(ContentError) as raised:
        load(content)
    assert {(each.file, each.line) for each in raised.value.problems} == {
        (f"indicators/{ROW}", first),
        ("indicators/contacts.yaml", second),
    }


def test_a_repeated_label_key_is_not_reported_as_unknown_yaml_trouble(tmp_path: Path):
    content = a_copy(tmp_path)
    plant(content, ROW, r"^  label: .*$", "\\g<0>\n  label: drugi")
    with pytest.raises(ContentError) as raised:
        load(content)
    assert len(raised.value.problems) == 1
