"""Scripts and styles are named and checked by their content: what lies in a cache under their name is not run."""

import gzip
import json
import re

import pytest

from screening.web.http.assets import integrity_of
from screening.web.quick_app import create_quick_app

TAG = re.compile(r'<(?:script src|link rel="stylesheet" href)="([^"]+)" integrity="([^"]+)"')
MOST = 16 * 1024  # bytes of style and script together, compressed
LOADED = re.compile(r'<script src=|<link rel="stylesheet"')
ALONE = "http://127.0.0.1:8765"


@pytest.fixture
def alone(tool_settings, content):
    return create_quick_app(tool_settings, content, None).test_client()


def _whole(client, address: str, base: str) -> str:
    with client.get(address, base_url=base) as answer:
        return integrity_of(answer.data)


def _checked(client, html: str, base: str) -> int:
    found = TAG.findall(html)
    assert len(found) == len(LOADED.findall(html)) > 0
    for address, integrity in found:
        assert "v=" in address and _whole(client, address, base) == integrity, address
    return len(found)


def test_every_script_and_style_of_a_page_is_named_and_checked_by_its_content(visitor, opened, training):
    address = opened()
    for path in ("/", "/cases/", f"{address}/overview", "/quiet", "/quick/", "/quick/leaflet", "/quick/card"):
        visitor.get(path)
        assert _checked(visitor.client, visitor.page.html, visitor.base)
    trainer = training.trainer()
    assert _checked(trainer.client, trainer.page.html, trainer.base) == 4


def test_style_and_script_of_a_page_of_the_tool_are_small_together(visitor):
    visitor.get("/")
    packed = {}
    for address, _ in TAG.findall(visitor.page.html):
        with visitor.client.get(address, base_url=visitor.base) as answer:
            packed[address.partition("?")[0].rpartition("/")[2]] = len(gzip.compress(answer.data))
    assert packed.keys() == {"no_reader.js", "script.js", "style.css"}
    assert sum(packed.values()) <= MOST, packed


def test_texts_and_rule_are_checked_by_their_content(alone):
    address, whole = re.search(
        r'data-quick="([^"]+)" data-whole="([^"]+)"', alone.get("/quick/", base_url=ALONE).text
    ).groups()
    assert _whole(alone, address, ALONE) == whole


def test_the_worker_fetches_anew_and_checks_what_it_keeps(alone):
    worker = alone.get("/quick/sw.js", base_url=ALONE).text
    assert 'cache: "reload", integrity' in worker and '"default"' not in worker
    kept = [each for name in ("FILES", "LATER") for each in json.loads(re.search(rf"const {name} = (.*?);", worker)[1])]
    checked = [(address, integrity) for address, integrity in kept if integrity]
    assert len(checked) > 10 and {address.partition("?")[0] for address, whole in kept if not whole} <= {
        "/quick/manifest.webmanifest"
    }
    for address, integrity in checked:
        assert _whole(alone, address, ALONE) == integrity, address
