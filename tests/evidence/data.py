"""The samples: small real data sets of scikit-learn, and parts of them."""

import functools

import torch
from sklearn import datasets
from torch import Tensor

from tests.evidence.trials import Pair, Parts


@functools.cache
def digits() -> Pair:
    """1797 images of 8 by 8 pixels, each of one of ten digits."""
    x, y = datasets.load_digits(return_X_y=True)
    return Pair(torch.tensor(x).float() / 16, torch.tensor(y))


@functools.cache
def breast_cancer() -> Pair:
    """569 tumours by 30 numbers each; 1 for the malignant ones."""
    x, y = datasets.load_breast_cancer(return_X_y=True)
    target = 1 - torch.tensor(y).float()[:, None]
    return Pair(torch.tensor(x).float(), target)


@functools.cache
def diabetes() -> Pair:
    """442 patients by 10 numbers each, and how far the disease went."""
    x, y = datasets.load_diabetes(return_X_y=True)
    return Pair(torch.tensor(x).float(), torch.tensor(y).float()[:, None])


def split(
    samples: Pair, train: int, valid: int, draw: torch.Generator
) -> Parts:
    """As many samples to train and to validate with, and the rest to test."""
    order = torch.randperm(len(samples.of), generator=draw)
    rest = len(order) - train - valid
    places = order.split([train, valid, rest])
    return Parts(*(Pair(*(each[at] for each in samples)) for at in places))


def scaled(parts: Parts) -> Parts:
    """The inputs with the mean 0 and the deviation 1 on the training part."""
    x = parts.train.of
    mean, deviation = x.mean(0), x.std(0)
    return Parts(
        *(each._replace(of=(each.of - mean) / deviation) for each in parts)
    )


def generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def chance(share: float, like: Tensor, draw: torch.Generator) -> Tensor:
    """Which of the samples it befalls."""
    return torch.rand(like.shape, generator=draw) < share
