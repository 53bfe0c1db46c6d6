"""Gives each picture its size, so that nothing moves when it arrives.

The first picture of a page is fetched at once, the others when the reader comes
near them. A phone fetches a figure's narrow form, where it has one.
"""

import re
from posixpath import basename, dirname, join
from urllib.parse import urljoin

from mkdocs.structure.files import File, Files

from lossbook.generate.figures import NARROW

PICTURE = re.compile(
    r'<img (?P<before>[^>]*?src=")(?P<src>[^"]+\.svg)"(?P<after>[^>]*)>'
)
# Where a page leaves a figure too little room for its wide form.
PHONE = "(max-width: 36.984375em)"
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS = 4 / 3  # of CSS, a point


def sized(html: str, page: File, files: Files) -> str:
    """The page's HTML, its pictures with width, height and loading."""
    seen: list[str] = []

    def replace(picture: re.Match) -> str:
        address = urljoin(f"/{page.url}", picture["src"])[1:]
        file = next((each for each in files if each.url == address), None)
        if file is None:
            return picture[0]  # MkDocs warns of it
        lazy = ' loading="lazy"' if seen else ""
        seen.append(address)
        image = (
            f'<img {picture["before"]}{picture["src"]}" {_size(file)}{lazy}'
            f"{picture['after']}>"
        )
        narrow = files.src_uris.get(
            f"{file.src_uri.removesuffix('.svg')}{NARROW}.svg"
        )
        if narrow is None:
            return image
        there = join(dirname(picture["src"]), basename(narrow.url))
        return (
            f'<picture><source media="{PHONE}" srcset="{there}" '
            f"{_size(narrow)}>{image}</picture>"
        )

    return PICTURE.sub(replace, html)


def _size(file: File) -> str:
    """Its attributes width and height, in pixels."""
    size = SIZE.findall(file.content_string)[0]
    width, height = (round(float(points) * PIXELS) for points in size)
    return f'width="{width}" height="{height}"'
