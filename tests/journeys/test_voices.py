"""Read aloud: a recording if there is one, else a voice of the device, else nothing is offered."""

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from screening.web.quick_app import create_quick_app
from screening.web.services import services_of
from tests.journeys.quick_server import Running, running
from tests.journeys.test_offline import PHONE, begin, ready
from tests.journeys.walk import wait_until

WATCH = """
window.played = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...how) {
  window.played.push(this.buffer.duration);
  return start.apply(this, how);
};
"""
VOICES = """
window.spoken = [];
Object.defineProperty(window, "speechSynthesis", {value: {cancel() {}, getVoices: () => [
  {lang: "vi-VN", localService: false, name: "remote"}, {lang: "ro-RO", localService: true, name: "here"}],
  speak(said) { window.spoken.push([said.text, said.lang]); said.onend?.(); }}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def tiny_wave(path: Path) -> None:
    """A tenth of a second of silence."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 800)


@pytest.fixture
def spoken(tool_settings, content, printer, tmp_path) -> Iterator[Running]:
    """A check with a recording of each Ukrainian statement."""
    app = create_quick_app(tool_settings, content, printer)
    services_of(app).translations = tmp_path / "translations"
    for row in content.catalogue.indicators.values():
        for text in filter(None, (row.statement, *row.statements_by_form.values())):
            tiny_wave(tmp_path / "translations" / "uk" / "voice" / f"{text.key}.wav")
    with running(app) as served:
        yield served


@pytest.fixture
def phone(browser, spoken):
    context = browser.new_context(base_url=spoken.address, viewport=PHONE)
    yield context
    context.close()


def first_statement(page: Page, language: str) -> None:
    begin(page, language=language)
    page.get_by_role("button", name="Pokaż osobie").click()
    page.locator(".go .button").first.click()
    expect(page.locator(".statement")).to_be_visible()


def read_aloud(page: Page):
    return page.locator(".shown p:not(.go, .big-answers) .button")


@pytest.mark.rest
def test_a_recording_is_played_also_without_a_signal_and_nothing_breaks_the_policy(phone):
    phone.add_init_script(WATCH)
    page, errors = ready(phone), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    phone.set_offline(True)
    first_statement(page, "uk")
    read_aloud(page).click()
    wait_until(page, "window.played.length === 1")
    assert abs(page.evaluate("window.played[0]") - 0.1) < 0.02
    assert errors == []


@pytest.mark.rest
def test_without_recording_and_voice_nothing_is_offered_and_nothing_said(phone):
    phone.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined});")
    page = ready(phone)
    first_statement(page, "vi")
    assert read_aloud(page).count() == 0 and "głos" not in page.inner_text("body")


@pytest.mark.rest
def test_a_voice_is_used_only_if_it_is_on_the_device(phone):
    phone.add_init_script(VOICES)
    page = ready(phone)
    first_statement(page, "ro")
    words = page.inner_text(".statement")
    read_aloud(page).click()
    wait_until(page, "window.spoken.length === 1")
    assert page.evaluate("window.spoken") == [[words, "ro-RO"]]
    page.goto("/quick/")
    first_statement(page, "vi")
    assert read_aloud(page).count() == 0


@pytest.mark.rest
def test_who_asks_and_why_is_read_whole(phone):
    phone.add_init_script(VOICES)
    page = ready(phone)
    begin(page, language="ro")
    page.get_by_role("button", name="Pokaż osobie").click()
    read_aloud(page).click()
    wait_until(page, "window.spoken.length === 4")
    assert page.evaluate("window.spoken")[0][0] == page.inner_text("h1")


@pytest.mark.rest
def test_a_voice_reads_no_slash(phone):
    phone.add_init_script(VOICES.replace("localService: false", "localService: true"))
    page = ready(phone)
    begin(page, language="vi")
    page.get_by_role("button", name="Pokaż osobie").click()
    assert "anh/chị" in page.inner_text(".shown")
    read_aloud(page).click()
    wait_until(page, "window.spoken.length === 4")
    words = page.evaluate("window.spoken.map(([text]) => text).join(' ')")
    assert "anh chị" in words and "/" not in words
