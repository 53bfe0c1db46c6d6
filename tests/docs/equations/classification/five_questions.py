"""Equations of docs/classification/five-questions.md."""

import torch
from torch.nn import functional as F

from snippets.figures import five_questions
from snippets.relations import (
    cross_entropy_is_log_softmax_nll,
    five_names_one_number,
    likelihood_is_binary_cross_entropy,
)
from tests.docs.binding import (
    Page,
    bit,
    index,
    moderate,
    probabilities,
    unit,
    whole,
)

page = Page("classification/five-questions")
i, k = index("N"), index("K")
classes = index("K").over("N")
logits, rows = moderate.over("K"), moderate.over("N", "K")
distributions = probabilities.over("N", "K")


def bce(p, y):
    return F.binary_cross_entropy(p, y.double())


def two_softmax(z_1, z_2):
    return torch.stack([z_1, z_2]).softmax(0)[1]


def nll(p, y):
    return F.nll_loss(p.log(), y.long() - 1)


def cross_entropy(z, y):
    return F.cross_entropy(z, y.long() - 1)


def softmax(z):
    return torch.softmax(z, -1)


def surprise(z, y):
    return F.cross_entropy(z, y - 1)


def kl(y, p):
    return F.kl_div(p.log(), y, reduction="sum")


def smoothed(y, i, k, K, epsilon):
    """The soft target that has PyTorch's label smoothing as its loss."""
    z = torch.zeros(1, int(K), dtype=torch.float64, requires_grad=True)
    loss = F.cross_entropy(
        z, y[int(i) - 1].reshape(1).long() - 1, label_smoothing=float(epsilon)
    )
    (gradient,) = torch.autograd.grad(loss, z)
    return (z.softmax(1) - gradient).detach()[0, int(k) - 1]


page.bind("eq:surprise", ell=surprise, z=logits, y=index("K"), p=softmax)
page.bind("eq:bernoulli", p=unit.over("N"), y=bit.over("N"), i=i)
page.bind("eq:bce", L=bce, p=unit.over("N"), y=bit.over("N"))
page.bind("eq:cross-entropy", L=nll, p=distributions, y=classes)
page.bind("eq:two-logits", p_2=two_softmax, z_1=moderate, z_2=moderate)
page.bind("eq:look-up", p=distributions, y=classes, i=i)
page.bind("eq:log-loss", L=nll, p=distributions, y=classes)
page.bind("eq:log-softmax", p=softmax, z=rows, i=i, k=k)
page.bind("eq:logits", L=cross_entropy, z=rows, y=classes)
page.bind("eq:smoothing", y_ik=smoothed, y=classes, epsilon=unit, i=i, k=k)
page.bind(
    "$p_{i1} = 1 - p_{i2}$",
    K=whole(2, 2),
    p=probabilities.over("N", "K"),
    i=i,
)
page.bind(
    "$p = y$",
    iff=r"\operatorname{KL}(y, p) = 0",
    KL=kl,
    y=probabilities,
    other=probabilities,
    same=bit,
    p=lambda y, other, same: y if same else other,
)
page.number("the entropy is 0.", because="that of a hard label")
page.number("(dotted) is 0", because="that of a hard label")
page.number("KL divergence touches 0", because="that of a label from itself")
page.number("them all three", equals=len(five_names_one_number.inputs))
page.number("of the five losses", equals=len(five_names_one_number.names))
page.number("The five names", equals=len(five_names_one_number.names))
labels = len(likelihood_is_binary_cross_entropy.logits)
page.number("of the six labels", equals=labels)
page.number("divided by six", equals=labels)
outcomes = five_questions.Bernoulli(0.9).enumerate_support()
page.number("one of two classes", equals=len(outcomes))
# The last sample is wrong by far.
sample = cross_entropy_is_log_softmax_nll
of_its_class = sample.logits[0, sample.classes]
page.number("a logit of −200", equals=of_its_class.item())
