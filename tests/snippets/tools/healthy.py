"""Each loss of torch.nn and of the book, with a batch that has nothing wrong.

By the name of the loss: a function from a dtype to what `diagnose_loss` takes.
The predictions are those of a model that has learnt something.
"""

import functools
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from snippets.losses import (
    batch_hard_triplet_loss,
    dice_loss,
    distillation_loss,
    expectile_loss,
    focal_loss,
    gaussian_crps_loss,
    generalized_cross_entropy,
    info_nce_loss,
    log_cosh_loss,
    lovasz_loss,
    multiclass_focal_loss,
    quantile_loss,
    siglip_loss,
    supervised_contrastive_loss,
    symmetric_cross_entropy,
    token_cross_entropy,
    tversky_loss,
)
from snippets.losses import binary_symmetric_cross_entropy as binary_symmetric
from tests.snippets.tools.pitfalls import Batch

CLASSES = 10
Made = Callable[[torch.dtype], Batch]


def normal(*shape: int) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(0))


def regression(loss: Callable) -> Made:
    target = normal(64, 3)
    input = target + 0.3 * normal(64, 3).flip(0)
    return lambda dtype: Batch(loss, input.to(dtype), target.to(dtype))


def classes(loss: Callable, change=lambda logits: logits) -> Made:
    target = torch.arange(60) % CLASSES
    logits = 3 * F.one_hot(target, CLASSES) + normal(60, CLASSES)
    return lambda dtype: Batch(loss, change(logits).to(dtype), target)


def distributions(loss: Callable) -> Made:
    target = (2 * normal(60, CLASSES)).softmax(1)
    log_p = (target.log() + 0.5 * normal(60, CLASSES).flip(0)).log_softmax(1)
    return lambda dtype: Batch(loss, log_p.to(dtype), target.to(dtype))


def binary(loss: Callable, labels=(0, 1), change=lambda logits: logits) -> Made:
    positive = torch.arange(64) % 4 == 0
    logits = 2 * (2 * positive - 1) + normal(64)
    low, high = labels
    target = torch.where(positive, high, low)
    return lambda dtype: Batch(loss, change(logits).to(dtype), target.to(dtype))


def multi_label(loss: Callable) -> Made:
    target = torch.where(normal(30, CLASSES) > 0.5, 1.0, 0.0)
    logits = 4 * target - 2 + normal(30, CLASSES).flip(0)
    return lambda dtype: Batch(loss, logits.to(dtype), target.to(dtype))


def masks(loss: Callable) -> Made:
    """Pictures of one channel and 16 pixels."""

    def made(dtype: torch.dtype) -> Batch:
        _, logits, target = binary(loss)(dtype)
        return Batch(loss, logits.view(4, 1, 16), target.view(4, 1, 16))

    return made


def several(loss: Callable, *inputs: Tensor, target=None) -> Made:
    return lambda dtype: Batch(
        loss, tuple(input.to(dtype) for input in inputs), target
    )


def ctc(dtype: torch.dtype) -> Batch:
    target = 1 + torch.arange(16).view(4, 4) % (CLASSES - 1)
    lengths = torch.full((4,), 12), torch.full((4,), 4)

    def loss(log_p, target):
        return F.ctc_loss(log_p, target, *lengths)

    logits = normal(12, 4, CLASSES)
    logits[:, :, 0] += 1
    return Batch(loss, logits.log_softmax(2).to(dtype), target)


def gaussian(loss: Callable) -> Made:
    """Of a mean, a spread and a target."""
    target = normal(64)
    mean = target + 0.3 * normal(64).flip(0)
    spread = torch.full((64,), 0.1)
    return lambda dtype: Batch(
        loss, (mean.to(dtype), spread.to(dtype)), target.to(dtype)
    )


def kinds(loss: Callable) -> Made:
    """Vectors of four kinds, eight of each."""
    kind = torch.arange(32) % 4
    vectors = normal(4, 16)[kind] + 0.5 * normal(32, 16).flip(0)
    return lambda dtype: Batch(loss, vectors.to(dtype), kind)


def tokens(dtype: torch.dtype) -> Batch:
    """Six sentences of ten tokens, each predicted from the one before."""
    token = torch.arange(60).view(6, 10) % CLASSES
    logits = 3 * F.one_hot(token.roll(-1, 1), CLASSES) + normal(6, 10, CLASSES)
    loss = token_cross_entropy.TokenCrossEntropyLoss()
    return Batch(loss, logits.to(dtype), token)


def counts(dtype: torch.dtype) -> Batch:
    rate = (1 + 0.5 * normal(64)).exp()
    random = torch.Generator().manual_seed(0)
    target = torch.poisson(rate, random)
    return Batch(nn.PoissonNLLLoss(), rate.log().to(dtype), target.to(dtype))


def labels_in_front(dtype: torch.dtype) -> Batch:
    target = torch.tensor([[3, 0, -1, 1], [2, -1, 0, 1]])
    scores = normal(2, 4) + torch.tensor([[2.0, 0, 0, 2], [0, 0, 2, 0]])
    return Batch(nn.MultiLabelMarginLoss(), scores.to(dtype), target)


def adaptive(dtype: torch.dtype) -> Batch:
    torch.manual_seed(0)
    layer = nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=[10, 40])
    return Batch(
        layer.to(dtype), normal(32, 16).to(dtype), torch.arange(32) * 3
    )


def linear(dtype: torch.dtype) -> Batch:
    loss = nn.LinearCrossEntropyLoss(CLASSES, CLASSES, dtype=dtype)
    torch.nn.init.eye_(loss.linear.weight)
    return classes(loss)(dtype)


ANCHOR = normal(32, 16)
CLOSE, FAR = ANCHOR + 0.3 * normal(32, 16).flip(0), ANCHOR.roll(1, 0)
SIGNS = torch.arange(32) % 2 * 2 - 1
PAIR = torch.where(SIGNS[:, None] > 0, CLOSE, FAR)
SYMMETRIC = {"alpha": 0.1, "beta": 1.0}
BUILT_IN: dict[str, Made] = {
    "AdaptiveLogSoftmaxWithLoss": adaptive,
    "BCELoss": binary(nn.BCELoss(), change=torch.sigmoid),
    "BCEWithLogitsLoss": binary(nn.BCEWithLogitsLoss()),
    "CTCLoss": ctc,
    "CosineEmbeddingLoss": several(
        nn.CosineEmbeddingLoss(), ANCHOR, PAIR, target=SIGNS
    ),
    "CrossEntropyLoss": classes(nn.CrossEntropyLoss()),
    "GaussianNLLLoss": gaussian(
        lambda mean, variance, target: nn.GaussianNLLLoss()(
            mean, target, variance
        )
    ),
    "HingeEmbeddingLoss": binary(
        nn.HingeEmbeddingLoss(), (-1, 1), lambda x: (2 - x).abs()
    ),
    "HuberLoss": regression(nn.HuberLoss()),
    "KLDivLoss": distributions(nn.KLDivLoss(reduction="batchmean")),
    "L1Loss": regression(nn.L1Loss()),
    "LinearCrossEntropyLoss": linear,
    "MSELoss": regression(nn.MSELoss()),
    "MarginRankingLoss": several(
        nn.MarginRankingLoss(0.5),
        normal(32) + SIGNS,
        normal(32).flip(0),
        target=SIGNS,
    ),
    "MultiLabelMarginLoss": labels_in_front,
    "MultiLabelSoftMarginLoss": multi_label(nn.MultiLabelSoftMarginLoss()),
    "MultiMarginLoss": classes(nn.MultiMarginLoss()),
    "NLLLoss": classes(nn.NLLLoss(), lambda logits: logits.log_softmax(1)),
    "PoissonNLLLoss": counts,
    "SmoothL1Loss": regression(nn.SmoothL1Loss()),
    "SoftMarginLoss": binary(nn.SoftMarginLoss(), (-1, 1)),
    "TripletMarginLoss": several(nn.TripletMarginLoss(), ANCHOR, CLOSE, FAR),
    "TripletMarginWithDistanceLoss": several(
        nn.TripletMarginWithDistanceLoss(), ANCHOR, CLOSE, FAR
    ),
}
OURS: dict[str, Made] = {
    "batch_hard_triplet_loss": kinds(
        batch_hard_triplet_loss.BatchHardTripletLoss()
    ),
    "binary_symmetric_cross_entropy": binary(
        binary_symmetric.BinarySymmetricCrossEntropyLoss(**SYMMETRIC)
    ),
    "dice_loss": masks(dice_loss.DiceLoss()),
    "distillation_loss": distributions(distillation_loss.DistillationLoss()),
    "expectile_loss": regression(expectile_loss.ExpectileLoss(expectile=0.9)),
    "focal_loss": binary(focal_loss.FocalLoss()),
    "gaussian_crps_loss": gaussian(gaussian_crps_loss.GaussianCRPSLoss()),
    "generalized_cross_entropy": classes(
        generalized_cross_entropy.GeneralizedCrossEntropyLoss()
    ),
    "info_nce_loss": several(info_nce_loss.InfoNCELoss(), ANCHOR, CLOSE),
    "log_cosh_loss": regression(log_cosh_loss.LogCoshLoss()),
    "lovasz_loss": masks(lovasz_loss.LovaszLoss()),
    "multiclass_focal_loss": classes(
        multiclass_focal_loss.MulticlassFocalLoss()
    ),
    "quantile_loss": regression(quantile_loss.QuantileLoss(quantile=0.9)),
    "siglip_loss": several(siglip_loss.SigLIPLoss(), ANCHOR, CLOSE),
    "supervised_contrastive_loss": kinds(
        supervised_contrastive_loss.SupervisedContrastiveLoss()
    ),
    "symmetric_cross_entropy": classes(
        symmetric_cross_entropy.SymmetricCrossEntropyLoss(**SYMMETRIC)
    ),
    "token_cross_entropy": tokens,
    "tversky_loss": masks(tversky_loss.TverskyLoss()),
}


# Other ways to write a loss, and other batches without fault.


def weighted(dtype: torch.dtype) -> Batch:
    loss = nn.CrossEntropyLoss(torch.linspace(0.1, 3, CLASSES, dtype=dtype))
    return classes(loss)(dtype)


def captured(dtype: torch.dtype) -> Batch:
    weight = torch.linspace(0.1, 3, CLASSES, dtype=dtype)
    return classes(lambda x, y: F.cross_entropy(x, y, weight=weight))(dtype)


def padded(dtype: torch.dtype) -> Batch:
    loss, logits, target = classes(nn.CrossEntropyLoss())(dtype)
    return Batch(loss, logits, target.masked_fill(target == 3, -100))


def pixels(dtype: torch.dtype) -> Batch:
    loss, logits, target = classes(nn.CrossEntropyLoss())(dtype)
    logits = logits.view(5, 3, 4, CLASSES).movedim(-1, 1)
    return Batch(loss, logits, target.view(5, 3, 4))


def untrained(dtype: torch.dtype) -> Batch:
    loss, logits, target = classes(nn.CrossEntropyLoss())(dtype)
    return Batch(loss, torch.zeros_like(logits), target)


def soft(dtype: torch.dtype) -> Batch:
    loss, log_p, target = distributions(F.cross_entropy)(dtype)
    return Batch(loss, log_p, target)


def masked(dtype: torch.dtype) -> Batch:
    loss, logits, target = classes(nn.CrossEntropyLoss())(dtype)
    out = torch.arange(CLASSES) == 9
    return Batch(loss, logits.masked_fill(out, -torch.inf), target % 9)


def images(dtype: torch.dtype) -> Batch:
    target = normal(8, 20).sigmoid()
    input = (target.logit() + 0.3 * normal(8, 20).flip(0)).sigmoid()
    return Batch(nn.MSELoss(), input.to(dtype), target.to(dtype))


def dice(p: Tensor, target: Tensor) -> Tensor:
    both = (p * target).sum()
    return 1 - (2 * both + 1) / (p.sum() + target.sum() + 1)


def contrastive(first: Tensor, second: Tensor) -> Tensor:
    first, second = F.normalize(first, dim=1), F.normalize(second, dim=1)
    return F.cross_entropy(first @ second.T / 0.1, torch.arange(len(first)))


def cosine(input: Tensor, target: Tensor) -> Tensor:
    return -F.cosine_similarity(input, target, dim=-1).mean()


def noisy(input: Tensor, target: Tensor) -> Tensor:
    return F.mse_loss(input + 0.1 * torch.randn_like(input), target)


def with_parts(input: Tensor, target: Tensor) -> tuple[Tensor, dict]:
    loss = F.mse_loss(input, target)
    return loss, {"mse": loss.item()}


def one_hot_inside(logits: Tensor, target: Tensor) -> Tensor:
    label = torch.zeros(logits.shape).scatter_(1, target[:, None], 1.0)
    return -(label * logits.log_softmax(1)).sum(1).mean()


def of_one_dtype(dtype: torch.dtype) -> Batch:
    def loss(input, target):
        if input.dtype != dtype:
            raise TypeError("the input must have the dtype of the weights")
        return F.mse_loss(input, target)

    return regression(loss)(dtype)


class Centers(nn.Module):
    """Distance to a moving center of each class."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("centers", normal(CLASSES, CLASSES))

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        loss = (input - self.centers[target]).square().sum(1).mean()
        self.centers[target] += 0.1 * (input - self.centers[target]).detach()
        return loss


def a_loss_with_state(dtype: torch.dtype) -> Batch:
    return classes(Centers().to(dtype))(dtype)


OTHERS: dict[str, Made] = {
    "captured weights": captured,
    "class weights": weighted,
    "contrastive": several(contrastive, ANCHOR, CLOSE),
    "a loss with state": a_loss_with_state,
    "dice": binary(dice, change=torch.sigmoid),
    "for each element": regression(
        functools.partial(F.mse_loss, reduction="none")
    ),
    "images": images,
    "label smoothing": classes(nn.CrossEntropyLoss(label_smoothing=0.1)),
    "masked logits": masked,
    "minus the cosine": regression(cosine),
    "of one dtype alone": of_one_dtype,
    "one-hot inside": classes(one_hot_inside),
    "padding": padded,
    "pixels": pixels,
    "random inside": regression(noisy),
    "soft targets": soft,
    "sum": classes(nn.CrossEntropyLoss(reduction="sum")),
    "untrained": untrained,
    "with parts": regression(with_parts),
}
HEALTHY = BUILT_IN | OURS | OTHERS
