"""Mends what Material gets wrong, on every page it writes and in its assets.

Each entry is a text of theirs and ours in its place. When Material changes, the
build says which entry no longer fits.
"""

import re
from fnmatch import fnmatch

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lossbook.errors import BookError

HERE = "lossbook/pages/theme_overrides.py"
PAGES = (
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
    # Asked for when the page is painted: lossbook/theme/lossbook.js.
    ("<script src=", '<data hidden id="__bundle" value='),
    ('.min.js"></script>', '.min.js"></data>'),
)
# As a page loads, most of these kept the browser from the reader for a while:
# some had it style the whole page once more. The others ask other hosts.
ASSETS = {
    "assets/javascripts/bundle.*.min.js": (
        # It runs when there is a document, and in three tasks, so that none
        # is long: itself, its parts, and what they do to the document.
        (
            'h(document,"DOMContentLoaded",{once:!0}).subscribe(()=>'
            "e.next(document))",
            "setTimeout(()=>setTimeout(()=>e.next(document)))",
        ),
        ("Ki.subscribe();", "setTimeout(()=>Ki.subscribe());"),
        # The build wraps tables, for readers without JavaScript too.
        ('"table:not([class])"', '"table.unwrapped"'),
        # docs/assets/reading.css says the same without a script.
        ('x("meta",{name:"color-scheme"})', 'x("meta")'),
        # Relative addresses, those of the style sheets included, become
        # absolute before a reader leaves the page, not when it has loaded.
        (
            "$(document).subscribe(vi)",
            'addEventListener("click",()=>vi(document),{capture:!0,once:!0})',
        ),
        # Every browser has it.
        (
            'typeof ResizeObserver=="undefined"?'
            '_t("https://unpkg.com/resize-observer-polyfill"):$(void 0)',
            "$(void 0)",
        ),
        # A diagram needs a Mermaid of ours, and the book has none.
        ('_t("https://unpkg.com/mermaid@11/dist/mermaid.min.js")', "y"),
        # Never asked: lossbook/theme/partials/source.html shows no stars.
        ("`https://api.github.com/repos/${e}/${t}`", '""'),
        ("`https://api.github.com/users/${e}`", '""'),
        ("`https://${e}/api/v4/projects/${encodeURIComponent(t)}`", '""'),
    ),
    "assets/stylesheets/palette.*.min.css": (
        (
            "[data-md-color-switching] *,[data-md-color-switching] :after,"
            "[data-md-color-switching] :before"
            "{transition-duration:0s!important}",
            "",
        ),
    ),
}

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def page(html: str) -> str:
    """The page with every entry of PAGES applied.

    Raises:
        BookError: Material no longer writes one of them.
    """
    return _mended(html, PAGES, "a page")


def tables(html: str) -> str:
    """A page's content whose tables scroll by themselves on a narrow screen."""
    return TABLE.sub(
        r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">'
        r"\g<0></div></div>",
        html,
    )


def assets(files: Files, config: MkDocsConfig) -> None:
    """Replace Material's assets by mended ones.

    Raises:
        BookError: Material no longer has one of them, or of its texts.
    """
    for pattern, mends in ASSETS.items():
        uris = [uri for uri in files.src_uris if fnmatch(uri, pattern)]
        if len(uris) != 1:
            raise BookError(
                f"{HERE}: Material has {len(uris)} {pattern}, not 1."
            )
        theirs = files.src_uris[uris[0]]
        text = _mended(theirs.content_string, mends, uris[0])
        files.remove(theirs)
        files.append(File.generated(config, uris[0], content=text))


def _mended(text: str, mends: tuple[tuple[str, str], ...], where: str) -> str:
    for theirs, ours in mends:
        if theirs not in text:
            raise BookError(
                f"{HERE}: Material no longer writes {theirs!r} in "
                f"{where}. Take its entry out, and see that the tests still "
                "pass."
            )
        text = text.replace(theirs, ours)
    return text
