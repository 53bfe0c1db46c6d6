"""Takes the README's picture of the site: a chapter as a reader meets it.

Run as `make picture`, with Chromium installed. Half of it is in each scheme.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from lossbook.paths import ROOT
from tests.chromium import installed
from tests.conftest import mkdocs

PICTURE = ROOT / ".github" / "focal-loss.webp"
PAGE = "classification/focal-loss/index.html"
WIDTH, HEIGHT = 1280, 800
LIMIT = 200_000


def main() -> int:
    """Build the site, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        done = mkdocs("build", "--site-dir", folder)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        light, dark = shots(Path(folder, PAGE).as_uri())
    # The dark one below a line from the upper right to the lower left.
    width, height = light.size
    mask = Image.new("L", (2 * width, 2 * height))
    corners = [(1.24, 0), (2, 0), (2, 2), (0.76, 2)]
    ImageDraw.Draw(mask).polygon(
        [(x * width, y * height) for x, y in corners], fill=255
    )
    light.paste(dark, mask=mask.resize(light.size))
    light.save(PICTURE, quality=80, method=6)
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}: {size} bytes")
    return int(size > LIMIT)


def shots(address: str) -> list[Image.Image]:
    """The page at its figure, in the light scheme and in the dark one."""
    found = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=installed(), args=["--no-sandbox"]
        )
        for scheme in ("light", "dark"):
            page = chromium.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme=scheme,
                device_scale_factor=1.5,
            )
            page.goto(address)
            page.locator("#how-it-works").evaluate(
                "e => scrollTo(0, e.offsetTop - 80)"
            )
            page.wait_for_timeout(500)
            png = io.BytesIO(page.screenshot())
            found.append(Image.open(png).convert("RGB"))
        chromium.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
