"""Pictures of every stage for every role, to look at: `make screenshots`."""

import shutil
from pathlib import Path

import pytest

from .everywhere import Look, Walk

pytestmark = [pytest.mark.screenshots, pytest.mark.timeout(600)]

OUT = Path(__file__).parents[2] / "build" / "screenshots" / "consultation"
DEVICES = {"moderator": "laptop", "recorder": "laptop", "screen": "projector"}
DARK = {
    "open/screen",
    "blind_1/seat-j-direct_safety",
    "reveal/seat",
    "reveal/screen",
    "discuss/moderator",
    "decide/seat",
}


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_pictures_of_every_page(browser, server, locale):
    if locale == "nl":
        shutil.rmtree(OUT, ignore_errors=True)
    for look in Walk.through(browser, server, locale).looks():
        picture(look, locale)
        if look.name in DARK:
            look.person.page.emulate_media(color_scheme="dark")
            picture(look, f"{locale}-dark")
            look.person.page.emulate_media(color_scheme="light")


def picture(look: Look, tail: str) -> None:
    """The whole page, one pixel to a point; the projector as the room sees it."""
    role = f"{look.role}-{look.part}" if look.part else look.role
    device = DEVICES.get(look.role, "phone")
    path = OUT / look.stage / f"{role}-{device}-{tail}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = device != "projector"
    look.person.page.screenshot(path=path, full_page=whole, scale="css", animations="disabled")
