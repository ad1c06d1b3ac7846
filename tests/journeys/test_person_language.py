"""The person's language in a full case in a browser: a question is read aloud by a voice of the device alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import arriving
from tests.journeys.test_voices import VOICES
from tests.journeys.walk import wait_until


@pytest.mark.rest
def test_a_question_is_read_aloud_if_the_device_has_a_voice(page: Page, served):
    page.add_init_script(VOICES)
    case = arriving.open_case(page, served, language="ro", interpreter="independent")
    buttons = page.locator("#debt_bondage .aloud")
    buttons.click()
    wait_until(page, "window.spoken.length === 1")
    assert page.evaluate("window.spoken") == [[page.inner_text("#debt_bondage .beside span"), "ro-RO"]]
    assert buttons.bounding_box()["height"] >= 44
    page.goto(f"{case}/talk")
    expect(page.locator(".say .aloud").first).to_be_visible()


@pytest.mark.rest
def test_without_a_voice_nothing_is_offered(page: Page, served):
    page.add_init_script(VOICES)
    arriving.open_case(page, served, language="vi", interpreter="independent")
    expect(page.locator(".beside").first).to_be_visible()
    assert page.locator(".aloud").count() == 0


@pytest.mark.rest
def test_a_voice_reads_no_slash(page: Page, served):
    page.add_init_script(VOICES.replace("localService: false", "localService: true"))
    arriving.open_case(page, served, language="vi", interpreter="independent")
    assert "Anh/chị" in page.inner_text("#isolation_confinement .beside span")
    page.locator("#isolation_confinement .aloud").click()
    wait_until(page, "window.spoken.length === 1")
    assert page.evaluate("window.spoken[0][0]").startswith("Anh chị ")
