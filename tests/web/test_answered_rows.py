"""An answered row is one line that says its answer, and unfolds; what is wrong or not saved is never folded away."""

from lxml import html

from tests.web.referral import stored

ROW, OTHER = "documents_withheld", "debt_bondage"


def _folded(page) -> dict[str, str]:
    """The rows of a page that are folded, and what the line of each says."""
    folds = html.fromstring(page.html).xpath("//details[contains(@class, 'settled')]")
    assert not any("open" in each.attrib for each in folds)
    return {each.find("fieldset").get("id"): " ".join(each.find("summary").text_content().split()) for each in folds}


def test_a_saved_answer_is_folded_and_says_how_it_is_known(visitor, opened):
    address = opened(until="triage")
    assert _folded(visitor.page) == {}
    visitor.send(**{f"answer.{ROW}": "yes", f"basis.{ROW}": ["person"], f"note.{ROW}": "u kierownika"})
    visitor.get(f"{address}/triage")
    said = _folded(visitor.page)
    assert said.keys() == {ROW} and said[ROW].endswith("jest · osoba powiedziała · notatka zmień")
    assert (f"note.{ROW}", "u kierownika") in visitor.page.form["fields"]


def test_a_yes_of_which_nobody_wrote_how_it_is_known_says_so_on_its_line(visitor, opened):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes"})
    visitor.get(f"{address}/triage")
    assert "jest · skąd: nie zapisano" in _folded(visitor.page)[ROW]


def test_a_folded_answer_goes_along_and_can_be_changed(visitor, opened):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes", f"basis.{ROW}": ["person"]})
    visitor.get(f"{address}/triage")
    visitor.send(**{f"answer.{OTHER}": "no"})
    visitor.get(f"{address}/triage")
    assert _folded(visitor.page).keys() == {ROW, OTHER}
    visitor.send(**{f"answer.{OTHER}": "not_asked"})
    visitor.get(f"{address}/triage")
    assert _folded(visitor.page).keys() == {ROW}


def test_a_row_at_fault_and_one_that_is_not_saved_are_open(visitor, opened):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes", f"answer.{OTHER}": "no", "answer.deceived_job_nature": "no"})
    visitor.get(f"{address}/triage")
    typed = {f"note.{ROW}": "ż" * 601, f"answer.{OTHER}": "unclear"}
    assert visitor.send(**typed).status_code == 422
    assert _folded(visitor.page).keys().isdisjoint({ROW, OTHER}) and _folded(visitor.page)


def test_a_row_at_fault_is_open_although_nothing_else_on_it_differs_from_what_is_saved(visitor, opened):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes", f"answer.{OTHER}": "no"})
    visitor.get(f"{address}/triage")
    sent = [(f"basis.{ROW}", "hearsay"), *visitor.filled()]
    assert visitor.post(f"{address}/triage", sent).status_code == 422
    assert _folded(visitor.page).keys() == {OTHER}


def test_what_another_save_changed_is_open_with_both_answers(visitor, opened):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes", f"answer.{OTHER}": "yes"})
    visitor.get(f"{address}/triage")
    mine = visitor.filled(**{f"answer.{ROW}": "yes", f"answer.{OTHER}": "no"})
    visitor.send(**{f"answer.{OTHER}": "unclear"})
    assert visitor.post(f"{address}/triage", mine).status_code == 409
    assert _folded(visitor.page).keys() == {ROW}


def test_the_list_names_each_dimension_once_and_folds_them_where_there_are_many_answers(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes", f"answer.{OTHER}": "no", "answer.deceived_job_nature": "no"})
    visitor.get(f"{address}/answers")
    main = html.fromstring(visitor.page.html).find(".//main")
    assert not main.xpath("./details") and len(main.xpath("./dl/div")) == 3
    titles = [each.text_content() for each in main.xpath("./h2")]
    assert len(titles) == len(set(titles))
    for page in ("exploitation-1", "destination_coercion-1"):
        visitor.get(f"{address}/{page}")
        rows = [name for name, _ in visitor.page.form["fields"] if name.startswith("note.")]
        visitor.send(**{name.replace("note", "answer"): "no" for name in rows})
    visitor.get(f"{address}/answers")
    folds = html.fromstring(visitor.page.html).find(".//main").xpath("./details[.//dl]")
    answered = sum(len(fold.xpath(".//dl/div")) for fold in folds)
    assert answered == len(stored(desk, address).replies) > 12
    for fold in folds:
        assert fold.find("summary").text_content().strip().endswith(f"({len(fold.xpath('.//dl/div'))})")
