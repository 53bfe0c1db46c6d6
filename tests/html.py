"""Built pages, parsed: Chromium's rules, a hundredth of a browser's time."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode


def parsed(page: Path) -> LexborHTMLParser:
    """A built page, to be asked by CSS selectors."""
    return LexborHTMLParser(page.read_text("utf-8"))


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """All pages of a site, by path: classification/focal-loss/index.html."""
    return {
        page.relative_to(site).as_posix(): parsed(page)
        for page in sorted(site.rglob("*.html"))
    }


def attributes(
    nodes: LexborHTMLParser | LexborNode, selector: str, name: str
) -> list[str]:
    """One attribute of each element that is selected."""
    return [node.attributes[name] or "" for node in nodes.css(selector)]
