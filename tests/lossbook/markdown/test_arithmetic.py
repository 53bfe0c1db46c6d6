"""An expression in the prose becomes its value, or stops the build."""

import pytest


def test_an_expression_becomes_its_value(convert):
    assert convert("a {= 1 / 3 | .2f =} of it").text() == "a 0.33 of it"
    assert convert("{= log(2) | .4f =}").text() == "0.6931"


@pytest.mark.parametrize(
    ("marked", "says"),
    [
        ("{= 1 / 3 =}", "write it as {= 1 / 3 | .2f =}"),
        ("{=1 / 3|.2f=}", "write it as {= 1 / 3 | .2f =}"),
        ("{= 1 / 3 | .2f }", "write it as {= 1 / 3 | .2f =}"),
        ("{ 1 / 3 | .2f =}", "write it as {= 1 / 3 | .2f =}"),
        ("{= 1 / | .2f =}", "invalid syntax"),
        ("{= 1 / 0 | .2f =}", "division by zero"),
        ("{= 1 / 3 | .2q =}", "Unknown format code"),
        ("{= ln(2) | .2f =}", "'ln' is not known"),
    ],
)
def test_fault_in_an_expression(refusal, marked, says):
    message = refusal(f"a {marked} of it")
    assert message.startswith(f"9: {marked}: ")
    assert says in message


def test_code_may_quote_an_expression(convert):
    assert convert("`{= 1 / 3 =}`").css_first("code").text() == "{= 1 / 3 =}"


def test_braces_of_a_formula_are_no_expression(convert):
    formula = r"$a \mathrel{=} b \stackrel{= 0}{c}$"
    assert convert(formula).text() == formula
