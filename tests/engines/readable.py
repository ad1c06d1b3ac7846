"""What keeps people from reading, finding or pressing what stands on a page, in the ways in which they look at it."""

from playwright.sync_api import Page

LEAST = 44
SHOWN = "(each) => each.checkVisibility() && !each.closest('.hidden, .skip')"
SIDEWAYS = f"""() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter({SHOWN}).filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => "reaches beyond the window: " + each.outerHTML.slice(0, 160)).slice(-2)"""
CUT = f"""() => [...document.querySelectorAll('main *, header *')].filter({SHOWN})
  .filter((each) => !each.closest('svg, .scroll, textarea, select, input') && each.clientWidth > 1)
  .filter((each) => !/^(inline|contents)$/.test(getComputedStyle(each).display))
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((each) => each.scrollWidth > each.clientWidth + 2)
  .map((each) => "words reach beyond their box: " + each.outerHTML.slice(0, 160))"""
TARGETS = "a[href], button, summary, input, select, textarea, label:has(input)"
LOW = f"""(least) => [...document.querySelectorAll('{TARGETS}')].filter({SHOWN})
  .filter((each) => !(each.matches('input') && each.closest('label')))
  .filter((each) => !(each.matches('a') && each.parentElement.textContent.trim() !== each.textContent.trim()))
  .map((each) => [each, each.matches('a') ? each.closest('li') ?? each : each])
  .filter(([each, box]) => Math.max(each.getBoundingClientRect().height, box.getBoundingClientRect().height) < least)
  .map(([each]) => Math.round(each.getBoundingClientRect().height) + " px: " + each.outerHTML.slice(0, 160))"""
"""Targets that are too low. A link within a sentence is none (WCAG 2.5.8); one alone in its item is as high as that."""
STATE = """((label) => { const s = getComputedStyle(label);
    return [s.borderStyle, s.borderWidth, s.outlineStyle, s.outlineWidth, s.backgroundColor,
      getComputedStyle(label.querySelector('span') ?? label, '::before').content].join(); })"""
ALIKE = f"""() => [...document.querySelectorAll('main .answers label:not(.unasked):has(:checked)')].filter({SHOWN})
  .filter((each) => {{
    const other = [...each.parentElement.children].find((one) => one.matches('label:not(:has(:checked))'));
    return other && {STATE}(each) === {STATE}(other); }})
  .map((each) => "pressed and not pressed look alike: " + each.outerHTML.slice(0, 160))"""


def unreadable(page: Page) -> list[str]:
    """Return what is cut off, too low to press, or without a state in the reader's own colours, with its place."""
    faults = [found for look in (SIDEWAYS, CUT) for found in page.evaluate(look)]
    faults += page.evaluate(LOW, LEAST)
    page.emulate_media(forced_colors="active")
    faults += page.evaluate(ALIKE)
    page.emulate_media(forced_colors="none")
    return faults
