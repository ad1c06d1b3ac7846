"""Trainer and trainees in real browsers, by what the screen says in their language."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright

from screening.translation import Translator
from tests.journeys.conftest import CHROMIUM, FLAGS, follow, patient
from tests.journeys.served import Served
from tests.journeys.walk import choose, save, unfold_menu

LISTEN, NAME = "127.0.0.5", "klasa.test"
HOSTS = f"127.0.0.1,localhost,{NAME}"
TELEPHONE = {"width": 320, "height": 640}
LABOUR, BEGGING = "szklarnia_paszporty", "akordeon_na_rynku"


def class_settings() -> dict[str, str]:
    return {"realm": "training", "listen": LISTEN, "hosts": HOSTS}


def browser_of_a_class(playwright: Playwright) -> Browser:
    """Chromium for which the class lies under a name that is not loopback, so that it has no secure context there."""
    rules = f"--host-resolver-rules=MAP {NAME} {LISTEN}"
    return patient(playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rules]))


class Class:
    """A class in one language: opens browsers for it, and keeps what went wrong in them."""

    def __init__(self, browser: Browser, served: Served, language: str) -> None:
        self.browser, self.served, self.language = browser, served, language
        self.say: Callable[[str], str] = Translator(language).gettext
        self.text = Translator(language).text
        self.errors: list[str] = []
        self._open: list[BrowserContext] = []

    def _page(self, base: str, **how: object) -> Page:
        context = self.browser.new_context(base_url=base, accept_downloads=True, **how)
        self._open.append(context)
        page = context.new_page()
        self.watch(page)
        return page

    def watch(self, page: Page) -> None:
        """Keep errors of scripts and of the console; a refusal that a test provokes is none."""
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error" and "status of 4" not in said.text:
            self.errors.append(said.text)

    def _speak(self, page: Page) -> None:
        button = page.locator(f"button[name=language][value={self.language}]")
        if button.count():
            unfold_menu(page)
            button.click()

    def trainer(self, **how: object) -> Page:
        """A browser that came in by a fresh start link, on the page of exercises."""
        page = self._page(self.served.address, viewport={"width": 1280, "height": 900}, **how)
        follow(page, self.served)
        self._speak(page)
        return page

    def telephone(self, **how: object) -> Page:
        """A telephone at the address that the trainer shows."""
        page = self._page(f"http://{NAME}:{self.served.port}", viewport=TELEPHONE, **how)
        page.goto("/join")
        page.wait_for_url("**/join?came=1")
        self._speak(page)
        return page

    def heading(self, page: Page, message: str) -> Locator:
        return page.get_by_role("heading", name=self.say(message), level=1)

    def press(self, page: Page, message: str) -> None:
        page.get_by_role("button", name=self.say(message), exact=True).first.click()

    def open(self, trainer: Page) -> str:
        """From the page of exercises to a class that is open; gives the code on the screen."""
        trainer.locator(".doors").get_by_role("link", name=self.say("A class"), exact=True).click()
        trainer.wait_for_url("**/training/class")
        if trainer.locator("b.code").count():
            self.end(trainer)
        self.press(trainer, "Open a class")
        return trainer.locator("b.code").inner_text()

    def end(self, trainer: Page) -> None:
        """End the class that is open, and confirm it."""
        trainer.get_by_role("link", name=self.say("End the class"), exact=True).click()
        self.heading(trainer, "End the class?").wait_for()
        self.press(trainer, "End the class")
        trainer.get_by_role("button", name=self.say("Open a class"), exact=True).wait_for()

    def join(self, telephone: Page, code: str) -> None:
        telephone.get_by_label(self.say("Code")).fill(code.lower())
        self.press(telephone, "Join")
        self.heading(telephone, "You are in the class").wait_for()

    def release(self, trainer: Page, exercise: str) -> None:
        trainer.get_by_label(self.say("Exercise"), exact=True).select_option(exercise)
        self.press(trainer, "Release it to the class")

    def work(self, telephone: Page, **answers: str) -> None:
        """From the page that releases the exercise to "finished"."""
        self.press(telephone, "Begin, or go on")
        opening(telephone, setting="workplace", form="labour")
        for id_, answer in answers.items():
            choose(telephone, f"answer.{id_}", answer)
        save(telephone)
        self.press(telephone, "I have finished")
        self.heading(telephone, "Finished").wait_for()

    def results(self, telephone: Page) -> Locator:
        return telephone.get_by_role("heading", name=self.say("Results") + ": ", level=1)

    def close(self) -> None:
        for context in self._open:
            context.close()


def opening(page: Page, *, setting: str, form: str) -> None:
    """The pages of a case before the questions."""
    choose(page, "alone", "yes")
    choose(page, "language", "es")
    choose(page, "language", "pl")
    choose(page, "age", "adult")
    save(page)
    choose(page, "forms", form)
    choose(page, "setting", setting)
    save(page)


@contextmanager
def a_class(browser: Browser, served: Served, language: str) -> Iterator[Class]:
    """A class whose browsers are closed at the end; no script of theirs may have failed."""
    made = Class(browser, served, language)
    try:
        yield made
    finally:
        made.close()
    assert not made.errors, made.errors
