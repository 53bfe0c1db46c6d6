"""PyTorch's own losses, each with tensors on a device.

The scores are such that their squares or powers of e overflow in float16, but
not in float32; the labels are what a data loader makes.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn

CLASSES, SAMPLES = 4, 3


def calls(
    dtype: torch.dtype, device: str
) -> dict[str, Callable[[Tensor], Tensor]]:
    """By name: the loss of scores (SAMPLES, CLASSES), which `scores` makes."""

    def made(values, dtype=torch.float32) -> Tensor:
        return torch.tensor(values, dtype=dtype, device=device)

    far = made([[300.0] * CLASSES] * SAMPLES)
    half = made([[0.25] * CLASSES] * SAMPLES)
    zeros_and_ones = made([[1.0, 0.0, 0.0, 1.0]] * SAMPLES)
    signs = 2 * zeros_and_ones - 1
    classes = made([0, 3, 1], torch.int64)
    per_sample = made([1.0, -1.0, 1.0])
    several = made([[0, 3, -1, -1]] * SAMPLES, torch.int64)
    lengths = made([SAMPLES], torch.int64)
    labels = made([[1, 2]], torch.int64)
    other = half.to(dtype)
    torch.manual_seed(0)
    adaptive = nn.AdaptiveLogSoftmaxWithLoss(CLASSES, CLASSES, [2]).to(device)

    def distance(x, y):
        return (x - y).abs().amax(1)

    found = {
        "L1Loss": lambda z: nn.L1Loss()(z, -far),
        "MSELoss": lambda z: nn.MSELoss()(z, -far),
        "SmoothL1Loss": lambda z: nn.SmoothL1Loss()(z, -far),
        "HuberLoss": lambda z: nn.HuberLoss()(z, -far),
        "PoissonNLLLoss": lambda z: nn.PoissonNLLLoss()(z, far),
        "GaussianNLLLoss": lambda z: nn.GaussianNLLLoss()(
            z, -far, other.expand_as(z)
        ),
        "BCELoss": lambda z: nn.BCELoss()(z.sigmoid(), zeros_and_ones),
        "BCEWithLogitsLoss": lambda z: nn.BCEWithLogitsLoss()(
            z, zeros_and_ones
        ),
        "SoftMarginLoss": lambda z: nn.SoftMarginLoss()(z, signs),
        "HingeEmbeddingLoss": lambda z: nn.HingeEmbeddingLoss()(z, signs),
        "NLLLoss": lambda z: nn.NLLLoss()(z.log_softmax(1), classes),
        "CrossEntropyLoss": lambda z: nn.CrossEntropyLoss()(z, classes),
        "KLDivLoss": lambda z: nn.KLDivLoss(reduction="batchmean")(
            z.log_softmax(1), half
        ),
        "MultiMarginLoss": lambda z: nn.MultiMarginLoss()(z, classes),
        "MultiLabelMarginLoss": lambda z: nn.MultiLabelMarginLoss()(z, several),
        "MultiLabelSoftMarginLoss": lambda z: nn.MultiLabelSoftMarginLoss()(
            z, zeros_and_ones
        ),
        "CosineEmbeddingLoss": lambda z: nn.CosineEmbeddingLoss()(
            z, other, per_sample
        ),
        "MarginRankingLoss": lambda z: nn.MarginRankingLoss()(
            z[:, 0], other[:, 0], per_sample
        ),
        "TripletMarginLoss": lambda z: nn.TripletMarginLoss()(z, other, -other),
        "TripletMarginWithDistanceLoss": (
            lambda z: nn.TripletMarginWithDistanceLoss(
                distance_function=distance
            )(z, other, -other)
        ),
        "CTCLoss": lambda z: nn.CTCLoss()(
            z.log_softmax(1).unsqueeze(1), labels, lengths, lengths - 1
        ),
        "PairwiseDistance": lambda z: nn.PairwiseDistance()(30 * z, other),
        "CosineSimilarity": lambda z: nn.CosineSimilarity()(z, other),
        "AdaptiveLogSoftmaxWithLoss": lambda z: adaptive(z, classes).loss,
    }
    if hasattr(nn, "LinearCrossEntropyLoss"):  # since PyTorch 2.13
        linear = nn.LinearCrossEntropyLoss(CLASSES, CLASSES).to(device)
        found["LinearCrossEntropyLoss"] = lambda z: linear(z, classes)
    return found


def scores(dtype: torch.dtype, device: str) -> Tensor:
    rows = [[12.0, -12.0, 3.0, 0.5], [-12.0, 1.0, 12.0, 2.0], [1, 2, 3, 4]]
    return torch.tensor(rows, dtype=dtype, device=device).requires_grad_()
