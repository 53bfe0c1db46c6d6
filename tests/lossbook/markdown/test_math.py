import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from lossbook.errors import BookError
from lossbook.markdown.math import TypesetExtension
from tests.html import attributes


def convert(text: str, page: str = "", native=False) -> LexborHTMLParser:
    ours = TypesetExtension(page=page, native=native)
    html = markdown.markdown(
        text,
        extensions=["pymdownx.arithmatex", ours, "tables"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    return LexborHTMLParser(html)


def test_inline_formula_is_svg_and_mathml():
    page = convert(r"Let $\gamma < 1$.")
    (formula,) = page.css("span.math")
    assert formula.css_first("svg").attributes["aria-hidden"] == "true"
    assert formula.css_first("math").text() == "γ<1"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("it ($a$) is", ["(a)"]),
        ("in $a$/$b$.", ["a/b."]),
        ("of $a$ and", []),
    ],
)
def test_a_formula_keeps_what_adjoins_it(text, kept):
    assert [run.text() for run in convert(text).css(".together")] == kept


def test_the_browser_draws_the_formulas_of_a_page_that_asks_for_it():
    page = convert("Let $a < b$, so $b > a$.", native=True)
    assert not page.css("svg")
    assert [formula.text() for formula in page.css("math")] == ["a<b", "b>a"]


def test_the_name_of_a_function_stands_clear_of_what_is_beside_it():
    page = convert(r"$y \log(p)$, $-\log p$", native=True)
    before, behind = page.css("math")
    assert '<mspace width=".17em"></mspace><mi>log</mi>' in before.html
    assert "rspace" not in before.html
    assert "mspace" not in behind.html
    assert 'rspace=".17em"' in behind.html


def test_every_glyph_used_is_in_the_one_table():
    page = convert("$a + b$ and $a - c$\n\n$$\na \\label{eq:a}\n$$\n")
    assert len(page.css("svg.glyphs")) == 1
    table = attributes(page, "svg.glyphs path", "id")
    used = attributes(page, "use", "xlink:href")
    assert {address.removeprefix("#") for address in used} == set(table)


def test_equations_are_numbered_and_referred_to_forward_and_back():
    page = convert(
        "See \\eqref{eq:b}.\n\n$$\na \\label{eq:a}\n$$\n\n"
        "$$\nb \\label{eq:b}\n$$\n\nBy \\eqref{eq:a}.\n"
    )
    references = [
        (link.attributes["href"], link.text()) for link in page.css("a.eqref")
    ]
    assert references == [("#eq:b", "(2)"), ("#eq:a", "(1)")]
    assert attributes(page, ".equation", "id") == ["eq:a", "eq:b"]


def test_code_may_quote_a_reference():
    page = convert(r"Write `\eqref{eq:a}`.")
    assert page.css_first("code").text() == r"\eqref{eq:a}"


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        (r"\frac{a}{ \label{eq:a}", "Missing close brace"),
        ("a", "one .label"),
    ],
)
def test_an_error_names_page_line_and_formula(tmp_path, formula, reason):
    page = tmp_path / "page.md"
    page.write_text(f"# Title\n\n$$\n{formula}\n$$\n", "utf-8")
    with pytest.raises(BookError, match=reason) as error:
        convert(page.read_text("utf-8"), str(page))
    assert str(error.value).startswith(f"{page}:4: ")
    assert formula.split(r" \label")[0] in str(error.value)


def test_an_absent_label_is_an_error():
    with pytest.raises(BookError, match="no equation has that label"):
        convert(r"See \eqref{eq:none}.")
