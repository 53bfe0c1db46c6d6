"""Equations of docs/classification/kl-divergence.md."""

import re

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read, source
from snippets.figures import kl_gradient
from snippets.pitfalls import kl_mean_reduction
from snippets.relations import five_names_one_number
from snippets.relations.kl_covers_or_seeks import PEAKS
from tests.docs.binding import (
    Page,
    bit,
    index,
    moderate,
    one_of,
    positive,
    probabilities,
)
from tests.docs.equations.notation import ENTROPIES
from tests.docs.latex import parse, parts

page = Page("classification/kl-divergence")
k, j, logits = index("K"), index("K"), moderate.over("K")
rows = probabilities.over("N", "K")


def kl(y, p):
    return F.kl_div(p.log(), y, reduction="sum")


def ratio(p, y):
    return p / y


def kl_batch(y, p):
    return F.kl_div(p.log(), y, reduction="batchmean")


def softmax(z):
    return torch.softmax(z, 0)


def student(z, T):
    return torch.softmax(z / T, 0)


def teacher(v, T):
    return torch.softmax(v / T, 0)


def tree(tex):
    return parts(parse(tex))[0][1]


def forward(y, p, z):
    return F.kl_div(z.log_softmax(0), y, reduction="sum")


def reverse(p, y, z):
    return F.kl_div(y.log(), z.log_softmax(0), reduction="sum", log_target=True)


def distillation(z, v, T):
    return T**2 * F.kl_div(
        F.log_softmax(z / T, 0),
        F.log_softmax(v / T, 0),
        reduction="sum",
        log_target=True,
    )


two = {"y": probabilities, "p": probabilities}
page.bind("eq:kl", KL=kl, **two)
page.bind("eq:softmax", p=softmax, z=logits, k=k)
page.bind("eq:batch", L=kl_batch, y=rows, p=rows)
page.bind("eq:cross-entropy", **two, **ENTROPIES)
page.bind("eq:entropy", y=probabilities, **ENTROPIES)
page.bind("eq:difference", KL=kl, **two, **ENTROPIES)
page.bind("eq:nothing", **two)
page.bind("eq:completed", KL=kl, u=ratio, **two)
page.bind("eq:jensen", u=ratio, **two)
page.bind("eq:log-softmax", p=softmax, z=logits, k=k)
page.bind("eq:logits", KL=kl, y=probabilities, p=softmax, z=logits)
page.bind("eq:gradient", KL=forward, y=probabilities, p=softmax, z=logits, k=k)
page.bind("eq:reverse", KL=kl, **two)
page.bind(
    "eq:softmax-derivative",
    p_j=tree(r"\frac{\exp(z_j)}{\sum_{m=1}^{K} \exp(z_m)}"),
    p_k=tree(r"\frac{\exp(z_k)}{\sum_{m=1}^{K} \exp(z_m)}"),
    z=logits,
    j=j,
    k=k,
)
page.bind(
    "eq:reverse-gradient",
    KL=reverse,
    y=probabilities,
    p=softmax,
    z=logits,
    k=k,
)
page.bind("eq:student", p=student, z=logits, T=positive, k=k)
page.bind("eq:teacher", y=teacher, v=logits, T=positive, k=k)
soft = {"z": logits, "v": logits, "T": positive, "p": student, "y": teacher}
page.bind("eq:distillation", ell=distillation, KL=kl, **soft)
page.bind("eq:distillation-gradient", ell=distillation, k=k, **soft)
page.bind("$p_k > y_k$", iff=r"y_k (\log y_k - \log p_k) < 0", **two, k=k)
page.bind("$u_k = 1$", iff=r"u_k - 1 - \log u_k = 0", u_k=positive)
page.bind(
    "$p = y$",
    iff=r"\operatorname{KL}(y, p) = 0",
    KL=kl,
    y=probabilities,
    other=probabilities,
    same=bit,
    p=lambda y, other, same: y if same else other,
)
page.bind("$y_k > 0$", y=probabilities, k=k)
page.bind(
    r"$\log p_k = -\infty$",
    iff=r"u_k = -\infty",
    p=lambda u: u.exp() / (1 + u.exp().sum()),
    u=one_of(0, -torch.inf).over("K"),
    k=k,
)
page.number("the forward gradient stays near −0.9", equals=-kl_gradient.TARGET)
page.number("with a gradient near −0.9", equals=-kl_gradient.TARGET)
classes = kl_mean_reduction.target.size(1)
page.number("With 3 classes", equals=classes)
page.number("by a factor of 3", equals=classes)
peaks = len(PEAKS.mixture_distribution.probs)
page.number("for a target with two peaks", equals=peaks)
page.number("density with two peaks", equals=peaks)
DISTILLED = read(SNIPPETS / "relations" / "distillation_temperature.py")
sizes = map(float, re.findall(r"#>.* times T\^2 (.+)", DISTILLED))
page.number("last three rows", equals=sum(size >= 1.6344 for size in sizes))
_, _, proof = read(source(page.name)).partition("Gibbs' inequality")
bold = re.findall(r"^\*\*", proof.partition("\n## ")[0], re.MULTILINE)
page.number("in three steps", equals=len(bold))
page.number("five names", equals=len(five_names_one_number.names))
page.number("own mean, −0.50", equals=PEAKS.mean.item())
