"""Lines end where a reader expects it, on a phone: no name is cut in two there.

Names are those in code font and those of files. A table of words fits.
"""

import pytest

from tests.docs.pages import ADDRESSES
from tests.docs.test_budgets import OVERFLOWING
from tests.docs.visit import visit

# Names that go on in a next line after anything but a space, _, / or a dot.
CUT = """() => {
  const range = document.createRange();
  const line = (text, at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const box = range.getBoundingClientRect();
    return (box.top + box.bottom) / 2;
  };
  const found = [];
  for (const name of document.querySelectorAll(
    "article :not(pre) > code, a[download]")) {
    if (name.getClientRects().length < 2) continue;
    const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    let before = null, shown = "";
    while (walker.nextNode())
      for (let at = 0; at < walker.currentNode.length; at++) {
        const letter = walker.currentNode.data[at];
        const now = line(walker.currentNode, at);
        if (letter.trim() && now > before + 4 && shown
            && !/[\\s_/.]$/.test(shown)) found.push(shown + "|" + letter);
        if (letter.trim()) before = now;
        shown += letter;
      }
  }
  return found;
}"""
# Formulas, which are pictures, with a mark that follows them in the next line.
LONELY = """() => {
  const range = document.createRange();
  const lonely = (formula) => {
    const after = formula.nextSibling;
    if (!/^[,.;:!?)\\]]/.test(after?.data ?? "")) return false;
    range.setStart(after, 0);
    range.setEnd(after, 1);
    const { bottom } = formula.getBoundingClientRect();
    return range.getBoundingClientRect().top > bottom - 2;
  };
  return [...document.querySelectorAll("article .math")].filter(lonely)
    .map((formula) => formula.parentElement.textContent.slice(-60));
}"""
# What scrolls if a table is wider than the screen; tables of numbers may be.
AROUND_A_TABLE = (
    ".md-typeset__scrollwrap:has(table[data-stacked]):not(.measured *)"
)
# What stands before each cell of a row but the first.
LABELS = """row => [...row.cells].slice(1).map(
  (cell) => getComputedStyle(cell, "::before").content)"""
# Of the printed lines that can be seen without opening anything: those that are
# cut off, and those in letters that are too small. A row of a table may be cut
# off in a numerics section, which is folded.
LAID_OUT = """article * { content-visibility: visible !important; }
article .fold[hidden] { content-visibility: hidden !important; }"""
CUT_OFF = """() => [...document.querySelectorAll(".printed")].filter((line) =>
  line.checkVisibility() && !line.closest("details:not([open])")
  && (line.getBoundingClientRect().right
    > line.closest("code").getBoundingClientRect().right + 1
  || parseFloat(getComputedStyle(line).fontSize) < 11))
  .map((line) => line.textContent)"""


@pytest.mark.parametrize("where", ADDRESSES)
def test_no_line_is_cut_off_cuts_a_name_or_begins_with_a_comma(tab, where):
    tab.goto(where)
    tab.add_style_tag(content=LAID_OUT)
    cut_off = tab.evaluate(CUT_OFF)
    for opens in tab.locator("article details").all():
        opens.evaluate("details => details.open = true")
    cut, lonely = tab.evaluate(CUT), tab.evaluate(LONELY)
    assert not cut_off, f"/{where}: cut off, or too small: {cut_off}"
    assert not cut, f"/{where}: a name goes on in the next line: {cut}"
    assert not lonely, f"/{where}: a line begins with a mark, in: {lonely}"


@pytest.mark.parametrize(
    "where", ["notation/", "classification/five-questions/", "objective/"]
)
def test_a_table_of_words_is_stacked_on_a_phone(tab, where):
    visit(tab, where)
    tables = tab.locator("table[data-stacked]")
    assert tables.count(), f"/{where}: no table is stacked"
    wide = tab.evaluate(OVERFLOWING, AROUND_A_TABLE)
    assert not wide, f"/{where}: wider than a phone: {wide}"
    table = tables.first
    heads = table.locator("th").all_text_contents()
    labels = table.locator("tbody tr").first.evaluate(LABELS)
    assert labels == [f'"{head}"' for head in heads[1:]], f"/{where}"
