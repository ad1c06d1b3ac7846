"""The pictures of README and of the guides, taken from the running program with an invented case."""

import io
import subprocess
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys.walk import answer_yes, choose, open_case, print_document

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
COLOURS = 32  # enough for pages of few colours, and a file is a third as large
SHEET_DPI = 70


def keep(name: str, picture: bytes) -> None:
    """Write a picture with few colours, and say how large it is."""
    file = FOLDER / f"{name}.png"
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    print(f"{file.relative_to(FOLDER.parents[1])}: {file.stat().st_size / 1024:.0f} KiB", flush=True)


def keep_page(name: str, page: Page, size: dict[str, int]) -> None:
    """Picture what of a page is seen without scrolling."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.evaluate("scrollTo(0, 0)")
    keep(name, page.screenshot())


def keep_sheet(file: Path) -> None:
    """Picture the first page of a sheet."""
    draw = ["pdftoppm", "-png", "-r", str(SHEET_DPI), "-l", "1", "-singlefile", str(file)]
    keep("sheet", subprocess.run(draw, capture_output=True, check=True).stdout)


def take(page: Page, folder: Path) -> None:
    """Walk an invented case from the start page on, and picture four screens and the sheet."""
    page.goto("/")
    keep_page("start", page, DESKTOP)
    open_case(page, language="pl", age="adult", form="labour")
    answer_yes(page, "documents_withheld", "debt_bondage", "low_no_pay")
    page.wait_for_url("**/overview")
    keep_page("result", page, DESKTOP)
    page.goto(page.url.replace("/overview", "/deceptive_recruitment-1"))
    choose(page, "answer.deceived_job_nature", "yes")
    keep_page("indicators", page, PHONE)
    page.goto(page.url.replace("/deceptive_recruitment-1", "/documents"))
    keep_page("documents", page, DESKTOP)
    keep_sheet(print_document(page, folder, "referral", "pl"))
