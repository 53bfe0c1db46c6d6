"""The parts of the book, as mkdocs.yml's `nav` has them."""

from lossbook.data_files import FIELDS, LIST, TEXT, inside, root, where
from lossbook.errors import BookError
from lossbook.paths import ROOT

SETTINGS = ROOT / "mkdocs.yml"


def parts() -> dict[str, list[str]]:
    """The pages of each part, such as classification/focal-loss, in order.

    Raises:
        BookError: the nav is no list of parts, each with a list of pages.
    """
    settings = root(SETTINGS)
    found: dict[str, list[str]] = {}
    for setting, nav in inside(settings, FIELDS):
        if setting.value == "nav":
            for part in inside(nav, LIST):
                for name, pages in inside(part, FIELDS):
                    if isinstance(pages, LIST):
                        files = [inside(page, TEXT) for page in pages.value]
                    else:
                        files = [inside(pages, TEXT)]
                    found[name.value] = [x.removesuffix(".md") for x in files]
    if not found:
        raise BookError(f"{where(settings)}: no nav; list the parts there")
    return found
