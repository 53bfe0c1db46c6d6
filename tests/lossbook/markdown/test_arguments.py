"""Tables of arguments say what signatures and docstrings say."""

import inspect

import pytest
from torch import nn
from torch.nn import functional as F

from lossbook import signatures
from lossbook.markdown.arguments import arguments

OURS = '''
def ours(input: Tensor, *, gamma: float = 2.0, weight: Tensor | None = None):
    """One line.

    Args:
        input: any shape.
        gamma: lambda_1 in it,
            at least 0.
        weight: of the classes.

    Returns:
        A scalar.
    """


class Holder:
    """Holds a value.

    Args:
        size: how many.

    Attributes:
        best: the best so far.
    """

    def __init__(self, size: int = 3) -> None:
        self.best = size
'''
HEAD = ["| Argument | Meaning |", "|---|---|"]


@pytest.fixture
def ours(tmp_path, monkeypatch):
    """A file of ours, with one text in the place of another."""

    def write(old: str = "", new: str = "") -> None:
        assert old in OURS
        file = tmp_path / f"ours{len(list(tmp_path.iterdir()))}.py"
        file.write_text(OURS.replace(old, new, 1), "utf-8")
        names = dict.fromkeys(("ours", "Holder"), file)
        monkeypatch.setattr(signatures, "ours", lambda: names)

    return write


def test_ours(ours):
    ours()
    assert arguments("ours", below="") == [
        *HEAD,
        "| `input`<br>Tensor | any shape. |",
        r"| `gamma`<br>float =&nbsp;`2.0` | $\lambda_1$ in it, at least 0. |",
        "| `weight`<br>Tensor or None =&nbsp;`None` | of the classes. |",
    ]
    assert arguments("Holder", below="") == [
        *HEAD,
        "| `size`<br>int =&nbsp;`3` | how many. |",
        "| `.best` | the best so far. |",
    ]


def test_several_functions_share_a_row_where_they_agree():
    below = (
        "input: a.\ntarget: b.\nreduction: c.\nbeta: d.\ndelta: e.\nweight: f."
    )
    table = arguments("F.smooth_l1_loss", "F.huber_loss", below=below)
    assert "| `input`<br>Tensor | a. |" in table
    assert "| `beta`<br>float =&nbsp;`1.0` | `F.smooth_l1_loss`: d. |" in table


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("F.poisson_nll_loss", F.poisson_nll_loss),
        ("nn.HuberLoss", nn.HuberLoss),
    ],
)
def test_torch_is_read_as_python_has_it(name, function):
    read = {each.name: each.default for each in signatures.find(name).arguments}
    parameters = inspect.signature(function).parameters.values()
    for each in parameters:
        if each.name not in signatures.LEFT_OUT:
            text = read.pop(each.name)
            assert (eval(text) if text else each.empty) == each.default
    assert set(read) <= {"input", "target"}  # what a module is called with


def test_fault_in_a_docstring(ours, refusal):
    ours("        best: the", "        bests: the")
    message = refusal("::: arguments Holder")
    assert message.startswith("9: ::: arguments Holder: ")
    assert ".py:23: Holder has no bests, which its Attributes desc" in message
    assert message.endswith("; did you mean best?")
    ours("gamma: float = 2.0, weight: Tensor", "weight: Tensor, gamma: Tensor")
    message = refusal("::: arguments ours")
    assert ".py:6: the Args of ours have another order than its" in message
    assert message.endswith("; write input, weight, gamma")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("::: arguments focal_los", "no snippet defines focal_los; did you"),
        ("::: arguments nn.Hubber", "there is no nn.Hubber, or it is not"),
        (
            "::: arguments nn.Dropout\n    input: x.\n    p: y.",
            "what inplace of nn.Dropout means is not written below",
        ),
        (
            "::: arguments nn.Dropout\n    input: x.\n    p: y.\n"
            "    inplace: z.\n    inplac: w.",
            "there is no argument inplac, as the lines below have it; did you "
            "mean inplace?",
        ),
        (
            "::: arguments focal_loss\n    gamma: x.",
            "there is no argument gamma, as the lines below have it; its "
            "docstring says",
        ),
    ],
)
def test_fault_in_what_the_page_says(refusal, page, says):
    message = refusal(page)
    assert message.startswith(f"9: {page.splitlines()[0]}: ")
    assert says in message
