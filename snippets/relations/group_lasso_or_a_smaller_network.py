"""Units left by the group lasso, by their size, and a network of so few.

Source: Liu, Sun, Zhou, Huang, Darrell, Rethinking the Value of Network
Pruning, 2018, arXiv 1810.05270, which compares other ways of pruning so.
"""

import torch
from sklearn.datasets import load_digits
from torch.nn import functional as F

from snippets.regularizers.proximal_group_lasso import proximal_group_lasso_

torch.manual_seed(0)
pixels, digits = map(torch.tensor, load_digits(return_X_y=True))
SPLITS, WIDE = 4, 32
order = torch.stack([torch.randperm(1797) for _ in range(SPLITS)])
x, y = pixels[order] / 16, digits[order]
train, valid, test = slice(200), slice(200, 500), slice(500, None)
starts = (
    torch.randn(SPLITS, WIDE, 64).double() / 8,  # a row for each hidden unit
    torch.randn(SPLITS, 10, WIDE).double() / 8,
)


def fit(start, strength=0.0, steps=100, kept=None):
    """Train all splits together; hidden units that are not kept are 0."""
    first, last = (each.clone().requires_grad_() for each in start)
    lr, momentum = 0.1, 0.9
    optimizer = torch.optim.SGD([first, last], lr, momentum)
    for _ in range(steps):
        optimizer.zero_grad()
        hidden = (x[:, train] @ first.mT).relu()
        if kept is not None:
            hidden = hidden * kept
        logits = hidden @ last.mT
        loss = F.cross_entropy(logits.flatten(0, 1), y[:, train].flatten())
        (SPLITS * loss).backward()
        optimizer.step()
        proximal_group_lasso_(
            first.data.view(SPLITS * WIDE, 64), lr * strength / (1 - momentum)
        )
    return first.detach(), last.detach()


def right(weights, part, kept=1.0):
    """The share of right answers, for each split."""
    hidden = (x[:, part] @ weights[0].mT).relu() * kept
    guess = (hidden @ weights[1].mT).argmax(dim=2)
    return (guess == y[:, part]).double().mean(dim=1)


if __name__ == "__main__":
    wide = fit(starts)
    # The strongest of 0.001, 0.002, 0.004 and 0.008 that costs no more than 1%
    # of the answers on validation samples.
    least = right(wide, valid).mean() - 0.01
    fits = {s: fit(starts, s) for s in (0.001, 0.002, 0.004, 0.008)}
    fine = [s for s, each in fits.items() if right(each, valid).mean() >= least]
    group = fits[max(fine)]
    kept = group[0].any(dim=2).unsqueeze(1)
    count = kept.sum(dim=2, keepdim=True)
    rank = wide[0].norm(dim=2).argsort(descending=True).argsort()
    longest = rank.unsqueeze(1) < count
    first = torch.arange(WIDE) < count
    print(f"strength {max(fine)}: of {WIDE} units {count.flatten().tolist()}")
    #> strength 0.004: of 32 units [14, 14, 15, 16]
    for name, weights, units in (
        ("all units", wide, 1.0),
        ("group lasso", group, kept),
        ("group lasso, 50 more steps", fit(group, 0.0, 50, kept), kept),
        ("longest rows", wide, longest),
        ("longest rows, 50 more steps", fit(wide, 0.0, 50, longest), longest),
        ("so few from the start", fit(starts, 0.0, 150, first), first),
    ):
        print(f"{name:27} {right(weights, test, units).mean():.3f}")
        #> all units                   0.922
        #> group lasso                 0.918
        #> group lasso, 50 more steps  0.925
        #> longest rows                0.877
        #> longest rows, 50 more steps 0.922
        #> so few from the start       0.919
