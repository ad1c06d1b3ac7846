"""Two presses of one place, with the moment between them held still: no test depends on how long one takes."""

from playwright.sync_api import Locator, Page

# What a press may meet is what lies at that place, as a press of a finger or mouse meets it.
SETTLE = "() => document.getAnimations().forEach((each) => each.finish())"


def hold_still(page: Page) -> None:
    """Stop the time of all movement in the page: what was drawn stays as in its first moment, until it settles."""
    session = page.context.new_cdp_session(page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 0})


def settle(page: Page) -> None:
    """Let the moment after the page was drawn pass."""
    page.evaluate(SETTLE)


def place_of(button: Locator) -> tuple[float, float]:
    """The middle of a button that can be seen."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def press(page: Page, button: Locator) -> None:
    """Press at the place of a button, whatever takes the press there."""
    page.mouse.click(*place_of(button))


def passed_over(page: Page) -> None:
    """Wait until the page has dealt with its presses: what must not come has no event to wait for."""
    page.wait_for_timeout(300)
