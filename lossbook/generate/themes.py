"""Puts both schemes into one SVG, which shows that of its reader."""

import base64
import io
import re

from lossbook.errors import BookError
from lossbook.generate.palette import palette

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, Cantarell, sans-serif"
BITMAP = re.compile(r"data:image/png;base64,([\w+/=\s]+)")


def themed(svg: str, where: str) -> str:
    """The SVG with every palette colour following the reader's scheme.

    An `<img>` passes the page's `color-scheme` on to the media query inside.
    The paper is drawn too: where a browser does not, all is still legible.

    Raises:
        BookError: another colour is in it, which would be the same in both.
    """
    light, dark = palette()["default"], palette()["slate"]
    for name, colour in light.items():
        svg = re.sub(colour, f"var(--lb-{name})", svg, flags=re.IGNORECASE)
    others = re.findall(r"(?:fill|stroke|stop-color): ?(#\w+)", svg)
    if others:
        raise BookError(
            f"{where}: the colour {others[0]} is not in the palette; use C0, "
            "C1 and so on, the colours of LOSSES, or none"
        )

    def variables(scheme: dict[str, str]) -> str:
        return "".join(f"--lb-{k}:{v};" for k, v in scheme.items())

    bitmaps = BITMAP.findall(svg)
    follow = "image{filter:url(#slate)}" if bitmaps else ""
    style = (
        f"<style>svg{{{variables(light)}color-scheme:light dark}}"
        f"@media(prefers-color-scheme:dark){{svg{{{variables(dark)}}}{follow}}}"
        f"text{{font-family:{FONTS}!important}}</style>"
    )
    if bitmaps:
        style += _filter(bitmaps, light, dark)
    return re.sub(r"(<svg[^>]*>)", rf"\1{style}", svg, count=1)


def _filter(
    bitmaps: list[str], light: dict[str, str], dark: dict[str, str]
) -> str:
    """What turns the light scheme's colours in bitmaps into the dark one's.

    It is linear, as blending is, so that it holds for each blend of them, too.
    """
    import numpy as np
    from PIL import Image

    pixels = np.concatenate(
        [
            np.array(Image.open(io.BytesIO(base64.b64decode(each)))).reshape(
                -1, 4
            )
            for each in bitmaps
        ]
    )
    colours = pixels[pixels[:, 3] > 0, :3].astype(int)
    used = [
        name
        for name in light
        if (abs(colours - _channels(light[name])).max(axis=1) < 3).mean() > 0.01
    ]
    before, after = (
        np.array([[*_channels(scheme[name]), 255] for name in used]) / 255
        for scheme in (light, dark)
    )
    matrix = np.linalg.lstsq(before, after[:, :3])[0].T
    rows = [f"{r:.4f} {g:.4f} {b:.4f} 0 {one:.4f}" for r, g, b, one in matrix]
    values = "  ".join([*rows, "0 0 0 1 0"])
    return (
        '<filter id="slate" color-interpolation-filters="sRGB">'
        f'<feColorMatrix values="{values}"/></filter>'
    )


def _channels(colour: str) -> list[int]:
    """Of "#1d222b" red, green and blue, to 255."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
