"""The pages of a class while the server is away, and after it was started anew: they come again by themselves."""

import pytest
from playwright.sync_api import expect

from tests.journeys.classes import a_class, class_settings
from tests.journeys.served import Served


@pytest.mark.rest
def test_a_waiting_telephone_and_the_trainers_page_outlive_a_server_that_was_away_and_started_anew(
    class_browser, tmp_path
):
    served = Served(tmp_path, **class_settings())
    try:
        with a_class(class_browser, served, "pl") as klasa:
            trainer, phone = klasa.trainer(), klasa.telephone()
            klasa.join(phone, klasa.open(trainer))
            served.stop()
            with phone.expect_event("requestfailed", predicate=lambda each: each.url.endswith("/room/state")):
                pass
            klasa.errors.clear()  # the browser itself tells of requests that found no server
            served = Served(tmp_path, port=str(served.port), **class_settings())
            phone.get_by_text("Twoje zajęcia się skończyły").wait_for()
            trainer.get_by_text("Zajęcia, które trwały, się skończyły").wait_for()
            klasa.errors.clear()
            klasa.served = served
            again = klasa.trainer()
            expect(again.locator("main .notice.strong")).to_contain_text("Rozpocznij zajęcia i pokaż nowy kod")
            klasa.join(phone, klasa.open(again))
            klasa.errors.clear()
    finally:
        served.stop()
