"""A citation leads to its publication, or the build stops at its line."""

import pytest

from lossbook import cache, references

ENTRIES = """\
# What is cited.
first2019:
  authors: First, Second, Third
  title: One Title
  year: 2019
  arxiv: "1901.00001"
  cited: equations 2 and 3
book1998:
  authors: Writer, Other
  title: A Book
  year: 1998
"""
LIST = "\n\n- other\n::: references\n"


@pytest.fixture(autouse=True)
def entries(tmp_path, monkeypatch):
    """A file of references, with one text in the place of another."""
    file = tmp_path / "references.yml"

    def write(old: str = "", new: str = "") -> None:
        assert old in ENTRIES
        file.write_text(ENTRIES.replace(old, new, 1), "utf-8")
        cache.forget()

    monkeypatch.setattr(references, "DATA", file)
    write()
    yield write
    cache.forget()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("so ([@first2019])", "so (First et al., 2019)"),
        ("as [@first2019, equation 2]", "as equation 2 of First et al. (2019)"),
        ("(a) [@book1998]", "(a) Writer and Other (1998)"),
        ("see [equation 3](@first2019)", "see equation 3"),
    ],
)
def test_citations(convert, written, shown):
    page = convert(written + LIST)
    assert page.css_first("p").text() == shown
    links = [link.attributes["href"] for link in page.css("p a")]
    leads = "first" in written
    assert links == ["https://arxiv.org/abs/1901.00001"] * leads


def test_the_list_is_what_is_cited_in_its_order(convert):
    page = convert("[@book1998], [@first2019], [@book1998]" + LIST)
    assert [item.text() for item in page.css("li")] == [
        "other",
        "Writer, Other, A Book, 1998.",
        "First, Second, Third, One Title, 2019, arXiv 1901.00001, equations 2 "
        "and 3.",
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[so](@frist2019)" + LIST, "references.yml has no frist2019; did you"),
        (
            "[equation 4](@first2019)" + LIST,
            "equation 4 is not among what is cited of first2019 in ",
        ),
        ("[@first2019]", "the page does not list what it cites; add the line"),
        ("::: references", "nothing is cited; write it as [@"),
    ],
)
def test_fault_in_a_citation(refusal, written, says):
    message = refusal(written)
    assert message.startswith("9: ")
    assert says in message


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("1901.", "1913.", 2, "arxiv 1913.00001 is not of the form"),
        ('"1901.00001"', "math/0307152", 2, "of 2003, and the year is 2019"),
        ("year: 1998", "year: 98x", 8, "year is 98x; write it as a number"),
        ("year: 1998", "year: 1998\n  doi: 11.1/x", 8, "doi 11.1/x is not of"),
        ("title: One", 'title: "One', 6, "expected <block end>"),
    ],
)
def test_fault_in_the_file(refusal, entries, old, new, line, says):
    entries(old, new)
    message = refusal("[@first2019]" + LIST)
    assert f"references.yml:{line}: " in message
    assert says in message
