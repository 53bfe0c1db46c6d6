"""Log-cosh in four steps, at a small and at a large error."""

import math

import torch
from torch.nn import functional as F


def as_written(error):
    """The formula."""
    return torch.log(torch.cosh(error))


def without_overflow(error):
    """The large exponential leaves the logarithm."""
    size = error.abs()
    return size + F.softplus(-2 * size) - math.log(2)


def exact_near_zero(error):
    """A form without subtraction takes over for small errors."""
    near = torch.log1p(2 * torch.sinh(error / 2).square())
    return torch.where(error.abs() < 1, near, without_overflow(error))


def clamped(error):
    """The form that is dropped stays finite."""
    near = torch.log1p(2 * torch.sinh(error.clamp(-1, 1) / 2).square())
    return torch.where(error.abs() < 1, near, without_overflow(error))


print("                   e = 0.0001           e = 1000")
#>                    e = 0.0001           e = 1000
print("                   loss      gradient   loss    gradient")
#>                    loss      gradient   loss    gradient
for form in (as_written, without_overflow, exact_near_zero, clamped):
    error = torch.tensor([1e-4, 1000.0], requires_grad=True)
    loss = form(error)
    (slope,) = torch.autograd.grad(loss.sum(), error)
    (near, far), (flat, steep) = loss.tolist(), slope.tolist()
    name = form.__name__
    print(f"{name:16}   {near:<9.1g} {flat:<9.1g}  {far:<7.5g} {steep:.1g}")
    #> as_written         0         0.0001     inf     nan
    #> without_overflow   0         0.0001     999.31  1
    #> exact_near_zero    5e-09     0.0001     999.31  nan
    #> clamped            5e-09     0.0001     999.31  1
