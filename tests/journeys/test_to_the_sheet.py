"""From the start page to the sheet as a thumb goes: taps, pages, scrolls and typed characters, as `ux.md` counts them.

A tap is a press on a control; a list takes two, a field to type in one. The unit and the place of the last conversation
are known (they are kept), the person is not.
"""

import pytest
from playwright.sync_api import Page

from tests.journeys import arriving
from tests.journeys.test_papers import MOST_CONTROLS, scrolls, shown_controls
from tests.journeys.test_three_pages import ANSWERS, KEPT, PHONE, Thumb
from tests.journeys.walk import answer_yes, begin_referral, choose, downloaded, keep_unit, resize, save

TAPS, PAGES, CHARACTERS, SCROLLS = 50, 9, 250, 3
TAPS_OF_A_CHILD = 32
OFFICER = "Służba 4711"
FACTS = "Klienci są przyjmowani w mieszkaniu, pieniądze zabiera inna osoba. Nie może odmówić ani wyjść sama."
CONTACT = "w czwartek po 10, przez siostrę"
DUTY = "Obowiązek z art. 304 k.p.k."
# In the order of the lines: what is pressed, picked from a list, or typed.
PRESSED = {
    "kind": "referral", "urgency": "today", "persons": "1", "reads": "yes", "can_speak_now": "yes",
    "place_known": "yes", "phone_known": "unknown", "others": "2", "notified": "no", "transport": "no",
}  # fmt: skip
PICKED = {"voivodeship": "malopolskie", "tonight": "with_us"}
NEEDS = ("accommodation", "food", "psychologist")


class Officer(Thumb):
    """A thumb that also types and picks, and counts both."""

    def __init__(self, page: Page) -> None:
        self.characters = self.pages = 0
        super().__init__(page)

    def _met(self) -> None:
        super()._met()
        self.pages += 1

    def measure(self, what: str) -> None:
        """How long the page has become."""
        self.scrolls[what] = round(scrolls(self.page), 2)

    def write(self, name: str, text: str) -> None:
        self.page.locator(f"main [name={name}]:not([type=hidden])").first.fill(text)
        self.taps += 1
        self.characters += len(text)

    def pick(self, name: str, value: str) -> None:
        self.page.locator(f"main select[name={name}]").select_option(value)
        self.taps += 2

    def press_in_place(self, name: str, value: str) -> None:
        """A button of the result, which comes again with the next question."""
        with self.page.expect_navigation():
            self.tap(f"main button[name={name}][value={value}]")


@pytest.fixture
def known(page: Page, served) -> Page:
    """A telephone of the Border Guard whose unit and place are kept."""
    case = arriving.open_case(page, served)
    keep_unit(page, case, KEPT | {"officer": OFFICER})
    resize(page, PHONE)
    page.goto("/")
    return page


def _to_the_result(officer: Officer, age: str, said: dict[str, str], answers: dict[str, str], basis: str) -> None:
    officer.go(".doors a[href^='/cases/#']")
    officer.go("#new button, form[action='/cases/'] button.button")
    for name, value in (("alone", "yes"), ("language", "pl"), ("age", age)):
        officer.press(name, value)
    officer.save()
    for name, value in said.items():
        officer.press(name, value)
    officer.save()
    for row, answer in answers.items():
        officer.press(f"answer.{row}", answer)
        if answer == "yes":
            officer.press(f"basis.{row}", basis)
    officer.save()


def _fill_in_the_lines(officer: Officer) -> None:
    for name, value in PRESSED.items():
        officer.press(name, value)
    for name, value in PICKED.items():
        officer.pick(name, value)
    for need in NEEDS:
        officer.press("services", need)
    officer.press("not_known", "safe_until")
    officer.write("facts", FACTS)
    officer.write("safe_contact", CONTACT)
    officer.write("name", "Anna")
    officer.measure("referral, not saved yet")


def _from_the_lines_to_the_sheet(officer: Officer, folder) -> None:
    officer.save()
    assert officer.page.url.endswith("/decision")
    officer.press("kcik", "refer")
    officer.press("notify", "will_notify")
    officer.write("notify_reason", DUTY)
    officer.save()
    assert officer.page.url.endswith("/documents"), officer.page.locator(".errors").all_inner_texts()
    print("papers, controls and scrolls:", shown_controls(officer.page), round(scrolls(officer.page), 2))
    assert shown_controls(officer.page) <= MOST_CONTROLS and scrolls(officer.page) <= SCROLLS
    downloaded(officer.page, folder, lambda: officer.tap(".go .button:has-text('Pobierz')"))


def _no_referral_is_long(officer: Officer) -> None:
    assert max(found for name, found in officer.scrolls.items() if name.startswith("referral")) <= SCROLLS


def _told(officer: Officer, what: str) -> None:
    print(f"{what}: {officer.taps} taps, {officer.pages} pages, {officer.characters} characters; {officer.scrolls}")


@pytest.mark.rest
def test_a_border_guard_comes_from_the_start_to_the_sheet(known, tmp_path):
    officer = Officer(known)
    said = {"informed_of_duty": "yes", "forms": "sexual", "exploited_in": "poland", "signs": "obs_fear_companion"}
    _to_the_result(officer, "adult", said, ANSWERS, "person")
    _told(officer, "to the result")
    officer.press_in_place("contact", "yes")
    officer.press_in_place("share_name", "yes")
    officer.go(".three a[href$='/referral']")
    _fill_in_the_lines(officer)
    _from_the_lines_to_the_sheet(officer, tmp_path)
    _told(officer, "to the sheet")
    assert officer.taps <= TAPS and officer.pages <= PAGES and officer.characters <= CHARACTERS
    _no_referral_is_long(officer)


OF_A_CHILD = {
    "kind": "referral", "urgency": "now", "reads": "no", "child_told": "yes", "child_heard": "yes",
    "place_known": "yes", "phone_known": "no", "others": "1", "can_speak_now": "no", "transport": "yes",
}  # fmt: skip


def _officers_file(page: Page, served, folder):
    """A child who begs, as an officer hands the case over: the file and its passphrase."""
    case = arriving.open_case(page, served, age="child", form="begging")
    first = page.locator(".q input[name^='answer.'][value=yes]").first.get_attribute("name")
    choose(page, first, "yes")
    save(page)
    page.goto(f"{case}/referral")
    for name, value in {"voivodeship": "malopolskie"}.items():
        page.locator(f"select[name={name}]").select_option(value)
    choose(page, "persons", "1")
    page.locator("textarea[name=facts]").fill(FACTS)
    save(page)
    page.goto(f"{case}/export")
    passphrase = page.locator("textarea[name=passphrase]").input_value()
    return downloaded(page, folder, lambda: page.locator("button[name=how][value=age]").click()), passphrase


@pytest.mark.rest
def test_a_social_worker_comes_from_an_officers_file_of_a_child_to_the_sheet(known, served, tmp_path):
    file, passphrase = _officers_file(known, served, tmp_path)
    known.goto("/")
    officer = Officer(known)
    officer.go(".doors a[href='/cases/refer']")
    officer.tap("form[action='/cases/import'] label:has(input[value=social_worker])")
    known.locator("input[name=file]").set_input_files(file)
    officer.taps += 1
    officer.write("passphrase", passphrase)
    officer.characters = 0  # it is read out or pasted, as the file is given
    officer.go("form[action='/cases/import'] button.button")
    assert known.url.endswith("/referral")
    for name, value in OF_A_CHILD.items():
        officer.press(name, value)
    officer.pick("tonight", "crisis_centre")
    for need in NEEDS:
        officer.press("services", need)
    officer.write("name", "Ola")
    officer.write("safe_contact", "przez kuratorkę")
    officer.measure("referral, not saved yet")
    officer.save()
    officer.press("kcik", "refer")
    officer.save()
    assert known.url.endswith("/documents"), known.locator(".errors").all_inner_texts()
    downloaded(known, tmp_path, lambda: officer.tap(".go .button:has-text('Pobierz')"))
    _told(officer, "a child's file to the sheet")
    assert officer.taps <= TAPS_OF_A_CHILD
    _no_referral_is_long(officer)


@pytest.mark.rest
def test_a_referral_of_which_nothing_is_known_is_short_and_so_is_one_after_the_result(page, served):
    begin_referral(page)
    resize(page, PHONE)
    found = {"nothing known": scrolls(page)}
    case = arriving.open_case(page, served)
    answer_yes(page, "documents_withheld", "debt_bondage")
    page.goto(f"{case}/referral")
    resize(page, PHONE)
    found["after the result, who calls and the agreement are not known"] = scrolls(page)
    keep_unit(page, case, KEPT)
    resize(page, PHONE)
    page.goto(f"{case}/referral")
    found["after the result"] = scrolls(page)
    print("the referral:", {name: round(each, 2) for name, each in found.items()})
    assert max(found.values()) <= SCROLLS
