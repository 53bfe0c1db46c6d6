"""A name that no explorer has stops the build at its line."""

import pytest

from tests.html import attributes


@pytest.mark.parametrize(
    ("attribute", "says"),
    [
        (
            "data-explorer=focal_los",
            "there is no file snippets/explorers/focal_los.py; "
            "did you mean focal_loss?",
        ),
        ("data-explorr=focal_loss", "did you mean data-explorer?"),
        ("explorer=focal_loss", "did you mean data-explorer?"),
    ],
)
def test_fault_in_the_name(refusal, attribute, says):
    message = refusal(f"![text](a.svg){{ {attribute} }}")
    assert message == f"9: {attribute}: {says}"


def test_other_attributes_are_left(convert):
    assert attributes(convert("![x](a.svg){ width=3 }"), "img", "width") == [
        "3"
    ]
