"""Equations of docs/writing-a-loss.md."""

import inspect
import math
import re

import torch

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import log_cosh_loss_curve
from snippets.losses.log_cosh_loss import log_cosh_loss
from snippets.relations import three_line_loss
from tests.docs.binding import Page, between, real

page = Page("writing-a-loss")


def ell(y_hat, y):
    return log_cosh_loss(y_hat, y, reduction="none")


error = {"y_hat": real, "y": real, "e": r"\hat{y} - y"}
page.bind("eq:log-cosh", ell=ell, **error)
page.bind("eq:log-cosh-gradient", ell=ell, **error)
page.bind("eq:log-cosh-stable", e=real)
page.bind("eq:log-cosh-far", e=real)
page.bind("eq:log-cosh-square", e=real)
page.bind("eq:log-cosh-near", e=real)
page.bind(r"$(x - \frac{1}{x})^2 = x^2 - 2 + \frac{1}{x^2}$", x=between(0.1, 3))
page.bind(
    r"$x = \exp(\frac{e}{2})$",
    iff=r"\cosh(e) = 1 + \frac{1}{2} (x - \frac{1}{x})^2",
    x=between(1.1, 4),
    e=between(0.2, 2),
)
page.explain(
    r"$\lvert e \rvert < 1$",
    "The two forms are equal; which of them the code takes is no equation.",
)
page.bind(
    "snippets/losses/log_cosh_loss.py",
    input=real,
    target=real,
    e=r"\operatorname{input} - \operatorname{target}",
    ell=lambda e: ell(e, 0 * e),
)
lines = inspect.getsource(three_line_loss.log_cosh).splitlines()
written = sum('"""' not in line for line in lines)
page.number("from three lines to log-cosh", equals=written)
page.number("starts from three lines", equals=written)
page.number("Why: three lines", equals=written)
page.number("three lines long", equals=written)
page.number("From three lines", equals=written)
page.number("Three losses over", equals=len(log_cosh_loss_curve.LOSSES))
refused = re.search(r"not in \((.*)\)", inspect.getsource(log_cosh_loss))
page.number("Three reductions", equals=len(refused[1].split(",")))
checks = read(SNIPPETS / "relations/check_a_loss.py")
page.number("six checks", equals=len(re.findall(r"(?m)^# \d\. ", checks)))
zero, one = torch.tensor([0.0, 1.0], dtype=torch.float64)
softplus = (ell(one, zero) - one).item() + math.log(2)
page.number(
    r"of $-2 \lvert e \rvert$",
    equals=round(math.log(math.expm1(softplus)), 9),
)
far = torch.tensor([-1000.0], requires_grad=True)
(slope,) = torch.autograd.grad(ell(far, 0 * far), far)
page.number("between $-1$ and", equals=slope.item())
