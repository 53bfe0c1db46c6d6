"""Gives each picture its size, so that nothing moves when it arrives.

The first picture of a page is fetched at once, the others when the reader comes
near them.
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from mkdocs.structure.files import File, Files

PICTURE = re.compile(r'<img (?P<attributes>[^>]*?src="(?P<src>[^"]+\.svg)")')
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS = 4 / 3  # of CSS, a point


def sized(html: str, file: File, files: Files) -> str:
    """The page's HTML, its pictures with width, height and loading."""
    by_address = {other.url: other for other in files}
    return PICTURE.sub(_with_size(file, by_address), html)


def _with_size(page: File, by_address: dict[str, File]) -> Callable:
    seen: list[str] = []

    def replace(picture: re.Match) -> str:
        address = urljoin(f"/{page.url}", picture["src"])[1:]
        if address not in by_address:
            return picture[0]  # MkDocs warns of it
        size = SIZE.findall(by_address[address].content_string)[0]
        width, height = (round(float(points) * PIXELS) for points in size)
        lazy = ' loading="lazy"' if seen else ""
        seen.append(address)
        return (
            f'<img {picture["attributes"]} width="{width}" height="{height}"'
            f"{lazy}"
        )

    return replace
