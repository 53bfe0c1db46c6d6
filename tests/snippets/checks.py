"""Comparisons whose message says where, what was expected, and what came."""

import math

import torch
from torch import Tensor

# What a value or a gradient may be off, relative to the exact one.
RELATIVE = {torch.float32: 1e-5, torch.float64: 1e-12}
HALF = (torch.float16, torch.bfloat16)


def gradient(value: Tensor, by: Tensor) -> Tensor:
    return torch.autograd.grad(value.sum(), by)[0]


def same(came, expected, where, rtol=None, atol=None, **more) -> None:
    """`torch.testing.assert_close`, whose message says where."""
    if (rtol, atol) != (None, None):
        rtol, atol = rtol or 0.0, atol or 0.0

    def message(text: str) -> str:
        numbers = f"expected {expected}, got {came}"
        long = getattr(came, "numel", int)() > 8
        if long and came.shape == expected.shape:
            error = (came - expected).detach().abs().nan_to_num(math.inf)
            at = error.argmax().item()
            numbers = (
                f"entry {at}: expected {expected.flatten()[at].item()}, "
                f"got {came.flatten()[at].item()}"
            )
        return f"{where}: {numbers}\n{text}"

    torch.testing.assert_close(
        came, expected, rtol=rtol, atol=atol, msg=message, **more
    )


def widen(tensor: Tensor) -> Tensor:
    """Floating point in float64; class indices as they are."""
    return tensor.double() if tensor.is_floating_point() else tensor


def failure_of(bad: Tensor) -> int | None:
    """The place of the first True, in the flattened tensor."""
    found = bad.flatten().nonzero()
    return found[0].item() if len(found) else None
