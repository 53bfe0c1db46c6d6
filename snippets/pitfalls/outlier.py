"""One wrong target bends a line fitted by squared error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def fit(loss_function, x: Tensor, y: Tensor) -> tuple[float, float]:
    """Slope and intercept of the line through (x, y) with the least loss."""
    line = torch.zeros(2, requires_grad=True)
    optimizer = torch.optim.Adam([line], lr=0.1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 1e-3, 1000)
    for _ in range(1000):
        optimizer.zero_grad()
        loss_function(line[0] * x + line[1], y).backward()
        optimizer.step()
        schedule.step()
    slope, intercept = line.tolist()
    return slope, intercept


# The line y = 2 x + 1, measured with small errors, and one slip at the end.
x = torch.linspace(0, 3, 9)
y = 2 * x + 1 + 0.1 * torch.tensor([1.0, -1, 1, 0, -1, 1, -1, 0, 0])
y[-1] = -5


def share(loss_function) -> float:
    """The slip's part of the pull of all nine points on the true line."""
    line = (2 * x + 1).requires_grad_()
    (gradient,) = torch.autograd.grad(loss_function(line, y), line)
    return (gradient[-1] / gradient.abs().sum()).item()


if __name__ == "__main__":
    for loss_function in (F.mse_loss, F.l1_loss, F.huber_loss):
        slope, _ = fit(loss_function, x, y)
        share_of_slip = share(loss_function)
        name = loss_function.__name__
        print(f"{name:10} slope {slope:5.2f}, share {share_of_slip:.2f}")
        #> mse_loss   slope -0.15, share 0.95
        #> l1_loss    slope  1.91, share 0.14
        #> huber_loss slope  1.69, share 0.63
