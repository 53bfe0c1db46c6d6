"""The pitfalls that are about a loss: its arguments as the pitfall has them.

A function a pitfall, of its name. It returns the sick batch, and what the
pitfall's own fix makes of it, if that is a loss of a batch too.
"""

import functools
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss
from snippets.losses.log_cosh_loss import log_cosh_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from snippets.pitfalls import outlier as line

# Another trouble by whose name a pitfall is found, where it is no trouble of
# its own: the same thing, found on another page.
SAME = {
    "adaptive_output_is_log_prob": "class_target_dtype",
    "cosine_above_one": "log_of_softmax",
    "focal_on_probabilities": "saturated_sigmoid",
    "focal_power_gradient": "where_nan_gradient",
    "sqrt_at_zero": "where_nan_gradient",
    "symmetric_cross_entropy_of_probabilities": "double_softmax",
}


class Batch(NamedTuple):
    """What `diagnose_loss` takes."""

    loss: Callable
    input: Tensor | tuple[Tensor, ...]
    target: Tensor | None = None


Pair = tuple[Batch, Batch | None]


def adaptive(*targets: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(0)
    layer = nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=[10, 40])
    return layer, torch.randn(len(targets), 16), torch.tensor(targets)


def adaptive_autocast() -> Pair:
    layer, input, target = adaptive(1, 2, 12, 60)

    def loss(input, target):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return layer(input, target)

    return Batch(loss, input, target), Batch(layer, input, target)


def adaptive_ignored_target() -> Pair:
    layer, input, target = adaptive(1, 60, -100, 2, -100, -100)
    kept = target != -100
    return (
        Batch(layer, input, target),
        Batch(layer, input[kept], target[kept]),
    )


def adaptive_output_is_log_prob() -> Pair:
    layer, input, target = adaptive(1, 2, 12, 60)
    output = layer(input, target).output
    return (
        Batch(F.cross_entropy, output, target),
        Batch(F.nll_loss, layer.log_prob(input), target),
    )


def all_ignored() -> Pair:
    logits, target = torch.zeros(2, 3), torch.tensor([-100, -100])
    return Batch(F.cross_entropy, logits, target), None


def bce_on_logits() -> Pair:
    logits, target = torch.tensor([5.0, -3.0]), torch.tensor([1.0, 0.0])
    return (
        Batch(nn.BCELoss(), logits, target),
        Batch(nn.BCEWithLogitsLoss(), logits, target),
    )


def binary_shape_mismatch() -> Pair:
    logits = nn.Linear(2, 1)(torch.zeros(4, 2))
    target = torch.tensor([1.0, 0.0, 1.0, 0.0])
    loss = nn.BCEWithLogitsLoss()
    return Batch(loss, logits, target), Batch(loss, logits.squeeze(1), target)


def binary_target_out_of_range() -> Pair:
    logits, labels = torch.tensor([1.0, -1.0]), torch.tensor([1.0, -1.0])
    loss = nn.BCEWithLogitsLoss()
    return Batch(loss, logits, labels), Batch(loss, logits, (labels + 1) / 2)


def broadcast_target() -> Pair:
    target = torch.tensor([1.0, 2.0, 3.0])
    input = target[:, None].clone()
    return (
        Batch(F.mse_loss, input, target),
        Batch(F.mse_loss, input.squeeze(1), target),
    )


def class_dimension() -> Pair:
    torch.manual_seed(0)
    logits, target = torch.randn(2, 5, 3), torch.randint(3, (2, 5))
    return (
        Batch(F.cross_entropy, logits, target),
        Batch(F.cross_entropy, logits.movedim(-1, 1), target),
    )


def class_out_of_range() -> Pair:
    logits, target = torch.zeros(2, 3), torch.tensor([1, 3])
    return (
        Batch(F.cross_entropy, logits, target),
        Batch(F.cross_entropy, logits, target - 1),
    )


def class_target_dtype() -> Pair:
    logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 1.0, 2.0]])
    target = torch.tensor([0, 2])
    loss = nn.CrossEntropyLoss()
    return (
        Batch(loss, logits, F.one_hot(target, num_classes=3)),
        Batch(loss, logits, target),
    )


def cosine_above_one() -> Pair:
    torch.manual_seed(0)
    a = torch.randn(1000, 64)

    def angle(a, b):
        return torch.acos(F.cosine_similarity(a, b, dim=-1))

    def stable(a, b):
        a, b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
        return 2 * torch.atan2((a - b).norm(dim=-1), (a + b).norm(dim=-1))

    return Batch(angle, a, 2 * a), Batch(stable, a, a.roll(1, 0))


def cosine_default_dim() -> Pair:
    torch.manual_seed(0)
    a, b = torch.randn(2, 16)
    return (
        Batch(lambda a, b: 1 - F.cosine_similarity(a, b), a, b),
        Batch(lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1), a, b),
    )


def cosine_target_zero() -> Pair:
    a = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    b = torch.tensor([[0.8, 0.6], [0.8, 0.6]])
    target = torch.tensor([1, 0])
    return (
        Batch(F.cosine_embedding_loss, (a, b), target),
        Batch(F.cosine_embedding_loss, (a, b), 2 * target - 1),
    )


def cosine_wrong_sign() -> Pair:
    target, start = torch.tensor([1.0, 0.0]), torch.tensor([0.6, 0.8])
    similarity = functools.partial(F.cosine_similarity, dim=-1)
    return (
        Batch(similarity, start, target),
        Batch(lambda x, y: 1 - similarity(x, y), start, target),
    )


def cosine_zero_vector() -> Pair:
    zero, b = torch.zeros(3), torch.tensor([1.0, 2.0, 2.0])

    def loss(x, y, eps=1e-8):
        return 1 - F.cosine_similarity(x, y, dim=-1, eps=eps)

    return Batch(loss, zero, b), Batch(
        functools.partial(loss, eps=1e-2), zero, b
    )


def detached_loss() -> Pair:
    def loss(x, y):
        return F.mse_loss(x, y) + F.l1_loss(x, y).detach()

    input, target = torch.tensor([1.0, 2.0]), torch.zeros(2)
    return (
        Batch(loss, input, target),
        Batch(lambda x, y: F.mse_loss(x, y) + F.l1_loss(x, y), input, target),
    )


def double_sigmoid() -> Pair:
    torch.manual_seed(0)
    features = torch.randn(200, 2)
    target = (features.sum(dim=1) > 0).float()
    logits = nn.Linear(2, 1)(features).squeeze(1)
    loss = nn.BCEWithLogitsLoss()
    return Batch(loss, logits.sigmoid(), target), Batch(loss, logits, target)


def double_softmax() -> Pair:
    torch.manual_seed(0)
    target = torch.arange(10).repeat(20)
    features = F.one_hot(target).float() + 0.1 * torch.randn(200, 10)
    logits = nn.Linear(10, 10)(features)
    loss = nn.CrossEntropyLoss()
    return Batch(loss, logits.softmax(1), target), Batch(loss, logits, target)


def dropout_before_the_loss() -> Pair:
    torch.manual_seed(0)
    hidden, target = torch.ones(2000, 64), torch.ones(2000, 1)
    last = nn.Linear(64, 1, bias=False)
    nn.init.constant_(last.weight, 12 / 64)
    dropout = nn.Dropout(p=0.25)
    loss = F.binary_cross_entropy_with_logits
    return (
        Batch(loss, dropout(last(hidden)), target),
        Batch(loss, last(dropout(hidden)), target),
    )


def focal_initial_bias() -> Pair:
    target = torch.zeros(10000)
    target[:10] = 1
    start = torch.full((10000,), torch.tensor(0.01).logit().item())
    return (
        Batch(focal_loss, torch.zeros(10000), target),
        Batch(focal_loss, start, target),
    )


def focal_mean_over_negatives() -> Pair:
    p = torch.tensor([0.2, 0.2] + [0.01] * 10000)
    target = torch.tensor([1.0, 1.0] + [0.0] * 10000)

    def loss(logits, target):
        total = focal_loss(logits, target, reduction="sum")
        return total / target.sum()

    return Batch(focal_loss, p.logit(), target), Batch(loss, p.logit(), target)


def focal_on_probabilities() -> Pair:
    def loss(logits, target):
        p = torch.sigmoid(logits)
        p_target = target * p + (1 - target) * (1 - p)
        weight = target * 0.25 + (1 - target) * 0.75
        bce = F.binary_cross_entropy(p, target, reduction="none")
        return (weight * (1 - p_target) ** 2 * bce).mean()

    logits, target = torch.tensor([50.0]), torch.tensor([0.0])
    # The right loss is right to say that one sample is surely wrong.
    return Batch(loss, logits, target), None


def focal_power_gradient() -> Pair:
    def loss(logits, target):
        bce = F.binary_cross_entropy_with_logits(
            logits, target, reduction="none"
        )
        return ((1 - torch.sigmoid(logits)) ** 0.5 * bce).mean()

    logits, target = torch.tensor([-1.0, 1.0, 20.0]), torch.ones(3)
    right = functools.partial(focal_loss, gamma=0.5, alpha=None)
    return Batch(loss, logits, target), Batch(right, logits, target)


def integer_target() -> Pair:
    input, target = torch.tensor([1.5, 2.5]), torch.tensor([1, 2])
    return (
        Batch(F.huber_loss, input, target),
        Batch(F.huber_loss, input, target.float()),
    )


def kl_argument_order() -> Pair:
    target = torch.tensor([[0.7, 0.2, 0.1]])
    prediction = torch.tensor([[0.01, 0.29, 0.7]], requires_grad=True)
    loss = nn.KLDivLoss(reduction="batchmean")
    return (
        Batch(loss, target.log(), prediction),
        Batch(loss, prediction.log(), target),
    )


def kl_batchmean_of_sequences() -> Pair:
    torch.manual_seed(0)
    log_p = torch.randn(2, 50, 4).log_softmax(2)
    target = torch.randn(2, 50, 4).softmax(2)
    loss = functools.partial(F.kl_div, reduction="batchmean")
    return (
        Batch(loss, log_p, target),
        Batch(loss, log_p.flatten(0, 1), target.flatten(0, 1)),
    )


def kl_class_indices() -> Pair:
    logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
    classes = torch.tensor([[0], [2]])
    one_hot = F.one_hot(classes[:, 0], num_classes=3).float()
    loss = functools.partial(F.kl_div, reduction="batchmean")
    return (
        Batch(loss, logits.log_softmax(1), classes),
        Batch(loss, logits.log_softmax(1), one_hot),
    )


def kl_log_of_zero() -> Pair:
    log_p = torch.tensor([[2.0, 1.0, 0.0]]).log_softmax(1)
    target = torch.tensor([[0.8, 0.2, 0.0]])
    loss = functools.partial(F.kl_div, reduction="batchmean", log_target=True)
    lowest = torch.finfo(target.dtype).min
    return (
        Batch(loss, log_p, target.log()),
        Batch(loss, log_p, target.log().clamp(min=lowest)),
    )


def kl_mean_reduction() -> Pair:
    log_p = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]]).log_softmax(1)
    target = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    return (
        Batch(nn.KLDivLoss(), log_p, target),
        Batch(nn.KLDivLoss(reduction="batchmean"), log_p, target),
    )


def kl_probabilities_as_input() -> Pair:
    logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    target = torch.tensor([[0.7, 0.2, 0.1], [0.2, 0.3, 0.5]])
    loss = functools.partial(F.kl_div, reduction="batchmean")
    return (
        Batch(loss, logits.softmax(1), target),
        Batch(loss, logits.log_softmax(1), target),
    )


def log_cosh_overflow() -> Pair:
    input, target = torch.tensor([1.0, 80.0, 100.0]), torch.zeros(3)
    return (
        Batch(lambda x, y: torch.log(torch.cosh(x - y)), input, target),
        Batch(log_cosh_loss, input, target),
    )


def log_of_softmax() -> Pair:
    logits, target = torch.tensor([[200.0, 0.0]]), torch.tensor([1])

    def loss(logits, target):
        return F.nll_loss(torch.log(torch.softmax(logits, dim=1)), target)

    # The right loss is right to say that one sample is surely wrong.
    return Batch(loss, logits, target), None


def long_binary_target() -> Pair:
    logits, target = torch.tensor([5.0, -3.0]), torch.tensor([1, 0])
    loss = nn.BCEWithLogitsLoss()
    return Batch(loss, logits, target), Batch(loss, logits, target.float())


def loss_branches_on_values() -> Pair:
    def loss(input, target):
        size = (input - target).abs()
        if size.max() > 1:
            return (size - 0.5).mean()
        return (size.square() / 2).mean()

    input, target = torch.tensor([0.5, 3.0]), torch.zeros(2)
    return Batch(loss, input, target), Batch(F.huber_loss, input, target)


def loss_in_place() -> Pair:
    input = torch.exp(torch.tensor([0.5, 1.0]))
    target = torch.tensor([1.0, 3.0])
    return (
        Batch(lambda x, y: x.sub_(y).square().sum(), input, target),
        Batch(lambda x, y: (x - y).square().sum(), input, target),
    )


def masked_logits() -> Pair:
    allowed = torch.tensor([[True, True, False]])
    logits, target = torch.tensor([[2.0, 1.0, 5.0]]), torch.tensor([0])
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    masked = logits.masked_fill(~allowed, -1e4)
    uniform = allowed / allowed.sum(dim=1, keepdim=True)
    smooth = 0.9 * F.one_hot(target, num_classes=3) + 0.1 * uniform
    return (
        Batch(loss, logits.masked_fill(~allowed, -torch.inf), target),
        Batch(F.cross_entropy, masked, smooth),
    )


def missing_targets() -> Pair:
    input, target = (
        torch.tensor([1.0, 2.0, 3.0]),
        torch.tensor([1.5, torch.nan, 2.0]),
    )
    known = ~target.isnan()

    def loss(input, target):
        return torch.where(known, (input - target) ** 2, 0).sum() / known.sum()

    return (
        Batch(loss, input, target),
        Batch(F.mse_loss, input[known], target[known]),
    )


def narrowed_loss() -> Pair:
    torch.manual_seed(0)
    logits = (3 * torch.randn(5, 256, 256)).half()
    target = torch.zeros_like(logits)
    right = functools.partial(focal_loss, gamma=0, alpha=None, reduction="sum")
    return (
        Batch(lambda z, y: F.softplus(z).sum(), logits, target),
        Batch(right, logits, target),
    )


def nll_on_probabilities() -> Pair:
    logits = torch.tensor([[4.0, 1.0, 0.0], [0.0, 1.0, 5.0]])
    target = torch.tensor([0, 2])
    return (
        Batch(F.nll_loss, logits.softmax(1), target),
        Batch(F.nll_loss, logits.log_softmax(1), target),
    )


def outlier() -> Pair:
    # The prediction is the true line, all targets but one lie on it, nearly.
    fit = 2 * line.x + 1
    return Batch(F.mse_loss, fit, line.y), Batch(F.l1_loss, fit, line.y)


def saturated_sigmoid() -> Pair:
    def loss(logits, target):
        return F.binary_cross_entropy(torch.sigmoid(logits), target)

    logits, target = torch.tensor([10.0, 50.0, 200.0]), torch.zeros(3)
    # The right loss is right to say that all samples are surely wrong.
    return Batch(loss, logits, target), None


def soft_targets_for_class_indices() -> Pair:
    logits = torch.tensor([[2.0, 0.0, -1.0], [0.0, 1.0, 0.5]])
    first, second = torch.tensor([0, 1]), torch.tensor([2, 0])
    soft = 0.7 * F.one_hot(first, 3) + 0.3 * F.one_hot(second, 3)
    return (
        Batch(multiclass_focal_loss, logits, soft),
        Batch(multiclass_focal_loss, logits, first),
    )


def sqrt_at_zero() -> Pair:
    input = torch.tensor([1.0, 2.0])
    return (
        Batch(lambda x, y: F.mse_loss(x, y).sqrt(), input, input.clone()),
        Batch(
            lambda x, y: torch.linalg.vector_norm(x - y), input, input.clone()
        ),
    )


def symmetric_cross_entropy_of_probabilities() -> Pair:
    logits, target = torch.tensor([[20.0, 0.0, 0.0]]), torch.tensor([0])
    loss = functools.partial(symmetric_cross_entropy, alpha=1, beta=1)
    return Batch(loss, logits.softmax(1), target), Batch(loss, logits, target)


def symmetric_cross_entropy_underfits() -> Pair:
    logits = torch.zeros(1, 100, dtype=torch.float64)
    logits[0, 1] = 10
    loss = functools.partial(symmetric_cross_entropy, alpha=0, beta=1)
    # The fix, a larger alpha, has the same sample surely wrong.
    return Batch(loss, logits, torch.tensor([0])), None


def target_scale() -> Pair:
    metres = torch.tensor([1.2, 0.8, 1.5, 0.5, 1.0])
    target = 1000 * metres
    standard = (target - target.mean()) / target.std()
    return (
        Batch(F.mse_loss, target.mean().repeat(5), target),
        Batch(F.mse_loss, standard.mean().repeat(5), standard),
    )


def where_nan_gradient() -> Pair:
    def loss(logits, target):
        z = logits * (1 - 2 * target)
        return torch.where(z > 20, z, torch.log1p(torch.exp(z))).mean()

    logits, target = torch.tensor([1.0, 100.0]), torch.tensor([0.0, 0.0])

    def right(logits, target):
        return F.softplus(logits * (1 - 2 * target)).mean()

    # The right loss is right to say that one sample is surely wrong.
    return Batch(loss, logits, target), None


PITFALLS: dict[str, Callable[[], Pair]] = {
    name: made
    for name, made in globals().items()
    if getattr(made, "__annotations__", {}).get("return") is Pair
}
