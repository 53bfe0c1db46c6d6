"""Puts each table into a box of its own, and says how a phone shows it.

Material's script wraps tables as a page loads, and the browser styles anew all
that stands beside them. In a box, nothing does. Without this, the page on focal
loss blocks for longer than its budget (tests/budgets.py).

A table of words that is wider than a phone has the names of its columns with
it, by which docs/assets/stacked.css makes a block of each row. One of numbers
stays a table: they are compared down a column. The box of a long table says how
many rows it has, and is laid out when it comes into sight.
"""

import html as markup
import re
from itertools import zip_longest

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
NUMBER = re.compile(r"[−-]?[\d.,]+%?")
LINE = 45  # characters, of a phone
LONG = 12  # rows, about a screen


def boxed(html: str) -> str:
    """A page's content whose tables of Markdown stand in boxes."""

    def box(table: re.Match) -> str:
        rows = table[0].count("<tr>")
        long = f' class="long" style="--rows: {rows}"' if rows > LONG else ""
        return f"<div{long}>{_named(table[0])}</div>"

    return TABLE.sub(box, html)


def _named(table: str) -> str:
    head, *rows = ([*map(_text, CELL.findall(x))] for x in ROW.findall(table))
    widths = [
        max(map(len, column)) for column in zip_longest(*rows, fillvalue="")
    ]
    words = [cell for row in rows for cell in row[1:] if cell]
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell in words)
    if len(head) < 3 or sum(widths) <= LINE or numbers > len(words) / 2:
        return table
    names = "".join(
        f"--{number}:'{name}';" for number, name in enumerate(head[1:], 2)
    )
    names = markup.escape(names, quote=False).replace('"', "&quot;")
    return table.replace("<table>", f'<table data-stacked style="{names}">', 1)


def _text(cell: str) -> str:
    text = markup.unescape(TAG.sub("", cell)).strip()
    return text.replace("\\", r"\\").replace("'", r"\'")
