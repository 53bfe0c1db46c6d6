"""Run a loss on one batch, and say what is wrong with the two of them.

Call `diagnose_loss(loss, model(x), target)`: it prints and returns what it
finds, which is nothing if all is well. It runs the loss some 20 times, on
copies on the CPU, where a class index out of range does not end the process. It
changes no tensor, no gradient and no random number of yours.
"""

import copy
import functools
import inspect
import math
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional as F
from torch.overrides import TorchFunctionMode

# Why each trouble matters, and what helps, by the chapter that says more.
TROUBLES = {
    "classification/focal-loss": {
        "focal_initial_bias": "The first steps are about the others alone. "
        "Start with a bias that makes the rare label rare.",
        "loss_in_the_state_dict": "Move the loss as you move the model: "
        "loss.to(device).",
        "soft_targets_for_class_indices": "The loss takes class indices. Mix "
        "the losses, not the labels.",
    },
    "classification/symmetric-cross-entropy": {
        "symmetric_cross_entropy_underfits": "What is surely wrong is hardly "
        "corrected. That is right only where the label is wrong.",
    },
    "writing-a-loss": {
        "detached_loss": "What left the graph is not learnt. Look for item(), "
        "detach(), numpy, a comparison or a rounding on the way.",
        "log_cosh_overflow": "The true value fits, a step on the way does not. "
        "Take the large part out of the exponential.",
        "loss_in_place": "The next epoch meets other data. Write into nothing "
        "that the loss was given.",
        "narrowed_loss": "In float32 the same batch is finite. Hand over "
        "input.float(), and return what is computed from it as it is.",
        "relations/check_a_loss": "The loss does not take such a batch.",
        "sqrt_at_zero": "The model made it so, not the loss. One gradient that "
        "is nan makes all weights nan: look at the batch before.",
        "where_nan_gradient": "One step makes the weights nan. A branch that "
        "torch.where drops, a root or a power has no finite slope there.",
    },
    "classification/adaptive-softmax": {
        "adaptive_autocast": "Under autocast two dtypes meet. Leave autocast "
        "for this loss, and hand it float32.",
        "adaptive_ignored_target": "This loss has no ignore_index. Select the "
        "samples that have a target before it.",
    },
    "classification/binary": {
        "bce_on_logits": "The loss takes probabilities. Use the one that takes "
        "logits, or a sigmoid before it.",
        "binary_shape_mismatch": "Input and target must have the same shape. "
        "squeeze(1) the one that has a dimension too many.",
        "binary_target_out_of_range": "Beyond 0 and 1 no prediction is the "
        "best: the loss falls without end. Make the labels 0 and 1.",
        "double_sigmoid": "The sigmoid is taken twice, and the loss cannot get "
        "small. Hand over the logits.",
        "long_binary_target": "The target must have the dtype of the input: "
        "target.to(input.dtype).",
        "saturated_sigmoid": "A probability was rounded or clamped, and what "
        "is surely wrong stays so. Compute the loss from logits.",
    },
    "similarity/cosine-similarity": {
        "cosine_default_dim": "The input has no such dimension. Say which one "
        "holds the features.",
        "cosine_target_zero": "Such samples teach nothing. The labels of this "
        "loss are 1 and -1.",
        "cosine_wrong_sign": "A similarity is to be maximized. Minimize 1 - "
        "similarity.",
        "relations/cosine_is_squared_distance": "Nothing pushes equal "
        "predictions apart. Look for what made them equal: a dead layer, a "
        "large learning rate.",
        "cosine_zero_vector": "One step throws the weights far away. A "
        "direction, a root or a logarithm is steep near 0: keep off it.",
    },
    "classification/kl-divergence": {
        "kl_argument_order": "The gradient moves the target too, or the two "
        "are exchanged. The prediction comes first; detach the target.",
        "kl_batchmean_of_sequences": 'A "batchmean" divides by the first size '
        "alone. Make each distribution a row.",
        "kl_class_indices": "This loss compares distributions. Make the class "
        "indices one-hot.",
        "kl_log_of_zero": "0 times infinity is nan. Make the logarithm finite.",
        "kl_mean_reduction": 'The mean is over the classes too. Use "batchmean"'
        " for the mean over samples.",
        "kl_probabilities_as_input": "A divergence is never negative. Hand "
        "over log-probabilities, by log_softmax.",
    },
    "classification/multiclass": {
        "all_ignored": "A mean over nothing is 0 / 0. Skip the batch, or divide"
        " the sum by at least 1.",
        "class_dimension": "The classes must be in dimension 1: (N, K, ...).",
        "class_out_of_range": "Classes are numbered from 0 to K - 1. On a GPU "
        "such a target ends the process.",
        "class_target_dtype": "A target is one class index for each sample, of "
        "int64, or a floating-point probability for each class.",
        "double_softmax": "The softmax is taken twice, and the loss cannot get "
        "small. Hand over the logits.",
        "log_of_softmax": "A logarithm, a quotient or an arccos got what it "
        "has no value for. Take log_softmax or logsigmoid of logits.",
        "masked_logits": "0 times infinity is nan. Mask with a large finite "
        "number.",
        "nll_on_probabilities": "A class is never likelier than 1. Hand over "
        "log-probabilities, by log_softmax, or use cross_entropy.",
        "relations/cross_entropy_gradient": "To know nothing costs less. At "
        "the start, make the initial logits smaller.",
    },
    "regression/regression": {
        "broadcast_target": "Every prediction meets every target, and all are "
        "drawn to the mean. Give both the same shape.",
        "integer_target": "Input and target must be of one floating-point "
        "dtype: target.to(input.dtype).",
        "missing_targets": "nan times 0 is nan. Select what is known before "
        "the loss.",
        "outlier": "It alone decides the step. Look at this target, or take a "
        "loss that grows less, such as huber_loss.",
        "target_scale": "The target's unit sets the gradient. Standardize the "
        "target.",
    },
    "objective": {
        "relations/reduction": "What the mean divides by scales the gradient, "
        "and with it SGD's step and the strength of a penalty. Divide by the "
        "number of samples that count.",
    },
    "regularization/dropout": {
        "dropout_before_the_loss": "Dropout or a ReLU after the last layer "
        "takes predictions away. Put it before that layer.",
    },
}
# By what a loss raises or warns.
MESSAGES = {
    r"Target values should be in": "adaptive_ignored_target",
    r"is out of bounds|index out of range": "class_out_of_range",
    r"multi-target|target dtype to be|type for target with class": (
        "class_target_dtype"
    ),
    r"Expected target size|input batch_size": "class_dimension",
    r"of input should be between 0 and 1": "bce_on_logits",
    r"of target should be between 0 and 1": "binary_target_out_of_range",
    r"same as input size|different to the input size .* is deprecated": (
        "binary_shape_mismatch"
    ),
    r"lead to incorrect results due to broadcasting": "broadcast_target",
    r"desired output type|two bool tensors": "long_binary_target",
    r"Found dtype|not implemented for '(Long|Int|Bool)'": "integer_target",
    r"Integral inputs": "kl_class_indices",
    r"index_copy_\(\)": "adaptive_autocast",
    r"Dimension out of range": "cosine_default_dim",
    r"not require grad|call numpy\(\)": "detached_loss",
    r"by an inplace operation": "loss_in_place",
    r"divides the total loss by both": "kl_mean_reduction",
    r"must be torch.int64": "soft_targets_for_class_indices",
}


class Finding(NamedTuple):
    """What was seen, why it matters and what helps, and where to read on."""

    trouble: str
    saw: str
    why: str
    chapter: str

    def __str__(self) -> str:
        """As it is printed."""
        return f"{self.saw}\n  {self.why}\n  {self.chapter}"


def diagnose_loss(
    loss: Callable[..., Tensor],
    input: Tensor | tuple[Tensor, ...],
    target: Tensor | None = None,
    parameters: Iterable[Tensor] | None = None,
) -> list[Finding]:
    """Run a loss on one batch; print and return what looks wrong.

    Args:
        loss: a function or module, called as `loss(input, target)`. Bind
            further arguments by a `lambda` or `functools.partial`.
        input: what the model predicts; a tuple stands for several arguments.
        target: what it should predict; `None` for a loss that takes none.
        parameters: the model's, to see whether the gradient reaches them. Then
            `input` must be what the model returned, with its graph.
    """
    batch = _Batch(loss, input, target, parameters)
    found: dict[str, str] = {}
    for checks in STAGES:
        for check in checks:
            for trouble, saw in check(batch):
                found.setdefault(trouble, saw)
        if found:  # what later checks would see may follow from it
            break
    findings = [
        Finding(name, found[name], why, f"{chapter}/#{_anchor(name)}")
        for chapter, troubles in TROUBLES.items()
        for name, why in troubles.items()
        if name in found
    ]
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    return findings


def _anchor(trouble: str) -> str:
    """Of the snippet in its chapter."""
    return f"{trouble if '/' in trouble else f'pitfalls/{trouble}'}.py"


class _Run(NamedTuple):
    """One call of the loss, and the gradients of its mean."""

    each: Tensor  # what the loss returned
    value: Tensor
    gradients: list[Tensor]
    reached: bool  # whether the gradient leads to an input
    arguments: list[Tensor]  # as they are afterwards
    warnings: list[str]

    @property
    def finite(self) -> bool:
        return all(x.isfinite().all() for x in (self.value, *self.gradients))


class _Labels(NamedTuple):
    """The best prediction, of 0 and 1, and a target that is sure of it."""

    best: Tensor
    target: Tensor
    classes: int | None  # their dimension, where one of several is right


class _Batch:
    """A loss and copies of a batch, to run it on them or on others."""

    def __init__(self, loss, input, target, parameters) -> None:
        self.loss, self.parameters = loss, parameters
        self.given = input if isinstance(input, tuple) else (input,)
        self.given_target = target
        self.dtype: torch.dtype | None = None  # if not of the batch itself
        self.now: _Run  # of the batch as it is

    @functools.cached_property
    def inputs(self) -> list[Tensor]:
        return [each.detach().cpu() for each in self.given]

    @functools.cached_property
    def target(self) -> Tensor | None:
        target = self.given_target
        return target if target is None else target.detach().cpu()

    def run(self, inputs=None, target=None, dtype=None, loss=None) -> _Run:
        """Call the loss and go back through it.

        Args:
            inputs: in place of the batch's own.
            target: in place of the batch's own.
            dtype: of all floating-point tensors; `None` for their own.
            loss: in place of the batch's own.
        """
        target = self.target if target is None else target
        dtype = dtype or self.dtype
        with _apart(dtype) as caught:
            leaves = [_moved(x, dtype).clone() for x in inputs or self.inputs]
            for leaf in leaves:
                leaf.requires_grad_(leaf.is_floating_point())
            # Into a leaf the loss could not write.
            arguments = [leaf.clone() for leaf in leaves]
            if target is not None:
                arguments.append(_moved(target, dtype).clone())
            each = _called(self.loss if loss is None else loss, arguments)
            value = each.mean() if each.numel() else each.sum()
            gradients = [torch.zeros_like(leaf) for leaf in leaves]
            reached = False
            if value.requires_grad:
                places = [n for n, x in enumerate(leaves) if x.requires_grad]
                wanted = [leaves[n] for n in places]
                slopes = torch.autograd.grad(value, wanted, allow_unused=True)
                for n, slope in zip(places, slopes, strict=True):
                    gradients[n] = gradients[n] if slope is None else slope
                    reached |= slope is not None
            texts = [" ".join(str(each.message).split()) for each in caught]
            value = value.detach()
            return _Run(each, value, gradients, reached, arguments, texts)

    def at(self, *inputs: Tensor, target: Tensor | None = None) -> float:
        """The loss of other predictions, in float64; nan if it raises."""
        try:
            return self.run(inputs, target, torch.float64).value.item()
        except Exception:
            return math.nan

    def finite(self, samples: slice = slice(None), dtype=None) -> bool:
        """Whether the loss of some samples is; so it is if it raises."""

        def part(tensor: Tensor | None) -> Tensor | None:
            whole = tensor is None or not tensor.dim()
            return tensor if whole else tensor[samples]

        try:
            inputs = list(map(part, self.inputs))
            return self.run(inputs, part(self.target), dtype).finite
        except Exception:
            return True

    def option(self, name: str, default=None):
        """What the loss was given by name, if it shows that."""
        keywords = getattr(self.loss, "keywords", {})
        value = keywords.get(name, getattr(self.loss, name, None))
        return default if value is None else value

    @property
    def alike(self) -> bool:
        """Whether each number of one input has a number for a target."""
        return (
            len(self.inputs) == 1
            and self.target is not None
            and self.target.is_floating_point()
            and self.target.shape == self.inputs[0].shape
        )

    @functools.cached_property
    def labels(self) -> _Labels | None:
        """What is right by the target, if that holds labels."""
        x, y = self.inputs[0], self.target
        if len(self.inputs) > 1 or y is None or not x.dim():
            return None
        dim = min(1, x.dim() - 1)
        classes = x.shape[dim]
        if classes > 1 and y.dtype == torch.int64 and y.dim() == x.dim() - 1:
            index = y.where(y != self.option("ignore_index", -100), 0)
            if index.min() < 0 or index.max() >= classes:
                return None
            best = F.one_hot(index, classes).movedim(-1, dim)
            return _Labels(best.to(x.dtype), y, dim)
        if not self.alike:
            return None
        if classes > 1 and _sums_to_one(y, dim):
            best = F.one_hot(y.argmax(dim), classes).movedim(-1, dim)
            return _Labels(best.to(x.dtype), best.to(y.dtype), dim)
        if (y.abs() == 1).all():
            return _Labels((y > 0).to(x.dtype), y, None)
        if _within(y, 0, 1):
            return _Labels((y > 0.5).to(x.dtype), (y > 0.5).to(y.dtype), None)
        return None

    @functools.cached_property
    def takes_logits(self) -> bool:
        """Whether sure logits cost far less than sure probabilities."""
        if self.labels is None:
            return False
        best, target, _ = self.labels
        sure = [self.at(s * (2 * best - 1), target=target) for s in (2, 8)]
        return 0 <= min(sure) < self.at(best, target=target) / 2


class _OnCPU(TorchFunctionMode):
    """What a loss takes or makes is on the CPU, and of one dtype."""

    def __init__(self, dtype: torch.dtype | None) -> None:
        super().__init__()
        self.dtype = dtype

    def __torch_function__(self, function, types, args=(), kwargs=None):
        widened = self.dtype and function in (Tensor.half, Tensor.float)
        if function is Tensor.cuda or widened:
            return _moved(args[0], self.dtype)
        kwargs = {k: _moved(x, self.dtype) for k, x in (kwargs or {}).items()}
        return function(*_moved(args, self.dtype), **kwargs)


def _moved(value, dtype: torch.dtype | None):
    """An argument that leads to the CPU, and to the dtype if there is one."""
    if isinstance(value, Tensor):
        floating = dtype and value.is_floating_point()
        return value.to("cpu", dtype if floating else value.dtype)
    if isinstance(value, torch.device):
        return torch.device("cpu")
    if isinstance(value, str) and re.match(r"(cuda|mps|xpu)\b", value):
        return "cpu"
    if isinstance(value, torch.dtype) and value.is_floating_point:
        return dtype or value
    if type(value) in (tuple, list):
        return type(value)(_moved(each, dtype) for each in value)
    return value


@contextmanager
def _apart(dtype: torch.dtype | None) -> Iterator[list]:
    """Let a loss run without a trace; its warnings are caught."""
    default = torch.get_default_dtype()
    with (
        warnings.catch_warnings(record=True) as caught,
        torch.random.fork_rng(devices=()),
        torch.inference_mode(False),  # which keeps gradients too
        _OnCPU(dtype),
    ):
        warnings.simplefilter("always")
        torch.default_generator.manual_seed(0)
        torch.set_default_dtype(dtype or default)
        try:
            yield caught
        finally:
            torch.set_default_dtype(default)


def _called(loss: Callable, arguments: list[Tensor]) -> Tensor:
    """What the loss returns. A module gets copies of its own tensors."""
    held = {}
    if isinstance(loss, nn.Module):
        held = dict([*loss.named_parameters(), *loss.named_buffers()])
        held = {name: each.detach().clone() for name, each in held.items()}
    if held:
        result = functional_call(loss, held, tuple(arguments))
    else:
        result = loss(*arguments)
    if isinstance(result, dict):
        result = result["loss"]
    elif isinstance(result, tuple):
        result = getattr(result, "loss", result[0])
    result = torch.as_tensor(result)
    return result if result.is_floating_point() else result.float()


def _held(loss: Callable) -> dict[str, object]:
    """What a loss brings along, by name."""
    held = {**getattr(loss, "__dict__", {}), **getattr(loss, "keywords", {})}
    if isinstance(loss, nn.Module):
        held |= dict([*loss.named_parameters(), *loss.named_buffers()])
    if inspect.isfunction(loss):
        names = inspect.getclosurevars(loss)
        held |= {**names.globals, **names.nonlocals}
    return held


def _within(x: Tensor, low: float, high: float) -> bool:
    return bool(((x >= low) & (x <= high)).all())


def _sums_to_one(x: Tensor, dim: int) -> bool:
    """Whether these are probabilities; those of half precision are too."""
    sums = x.double().sum(dim) if x.dim() else x
    return _within(x, 0, 2) and _within(sums, 0.99, 1.01)


def _first(mask: Tensor) -> str:
    """The place of the first True, for the beginning of a sentence."""
    place = mask.nonzero()[0].tolist()
    return f"Element {place[0] if len(place) == 1 else place}"


def _named(tensors: Sequence[Tensor]) -> list[tuple[str, Tensor]]:
    if len(tensors) == 1:
        return [("the input", tensors[0])]
    return [(f"input {n}", each) for n, each in enumerate(tensors)]


# A check yields troubles, and what it saw of them.
Seen = Iterator[tuple[str, str]]


def _devices(batch: _Batch) -> Seen:
    home = batch.given[0].device
    tensors = {"the target": batch.given_target, **_held(batch.loss)}
    for name, each in tensors.items():
        # A single number may stay on the CPU.
        if isinstance(each, Tensor) and each.dim() and each.device != home:
            saw = f"The input is on {home}, {name} on {each.device}."
            yield "loss_in_the_state_dict", saw


def _integers(batch: _Batch) -> Seen:
    if not any(each.is_floating_point() for each in batch.given):
        dtype = batch.given[0].dtype
        yield "detached_loss", f"The input is of {dtype}, without gradient."


def _nothing_counts(batch: _Batch) -> Seen:
    ignored = batch.option("ignore_index", -100)
    if not batch.inputs[0].numel():
        yield "all_ignored", "The batch is empty."
    elif batch.target is not None and (batch.target == ignored).all():
        yield "all_ignored", f"Every target is {ignored}, to be ignored."


def _raises(batch: _Batch) -> Seen:
    try:
        try:
            batch.now = batch.run()
        except NotImplementedError:  # in half precision, on the CPU
            batch.dtype = torch.float32
            batch.now = batch.run()
    except Exception as error:
        text = " ".join(str(error).split())
        saw = f"It raises {type(error).__name__}: {text}"
        yield _known(text) or "relations/check_a_loss", saw


def _known(message: str) -> str:
    """The trouble that a message tells of; "" for any other message."""
    found = (MESSAGES[text] for text in MESSAGES if re.search(text, message))
    return next(found, "")


def _no_gradient(batch: _Batch) -> Seen:
    if not batch.now.reached:
        yield "detached_loss", "No gradient leads from the loss to the input."


def _not_finite(batch: _Batch) -> Seen:
    if batch.now.finite:
        return
    value, target = batch.now.value, batch.target
    saw = f"The loss is {value.item():.4g}"
    saw += ", its gradient is not finite." if value.isfinite() else "."
    saw += _culprit(batch)
    if target is not None and target.isnan().any():
        yield "missing_targets", saw
    elif any(each.isnan().any() for each in batch.inputs):
        yield "sqrt_at_zero", saw
    elif target is not None and target.isinf().any():
        yield "kl_log_of_zero", saw
    elif any(each.isinf().any() for each in batch.inputs):
        yield "masked_logits", saw
    elif value.isfinite():
        yield "where_nan_gradient", saw
    elif batch.finite(dtype=torch.float32):
        yield "narrowed_loss", saw
    elif batch.takes_logits:
        several = batch.labels.classes is not None
        yield "log_of_softmax" if several else "saturated_sigmoid", saw
    elif batch.finite(dtype=torch.float64):
        yield "log_cosh_overflow", saw
    else:
        yield "log_of_softmax", saw


def _culprit(batch: _Batch) -> str:
    """What makes a loss or its gradient infinite or nan."""
    for name, each in (*_named(batch.inputs), ("the target", batch.target)):
        if each is not None and not each.isfinite().all():
            bad = ~each.isfinite()
            return f" {_first(bad)} of {name} is {each[bad][0].item()}."
    for name, gradient in _named(batch.now.gradients):
        bad = ~gradient.isfinite()
        if bad.any() and not bad.all():
            at = _first(bad).lower()
            return f" The first gradient not to be finite is at {at} of {name}."
    low, high = 0, batch.inputs[0].shape[0] if batch.inputs[0].dim() else 0
    while high - low > 1:
        middle = (low + high) // 2
        if batch.finite(slice(low, middle)):
            low = middle
        else:
            high = middle
    alone = not batch.finite(slice(low, high))
    return f" Sample {low} alone makes it so." if alone else ""


def _arguments(batch: _Batch) -> Seen:
    if batch.given_target is not None and batch.given_target.requires_grad:
        yield "kl_argument_order", "The target requires a gradient."
    given = (*_named(batch.inputs), ("the target", batch.target))
    for (name, before), after in zip(given, batch.now.arguments, strict=False):
        if not torch.equal(before.nan_to_num(), after.nan_to_num()):
            yield "loss_in_place", f"The loss writes into {name}."
    for text in filter(_known, batch.now.warnings):
        sentence = re.split(r"[.](?!\w)", text)[0]
        yield _known(text), f"It warns: {sentence}."


def _parameters(batch: _Batch) -> Seen:
    if batch.parameters is None:
        return
    wanted = [each for each in batch.parameters if each.requires_grad]
    ways = [
        (each, gradient.to(each))
        for each, gradient in zip(batch.given, batch.now.gradients, strict=True)
        if each.requires_grad
    ]
    found = [None] * len(wanted)
    if ways:
        outputs, gradients = zip(*ways, strict=True)
        found = torch.autograd.grad(
            outputs, wanted, gradients, retain_graph=True, allow_unused=True
        )
    lost = [w for w, g in zip(wanted, found, strict=True) if g is None]
    if lost:
        yield (
            "detached_loss",
            f"{len(lost)} of {len(wanted)} parameters get no gradient, the "
            f"first of shape {tuple(lost[0].shape)}.",
        )
    if any(g is not None and not g.isfinite().all() for g in found):
        yield "where_nan_gradient", "The gradient of a parameter is not finite."


def _shapes(batch: _Batch) -> Seen:
    x, y = batch.inputs[0], batch.target
    if len(batch.inputs) > 1 or y is None or x.shape == y.shape:
        return
    try:
        pairs = torch.broadcast_tensors(x, y)
    except RuntimeError:
        return
    if pairs[0].numel() > x.numel() and math.isclose(
        batch.at(x), batch.at(pairs[0], target=pairs[1]), rel_tol=1e-3
    ):
        yield (
            "broadcast_target",
            f"An input of shape {tuple(x.shape)} meets a target of shape "
            f"{tuple(y.shape)}, in {pairs[0].numel()} pairs.",
        )


def _probabilities(batch: _Batch) -> Seen:
    if not batch.takes_logits:
        return
    x, (best, target, dim) = batch.inputs[0], batch.labels
    name = ""
    if dim is not None and _sums_to_one(x, dim):
        name, what = "double_softmax", "sums to 1 over the classes"
    elif dim is None and x.numel() > 7 and _within(x, 0, 1) and x.std() > 0:
        name, what = "double_sigmoid", "lies between 0 and 1"
    if name:
        yield (
            name,
            f"The input {what}, and the loss takes logits: where such an input "
            f"is sure and right, it is {batch.at(best, target=target):.4g}.",
        )


def _logits(batch: _Batch) -> Seen:
    if batch.labels is None or batch.takes_logits:
        return
    x, (best, target, _) = batch.inputs[0], batch.labels
    places = (best, 1 - best, 2 * best)
    right, wrong, beyond = (batch.at(x, target=target) for x in places)
    outside = (x < -1e-3) | (x > 1 + 1e-3)
    least = right - wrong / 20
    if outside.any() and abs(right) < wrong / 20 and beyond < least:
        yield (
            "bce_on_logits",
            f"{_first(outside)} of the input is {x[outside][0]:.4g}. The loss "
            f"is {right:.4g} where all is right, and {beyond:.4g} beyond 1.",
        )


def _negative(batch: _Batch) -> Seen:
    x, y, value = batch.inputs[0], batch.target, batch.now.value.item()
    if value > -1e-6 or len(batch.inputs) > 1:
        return
    kind = "log-probabilities" if (x <= 0).all() else "logits"
    kind = "probabilities" if _within(x, 0, 1) else kind
    saw = f"The loss is {value:.4g}, of what looks like {kind}."
    if batch.labels is not None and batch.labels.classes is not None:
        soft = y.is_floating_point()
        name = "kl_probabilities_as_input" if soft else "nll_on_probabilities"
        yield name, saw
    elif batch.alike and not any(_no_minimum(batch)):
        # Beyond the target itself it must not be smaller.
        beyond = (2 * y).clamp(max=1) if kind == "probabilities" else 2 * y
        if batch.at(beyond) < batch.at(y) - 1e-3 < 0:
            yield "kl_probabilities_as_input", saw


def _no_minimum(batch: _Batch) -> Seen:
    y = batch.target
    if not batch.alike or _within(y, 0, 1):
        return
    far, farther = (batch.at(s * y.sign()) for s in (100, 1000))
    if farther < 5 * far < 0:
        outside = (y < 0) | (y > 1)
        yield (
            "binary_target_out_of_range",
            f"{_first(outside)} of the target is {y[outside][0]:.4g}, and far "
            f"out the loss is {farther:.4g}.",
        )


def _start(batch: _Batch) -> Seen:
    if not batch.takes_logits:
        return
    value, nothing = (batch.at(s * batch.inputs[0]) for s in (1, 0))
    if value > 3 * nothing > 0:
        yield (
            "relations/cross_entropy_gradient",
            f"The loss is {value:.4g}; if all logits were 0 it would be "
            f"{nothing:.4g}.",
        )


def _zeros(batch: _Batch) -> Seen:
    x = batch.inputs[0]
    share = (x == 0).double().mean().item()
    if batch.takes_logits and x.numel() > 19 and 0.02 < share < 0.95:
        yield "dropout_before_the_loss", f"Of the logits {share:.0%} are 0."


def _flat(batch: _Batch) -> Seen:
    value, x = batch.now.value.item(), batch.inputs[0]
    if abs(value) < 1e-6 or any(each.any() for each in batch.now.gradients):
        return
    saw = f"The loss is {value:.4g}, its gradient 0 everywhere."
    if x.dim() > 1 and len(x) > 1 and (x == x[0]).all():
        saw += " All predictions are equal."
        yield "relations/cosine_is_squared_distance", saw
    else:
        yield "saturated_sigmoid", saw


def _vanishes(batch: _Batch) -> Seen:
    if not batch.takes_logits:
        return
    x, (best, _, dim) = batch.inputs[0].double(), batch.labels
    undecided = batch.run([torch.zeros_like(x)], dtype=x.dtype).gradients[0]
    now, then = batch.now.gradients[0].double().abs(), undecided.abs()
    margin = x * (1 - 2 * best)
    if dim is not None:
        own, others = (x.where(best == b, -math.inf).amax(dim) for b in (1, 0))
        margin, now, then = others - own, now.amax(dim), then.amax(dim)
    lost = (margin > 5) & (now < then / 100)
    if lost.any():
        worst = lost & (margin == margin[lost].max())
        margin, now, then = (x[worst][0] for x in (margin, now, then))
        name = "symmetric_cross_entropy_underfits"
        if now < then / 1e6:
            name = "saturated_sigmoid"
        yield (
            name,
            f"{_first(worst)} is wrong by {margin:.4g} in logits. Its gradient "
            f"is {now:.4g}; at logits of 0 it would be {then:.4g}.",
        )


def _rare(batch: _Batch) -> Seen:
    if not batch.takes_logits or batch.labels.classes is not None:
        return
    gradient, rare = batch.now.gradients[0].abs(), batch.labels.best > 0
    count, share = int(rare.sum()), gradient[rare].sum() / gradient.sum()
    if 0 < count < 0.05 * rare.numel() and share < 0.05:
        yield (
            "focal_initial_bias",
            f"{count} of {rare.numel()} labels are 1, with {share:.1%} of the "
            "gradient.",
        )


def _steep(batch: _Batch) -> Seen:
    for name, gradient in _named(batch.now.gradients):
        steep = gradient.abs() > 1e4
        if steep.any():
            yield (
                "cosine_zero_vector",
                f"{_first(steep)} of {name} has a gradient of "
                f"{gradient[steep][0]:.4g}.",
            )


def _regression(batch: _Batch) -> Seen:
    if not batch.alike or batch.labels is not None:
        return
    x, y = batch.inputs[0].double(), batch.target.double()
    gradient, error = batch.now.gradients[0].double().abs(), (x - y).abs()
    size, largest = y.abs().mean(), gradient.max()
    if largest > 50 and size > 100:
        yield (
            "target_scale",
            f"The mean size of the targets is {size:.4g}, and the gradient "
            f"reaches {largest:.4g}.",
        )
    share, at = largest / gradient.sum(), gradient == largest
    typical = error.median()
    if y.numel() > 7 and share > 0.5 and error[at][0] > 10 * typical:
        yield (
            "outlier",
            f"{_first(at)} has {share:.0%} of the gradient, by an error of "
            f"{error[at][0]:.4g}, where the median is {typical:.4g}.",
        )


def _detached_part(batch: _Batch) -> Seen:
    """Compare the gradient with what the loss does along it."""
    if any(_sums_to_one(each.exp(), -1) for each in batch.inputs):
        return  # ctc_loss has a gradient that keeps to log-probabilities
    try:
        exact = batch.run(dtype=torch.float64)
    except Exception:
        return
    steps = [gradient.sign() for gradient in exact.gradients]
    slope = sum(gradient.abs().sum().item() for gradient in exact.gradients)

    pairs = list(zip(batch.inputs, steps, strict=True))

    def rise(size: float) -> float:
        up, down = (
            batch.at(*(x + s * step for x, step in pairs))
            for s in (size, -size)
        )
        return (up - down) / (2 * size)

    rough, fine = rise(1e-5), rise(1e-6)
    smooth = math.isclose(rough, fine, rel_tol=0.01)  # here it is no kink
    counts = slope > 1e-6 * abs(exact.value.item())  # and is no rounding
    if counts and smooth and not math.isclose(fine, slope, rel_tol=0.05):
        yield (
            "detached_loss",
            f"Along its gradient the loss rises by {fine:.4g}, where that says "
            f"{slope:.4g}: a part of the loss has no gradient.",
        )


def _mean(batch: _Batch) -> Seen:
    reduction, x = batch.option("reduction"), batch.inputs[0]
    if reduction == "batchmean" and x.dim() != 2:
        yield (
            "kl_batchmean_of_sequences",
            f"An input of shape {tuple(x.shape)} is divided by {len(x)}.",
        )
    if reduction not in (None, "mean") or batch.option("weight") is not None:
        return
    try:
        loss = copy.copy(batch.loss)
        if isinstance(loss, nn.Module):
            loss.reduction = "none"
        else:
            loss = functools.partial(loss, reduction="none")
        each = batch.run(loss=loss).each.detach().double()
    except Exception:
        return
    if batch.target is not None and batch.target.shape == each.shape:
        each = each[batch.target != batch.option("ignore_index", -100)]
    value, mean = batch.now.value.item(), each.mean().item()
    counted = each[each != 0].mean().item()  # what is 0 need not count
    if not any(
        math.isclose(value, other, rel_tol=0.02, abs_tol=1e-6)
        for other in (mean, counted, each.sum().item())
    ):
        yield (
            "relations/reduction",
            f'The loss is {value:.4g}, the mean of "none" is {mean:.4g}.',
        )


def _dead_label(batch: _Batch) -> Seen:
    y, (x, *others) = batch.target, batch.inputs
    if y is None or y.shape != x.shape[:1] or not (y == 0).any():
        return
    if (y.abs() > 1).any():  # 0 is a class like others
        return
    if len(batch.inputs) == 1 and len(y) < 8:  # it may be a single sample
        return
    ramp = torch.linspace(-2, 3, x.numel()).view_as(x)
    values = {
        batch.at(each, *(ramp for _ in others), target=torch.zeros_like(y))
        for each in (x, ramp, 1 - ramp)
    }
    if len(values) == 1 and math.isfinite(*values):
        yield (
            "cosine_target_zero",
            f"Where the target is 0 the loss is {values.pop():.4g}, whatever "
            "the prediction.",
        )


def _turned_away(batch: _Batch) -> Seen:
    if not batch.alike:
        return
    same, opposite, longer = (batch.at(s * batch.target) for s in (1, -1, 2))
    if same > opposite and math.isclose(same, longer, rel_tol=1e-3):
        yield (
            "cosine_wrong_sign",
            f"In the target's direction the loss is {same:.4g}, in the other "
            f"one {opposite:.4g}.",
        )


# After a stage in which something was found, the later ones are left out.
STAGES: tuple[tuple[Callable[[_Batch], Seen], ...], ...] = (
    (_devices, _integers),
    (_nothing_counts,),
    (_raises,),
    (_no_gradient, _not_finite),
    (
        _arguments,
        _parameters,
        _shapes,
        _probabilities,
        _logits,
        _negative,
        _no_minimum,
        _start,
        _zeros,
        _flat,
        _vanishes,
        _rare,
        _steep,
        _regression,
        _detached_part,
        _mean,
        _dead_label,
        _turned_away,
    ),
)


if __name__ == "__main__":
    torch.manual_seed(0)
    target = torch.arange(10).repeat(20)
    logits = 3 * F.one_hot(target) + torch.randn(200, 10)
    criterion = nn.CrossEntropyLoss()
    output = logits.softmax(dim=1)
    diagnose_loss(criterion, output, target)
    #> The input sums to 1 over the classes, and the loss takes logits: where
    #> such an input is sure and right, it is 1.461.
    #>   The softmax is taken twice, and the loss cannot get small. Hand over
    #> the logits.
    #>   classification/multiclass/#pitfalls/double_softmax.py
    print(diagnose_loss(criterion, logits, target))
    #> []
