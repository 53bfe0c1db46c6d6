"""What the book cites: docs/references.yml, each entry in its form."""

import re
from dataclasses import dataclass, fields

from lossbook import cache, sources
from lossbook.data_files import FIELDS, TEXT, fields_of, inside, root, where
from lossbook.errors import BookError, suggestion
from lossbook.paths import DOCS

DATA = DOCS / "references.yml"
# Of five digits behind the dot since 2015; before 2007 an archive stood ahead.
ARXIV = re.compile(
    r"(?:[a-z-]+/(?=\d{7}$)|(?=(?:0[7-9]|1[0-4])..\.\d{4}$)|(?=.{4}\.\d{5}$))"
    r"(?P<year>\d\d)(?:0[1-9]|1[0-2])"
)
DOI = re.compile(r"10\.\d{4,9}/\S+")
PART = re.compile(
    r"\b(equation|section|table|figure|proposition|theorem|chapter)s?"
    r" (\d[\d.]*(?:(?:, | and | to )\d[\d.]*)*)"
)


@dataclass(frozen=True)
class Reference:
    """One publication."""

    authors: str
    title: str
    year: int
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    cited: str = ""

    @property
    def address(self) -> str:
        """Where it can be read; "" if that is in print alone."""
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def who(self) -> str:
        """The authors as a sentence names them: Lin et al."""
        names = self.authors.split(", ")
        return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)

    @property
    def full(self) -> str:
        """As a docstring has it, which may stand alone."""
        what = (self.authors, self.title, str(self.year), self.identifier)
        return ", ".join(filter(None, what))

    @property
    def identifier(self) -> str:
        """Its arXiv id or DOI."""
        if self.arxiv:
            return f"arXiv {self.arxiv}"
        return f"doi {self.doi}" if self.doi else ""


@cache.for_one_build
def references() -> dict[str, Reference]:
    """All publications by key.

    Raises:
        BookError: an entry lacks something, or is not in its form.
    """
    kinds = {field.name: TEXT for field in fields(Reference)}
    found: dict[str, Reference] = {}
    for key, entry in inside(root(DATA), FIELDS):
        said = fields_of(entry, kinds, may_lack="arxiv doi url cited").items()
        try:
            found[key.value] = _reference(**{x: node.value for x, node in said})
        except BookError as error:
            raise BookError(f"{where(key)}: {key.value}: {error}") from error
    return found


def find(key: str, part: str = "") -> Reference:
    """The publication of a key.

    Args:
        key: such as lin2017.
        part: what is cited of it, such as "equation 5".

    Raises:
        BookError: there is no such key, or its entry does not name the part.
    """
    known = references()
    if key not in known:
        way_out = suggestion(key, known)
        raise BookError(f"{sources.relative(DATA)} has no {key}; {way_out}")
    found = known[key]
    for kind, number in sorted(parts(part) - parts(found.cited)):
        has = found.cited or "none"
        raise BookError(
            f"{kind} {number} is not among what is cited of {key} in "
            f"{sources.relative(DATA)}: {has}; correct one of them"
        )
    return found


def parts(text: str) -> set[tuple[str, str]]:
    """The equations, sections and so on that a text names."""
    return {
        (found[1], number)
        for found in PART.finditer(text)
        for number in re.findall(r"\d(?:[\d.]*\d)?", found[2])
    }


def _reference(year: str, **entry: str) -> Reference:
    if not year.isdecimal():
        raise BookError(f"year is {year}; write it as a number")
    found = Reference(year=int(year), **entry)
    if found.arxiv:
        _check_arxiv(found)
    if found.doi and not DOI.fullmatch(found.doi):
        raise BookError(f"doi {found.doi} is not of the form 10.1234/…")
    return found


def _check_arxiv(of: Reference) -> None:
    """The first version's year is in the id."""
    form = ARXIV.match(of.arxiv)
    if form is None:
        raise BookError(
            f"arxiv {of.arxiv} is not of the form 1708.02002 or math/0307152, "
            "year and month first"
        )
    year = int(form["year"]) + (1900 if int(form["year"]) > 90 else 2000)
    if year != of.year:
        raise BookError(
            f"arxiv {of.arxiv} is of {year}, and the year is {of.year}; "
            "correct one of them"
        )
