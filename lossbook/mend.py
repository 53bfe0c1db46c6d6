"""Mends what Material's templates get wrong, on every page they write.

Each entry is markup of theirs and ours in its place. When Material changes, the
build says which entry no longer fits.
"""

from lossbook.errors import BookError

MENDS = (
    # A dialog needs a name.
    (
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="Search"',
    ),
    # HTML allows autocomplete on what one types into alone.
    (
        'type="checkbox" id="__drawer" autocomplete="off"',
        'type="checkbox" id="__drawer" aria-label="Navigation"',
    ),
    (
        'type="checkbox" id="__search" autocomplete="off"',
        'type="checkbox" id="__search" aria-label="Search"',
    ),
    # An index is a number.
    (' tabindex=""', ""),
)


def mended(html: str) -> str:
    """The page with every entry of MENDS applied.

    Raises:
        BookError: Material no longer writes one of them.
    """
    for theirs, ours in MENDS:
        if theirs not in html:
            raise BookError(
                f"lossbook/mend.py: Material no longer writes {theirs!r}. "
                "Take its entry out, and see that the tests still pass."
            )
        html = html.replace(theirs, ours)
    return html
