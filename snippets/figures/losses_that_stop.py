"""The losses of three trainings, of which two stop too high, step by step."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

NAMES = ("logits", "softmax twice", "inputs shuffled")
LOSSES = ("cross-entropy",) * len(NAMES)


def draw() -> Figure:
    """Draw those of the chapter's first run."""
    torch.manual_seed(0)
    label = torch.arange(10_000) % 10
    noise = torch.randn(10_000, 10, dtype=torch.float64)
    input = F.one_hot(label, 10) + 0.1 * noise
    shuffled = input[torch.randperm(10_000)]
    figure, axis = plt.subplots(figsize=(7.2, 3.0))
    for name in NAMES:
        x = shuffled if name == "inputs shuffled" else input
        w = torch.zeros(10, 10, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.Adam([w], lr=0.3)
        losses = []
        for _ in range(100):
            output = x @ w
            if name == "softmax twice":
                output = output.softmax(dim=1)
            loss = F.cross_entropy(output, label)
            losses.append(loss.item())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        axis.plot(range(100), losses, label=name)
    axis.set(xlabel="step", ylabel="loss", ylim=(0, 2.6))
    axis.set_yticks([0, 1.46, 2.3])
    axis.legend()
    return figure
