"""Gives each picture its size, so that nothing moves when it arrives.

The first picture of a page is fetched at once, the others when the reader comes
near them.
"""

import re
from urllib.parse import urljoin

from mkdocs.structure.files import File, Files

from lossbook.pages import hashed_assets

PICTURE = re.compile(r'<img (?P<attributes>[^>]*?src="(?P<src>[^"]+\.svg)")')
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS = 4 / 3  # of CSS, a point


def sized(html: str, page: File, files: Files) -> str:
    """The page's HTML, its pictures with width, height and loading."""
    seen: list[str] = []

    def replace(picture: re.Match) -> str:
        address = urljoin(f"/{page.url}", picture["src"])[1:]
        file = hashed_assets.at(address, files)
        if file is None:
            return picture[0]  # MkDocs warns of it
        size = SIZE.findall(file.content_string)[0]
        width, height = (round(float(points) * PIXELS) for points in size)
        lazy = ' loading="lazy"' if seen else ""
        seen.append(address)
        return (
            f'<img {picture["attributes"]} width="{width}" height="{height}"'
            f"{lazy}"
        )

    return PICTURE.sub(replace, html)
