"""Each snippet beside the same loss elsewhere, called as documented there.

`make(**options)` takes the options of our function and returns the call of
(input, target): the loss of each sample for the reduction "none", else the mean
over the samples. Binary losses get columns, (N, 1), since some want channels.
Penalties get one tensor of weights, and no target.
"""

import importlib
import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lossbook.paths import ROOT
from tests.snippets.under_test import load

OURS, TORCH, WRITTEN = "Lossbook", "PyTorch", "as written"
PACKAGES = {
    "fvcore": "fvcore.nn",
    "kornia": "kornia.losses",
    "monai": "monai.losses",
    "pytorch-metric-learning": "pytorch_metric_learning.regularizers",
}


def version(package: str) -> str:
    """Without the build: 2.13.0, not 2.13.0+cpu."""
    return importlib.metadata.version(package).split("+")[0]


@dataclass(frozen=True)
class Contender:
    """One implementation: who made it, what it is called there, the call."""

    maker: str
    name: str
    make: Callable[..., Callable[..., Tensor]]
    # Whether it is the same loss with these options.
    covers: Callable[..., bool] = lambda **options: True

    @property
    def version(self) -> str:
        if self.maker == TORCH:
            return version("torch")
        return version(self.maker) if self.maker in PACKAGES else ""


@cache
def missing() -> dict[str, str]:
    """The packages that cannot be imported, and why."""
    found = {}
    for package, module in PACKAGES.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            found[package] = str(error)
    return found


def contenders(name: str) -> list[Contender]:
    """Ours first, PyTorch's nearest built-in last."""
    present = [each for each in OTHERS[name] if each.maker not in missing()]
    return [ours(name), *present]


def source(name: str) -> Path:
    """The snippet that has the function."""
    file = "proximal_l1" if name == "soft_threshold" else name
    folder = "losses" if name in LOSSES else "regularizers"
    return ROOT / "snippets" / folder / f"{file}.py"


def ours(name: str) -> Contender:
    module = load(source(name))
    make = penalty if name.endswith("_penalty") else direct
    return Contender(OURS, name, partial(make, getattr(module, name)))


def direct(function, **options):
    """A function that takes what ours takes."""
    return lambda *tensors: function(*tensors, **options)


def penalty(function, **options):
    model = nn.Module()

    def call(weight):
        # The weight is the leaf itself: nn.Parameter would make another.
        model._parameters["weight"] = weight
        return function(model, **options)

    return call


# Focal loss.


def fvcore_focal(*, gamma, alpha, reduction):
    from fvcore.nn import sigmoid_focal_loss

    # A negative alpha is how it is told to leave the weights out.
    alpha = -1 if alpha is None else alpha
    return direct(
        sigmoid_focal_loss, gamma=gamma, alpha=alpha, reduction=reduction
    )


def kornia_focal(**options):
    from kornia.losses import binary_focal_loss_with_logits

    # Nothing is to be ignored: the search for -100 would cost it time.
    return direct(binary_focal_loss_with_logits, ignore_index=None, **options)


def monai_focal(**options):
    from monai.losses import FocalLoss

    return FocalLoss(**options)


def torch_bce(*, reduction, **options):
    return direct(F.binary_cross_entropy_with_logits, reduction=reduction)


def unfocused(*, gamma, alpha=None, **options) -> bool:
    return gamma == 0 and alpha is None


def forward_alone(*, alpha, beta, **options) -> bool:
    return alpha == 1 and beta == 0


def unweighted(*, weight=None, **options) -> bool:
    return weight is None


# Multi-class focal loss. Both libraries return a map of all K classes, which is
# 0 but at the target, and their mean is over all of the map.


def kornia_multiclass(*, weight, reduction, ignore_index=None, gamma):
    from kornia.losses import focal_loss

    def call(logits, target):
        loss = focal_loss(
            logits,
            target,
            alpha=None,
            weight=None if weight is None else weight.to(logits.dtype),
            gamma=gamma,
            reduction=reduction,
            ignore_index=ignore_index,
        )
        return loss.sum(1) if reduction == "none" else loss * logits.shape[1]

    return call


def monai_multiclass(*, weight, reduction, ignore_index=None, gamma):
    from monai.losses import FocalLoss

    focal = FocalLoss(
        gamma=gamma,
        weight=weight,
        reduction=reduction,
        use_softmax=True,
        to_onehot_y=True,
        ignore_index=ignore_index,
    )

    def call(logits, target):
        loss = focal(logits, target[:, None])
        return loss.sum(1) if reduction == "none" else loss * logits.shape[1]

    return call


def torch_cross_entropy(
    *, weight=None, reduction, ignore_index=-100, **options
):
    def call(logits, target):
        return F.cross_entropy(
            logits,
            target,
            weight=None if weight is None else weight.to(logits.dtype),
            reduction=reduction,
            ignore_index=ignore_index,
        )

    return call


# Symmetric cross-entropy and log-cosh are in none of the packages. Beside them
# stand their formulas, as they are written; the clamp keeps a logarithm finite.


def written_symmetric(*, alpha, beta, floor, reduction, **options):
    def call(logits, target):
        p = logits.softmax(1).clamp(1e-7, 1)
        y = F.one_hot(target, logits.shape[1]).to(p.dtype)
        forward = -(y * p.log()).sum(1)
        reverse = -(p * y.clamp(floor, 1).log()).sum(1)
        loss = alpha * forward + beta * reverse
        return loss if reduction == "none" else loss.mean()

    return call


def written_binary_symmetric(*, alpha, beta, floor, reduction):
    def call(logits, y):
        p = logits.sigmoid().clamp(1e-7, 1 - 1e-7)
        forward = -y * p.log() - (1 - y) * (1 - p).log()
        log_y, log_not_y = (
            y.clamp(floor, 1).log(),
            (1 - y).clamp(floor, 1).log(),
        )
        loss = alpha * forward - beta * (p * log_y + (1 - p) * log_not_y)
        return loss if reduction == "none" else loss.mean()

    return call


def written_log_cosh(*, reduction):
    def call(input, target):
        loss = (input - target).cosh().log()
        return loss if reduction == "none" else loss.mean()

    return call


def torch_huber(*, reduction):
    return direct(F.huber_loss, reduction=reduction)


# Penalties: the norm of a matrix as a single row.


def metric_learning(p, *, strength):
    from pytorch_metric_learning.regularizers import LpRegularizer

    norm = LpRegularizer(p=p, power=p)
    return lambda weight: strength / p * norm(weight.reshape(1, -1))


def metric_learning_both(*, l1, l2):
    first, second = (
        metric_learning(1, strength=l1),
        metric_learning(2, strength=l2),
    )
    return lambda weight: first(weight) + second(weight)


def torch_norm(p, *, strength):
    norm = torch.linalg.vector_norm
    return lambda weight: strength / p * norm(weight, p) ** p


def torch_both(*, l1, l2):
    first, second = torch_norm(1, strength=l1), torch_norm(2, strength=l2)
    return lambda weight: first(weight) + second(weight)


def torch_softshrink(*, threshold):
    return lambda tensor: F.softshrink(tensor, threshold)


LOSSES = (
    "focal_loss",
    "multiclass_focal_loss",
    "symmetric_cross_entropy",
    "binary_symmetric_cross_entropy",
    "log_cosh_loss",
)
METRIC_LEARNING = "pytorch-metric-learning"
NORM = "torch.linalg.vector_norm"
BCE = partial(Contender, TORCH, "F.binary_cross_entropy_with_logits", torch_bce)
CROSS_ENTROPY = partial(
    Contender, TORCH, "F.cross_entropy", torch_cross_entropy
)
OTHERS = {
    "focal_loss": [
        Contender("fvcore", "sigmoid_focal_loss", fvcore_focal),
        Contender("kornia", "binary_focal_loss_with_logits", kornia_focal),
        Contender("monai", "FocalLoss", monai_focal),
        BCE(unfocused),
    ],
    "multiclass_focal_loss": [
        Contender("kornia", "focal_loss", kornia_multiclass),
        Contender("monai", "FocalLoss", monai_multiclass),
        CROSS_ENTROPY(unfocused),
    ],
    "symmetric_cross_entropy": [
        Contender(WRITTEN, "clamped softmax", written_symmetric, unweighted),
        CROSS_ENTROPY(forward_alone),
    ],
    "binary_symmetric_cross_entropy": [
        Contender(WRITTEN, "clamped sigmoid", written_binary_symmetric),
        BCE(forward_alone),
    ],
    "log_cosh_loss": [
        Contender(WRITTEN, "log(cosh(e))", written_log_cosh),
        Contender(TORCH, "F.huber_loss", torch_huber, lambda **options: False),
    ],
    "l1_penalty": [
        Contender(
            METRIC_LEARNING, "LpRegularizer", partial(metric_learning, 1)
        ),
        Contender(TORCH, NORM, partial(torch_norm, 1)),
    ],
    "l2_penalty": [
        Contender(
            METRIC_LEARNING, "LpRegularizer", partial(metric_learning, 2)
        ),
        Contender(TORCH, NORM, partial(torch_norm, 2)),
    ],
    "elastic_net_penalty": [
        Contender(METRIC_LEARNING, "LpRegularizer", metric_learning_both),
        Contender(TORCH, NORM, torch_both),
    ],
    "soft_threshold": [
        Contender(TORCH, "F.softshrink", torch_softshrink),
    ],
}
