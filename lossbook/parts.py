"""The parts of the book, as mkdocs.yml's `nav` has them."""

from lossbook.data_files import FIELDS, LIST, TEXT, inside, root, where
from lossbook.errors import BookError
from lossbook.paths import SETTINGS


def parts() -> dict[str, list[str]]:
    """The pages of each part, such as classification/focal-loss, in order.

    Raises:
        BookError: the nav is no list of parts, each with a list of pages.
    """
    settings = root(SETTINGS)
    named = {name.value: node for name, node in inside(settings, FIELDS)}
    if "nav" not in named:
        raise BookError(f"{where(settings)}: no nav; list the parts there")
    found: dict[str, list[str]] = {}
    for part in inside(named["nav"], LIST):
        for name, pages in inside(part, FIELDS):
            listed = pages.value if isinstance(pages, LIST) else [pages]
            files = [inside(page, TEXT) for page in listed]
            found[name.value] = [file.removesuffix(".md") for file in files]
    return found
