"""The command that pictures every page and paper."""

import pytest

from tests.pictures.__main__ import take_everything
from tests.pictures.album import Album
from tests.pictures.reached import ADDRESSES, WITHOUT, not_reached


def test_what_needs_no_picture_is_an_endpoint():
    assert WITHOUT.keys() <= {rule.endpoint for rule in ADDRESSES.iter_rules()}


@pytest.mark.full
def test_every_page_and_paper_gets_a_picture(browser, tmp_path):
    album = Album(tmp_path / "pictures", ADDRESSES)
    take_everything(browser, album, tmp_path)
    assert not_reached(album.endpoints) == []
    assert all(files for files in album.shown.values())
    assert album.write_index().read_text(encoding="utf-8").count("<img") > len(album.shown)
