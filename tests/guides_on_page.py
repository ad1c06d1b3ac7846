"""Write the guides of docs/pl/ anew, as Markdown, from the templates that print them."""

import re
from html.parser import HTMLParser
from pathlib import Path

from screening.casework.guides import guide
from screening.content import Content, load
from screening.core.documents import BY_NAME, GUIDES
from screening.printing import page_html
from screening.settings import folder

FOLDER = Path(__file__).parents[1] / "docs" / "pl"
BLOCKS = {"h1": "# ", "h2": "## ", "p": "", "li": "", "ol": "", "ul": ""}
INLINE = {"b": "**", "code": "`"}
MADE = "<!-- Made by `make docs` from templates/print/{}_body.html; change that. -->\n\n"


class Markdown(HTMLParser):
    """Headings, paragraphs, lists, bold, code and pictures of a guide; whatever else it has is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._text, self._lists, self._number = "", [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a mark or a picture."""
        given = dict(attrs)
        if tag in ("ol", "ul"):
            self._number = 0
            self._lists.append(tag)
        if tag in BLOCKS:
            self._end("")
        elif tag == "img":
            name = (given["src"] or "").removeprefix("picture:")
            self.blocks.append(f'<img src="../pictures/{name}.png" height="150" alt="{given["alt"]}">\n\n')
        elif tag == "br":
            self._text += " · "
        else:
            self._text += INLINE.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        """End a block or a mark."""
        if tag in ("ol", "ul"):
            self._lists.pop()
            self.blocks.append("\n")
        elif tag == "li":
            self._number += 1
            self._end(f"{self._number}. " if self._lists[-1] == "ol" else "- ", "\n")
        elif tag in BLOCKS:
            self._end(BLOCKS[tag])
        else:
            self._text += INLINE.get(tag, "")

    def handle_data(self, data: str) -> None:
        """Take the text."""
        self._text += data

    def _end(self, before: str, after: str = "\n\n") -> None:
        if text := " ".join(self._text.split()):
            self.blocks.append(f"{before}{text}{after}")
        self._text = ""


def page(reader: str, content: Content) -> str:
    """The guide of a reader as Markdown."""
    made = Markdown()
    made.feed(page_html(guide(reader, content), "pl"))
    return MADE.format(GUIDES[reader].KIND) + re.sub(r"\n{3,}", "\n\n", "".join(made.blocks)).rstrip() + "\n"


def path(reader: str) -> Path:
    """Where the guide of a reader is: under the name that its PDF has."""
    return FOLDER / Path(BY_NAME[GUIDES[reader].KIND].file_name).with_suffix(".md").name


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    shipped = load(folder("indicators"))
    for each in GUIDES:
        path(each).write_text(page(each, shipped), encoding="utf-8")
