"""Equations of docs/similarity/contrastive.md."""

import inspect
import math
import re

import numpy as np
import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.losses.info_nce_loss import info_nce_loss
from snippets.losses.siglip_loss import siglip_loss
from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)
from snippets.pitfalls import contrastive_duplicates
from tests.docs.binding import (
    Domain,
    Page,
    between,
    index,
    moderate,
    whole,
)

page = Page("similarity/contrastive")


def logits(a, b, tau):
    return F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T / tau


def loss(a, b, tau):
    return info_nce_loss(a, b, temperature=tau.item(), reduction="none")


def cosine(a, b):
    return F.cosine_similarity(a, b, dim=-1)


def softmax(z):
    return torch.softmax(z, dim=-1)


def of_others(a, tau):
    """The logits of a batch among itself."""
    return logits(a, a, tau)


def softmax_of_others(z):
    return torch.softmax(z - torch.diag(z.new_full((len(z),), 1e9)), dim=-1)


N = {"j": "N", "k": "N"}
vectors = {
    "D": whole(2, 4),
    "a": moderate.over("N", "D"),
    "b": moderate.over("N", "D"),
    "tau": between(0.2, 3),
    "i": index("N"),
}
pairs = {**vectors, "z": logits, "ell": loss}

page.bind("eq:info-nce", N, **pairs)
page.bind("eq:info-nce-softplus", N, **pairs)
page.bind("eq:info-nce-difference", N, **pairs)
page.bind(
    "eq:contrastive-logits", N, **vectors, j=index("N"), c=cosine, z=logits
)
page.bind(
    "eq:info-nce-gradient",
    z=moderate.over("K"),
    i=index("K"),
    j=index("K"),
    p=softmax,
    ell=lambda z, i: F.cross_entropy(z, i.long() - 1),
)
page.bind(
    "eq:info-nce-softmax",
    N,
    z=moderate.over("N", "N"),
    i=index("N"),
    j=index("N"),
    p=softmax,
)
page.bind("eq:info-nce-alike", N, m=moderate)
page.bind(
    "eq:info-nce-hardest",
    N,
    **pairs,
    m=lambda a, b, tau: (
        logits(a, b, tau).amax(1) - logits(a, b, tau).diagonal()
    ),
)
page.bind(
    "eq:info-nce-limit",
    N,
    **pairs,
    m=lambda a, b, tau: (
        logits(a, b, tau).amax(1) - logits(a, b, tau).diagonal()
    ),
)
page.bind(
    "eq:siglip-logits",
    N,
    **vectors,
    j=index("N"),
    beta=moderate,
    c=cosine,
    z=lambda a, b, tau, beta: logits(a, b, tau) + beta,
)
page.bind(
    "eq:siglip",
    N,
    **vectors,
    beta=moderate,
    z=lambda a, b, tau, beta: logits(a, b, tau) + beta,
    ell=lambda a, b, tau, beta: siglip_loss(
        a, b, temperature=tau.item(), bias=beta.item(), reduction="none"
    ),
)
samples = {
    "D": whole(2, 4),
    "N": whole(6, 6),
    "a": moderate.over("N", "D"),
    "tau": between(0.2, 3),
    "i": index("N"),
    "z": of_others,
    "p": softmax_of_others,
}
page.bind(
    "eq:supcon",
    N,
    **samples,
    # Each class has two of the six.
    y=Domain(lambda chance, _: np.array([1, 2, 3, 1, 2, 3], dtype=object)),
    ell=lambda a, tau, y: supervised_contrastive_loss(
        a, y.long(), temperature=tau.item(), reduction="none"
    ),
)
page.bind(
    "eq:supcon-softmax",
    N,
    **{**samples, "i": whole(1, 1)},
    j=whole(2, 6),  # a sample is none of its own candidates
)


def of_one_query(q, b, tau, y):
    key = torch.cat([b[y - 1 :], b[: y - 1]])  # its own one first
    return info_nce_loss(q[None], key[None], temperature=tau.item())


def of_one_against(q, b, tau, y, beta):
    key = torch.cat([b[y - 1 :], b[: y - 1]])
    return siglip_loss(q[None], key, temperature=tau.item(), bias=beta.item())


one = {
    "D": whole(2, 4),
    "q": moderate.over("D"),
    "b": moderate.over("K", "D"),
    "tau": between(0.2, 3),
    "y": index("K"),
}
page.bind(
    "snippets/losses/info_nce_loss.py",
    **one,
    z=lambda q, b, tau: logits(q, b, tau),
    ell=of_one_query,
)
page.bind(
    "snippets/losses/siglip_loss.py",
    **one,
    beta=moderate,
    z=lambda q, b, tau, beta: logits(q, b, tau) + beta,
    ell=of_one_against,
)


def some(chance, sizes):
    """Who is of the class: one of them at least."""
    rest = [chance.choice((0, 1)) for _ in range(sizes["K"] - 1)]
    return np.array([1, *rest], dtype=object)


def first_of(q, b, tau, y):
    """The loss of a sample whose class is 1, among others."""
    target = torch.cat([y.new_ones(1), y]).long()
    return supervised_contrastive_loss(
        torch.cat([q[None], b]),
        target,
        temperature=tau.item(),
        reduction="none",
    )[0]


page.bind(
    "snippets/losses/supervised_contrastive_loss.py",
    **{**one, "y": Domain(some)},
    n=lambda y: y.sum(),
    z=lambda q, b, tau: logits(q, b, tau),
    ell=first_of,
)

query = contrastive_duplicates.query
alike = (query == query[0]).all(dim=1).sum().item()
eps = inspect.signature(F.normalize).parameters["eps"].default
page.number("the same thing twice", because="the second row is the first")
page.number("in the batch twice", because="the second row is the first")
page.number("cannot exceed a half", equals=1 / alike)
page.number("a cosine of 1", equals=math.cos(0))
page.number("adds an `eps` of 1e-12", equals=eps)
page.number("below an `eps` of 1e-12", equals=eps)
page.number("; [equation 2", because="the paper's own number")
one_way = torch.ones(1, 1)
page.number(
    "a hundredfold in the logit", equals=logits(one_way, one_way, 0.01).item()
)
page.number("two keys are equally right", equals=alike)
example = read(SNIPPETS / "losses/supervised_contrastive_loss.py")
views = int(re.search(r"number = .*\.repeat\((\d)\)", example)[1])
page.number("two views of one input", equals=views)
page.number("or two views of each", equals=views)
compared = read(SNIPPETS / "relations/contrastive_losses_compared.py")
printed = re.findall(r"#> (.+ at .+)", compared)  # a loss each
page.number("gave four losses", equals=len(printed))
page.number("Four losses compared", equals=len(printed))
page.number("each of three starts", equals=printed[0].count(" at "))
page.number("the best ten", because="place < 10 in the run")
page.number("the first ten", because="place < 10 in the run")
bias = inspect.signature(siglip_loss).parameters["bias"].default
page.number("a bias of −10", equals=bias)
page.number("at −10 as", equals=bias)
