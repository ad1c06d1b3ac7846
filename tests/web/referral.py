"""Pages of a referral, filled in by a visitor."""

import re


def fill(visitor, address: str, page: str, **values: object) -> None:
    """Open a page and send it with these values."""
    visitor.get(f"{address}/{page}")
    visitor.send(**values)


def stored(desk, address: str):
    return desk.read(next(each.id for each in desk.cases() if str(each.id) in address)).case


def agree(visitor, address: str, **more: str) -> None:
    fill(visitor, address, "agreement", **{"contact": "yes", "share_name": "yes", **more})


def asks(visitor, id_: str) -> set[str]:
    """The names of the fields of a line that stand open."""
    html = visitor.page.html.partition(f'<li id="line-{id_}"')[2].partition("</li>")[0].partition("<details")[0]
    return set(re.findall(r'name="([a-z_]+)"', html)) - {"go"}
