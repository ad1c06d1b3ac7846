"""A paper of the next day says of which day "tonight" may be, though another page was saved since."""

import pytest

from screening.core.documents import DOCUMENTS
from tests.web.seeded import open_case

BEGUN = "Sprawę zaczęto 23.11.2026. „Teraz”, „dziś”, „dziś w nocy” i „w ostatnich 3 dniach” mogą dotyczyć tego dnia"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_another_answer_of_the_next_day_makes_no_tonight_of_the_night_before(visitor, clock, kind):
    address = open_case(visitor)
    visitor.get(f"{address}/place")
    visitor.send(tonight="with_us")
    visitor.get(f"{address}/documents/{kind}")
    assert "Sprawę zaczęto" not in visitor.page.text
    clock.advance(hours=24)
    visitor.unlock()
    visitor.get(f"{address}/facts")
    visitor.send(sector="sortownia")
    visitor.get(f"{address}/documents/{kind}")
    text = " ".join(visitor.page.text.split())
    assert BEGUN in text and "ostatnio zapisano" not in text
