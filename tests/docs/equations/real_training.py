"""Equations of docs/real-training.md."""

import inspect
import math
import re

import torch
from torch import nn

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures.real_training_curve import BATCH
from snippets.pitfalls import float16_without_scaler
from snippets.relations.one_gradient_however_shared import INPUT
from snippets.tools.run_on_ranks import run_on_ranks
from snippets.tools.train_step import train_step
from tests.docs.binding import Page, moderate, whole

page = Page("real-training")


def mean_of_all(s, n):
    """Of the samples themselves, of which a rank's are all alike."""
    own = zip(s, n, strict=True)
    losses = [(total / count).expand(int(count)) for total, count in own]
    return torch.cat(losses).mean()


ranks = {
    "G": whole(2, 4),
    "s": moderate.over("G"),
    "n": whole(1, 5).over("G"),
}
page.bind("eq:mean-of-all", **ranks, L=mean_of_all)
page.bind("eq:mean-of-means", **ranks, m=lambda s, n: s / n)
page.bind("eq:rank-share", **ranks, L=mean_of_all)


def gradient(w, x, y):
    """That of a step whose samples come two by two, and maybe one alone."""
    model = nn.Linear(1, 1, bias=False, dtype=torch.float64)
    nn.init.constant_(model.weight, float(w))
    pairs = (each[:, None].split(2) for each in (x, y))
    batches = list(zip(*pairs, strict=True))
    optimizer = torch.optim.SGD(model.parameters())
    train_step(model, nn.MSELoss(reduction="sum"), batches, optimizer)
    return model.weight.grad[0, 0]


page.bind(
    "snippets/tools/train_step.py",
    w=moderate,
    x=moderate.over("N"),
    y=moderate.over("N"),
    ell_i="(w x_i - y_i)^2",
    g=gradient,
)

least = torch.finfo(torch.float16).smallest_normal * 2**-10
for words in ("number below 3e-08", "and below 3e-08"):
    page.number(words, equals=least / 2)
page.number("stays at 1 twice as far", because="to 23, and not to 11")
page.number("in six ways", because="the rows that the run prints")
page.number("of 10, 10 and 4", because="24 samples, 10 at a time")
SHARED = read(SNIPPETS / "relations" / "one_gradient_however_shared.py")
size = int(re.search(r'"micro-batches": \((\d+),', SHARED)[1])
page.number("the last micro-batch has 4", equals=len(INPUT.split(size)[-1]))
page.number(
    "8 significant bits", equals=1 - math.log2(torch.finfo(torch.bfloat16).eps)
)
page.number(
    "11 significant bits", equals=1 - math.log2(torch.finfo(torch.float16).eps)
)
page.number("At $N = 256$", equals=BATCH)
page.number("one sample in 256", equals=BATCH)
page.number("a batch of 256 samples", equals=len(float16_without_scaler.input))
scaler = torch.amp.GradScaler("cpu")
page.number("and halves the factor", equals=scaler.get_backoff_factor())
page.number(
    "on one, two and four GPUs, has three losses",
    because="0.560, 0.500 and 0.425",
)
page.number("so some count twice", because="sample 0 is in both parts")
page.number("each of four", because="two ranks have two each")
page.number("every hundred steps", because="any large number would do")
RANKS = inspect.signature(run_on_ranks).parameters["ranks"].default
page.number("on two ranks, each", equals=RANKS)
page.number("on two ranks for", equals=RANKS)
COMPILED = read(SNIPPETS / "pitfalls" / "compiled_every_step.py")
(calls,) = set(re.findall(r"\[\(output,\)\] \* (\d)", COMPILED))
page.number("in six calls", equals=int(calls))
