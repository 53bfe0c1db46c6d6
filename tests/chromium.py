"""Where Chromium is installed."""

import shutil

WHOLE = ("chromium", "google-chrome")
# The first needs a third of the CPU seconds of the others for the same pages.
NAMES = ("chromium-headless-shell", *WHOLE)


def installed(*names: str) -> str | None:
    """The program to start; without one Playwright looks for its own."""
    return next(filter(None, map(shutil.which, names or NAMES)), None)
