"""Where Chromium is installed."""

import shutil

# The first needs a third of the CPU seconds of the others for the same pages.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def installed() -> str | None:
    """The program to start; without one Playwright looks for its own."""
    return next(filter(None, map(shutil.which, NAMES)), None)
