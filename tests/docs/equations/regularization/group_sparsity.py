"""Equations of docs/regularization/group-sparsity.md."""

import re

import torch

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures.group_sparsity_curve import groups
from snippets.regularizers.proximal_group_lasso import group_soft_threshold
from snippets.relations import group_lasso_or_a_smaller_network
from tests.docs.binding import Page, index, moderate, positive, whole

page = Page("regularization/group-sparsity")


def penalty(w):
    """What the step takes off a group, over its threshold, times the norm."""
    norms = torch.linalg.vector_norm(w, dim=1)
    left = torch.linalg.vector_norm(group_soft_threshold(w, 1e-3), dim=1)
    return ((norms - left) / 1e-3 * norms).sum()


def sizes(w):
    return torch.full((len(w),), w.shape[1])


def step(v, tau):
    return group_soft_threshold(v[None], float(tau))[0]


page.bind(
    "eq:group-lasso",
    G=whole(2, 3),
    d=whole(2, 4),
    w=moderate.over("G", "d"),
    n=sizes,
    R=penalty,
)
group = {"n": whole(2, 4), "v": moderate.over("n"), "tau": positive}
page.bind("eq:group-soft", **group, j=index("n"), S=step)
page.bind("eq:group-length", **group)
page.bind(
    "eq:group-gradient",
    d=whole(2, 4),
    w=moderate.over("d"),
    j=index("d"),
)
page.bind(
    "snippets/regularizers/proximal_group_lasso.py",
    **group,
    j=index("n"),
    S=step,
    sqrt=lambda x: x.double().sqrt(),
)
page.number("Sixteen groups", equals=len(groups()))
page.number("ten outer", equals=int((groups().norm(dim=1) > 1).sum()))
page.number("six inner", equals=int((groups().norm(dim=1) < 1).sum()))
# The inputs that the run has left.
ZEROS = read(SNIPPETS / "pitfalls" / "zeros_in_no_order.py")
inputs = int(re.search(r"Linear\((\d+),", ZEROS)[1])
unused = int(re.search(r"#> Group lasso: .* (\d+) inputs", ZEROS)[1])
page.number("in five columns", equals=inputs - unused)
page.number("length 1 however", because="the derivation shows it")
page.number("vector of length 1", because="the norm over itself")
page.number("no longer than 1", because="the subgradients of a norm")
page.number("slope from −1", because="the subgradients of an absolute value")
page.number("to 1 does", because="the subgradients of an absolute value")
page.number("half the squared", because="the half is in the equation below")
page.number("four times", equals=group_lasso_or_a_smaller_network.SPLITS)
page.number("About half", because="14 to 16 of 32, as printed")
page.number("Three tensors", because="those that the sentence names")
page.number("groups of two weights", equals=groups().shape[1])
page.number("a group of two weights", equals=groups().shape[1])
