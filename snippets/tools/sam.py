"""Sharpness-aware minimization (SAM): step by the gradient a little uphill.

    w_uphill = w + rho g / ||g||

Here g is the gradient at the weights w. The step starts from w, and is taken
by the gradient at w_uphill.

Source: Foret, Kleiner, Mobahi, Neyshabur, Sharpness-Aware Minimization for
Efficiently Improving Generalization, 2020, arXiv 2010.01412.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from torch.nn.utils import get_total_norm
from torch.optim.optimizer import register_optimizer_step_pre_hook


@contextmanager
def sam_ascent(model: nn.Module, *, rho: float = 0.05) -> Iterator[None]:
    """Move the weights uphill, by a distance of rho, until the block ends.

    Compute the gradient before the block and again inside, and step after it:

        loss_function(model(x), y).backward()
        with sam_ascent(model, rho=0.05):
            loss_function(model(x), y).backward()
        optimizer.step()
        optimizer.zero_grad()

    At its end weights and buffers are, bit for bit, what they were before it.
    Only the gradient is new. The weights stay where they are if the norm of
    the first gradient is 0 or not finite.

    Args:
        model: with the gradients of the first pass, which are set to None.
        rho: how far the weights are moved, as a Euclidean norm over all of
            them; 0 moves nothing.

    Raises:
        TypeError: rho is not a number, or a gradient is sparse.
        ValueError: rho is below 0 or not finite, or no parameter has a
            gradient.
        RuntimeError: an optimizer steps inside the block, or no gradient was
            computed there.
    """
    if isinstance(rho, bool) or not isinstance(rho, int | float):
        raise TypeError(f"rho must be a number, got {rho!r}")
    if not 0 <= rho < math.inf:
        raise ValueError(f"rho must be at least 0 and finite, got {rho}")
    parameters = [p for p in model.parameters() if p.grad is not None]
    if not parameters:
        raise ValueError("model has no gradient: call backward() first")
    if any(p.grad.layout != torch.strided for p in parameters):
        raise TypeError("gradients must be dense, got a sparse one")

    weights = [p.detach().clone() for p in parameters]
    buffers = [
        (module, name, buffer, buffer.clone())
        for module in model.modules()
        for name, buffer in module.named_buffers(recurse=False)
    ]
    # In half precision a norm may overflow, and is inexact.
    gradients = [
        p.grad.to(torch.promote_types(p.dtype, torch.float32))
        for p in parameters
    ]
    norm = get_total_norm(gradients)
    with torch.no_grad():
        for p, gradient in zip(parameters, gradients, strict=True):
            length = norm.to(p.device)
            moves = (length > 0) & length.isfinite()
            p.add_(torch.where(moves, rho * (gradient / length), 0))
            p.grad = None
    try:
        with _one_gradient_and_no_step(model):
            yield
    finally:
        with torch.no_grad():
            for p, before in zip(parameters, weights, strict=True):
                p.copy_(before)
            for module, name, buffer, before in buffers:
                buffer.copy_(before)
                setattr(module, name, buffer)


@contextmanager
def _one_gradient_and_no_step(model: nn.Module) -> Iterator[None]:
    own = {id(p) for p in model.parameters()}

    def refuse(optimizer, *_) -> None:
        groups = optimizer.param_groups
        if any(id(p) in own for group in groups for p in group["params"]):
            raise RuntimeError("call optimizer.step() after the block")

    hook = register_optimizer_step_pre_hook(refuse)
    try:
        yield
    finally:
        hook.remove()
    if all(p.grad is None for p in model.parameters()):
        raise RuntimeError(
            "no gradient inside the block: call backward() there, too"
        )


if __name__ == "__main__":
    from torch.nn import functional as F

    torch.manual_seed(0)
    x, y = torch.randn(8, 2), torch.randn(8, 1)
    model = nn.Linear(2, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    for _ in range(3):
        loss = F.mse_loss(model(x), y)
        loss.backward()
        with sam_ascent(model, rho=0.05):
            uphill = F.mse_loss(model(x), y)
            uphill.backward()
        optimizer.step()
        optimizer.zero_grad()
        print(f"{loss:.4f}, uphill {uphill:.4f}")
        #> 0.8134, uphill 0.8745
        #> 0.6500, uphill 0.6957
        #> 0.5434, uphill 0.5749
