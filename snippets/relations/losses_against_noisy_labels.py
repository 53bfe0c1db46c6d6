"""Losses for noisy labels beside L2, on labels of which some are wrong.

Four groups of points in the plane, 150 labels to train with and 150 to choose
a setting by, both noisy. All is drawn 10 times, and the draws train side by
side. The hidden layer stays as it was drawn: so every machine takes the same
path.
"""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional as F

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from snippets.relations.bootstrapping import bootstrapping
from snippets.relations.forward_correction import forward_correction

torch.set_default_dtype(torch.float64)
classes, draws = 4, 10
# Row j: how likely each label is for class j. Of the labels 40% are another
# class, each alike; or 45% of class 0 are called 1.
random = torch.full((classes, classes), 0.4 / 3).fill_diagonal_(0.6)
structured = torch.eye(classes)
structured[0, :2] = torch.tensor([0.55, 0.45])
print(random[0], structured[0])
#> tensor([0.6000, 0.1333, 0.1333, 0.1333]) tensor([0.5500, 0.4500, 0.0000,
#> 0.0000])

# Of each contender the settings: an option of the loss, and a strength of L2.
contenders = {
    "cross-entropy": [(0, 0)],
    "cross-entropy, L2": [(0, l2) for l2 in (0.01, 0.1, 0.3, 1)],
    "symmetric": [(alpha, 0) for alpha in (0.003, 0.01, 0.1, 1)],
    "symmetric, L2": [(a, l2) for a in (0.01, 0.1) for l2 in (0.1, 1)],
    "generalized": [(q, 0) for q in (0.1, 0.3, 0.7, 1)],
    "generalized, L2": [(q, l2) for q in (0.3, 0.7) for l2 in (0.1, 1)],
    "bootstrapping, L2": [(s, l2) for s in (0.5, 0.8) for l2 in (0.1, 1)],
    "forward, L2": [(0, l2) for l2 in (0.01, 0.1, 0.3, 1)],
}


def losses(option: float, noise: Tensor) -> dict[str, Callable]:
    """By name, each a function of logits and labels."""
    return {
        "cross-entropy": F.cross_entropy,
        "symmetric": partial(symmetric_cross_entropy, alpha=option, beta=1),
        "generalized": partial(generalized_cross_entropy, q=option),
        "bootstrapping": partial(bootstrapping, share=option),
        "forward": partial(forward_correction, noise=noise),
    }


def samples(number: int) -> tuple[Tensor, Tensor]:
    """The points of each draw, and their true classes."""
    centres = torch.tensor([[2.5, 0], [0, 2.5], [-2.5, 0], [0, -2.5]])
    true = (torch.arange(number) % classes).expand(draws, number)
    return centres[true] + 0.7 * torch.randn(draws, number, 2), true


def relabelled(true: Tensor, seen: Tensor) -> Tensor:
    """Labels drawn from the row of each true class."""
    drawn = torch.multinomial(seen[true.flatten()], 1)
    return drawn.view(true.shape)


def accuracy(hidden: Tensor, w: Tensor, labels: Tensor) -> Tensor:
    """The share of right answers, in each draw."""
    return ((hidden @ w).argmax(dim=2) == labels).double().mean(dim=1)


table = []
for noise, seen in (("random", random), ("structured", structured)):
    torch.manual_seed(0)
    (x, y), (x_valid, y_valid), (x_test, y_test) = map(samples, (150, 150, 500))
    y, y_valid = relabelled(y, seen), relabelled(y_valid, seen)
    directions, offsets = torch.randn(draws, 2, 60), torch.randn(draws, 1, 60)
    hidden, hidden_valid, hidden_test = (
        torch.tanh(points @ directions + 2 * offsets)
        for points in (x, x_valid, x_test)
    )
    found = {}
    for name, settings in contenders.items():
        best, chosen = torch.zeros(2, draws)
        for option, l2 in settings:
            loss = losses(option, seen)[name.partition(",")[0]]
            w = torch.zeros(draws, 60, classes, requires_grad=True)
            optimizer = torch.optim.Adam([w], lr=0.2)
            for _ in range(60):
                logits = (hidden @ w).flatten(0, 1)
                penalty = w.square().sum() / (2 * draws)
                optimizer.zero_grad()
                (loss(logits, y.flatten()) + l2 * penalty).backward()
                optimizer.step()
            valid = accuracy(hidden_valid, w, y_valid)
            test = accuracy(hidden_test, w, y_test)
            best, chosen = (
                torch.where(valid > best, valid, best),
                torch.where(valid > best, test, chosen),
            )
        found[name] = chosen
    table.append(f"{noise + ' noise':20}mean  worst  above L2 alone")
    for name, right in found.items():
        wins = (right > found["cross-entropy, L2"]).sum()
        table.append(
            f"  {name:18}{right.mean():.3f}  {right.min():.3f}  {wins:8}"
            f" of {draws}"
        )
print("\n".join(table))
#> random noise        mean  worst  above L2 alone
#>   cross-entropy     0.861  0.792         0 of 10
#>   cross-entropy, L2 0.948  0.818         0 of 10
#>   symmetric         0.956  0.924         4 of 10
#>   symmetric, L2     0.972  0.916         9 of 10
#>   generalized       0.954  0.902         4 of 10
#>   generalized, L2   0.955  0.840         8 of 10
#>   bootstrapping, L2 0.963  0.840         9 of 10
#>   forward, L2       0.949  0.844         5 of 10
#> structured noise    mean  worst  above L2 alone
#>   cross-entropy     0.871  0.828         5 of 10
#>   cross-entropy, L2 0.849  0.762         0 of 10
#>   symmetric         0.867  0.736         6 of 10
#>   symmetric, L2     0.856  0.744         5 of 10
#>   generalized       0.870  0.842         6 of 10
#>   generalized, L2   0.835  0.738         2 of 10
#>   bootstrapping, L2 0.837  0.734         3 of 10
#>   forward, L2       0.974  0.936        10 of 10
