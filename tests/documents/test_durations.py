"""Each duration stands in one table: pages are given it, and a document that types it agrees with the table."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from screening.core import durations
from screening.core.instrument.catalogue import Domain, Text
from screening.translation import FILLED_IN, Translator, person_languages

ROOT = Path(__file__).parents[2]
HOURS = durations.CASE_KEPT_FOR // timedelta(hours=1)
WEEK, LIFE = durations.EXTENSION.days, durations.KEYS_FILE_LIFE.days
TIMES, TO_TIMES = {2: ("dwa razy", "dwóch razy"), 3: ("trzy razy", "trzech razy")}[durations.MOST_EXTENSIONS]
LOCK = durations.LOCK_MINUTES
BOUNDS = durations.LEAST_LOCK_MINUTES, durations.MOST_LOCK_MINUTES
TYPED = {
    "docs/institution/notice.md": (
        (r"Zapis znika z komputera (\d+) godzin|Program liczy (\d+) godzin", HOURS),
        (r"Wydłużenie: (.+?) po", TIMES),
        (r"Wydłużenie: .+? po (\d+) dni|razy po (\d+) dni", WEEK),
        (r"zapis dłużej, do (.+?) po", TO_TIMES),
        (r"Kopie kluczy żyją (\d+) dni", LIFE),
    ),
    "docs/institution/dpia.md": (
        (r"(\d+) godzin\w* (?:od|po) ostatniej zmian|zmiana odnawia (\d+) godzin", HOURS),
        (r"przedłużenie \| (.+?) po", TIMES),
        (r"przedłużenie \| .+? po (\d+) dni", WEEK),
        (r"plik kluczy (?:działa w programie|w kopii \|) (\d+) dni|limit (\d+) dni", LIFE),
        (r"blokada po (\d+) minut", LOCK),
        (r"blokada po \d+ minutach \((\d+–\d+)\)", "–".join(map(str, BOUNDS))),
    ),
    "docs/institution/record-of-processing.md": (
        (r"(\d+) godzin\w* od ostatniej zmiany", HOURS),
        (r"przedłużenia po (\d+) dni", WEEK),
        (r"plik kluczy (\d+) dni", LIFE),
        (r"Blokada po (\d+) minut", LOCK),
        (r"(\d+–\d+) minut", "–".join(map(str, BOUNDS))),
    ),
    "docs/institution/accessibility.md": (
        (r"blokada po (\d+) minut", LOCK),
        (r"od (\d+ do \d+) minut", " do ".join(map(str, BOUNDS))),
    ),
    "docs/settings.md": (
        (r"`idle_minutes` \| (\d+ to \d+ \| \d+)", f"{BOUNDS[0]} to {BOUNDS[1]} | {LOCK}"),
        (r"`finished_days` \| 0 to (\d+)", durations.MOST_FINISHED_DAYS),
    ),
    "docs/operating.md": ((r"(\d+) days", LIFE),),
    "docs/security.md": (
        (r"a life of (\d+) days|to the (\d+) days|after (\d+) days|\((\d+) days for keys", LIFE),
        (r"shuts after (\d+) minutes", LOCK),
        (r"than (\d+) days ahead|by less than (\d+) days", durations.CLOCK_MAY_BE_AHEAD.days),
    ),
    "README.md": ((r"shuts after (\d+) minutes", LOCK),),
    "README.pl.md": ((r"blokuje się po (\d+) minut", LOCK),),
}


@pytest.mark.parametrize(("page", "pattern", "wanted"), [(page, *each) for page in TYPED for each in TYPED[page]])
def test_a_duration_that_a_document_types_is_the_one_of_the_table(page, pattern, wanted):
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    found = {next(filter(None, each.groups())) for each in re.finditer(pattern, text)}
    assert found == {str(wanted)}


@pytest.mark.parametrize(
    "folder", ["templates", "indicators", "screening/web", "screening/wording", "screening/casework"]
)
def test_no_page_and_no_text_types_how_long_a_case_is_kept(folder):
    typed = re.compile(
        rf"\b({HOURS}|{HOURS // 24})\b.{{0,3}}(hour|godzin|days|dni)|hours={HOURS}|days={WEEK}|days={LIFE}\b"
    )
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in (".html", ".py", ".yaml", ".js")]
    assert files and [path.name for path in files if typed.search(path.read_text(encoding="utf-8"))] == []


def test_a_sentence_that_leaves_the_duration_open_says_it_in_every_language(content):
    placeholder = "%(kept_for)s"
    open_ = [text for text in content.guidance.values() if placeholder in text.polish]
    assert open_ and placeholder in FILLED_IN
    for code in person_languages():
        for text in open_:
            assert str(HOURS) in Translator(code).text(text) and "%" not in Translator(code).text(text)


@pytest.mark.parametrize(
    ("lasts", "polish"),
    [
        (timedelta(hours=1), "1 godzina"),
        (timedelta(hours=72), "72 godziny"),
        (timedelta(hours=96), "96 godzin"),
        (timedelta(hours=167), "167 godzin"),
        (timedelta(days=7), "7 dni"),
        (timedelta(days=400), "400 dni"),
    ],
)
def test_a_duration_is_written_with_the_plural_of_its_language(lasts, polish):
    assert Translator("pl").duration(lasts) == polish


def test_a_text_without_a_placeholder_is_as_experts_wrote_it():
    assert Translator("pl").text(Text("no.such.key", "100 % pewności", Domain.PERSON)) == "100 % pewności"
