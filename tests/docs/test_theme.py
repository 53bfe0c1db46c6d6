"""Our templates are of the Material they stand in for, and can be spared."""

import hashlib
from pathlib import Path

import material
import pytest

from lossbook.paths import ROOT
from tests.conftest import build
from tests.docs.visit import visit

OURS = ROOT / "lossbook" / "theme"
THEIRS = Path(material.__file__).parent / "templates"
REPLACED = [
    name
    for path in sorted(OURS.rglob("*.html"))
    if (THEIRS / (name := path.relative_to(OURS).as_posix())).exists()
]
# What only saves time.
OPTIONAL = (
    "lossbook/theme/partials/performance.html",
    "lossbook/pages/theme_slices.py",
)
SHOWN = """() => [
  document.body.dataset.mdColorScheme,
  [...document.querySelectorAll("[for^=__palette]")]
    .filter((label) => label.checkVisibility()).map((label) => label.title),
]"""


@pytest.mark.parametrize("name", REPLACED)
def test_a_replaced_template_is_the_one_that_ours_was_written_for(name):
    digest = hashlib.sha256((THEIRS / name).read_bytes()).hexdigest()[:8]
    comment = (OURS / name).read_text("utf-8").partition("-#}")[0]
    assert f"({digest})" in comment, (
        f"lossbook/theme/{name}:1: Material's {name} has changed. Take over "
        f"what ours needs of it, and name its digest, ({digest})."
    )


def test_what_only_saves_time_can_be_spared(book):
    for name in OPTIONAL:
        (book / name).unlink()
    done = build(book)
    assert done.returncode == 0, done.stdout + done.stderr


def test_colours_are_chosen_kept_and_follow_the_system(page):
    def shows(scheme: str, label: str) -> None:
        page.wait_for_function(
            f"want => JSON.stringify(({SHOWN})()) === want",
            arg=f'["{scheme}",["{label}"]]',
            timeout=5000,
        )

    page.emulate_media(color_scheme="dark")
    visit(page, "")
    shows("slate", "Switch to light")
    page.emulate_media(color_scheme="light")
    shows("default", "Switch to light")
    page.emulate_media(color_scheme="dark")
    page.get_by_title("Switch to light").click()
    shows("default", "Switch to dark")
    page.reload()
    shows("default", "Switch to dark")
    # By keyboard: the choice that is shown has the focus.
    page.locator("#__palette_1").focus()
    page.keyboard.press("Enter")
    shows("slate", "Follow the system")
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(100)
    shows("slate", "Follow the system")
    page.get_by_title("Follow the system").click()
    shows("default", "Switch to light")
