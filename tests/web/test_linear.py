"""What a stranger sends costs time in proportion to its length, and little: processor time, not time of the clock."""

import time

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder

from screening import settings
from screening.web.http.request_filter import MAX_BODY, MAX_UPLOAD, CheckedRequest
from screening.web.quick_app import create_quick_app
from tests.inside.web import uploaded
from tests.yardstick import slowness

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
SECONDS = 0.5
FILLED = {
    "marks in falling order": "a=" + "\u0301" * 40 + "\u0323" * 40,
    "marks that become two": "a=" + "\u0344" * 80,
    "one mark": "\u0301",
    "escaped marks": "%CC%81%CC%A3",
    "escapes": "%41",
    "broken escapes": "%",
    "plus": "+",
    "fields": "a=b&",
    "equals": "=",
    "directions": "\u202e\u2066",
    "zero width": "a\u200b",
    "blank lines": "%0D%0A",
    "plain": "a",
}


@pytest.fixture(scope="module")
def alone(tmp_path_factory, content):
    chosen = settings.load({"ROZPOZNAJ_DATA": str(tmp_path_factory.mktemp("none"))})
    client = create_quick_app(chosen, content, None).test_client()
    client.get("/quick/", base_url="http://127.0.0.1")
    return client


def _cost(client, path: str, body: bytes, kind: str) -> float:
    """The least processor time of three tries, as a quiet machine would take it."""
    costs = []
    for _ in range(3):
        slow, begun = slowness(), time.process_time()
        answer = client.post(path, data=body, content_type=kind, base_url="http://127.0.0.1")
        costs.append((time.process_time() - begun) / slow)
        assert answer.status_code in (200, 400, 413, 415, 422)
    return min(costs)


def _body(filled: str, size: int, start: str = "a=") -> bytes:
    unit, end = filled.encode(), b"&_end=1"
    return (start.encode() + unit * (size // len(unit) + 1))[: size - len(end)] + end


@pytest.mark.sampled(3)
@pytest.mark.parametrize("filled", FILLED.values(), ids=FILLED)
def test_a_form_costs_time_in_proportion_to_its_length(alone, filled):
    costs = [_cost(alone, "/quick/", _body(filled, size), FORM) for size in (MAX_BODY // 4, MAX_BODY // 2, MAX_BODY)]
    assert costs[-1] < SECONDS, costs
    assert costs[-1] < 8 * costs[0] + 0.05, costs


FILE = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'


@pytest.mark.sampled(2)
@pytest.mark.parametrize("start", [b"--x\r\n", FILE], ids=["a head", "a file"])
@pytest.mark.parametrize("line", [b"--x\r\n", b"\r\n", b"--x", b"\r\n--", b"a: b\r\n", b"-"], ids=repr)
def test_an_upload_costs_time_in_proportion_to_its_length(line, start):
    def cost(size: int) -> float:
        body = (start + line * (size // len(line)))[:size]
        request = CheckedRequest(EnvironBuilder(method="POST", content_type=PARTS).get_environ())
        slow, begun = slowness(), time.process_time()
        with pytest.raises(HTTPException):
            uploaded(request, body)
        return (time.process_time() - begun) / slow

    quarter, whole = min(cost(MAX_UPLOAD // 4) for _ in range(2)), min(cost(MAX_UPLOAD) for _ in range(2))
    assert whole < SECONDS and whole < 8 * quarter + 0.05, (quarter, whole)
