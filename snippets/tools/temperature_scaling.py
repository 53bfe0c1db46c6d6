"""The temperature at which held-out samples have the least cross-entropy.

    T = argmin_T 1/N sum_i (log sum_k exp(z_{i k} / T) - z_{i y_i} / T)

Here z_{i k} are the logits of sample i of N, and y_i is its class. T is found
by Newton's method for 1 / T, in which the loss is convex.

Source: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks,
2017, arXiv 1706.04599.
"""

import math

import torch
from torch import Tensor


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Return the number above 0 to divide the model's logits by from now on.

    It is computed in float64 on the CPU, and exact to about 12 digits.

    Args:
        logits: those of samples that the model was not trained on, (N, K).
        target: int64 class indices, (N,).

    Raises:
        ValueError: an argument has a wrong shape, dtype or value; or there is
            no such temperature, as the logits are right on every sample, or
            fit the target no better than equal ones.
    """
    if logits.dim() != 2 or not logits.is_floating_point():
        raise ValueError(
            "logits must be a floating-point tensor of shape (N, K), "
            f"got {logits.dtype} of shape {tuple(logits.shape)}"
        )
    if target.dtype != torch.int64 or target.shape != logits.shape[:1]:
        raise ValueError(
            f"target must be torch.int64 of shape {tuple(logits.shape[:1])}, "
            f"got {target.dtype} of shape {tuple(target.shape)}"
        )
    z, y = logits.detach().double().cpu(), target.cpu()
    if not z.isfinite().all():
        raise ValueError("logits must be finite")
    if not ((y >= 0) & (y < z.shape[1])).all():
        raise ValueError(f"target must be from 0 to {z.shape[1] - 1}")
    z = z - z.gather(1, y[:, None])  # which changes no probability
    if z.mean(dim=1).sum() >= 0:
        raise ValueError(
            "the logits fit the target no better than equal logits do; "
            "are both in the same order?"
        )
    if (z <= 0).all():
        raise ValueError(
            "every sample is right, so that the best temperature is 0; "
            "take samples of which some are wrong"
        )

    # The least loss lies between low and high.
    low, high, beta = 0.0, math.inf, 1 / z.abs().max().item()
    for _ in range(100):
        p = torch.softmax(beta * z, dim=1)
        mean = (p * z).sum(dim=1, keepdim=True)
        slope = mean.mean()
        curvature = (p * (z - mean).square()).sum(dim=1).mean()
        low, high = (beta, high) if slope < 0 else (low, beta)
        before = beta
        beta -= (slope / curvature).item()
        if not low < beta < high:  # as a step may lead too far
            beta = 2 * low if high == math.inf else (low + high) / 2
        if abs(beta - before) <= 1e-13 * beta:
            break
    return 1 / beta


if __name__ == "__main__":
    # Always as sure, and wrong once in four times: p should be 0.75.
    held_out = torch.tensor([[8.0, 0.0]]).repeat(4, 1)
    target = torch.tensor([0, 0, 0, 1])
    temperature = fit_temperature(held_out, target)
    print(f"{temperature:.4f}")
    #> 7.2819
    # Divide the logits of new samples by it.
    scaled = held_out / temperature
    print(torch.softmax(scaled[0], dim=0))
    #> tensor([0.7500, 0.2500])
