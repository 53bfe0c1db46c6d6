"""Trains small networks, one a seed side by side, and scores what they say.

A row of evidence is a Question: data that are drawn anew for each seed, and
contenders, of which the first is the baseline. Each tries the same number of
settings. For each seed the validation samples choose one of them, and the test
samples meet that one alone. In a seed all contenders have the same samples, the
same wrong labels and the same first weights.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from typing import NamedTuple

import torch
from torch import Tensor, nn

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_
from snippets.regularizers.weight_decay_groups import weight_decay_groups

SEEDS = 8
# What to try of the L2 penalty alone, and of it beside three values of an
# option; of AdamW's decay; of steps, which is to stop early.
STRENGTHS = (0.0, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0)
FEW = (0.0, 1e-3, 1e-2, 0.1)
DECAYS = (0.0, 0.1, 0.3, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 30.0, 50.0)
STEPS = (5, 10, 15, 20, 30, 40, 60, 80, 120, 160, 220, 300)
TRIALS = len(STRENGTHS)
PENALTIES = {"l1": l1_penalty, "l2": l2_penalty}
TRAINING = {*PENALTIES, "proximal", "decay", "dropout", "steps"}


class Pair(NamedTuple):
    """Inputs, or what a network made of them, and the targets."""

    of: Tensor
    target: Tensor


class Parts(NamedTuple):
    """The samples of one seed, or of all seeds side by side."""

    train: Pair
    valid: Pair
    test: Pair


class Outcome(NamedTuple):
    """What the trained network of one seed says, and its weights."""

    valid: Pair
    test: Pair
    weights: Tensor

    def map(self, function: Callable[[Tensor], Tensor]) -> "Outcome":
        """The same with other outputs."""
        valid = self.valid._replace(of=function(self.valid.of))
        test = self.test._replace(of=function(self.test.of))
        return self._replace(valid=valid, test=test)


@dataclass(frozen=True)
class Score:
    """A number for the test samples; validation may set a threshold for it."""

    name: str
    of: Callable[[Outcome], float]
    higher: bool = True  # is better

    def on_validation(self, outcome: Outcome) -> float:
        """The higher, the better."""
        score = self.of(outcome._replace(test=outcome.valid))
        return score if self.higher else -score


@dataclass(frozen=True)
class Contender:
    """A loss, the settings to try, and what becomes of the outputs.

    A setting is an option of the loss or of `finish`, or one of those that
    `fit` knows: l1, l2, proximal, decay, dropout, steps.
    """

    name: str
    loss: Callable[..., Tensor]  # by reduction="none" that of each sample
    settings: Mapping[str, Sequence] = field(default_factory=dict)
    finish: Callable[..., Outcome] = lambda outcome, **_: outcome

    def trials(self) -> list[dict]:
        values = itertools.product(*self.settings.values())
        return [dict(zip(self.settings, each, strict=True)) for each in values]


@dataclass(frozen=True)
class Question:
    """What is compared, on which data, by which scores."""

    title: str
    data: str
    draw: Callable[[int], Parts]
    sizes: tuple[int, ...]  # of the network, from inputs to outputs
    choose: Score  # on validation
    scores: tuple[Score, ...]  # on test, the one that decides first
    contenders: tuple[Contender, ...]  # the baseline first
    steps: int = 400
    lr: float = 0.01
    optimizer: type[torch.optim.Optimizer] = torch.optim.AdamW


class Layer(nn.Module):
    """A linear layer for each seed."""

    def __init__(self, seeds: int, inputs: int, outputs: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(seeds, inputs, outputs))
        self.bias = nn.Parameter(torch.empty(seeds, 1, outputs))
        for each in self.parameters():
            nn.init.uniform_(each, -(inputs**-0.5), inputs**-0.5)

    def forward(self, x: Tensor) -> Tensor:
        return torch.baddbmm(self.bias, x, self.weight)


def network(seeds: int, sizes: Sequence[int], dropout: float) -> nn.Sequential:
    """Linear layers with ReLU between them, a network for each seed."""
    first, *others = itertools.pairwise(sizes)
    layers = [Layer(seeds, *first)]
    for each in others:
        layers += [nn.ReLU(), nn.Dropout(dropout), Layer(seeds, *each)]
    return nn.Sequential(*layers)


def fit(
    question: Question, loss: Callable, train: Pair, **setting
) -> nn.Module:
    """The trained networks of all seeds."""
    (x, target), seeds = train, len(train.of)
    torch.manual_seed(0)
    model = network(seeds, question.sizes, setting.get("dropout", 0))
    groups = weight_decay_groups(model, setting.get("decay", 0))
    optimizer = question.optimizer(groups, lr=question.lr, fused=True)
    options = {each: setting[each] for each in setting.keys() - TRAINING}
    for _ in range(setting.get("steps", question.steps)):
        output = model(x).flatten(0, 1)
        each = loss(output, target.flatten(0, 1), reduction="none", **options)
        # Each seed's objective has weights of its own: their sum trains every
        # network as if it were alone.
        objective = each.view(seeds, -1).mean(1).sum()
        for name, penalty in PENALTIES.items():
            if setting.get(name):
                objective += penalty(model, setting[name])
        optimizer.zero_grad()
        objective.backward()
        optimizer.step()
        if "proximal" in setting:
            threshold = question.lr * setting["proximal"]
            proximal_l1_(groups[0]["params"], threshold)
    return model.eval()


def outcomes(
    question: Question,
    contender: Contender,
    parts: Parts,
    setting: dict,
    trained: dict | None = None,
) -> list[Outcome]:
    """What the trained networks say, seed by seed.

    Contenders that differ in `finish` alone share the `trained` ones.
    """
    trained = {} if trained is None else trained
    known = TRAINING | signature(contender.loss).parameters.keys()
    training = {name: setting[name] for name in setting if name in known}
    key = (contender.loss, *training.items())
    if key not in trained:
        trained[key] = fit(question, contender.loss, parts.train, **training)
    model = trained[key]
    weights = [
        parameter.detach()
        for name, parameter in model.named_parameters()
        if name.endswith("weight")
    ]
    with torch.no_grad():
        said = [part._replace(of=model(part.of)) for part in parts[1:]]
    found = []
    for seed in range(SEEDS):
        valid, test = (Pair(*(each[seed] for each in part)) for part in said)
        flat = torch.cat([each[seed].flatten() for each in weights])
        outcome = Outcome(valid, test, flat)
        found.append(contender.finish(outcome, **setting))
    return found


def drawn(question: Question) -> Parts:
    """The samples of all seeds side by side."""
    seeds = [question.draw(seed) for seed in range(SEEDS)]
    return Parts(
        *(
            Pair(*map(torch.stack, zip(*part, strict=True)))
            for part in zip(*seeds, strict=True)
        )
    )


def compared(question: Question) -> dict:
    """Every contender's settings as chosen, and its scores, seed by seed."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    parts, trained = drawn(question), {}
    return {
        "title": question.title,
        "data": question.data,
        "choose": question.choose.name,
        "scores": [
            {"name": each.name, "higher": each.higher}
            for each in question.scores
        ],
        "contenders": [
            tried(question, contender, parts, trained)
            for contender in question.contenders
        ],
    }


def tried(
    question: Question, contender: Contender, parts: Parts, trained: dict
) -> dict:
    """The scores of the settings that validation chose, seed by seed."""
    best = [(float("-inf"), None, None)] * SEEDS
    for setting in contender.trials():
        found = outcomes(question, contender, parts, setting, trained)
        for seed, outcome in enumerate(found):
            score = question.choose.on_validation(outcome)
            if score > best[seed][0]:
                best[seed] = score, setting, outcome
    return {
        "name": contender.name,
        "settings": {
            name: list(map(brief, each))
            for name, each in contender.settings.items()
        },
        "chosen": {
            name: [brief(setting[name]) for _, setting, _ in best]
            for name in contender.settings
        },
        "scores": {
            each.name: [brief(each.of(outcome)) for *_, outcome in best]
            for each in question.scores
        },
    }


def brief(number: float) -> float:
    return float(f"{number:.4g}")
