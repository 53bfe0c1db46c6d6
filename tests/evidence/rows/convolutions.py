"""Rare classes and a convolutional network: which loss, which regularizer?"""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from tests.evidence import scores
from tests.evidence.rows import rare_classes
from tests.evidence.rows.rare_classes import adjusted, weighted
from tests.evidence.trials import (
    FEW,
    STRENGTHS,
    Contender,
    Layer,
    Question,
)

DROPOUT = (0.0, 0.05, *(n / 10 for n in range(1, 10)), 0.95)
REGULARIZERS = {  # alone, and beside three values of an option
    "L2": ({"l2": STRENGTHS}, {"l2": FEW}),
    "dropout": ({"dropout": DROPOUT}, {"dropout": (0.0, 0.2, 0.4, 0.6)}),
}


class Convolution(nn.Module):
    """A convolution for each seed, whose channels are a group of their own."""

    def __init__(self, seeds: int, inputs: int, outputs: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(seeds, outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.empty(seeds, outputs))
        bound = (9 * inputs) ** -0.5
        for each in self.parameters():
            nn.init.uniform_(each, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        weight, bias = self.weight.flatten(0, 1), self.bias.flatten()
        return F.conv2d(x, weight, bias, padding=1, groups=len(self.weight))


class Network(nn.Module):
    """The network of the page training/digits, one for each seed."""

    def __init__(self, seeds: int, sizes: tuple[int, ...], dropout: float):
        super().__init__()
        _, first, second, classes = sizes  # of images, channels and classes
        self.convolutions = nn.Sequential(
            *(Convolution(seeds, 1, first), nn.ReLU(), nn.MaxPool2d(2)),
            *(Convolution(seeds, first, second), nn.ReLU(), nn.MaxPool2d(2)),
        )
        self.dropout = nn.Dropout(dropout)
        self.last = Layer(seeds, 4 * second, classes)

    def forward(self, x: Tensor) -> Tensor:
        seeds, count, _ = x.shape
        features = self.convolutions(x.transpose(0, 1).view(count, seeds, 8, 8))
        features = features.view(count, seeds, -1).transpose(0, 1)
        return self.last(self.dropout(features))


def contenders(
    name: str, loss: Callable, options: dict | None = None, **more: Callable
) -> Iterator[Contender]:
    """A loss with each regularizer."""
    for regularizer, (alone, beside) in REGULARIZERS.items():
        settings = options | beside if options else alone
        yield Contender(f"{name} and {regularizer}", loss, settings, **more)


POWERS = {"power": (0.25, 0.5, 1.0)}
QUESTION = Question(
    title="A convolutional network",
    data=f"{rare_classes.QUESTION.data} The network has two convolutions and "
    "a linear layer; dropout comes before the last.",
    draw=rare_classes.draw,
    sizes=(64, 8, 16, 10),
    choose=scores.BALANCED,
    scores=(scores.BALANCED, scores.CROSS_ENTROPY),
    contenders=(
        *contenders("cross-entropy", F.cross_entropy),
        *contenders("class weights", weighted, POWERS),
        *contenders(
            "multi-class focal loss",
            multiclass_focal_loss,
            {"gamma": (0.5, 2.0, 5.0)},
        ),
        *contenders(
            "logits less a power of the log frequency",
            F.cross_entropy,
            POWERS,
            finish=adjusted,
        ),
    ),
    steps=120,
)
