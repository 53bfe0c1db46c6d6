"""A section whose heading says so is folded, up to the next of its level."""

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from lossbook.markdown.folded_sections import FoldedSectionsExtension

PAGE = """
# Title

## Use it

Words.

## Derivation { .folded }

First.

### A step

Second.

## References

Last.
"""


def convert(text: str) -> LexborHTMLParser:
    extensions = ["attr_list", "toc", FoldedSectionsExtension()]
    settings = {"toc": {"permalink": True}}
    md = Markdown(extensions=extensions, extension_configs=settings)
    return LexborHTMLParser(md.convert(text))


def test_all_of_the_section_is_inside_and_nothing_else():
    page = convert(PAGE)
    (section,) = page.css("details")
    heading = section.css_first("summary > h2")
    assert heading.attributes == {"id": "derivation"}
    assert heading.text() == "Derivation"  # and no link in the summary
    texts = [each.text() for each in section.css("details > :not(summary)")]
    assert texts == ["First.", "A step¶", "Second."]
    assert page.css_first("details + h2").attributes["id"] == "references"


def test_a_part_of_a_section_ends_with_the_section():
    page = convert(
        PAGE.replace(" { .folded }", "").replace("step", "step {.folded }")
    )
    (section,) = page.css("details")
    assert section.css_first("summary > h3").text() == "A step"
    assert section.css_first("p").text() == "Second."
    assert page.css_first("details + h2").attributes["id"] == "references"
