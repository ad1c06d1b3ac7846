"""A day in an English sentence is written as English readers write it."""

import re

from screening.content.po_file import messages_of, po_path, read
from screening.settings import folder

POLISH_DAY = re.compile(r"\b\d{1,2}\.\d{2}\.20\d\d\b")


def test_no_english_text_for_officers_has_a_day_of_the_polish_kind():
    texts = [
        str(each.string)
        for each in messages_of(read(po_path(folder("translations"), "en", "content"), "en", "content"))
    ]
    assert any(re.search(r"\d \w+ 20\d\d", text) for text in texts)
    assert [text for text in texts if POLISH_DAY.search(text)] == []
