"""Every page and paper that can be reached, as a picture at two widths or in one of the modes that people read in."""

import html
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
WIDTHS = {"phone": PHONE, "desktop": DESKTOP}
PAPER_DPI = 60
TALLEST = 6000
"""A picture ends after so many pixels: lists as long as the trail are alike further down."""


@dataclass(frozen=True)
class Mode:
    """A way in which people read: the sizes of the window, how the browser is set, and with which flags it starts."""

    widths: dict[str, dict[str, int]] = field(default_factory=lambda: WIDTHS)
    context: dict[str, Any] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


MODES = {
    "usual": Mode(),
    "dark": Mode(context={"color_scheme": "dark"}),
    "forced-colours": Mode(context={"forced_colors": "active"}),
    "text-200": Mode(flags=("--blink-settings=defaultFontSize=32",)),
    "zoom-400": Mode({"320": {"width": 320, "height": 256}}),
    "wide": Mode({"wide": {"width": 1920, "height": 1080}}),
    "no-script": Mode(context={"java_script_enabled": False}),
    "still": Mode(context={"reduced_motion": "reduce"}),
}


class Album:
    """Pictures in a folder, each page and paper once."""

    def __init__(self, folder: Path, widths: dict[str, dict[str, int]] | None = None) -> None:
        self.folder = folder
        self.shown: dict[str, list[str]] = {}
        self._widths = widths or WIDTHS
        folder.mkdir(parents=True, exist_ok=True)

    def show(self, page: Page, name: str) -> None:
        """Picture the page that is shown, whole, at each width."""
        files = []
        for width, size in self._widths.items():
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
