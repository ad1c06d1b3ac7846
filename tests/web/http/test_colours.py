"""A colour stands in the tokens of the style sheet alone; what cannot read them there agrees with them."""

import re
from pathlib import Path

from screening.settings import folder
from screening.web.http.assets import STATIC, tokens

COLOUR = re.compile(r"""["'](#[0-9a-fA-F]{3,8})["']|(?:fill|stroke|color)[=:]\s*["']?(#[0-9a-fA-F]{3,8})""")
BLACK_AND_WHITE = {"#000", "#fff"}  # what a camera reads
GREY = {"#666", "#fff"}  # the icon of the calendar, in no colour of ours


def _colours(path: Path) -> set[str]:
    return {one or other for one, other in COLOUR.findall(path.read_text(encoding="utf-8"))}


def test_the_manifest_and_the_icon_have_the_colours_of_the_style_sheet(visitor):
    manifest = visitor.client.get("/quick/manifest.webmanifest", base_url=visitor.base).get_json(force=True)
    assert (manifest["background_color"], manifest["theme_color"]) == (tokens()["paper"], tokens()["act"])
    assert _colours(STATIC / "icon.svg") == {tokens()["act"], tokens()["act-ink"]}


def test_no_page_no_program_and_no_other_picture_types_a_colour():
    program = [*Path(STATIC).parents[1].rglob("*.py"), *STATIC.glob("*.js"), *folder("templates").rglob("*.html")]
    found = {path.name: _colours(path) for path in (*program, *STATIC.glob("*.svg")) if path.name != "icon.svg"}
    assert {name: colours for name, colours in found.items() if colours} == {
        "trainer.py": BLACK_AND_WHITE,
        "quiet.svg": GREY,
    }
