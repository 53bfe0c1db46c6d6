"""Equations of docs/regularization/weight-decay.md."""

import math
import re

import torch

from lossbook.paths import SNIPPETS
from lossbook.result_files import EVIDENCE, recorded
from lossbook.sources import read
from snippets.figures import weight_decay_curve
from snippets.regularizers.weight_decay_groups import weight_decay_groups
from tests.docs.binding import (
    Page,
    between,
    moderate,
    one_of,
    positive,
    whole,
)
from tests.evidence.rows import overfitting

page = Page("regularization/weight-decay")


def path(momentum=0.0, steps=3):
    """The weights of PyTorch's SGD, the gradient being g in each step."""

    def weights(start, g, eta, lambda_):
        weight = torch.nn.Parameter(start.clone())
        optimizer = torch.optim.SGD(
            [weight], float(eta), momentum, weight_decay=float(lambda_)
        )
        values = [start]
        for _ in range(steps):
            weight.grad = g.clone()
            optimizer.step()
            values.append(weight.detach().clone())
        return torch.stack(values)

    return weights


def velocities(start, g, eta, lambda_):
    """SGD's momentum buffer before each step: 0 at first."""
    weights = path(0.5)(start, g, eta, lambda_)
    return torch.cat([torch.zeros(1).double(), -weights.diff() / eta])


def left(t, w_0, eta, lambda_):
    steps = int(t)
    return path(steps=steps)(w_0, torch.zeros(()).double(), eta, lambda_)[-1]


def adamw(start, g, eta, lambda_):
    weight = torch.nn.Parameter(start.clone())
    optimizer = torch.optim.AdamW(
        [weight], float(eta), weight_decay=float(lambda_), eps=0.0
    )
    values = [start]
    for _ in range(3):
        weight.grad = g.clone()
        optimizer.step()
        values.append(weight.detach().clone())
    return torch.stack(values)


step = {
    "t": whole(1, 3),
    "start": moderate,
    "g": moderate,
    "eta": between(0.01, 0.5),
    "lambda_": between(0.01, 0.5),
}
page.bind("eq:decay", w=path(), **step)
page.bind(
    "eq:geometric",
    t=whole(1, 4),
    w_0=moderate,
    eta=positive,
    lambda_=positive,
    w_t=left,
)
page.bind(
    "eq:penalty-gradient",
    w=moderate,
    lambda_=positive,
    R=r"\frac{1}{2} w^2",
)
page.bind("eq:equivalence", w=path(), **step)
page.bind(
    "eq:momentum", w=path(0.5), m=velocities, mu=between(0.5, 0.5), **step
)
page.bind("eq:adam-l2", w=moderate, s=positive, eta=positive, lambda_=positive)
# A constant gradient, of which Adam makes its sign.
page.bind("eq:adamw", w=adamw, u=lambda g: g.sign(), **step)


def grouped(parameter):
    """One step of SGD on a parameter of a layer, in the snippet's groups."""

    def step(w_t, g, eta, lambda_):
        layer = torch.nn.Linear(1, 1, dtype=torch.float64)
        weight = getattr(layer, parameter)
        weight.data.fill_(float(w_t))
        weight.grad = g.expand_as(weight).clone()
        groups = weight_decay_groups(layer, float(lambda_))
        torch.optim.SGD(groups, float(eta)).step()
        return weight.detach().squeeze()

    return step


slope = {"w_t": moderate, "g": moderate, "L": "g w_t"}
rates = {"eta": between(0.01, 0.5), "lambda_": between(0.01, 0.5)}
page.bind(
    "snippets/regularizers/weight_decay_groups.py#1",
    **slope,
    **rates,
    **{"w_t+1": grouped("weight")},
)
page.bind(
    "snippets/regularizers/weight_decay_groups.py#2",
    **slope,
    **rates,
    **{"w_t+1": grouped("bias")},
)
page.bind("$s > 0$", s=positive)
rate = {"eta": positive, "lambda_": positive}
page.bind(
    r"$-g = \lambda w$",
    iff=r"(1 - \eta \lambda) w - \eta g = w",
    w=one_of(-2, 0, 1),
    g=one_of(-2, -1, 0, 2),
    **{**rate, "lambda_": one_of(0.5, 1, 2)},
)

trained = {
    each["name"]: each
    for each in recorded(EVIDENCE)["rows"]["overfitting"]["contenders"]
}


def ahead(one, other):
    """In how many splits one contender has the lower cross-entropy."""
    scores = (trained[name]["scores"]["cross-entropy"] for name in (one, other))
    return sum(mine < its for mine, its in zip(*scores, strict=True))


chosen = trained["weight decay"]["chosen"]["decay"]
page.number("in 8 of", equals=ahead("weight decay", "nothing"))
page.number("of 8 splits", equals=len(chosen))
page.number("in 7 of these", equals=ahead("L2 penalty", "weight decay"))
page.number("reach from 0.3", equals=min(chosen))
page.number("to 5.", equals=max(chosen))
page.number("of 300 steps", equals=overfitting.QUESTION.steps)
page.number("with 0.1", because="what the paper says")
page.number(r"$\lambda = 0.0001$", because="what the paper says")
page.number(r"cost $\log 2", because="the loss at p = 0.5")
page.number("Answering one half to", equals=math.exp(-math.log(2)))
page.number("powers of ten", because="any base would do")
page.number("$, 0.69", equals=math.log(2))
page.number("more than half of", because="0.34 of 2 is left, as printed")
page.number(
    "weights decay twice as fast",
    because="once by the optimizer, once by the penalty",
)
page.number("half the distance", because="what rounding to the nearest means")
page.number("own shrinks weights twice", because="the gradient of w^2 is 2 w")
page.number("and weights shrink twice", because="the gradient of w^2 is 2 w")
page.number("the first half of", because="what a cosine does")
page.number("Two weights under", equals=len(weight_decay_curve.CURVATURES))
GROWING = read(SNIPPETS / "pitfalls" / "weights_that_only_grow.py")
drawn = int(re.search(r"x = torch\.randn\((\d+),", GROWING)[1])
seen = int(re.search(r"new = .*loss\[(\d+):\]", GROWING)[1])
page.number("1000 new ones", equals=drawn - seen)
page.number(
    "of which three", equals=int(re.search(r"y = \(x\[:, :(\d+)\]", GROWING)[1])
)
