"""How far a loss is from itself in float64 on the CPU, in other dtypes.

Half precision is computed in float32, and so is the value exact in that; the
gradient is of the scores' dtype, and rounded to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from tests.snippets.case import Tensors
from tests.snippets.checks import HALF, RELATIVE, gradient, widen
from tests.snippets.under_test import Loss

# Half precision can be no better than rounded; the others have room for it.
LIMIT = RELATIVE | {dtype: torch.finfo(dtype).eps for dtype in HALF}


@dataclass(frozen=True)
class Comparison:
    """Values or gradients, beside the same in float64."""

    what: str  # "value" or "gradient"
    came: Tensor  # in float64, on the CPU
    wanted: Tensor
    dtype: torch.dtype  # that it is rounded to
    cancels: bool = False

    @cached_property
    def fits(self) -> Tensor:
        # What must be rounded to the dtype, rounds to its infinity.
        return self.wanted.abs() <= torch.finfo(self.dtype).max

    @cached_property
    def errors(self) -> Tensor:
        """Relative, as LIMIT bounds them; 0 where nothing is asked."""
        info, limit = torch.finfo(self.dtype), LIMIT[self.dtype]
        size = self.wanted.abs().clamp(min=info.tiny / info.eps)
        if self.cancels and size.numel():
            # Rounded terms that cancel; see test_oracles.py.
            terms = self.wanted.abs().amax().clamp(min=1)
            size = size.clamp(min=(1e-5 / limit) * terms)
        off = (self.came - self.wanted).abs() / size
        off = off.nan_to_num(torch.inf, torch.inf)
        return off.where(self.fits, 0)

    @property
    def wrong(self) -> Tensor:
        return self.errors > LIMIT[self.dtype]


def tensors_of(
    make: Callable[..., Tensors], dtype: torch.dtype, **how
) -> Tensors:
    """What loss.batch or loss.extremes makes, as under autocast.

    The scores are of the dtype; the labels stay what the data loader made them.
    """
    return *make(dtype, **how)[:-1], make(torch.float32, **how)[-1]


def comparisons(
    loss: Loss, tensors: Tensors, device: str = "cpu", **options
) -> Iterator[Comparison]:
    """The value, then the gradient by the scores, of these on a device."""
    first, *others = tensors
    here = first.detach().to(device).requires_grad_()
    wide = first.detach().double().requires_grad_()
    moved = {name: on(each, device) for name, each in options.items()}
    came = loss.takes(
        f"{first.dtype} scores",
        here,
        *(each.to(device) for each in others),
        **moved,
    )
    exact = loss(wide, *map(widen, others), **options)
    computed = torch.float32 if first.dtype in HALF else first.dtype
    yield Comparison("value", far(came), exact.detach(), computed)
    yield Comparison(
        "gradient",
        far(gradient(came, here)),
        gradient(exact, wide),
        first.dtype,
        bool(loss.case.cancels),
    )


def on(option, device: str):
    """An option; a tensor is moved to the device."""
    return option.to(device) if isinstance(option, Tensor) else option


def far(tensor: Tensor) -> Tensor:
    """In float64, on the CPU."""
    return tensor.detach().double().cpu()
