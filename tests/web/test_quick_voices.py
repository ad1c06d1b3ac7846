"""Recordings as they are served: known files under their own address, and nothing else of the disk."""

import pytest

from screening.web.quick_app import create_quick_app
from screening.web.services import services_of

KEY = "debt_bondage.statement"
BASE = "https://localhost"


@pytest.fixture
def client(tmp_path, tool_settings, content, printer):
    """A browser at a check with one Ukrainian recording."""
    spoken = tmp_path / "translations" / "uk" / "voice"
    spoken.mkdir(parents=True)
    (spoken / f"{KEY}.wav").write_bytes(b"RIFFsound")
    (spoken / "secret.wav").write_bytes(b"secret")
    (tmp_path / "translations" / "uk" / "secret.statement.wav").write_bytes(b"secret")
    app = create_quick_app(tool_settings, content, printer)
    services_of(app).translations = tmp_path / "translations"
    return app.test_client()


def test_the_data_names_the_recording_and_the_worker_keeps_it(client):
    named = client.get("/quick/data.json", base_url=BASE).json["voices"]
    assert list(named) == ["uk"] and list(named["uk"]) == ["statement.debt_bondage"]
    address = named["uk"]["statement.debt_bondage"]
    answer = client.get(address, base_url=BASE)
    assert answer.data == b"RIFFsound" and answer.mimetype == "audio/wav"
    assert address in client.get("/quick/sw.js", base_url=BASE).get_data(as_text=True)


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "path",
    [
        f"uk/{KEY}?v=000000000000",
        f"vi/{KEY}",
        f"xx/{KEY}",
        f"uk/{KEY}.wav",
        "uk/secret",
        "uk/../secret.statement",
        "uk/..%2fsecret.statement",
        "uk/%2e%2e%2fsecret.statement",
        "../uk/secret.statement",
        "uk/",
    ],
)
def test_nothing_but_a_known_recording_is_served(client, path):
    answer = client.get(f"/quick/voice/{path}", base_url=BASE)
    assert answer.status_code == 404 and b"secret" not in answer.data


def test_without_recordings_none_are_named(tool_settings, content, printer):
    client = create_quick_app(tool_settings, content, printer).test_client()
    assert client.get("/quick/data.json", base_url=BASE).json["voices"] == {}
