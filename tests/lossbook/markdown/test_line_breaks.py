import pytest

from lossbook.markdown.line_breaks import forms
from tests.lossbook.markdown.test_math import convert


def aligned(text: str) -> str:
    return rf"\begin{{aligned}}{text}\end{{aligned}}"


@pytest.mark.parametrize(
    ("source", "beside", "joined"),
    [
        (r" &f \\ &= a \\ &\quad + b", "f &= a + b", "f = a + b"),
        (r"f = &-a \\ &- b", "f &= -a - b", "f = -a - b"),
        (
            r" &\sum_{k=1} f \\ &\quad + g \\ &= a \\ &\le b",
            r"\sum_{k=1} f + g &= a \\ &\le b",
            r"\sum_{k=1} f + g = a \le b",
        ),
        (
            r" &f \\ &= \begin{cases} 1 & \text{if } a \\ 0 \end{cases}",
            r"f &= \begin{cases} 1 & \text{if } a \\ 0 \end{cases}",
            r"f = \begin{cases} 1 & \text{if } a \\ 0 \end{cases}",
        ),
    ],
)
def test_lines_are_joined(source, beside, joined):
    narrow, above, wide, single = forms(aligned(source))
    assert (narrow, single) == (aligned(source), joined)
    assert wide.replace(" &=", "&=") == aligned(beside).replace(" &=", "&=")
    left, right = beside.split("&", 1)
    assert above == aligned(rf"&{left} \\ &{right}")


def test_what_is_one_line_stays_as_it_is():
    assert forms("f = a") == ["f = a"]


def equation(tex: str):
    page = convert(f"$$\n{tex}\n\\label{{eq:a}}\n$$\n")
    assert len(page.css(".equation math")) == 1
    assert len(page.css(".equation .number")) == 1
    return page.css_first(".equation")


def test_a_wide_form_stands_beside_the_narrow_one():
    found = equation(aligned(r"f &= a \\ &\quad + b"))
    assert len(found.css("svg.narrow")) == len(found.css("svg.wide")) == 1
    assert found.css_first("math").text() == "f=a+b"


def test_what_is_too_long_for_one_line_is_joined_as_far_as_it_fits():
    long = " + ".join("abcdefgh")
    found = equation(aligned(rf" &f \\ &= {long} \\ &= {long} \\ &= {long}"))
    assert found.css_first("svg.wide")
    assert found.css_first("math mtable")
    too_long = " + ".join("abcdefghijklmnopqrstuvwxyz" * 2)
    found = equation(aligned(rf"f &= {too_long} \\ &\quad + {too_long}"))
    assert not found.css("svg.narrow, svg.wide")
