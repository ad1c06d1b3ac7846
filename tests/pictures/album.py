"""Every page and paper that can be reached, as a picture at two widths."""

import html
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

WIDTHS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
PAPER_DPI = 60
TALLEST = 6000
"""A picture ends after so many pixels: lists as long as the trail are alike further down."""


LINKS = """() => [...[...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
  ...[...document.querySelectorAll("form:not([method=post])")].map((form) => form.getAttribute("action") || "")]"""


class Album:
    """Pictures in a folder, each page and paper once, and the endpoints that they show."""

    def __init__(self, folder: Path, addresses: Map) -> None:
        self.folder = folder
        self.shown: dict[str, list[str]] = {}
        self.endpoints: set[str] = set()
        self._addresses = addresses.bind("")
        folder.mkdir(parents=True, exist_ok=True)

    def endpoint(self, address: str) -> tuple[str, str] | None:
        """Return the endpoint behind an address and what tells its pages apart, or None if no page is there."""
        try:
            name, values = self._addresses.match(urlsplit(address).path)
        except (HTTPException, RequestRedirect):
            return None
        return name, "-".join(str(value) for _, value in sorted(values.items()) if isinstance(value, str))

    def take(self, page: Page, name: str) -> None:
        """Picture the page that is shown, whole, at each width."""
        found = self.endpoint(page.url)
        if found:
            self.endpoints.add(found[0])
        files = []
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.evaluate("scrollTo(0, 0)")
            tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            file = self.folder / f"{name}.{width}.png"
            page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": tall})
            files.append(file.name)
        self.shown[name] = files
        print(name, flush=True)

    def show_paper(self, name: str, pdf: bytes) -> None:
        """Picture each page of a paper."""
        file = self.folder / f"{name}.pdf"
        file.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-png", "-r", str(PAPER_DPI), file, file.with_suffix("")], check=True)
        self.shown[name] = sorted(each.name for each in self.folder.glob(f"{name}-*.png"))
        print(name, flush=True)

    def walk(self, page: Page, start: str, group: str, *, under: str = "/") -> None:
        """Picture the page at an address and all that links lead to from there, below `under`."""
        waiting, seen = [start], {start}
        while waiting:
            address = waiting.pop(0)
            found = self.endpoint(address)
            if found is None:
                continue
            name = re.sub(r"[^a-z0-9]+", "-", f"{group} {found[0]} {found[1]}".lower()).strip("-")
            if name in self.shown:
                continue
            answer = page.goto(address)
            if answer is None or "html" not in answer.headers.get("content-type", ""):
                continue
            self.take(page, name)
            links = page.evaluate(LINKS)
            for link in (each.partition("#")[0] for each in links):
                if link.startswith(under) and link not in seen:
                    seen.add(link)
                    waiting.append(link)

    def write_index(self) -> Path:
        """Write the page that shows all pictures side by side; return its file."""
        parts = ["<!doctype html><html lang=en><meta charset=utf-8><title>Pictures</title>"]
        parts += ["<style>img{height:28rem;vertical-align:top;border:1px solid #888;margin:.3rem}</style>"]
        for name, files in sorted(self.shown.items()):
            parts.append(f"<h2>{html.escape(name)}</h2>")
            parts += [f'<a href="{file}"><img src="{file}" alt="" loading="lazy"></a>' for file in files]
        file = self.folder / "index.html"
        file.write_text("".join(parts), encoding="utf-8")
        return file
