"""Weight decay on two weights, one of which the loss wants at 1."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

LOSSES = ("weight decay",) * 2
CURVATURES = {"the loss holds it": 1.0, "nothing holds it": 0.0}


def draw() -> Figure:
    """Draw both over the steps of SGD; the loss is c / 2 (w - 1)^2."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    for name, curvature in CURVATURES.items():
        w = torch.ones((), requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=0.1, weight_decay=0.1)
        path = [w.item()]
        for _ in range(300):
            optimizer.zero_grad()
            (curvature / 2 * (w - 1).square()).backward()
            optimizer.step()
            path.append(w.item())
        axis.plot(path, label=name)
    axis.set(xlabel="step", ylabel="weight w", ylim=(0, 1.1))
    axis.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axis.legend()
    return figure
