"""The training chapter shows every cell of its script, as a chapter does."""

import jupytext
from bs4 import BeautifulSoup

from lossbook.sources import source

NAME = "training/rings"


def article(site) -> BeautifulSoup:
    html = (site / NAME / "index.html").read_text("utf-8")
    return BeautifulSoup(html, "html.parser").article


def test_every_cell_is_shown_and_was_run(site, ledger):
    notebook = jupytext.read(source(NAME))
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = article(site).select(".language-python.highlight")
    assert [block.text.strip() for block in shown] == [
        cell.source.strip() for cell in cells
    ]
    # With allow_errors off, a page that is there has run to its end.
    ledger[NAME]["blocks"] += [f"cell {n}" for n in range(len(cells))]
    outputs = article(site).select(".output.highlight")
    assert outputs
    ledger[NAME]["outputs"] += [f"output {n}" for n in range(len(outputs))]


def test_it_looks_like_a_chapter(site):
    page = article(site)
    assert not page.select("[class*=jp-], style, script")
    assert page.select_one("h1").find(string=True).strip()
    links = [link["href"] for link in page.select("a[href]:not([download])")]
    assert not [href for href in links if href.endswith((".md", ".ipynb"))]
    assert page.select(".math.equation")
    assert all(img["src"].endswith(".svg") for img in page.select("img"))


def test_progress_bars_show_their_last_state(site):
    text = "".join(o.text for o in article(site).select(".output"))
    assert "\r" not in text
    assert "\x1b" not in text
