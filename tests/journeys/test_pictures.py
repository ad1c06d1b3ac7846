"""The command that pictures every page and paper."""

import pytest

from tests.pictures.__main__ import tour_everything
from tests.pictures.album import Album
from tests.pictures.papers import take_papers
from tests.pictures.reached import ADDRESSES, WITHOUT, not_reached
from tests.pictures.tour import Tour


def test_what_needs_no_picture_is_an_endpoint():
    assert WITHOUT.keys() <= {rule.endpoint for rule in ADDRESSES.iter_rules()}


@pytest.mark.full
def test_every_page_and_paper_gets_a_picture(browser, tmp_path):
    album = Album(tmp_path / "pictures")
    tour = Tour(ADDRESSES, album.show)
    tour_everything(browser, tour, tmp_path)
    take_papers(album)
    assert not_reached(tour.endpoints) == []
    assert all(files for files in album.shown.values())
    assert album.write_index().read_text(encoding="utf-8").count("<img") > len(album.shown)
