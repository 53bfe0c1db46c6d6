"""A misspelt attribute stops the build at its line."""

import pytest

from tests.html import attributes


@pytest.mark.parametrize("name", ["data-explorr", "explorer"])
def test_fault_in_the_name(refusal, name):
    message = refusal(f"![text](a.svg){{ {name}=focal_loss }}")
    assert message == f"9: {name}=focal_loss: did you mean data-explorer?"


def test_other_attributes_are_left(convert):
    assert attributes(convert("![x](a.svg){ width=3 }"), "img", "width") == [
        "3"
    ]
