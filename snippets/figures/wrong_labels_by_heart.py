"""Wrong labels learnt and right answers, over the steps of three trainings."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

LOSSES = {
    "cross-entropy": (1, 0, 0),
    "L2, with cross-entropy": (1, 0, 0.1),
    "symmetric, α = 0.01": (0.01, 1, 0),
}


def draw() -> Figure:
    """Draw both for the labels and the network of the chapter's first run."""
    torch.manual_seed(0)
    dtype = torch.float64
    centres = torch.tensor([[2.5, 0], [0, 2.5], [-2.5, 0], [0, -2.5]])
    true, true_new = torch.arange(150) % 4, torch.arange(3000) % 4
    points = centres[true] + 0.7 * torch.randn(150, 2, dtype=dtype)
    new_points = centres[true_new] + 0.7 * torch.randn(3000, 2, dtype=dtype)
    wrong = torch.rand(150, dtype=dtype) < 0.4
    labels = torch.where(wrong, (true + torch.randint(1, 4, (150,))) % 4, true)
    directions = torch.randn(2, 100, dtype=dtype)
    offsets = 2 * torch.randn(100, dtype=dtype)
    hidden = torch.tanh(points @ directions + offsets)
    new_hidden = torch.tanh(new_points @ directions + offsets)

    figure, (learnt, right) = plt.subplots(1, 2, figsize=(7.2, 3.0))
    steps = range(1, 401)
    for name, (alpha, beta, l2) in LOSSES.items():
        w = torch.zeros(100, 4, dtype=dtype, requires_grad=True)
        optimizer = torch.optim.Adam([w], lr=0.02)
        of_wrong, of_new = [], []
        for _ in steps:
            loss = symmetric_cross_entropy(
                hidden @ w, labels, alpha=alpha, beta=beta
            )
            optimizer.zero_grad()
            (loss + l2 / 2 * w.square().sum()).backward()
            optimizer.step()
            with torch.no_grad():
                match = (hidden @ w).argmax(dim=1) == labels
                good = (new_hidden @ w).argmax(dim=1) == true_new
            of_wrong.append(match[wrong].double().mean())
            of_new.append(good.double().mean())
        learnt.plot(steps[::5], of_wrong[::5], label=name)
        right.plot(steps[::5], of_new[::5], label=name)
    learnt.set(title="Wrong labels learnt", xlabel="step", ylim=(0, 0.5))
    right.set(title="Right on new points", xlabel="step", ylim=(0.6, 1))
    learnt.legend()
    right.legend()
    return figure
