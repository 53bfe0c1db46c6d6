"""Equations of snippets/training/digits.py."""

from statistics import mean

import torch

from lossbook.result_files import EVIDENCE, recorded
from lossbook.sources import read, source
from tests.docs.binding import Page, index, moderate, positive, probabilities
from tests.evidence.rows.rare_classes import COUNTS
from tests.evidence.trials import SEEDS

page = Page("training/digits")


def tried(contender: str) -> float:
    """The mean over the seeds of the score that decides."""
    row = recorded(EVIDENCE)["rows"]["convolutions"]
    for each in row["contenders"]:
        if each["name"] == contender:
            return mean(each["scores"][row["scores"][0]["name"]])
    raise LookupError(contender)


def equal_shares(z, pi):
    """What is left of the softmax without the shares, made to sum to 1."""
    odds = torch.softmax(z, dim=0) / pi
    return odds / odds.sum()


def posterior(pi, f):
    joint = pi.log() + f.log()
    return torch.softmax(joint, dim=0)


page.bind(
    "eq:accuracy",
    pi=probabilities,
    r=positive.over("K"),
    a=lambda pi, r: pi @ r,
)
page.bind("eq:balanced", r=positive.over("K"), r_bar=lambda r: r.mean())
page.bind(
    "eq:bayes",
    k=index("K"),
    pi=probabilities,
    f=positive.over("K"),
    p=posterior,
)
page.bind(
    "eq:shifted",
    k=index("K"),
    z=moderate.over("K"),
    pi=probabilities,
    q=equal_shares,
)
page.bind(
    "eq:weights",
    k=index("K"),
    pi=probabilities,
    v=lambda pi: (1 / pi) / len(pi),
)
page.number("but only 3 nines", equals=COUNTS[-1])
page.number("about 0.7 times", equals=(COUNTS[-1] / COUNTS[0]) ** (1 / 9))
page.number("begin at 0 again", because="so does an optimizer that is new")
page.number(
    "Three losses", because="one, it with class weights, and focal loss"
)
page.number("Eight seeds", equals=SEEDS)
page.number("Over [eight seeds", equals=SEEDS)
page.number("each of the [eight seeds", equals=SEEDS)
page.number("from 0.853 to", equals=tried("cross-entropy and L2"))
page.number("0.886, and", equals=tried("class weights and L2"))
page.number(
    "to 0.872",
    equals=tried("logits less a power of the log frequency and L2"),
)
page.number(
    "Two convolutions", equals=read(source(page.name)).count("nn.Conv2d(")
)
