"""What an answer of the chooser rests on, as a link with a label.

An answer says one of

    evidence: row outliers, Huber loss        a row of `make evidence`
    evidence: run relations/temperature.py    a snippet on the answer's page
    evidence: cited lin2017                   a publication that it cites
"""

from lossbook import sources
from lossbook.errors import BookError, suggestion
from lossbook.markdown.evidence_tables import section, verdict
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS, ROOT
from lossbook.references import find


def evidence_link(written: str, page: str) -> str:
    """The label and the link, in Markdown.

    Args:
        written: what the answer says.
        page: the page that it leads to, such as classification/focal-loss.md.

    Raises:
        BookError: it names no row that there is, or a run or a publication
            that is not on the page.
    """
    kind, _, what = written.partition(" ")
    if kind == "row":
        row, _, contender = what.partition(", ")
        return f"Tried: [{verdict(row, contender)}]({section(row)})"
    text = sources.read(DOCS / page)
    if kind == "run":
        runs = [each.relative_to(ROOT) for each in sources.embedded(text)]
        names = [anchor(each.as_posix()) for each in runs]
        if what not in names:
            way_out = suggestion(what, names)
            raise BookError(f"docs/{page} does not show {what}; {way_out}")
        return f"Run: [`{what.rpartition('/')[2]}`](/{page}#{what})"
    if kind == "cited":
        found = find(what)
        if f"@{what}" not in text:
            raise BookError(f"docs/{page} does not cite {what}; cite it there")
        return f"Cited: [{found.who}, {found.year}]({found.address})"
    kinds = "row outliers, Huber loss; run builtin/mse.py; cited lin2017"
    raise BookError(f"evidence is {written!r}; write it as one of {kinds}")
