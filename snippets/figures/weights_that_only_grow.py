"""Size of the weights and loss on new samples, with weight decay or without."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("line-2", "weight decay")
DECAYS = {"no decay": 0.0, "weight decay, λ = 1": 1.0}


def draw() -> Figure:
    """Draw both over the steps of AdamW, on the data of the chapter's run."""
    torch.manual_seed(0)
    dtype = torch.float64
    x = torch.randn(1060, 20, dtype=dtype)
    noise = torch.randn(1060, dtype=dtype)
    y = (x[:, :3].sum(dim=1) + noise > 0).double()
    figure, (size, loss) = plt.subplots(1, 2, figsize=(7.2, 2.8))
    for name, weight_decay in DECAYS.items():
        w = torch.zeros(20, dtype=dtype, requires_grad=True)
        optimizer = torch.optim.AdamW([w], 0.05, weight_decay=weight_decay)
        sizes, losses = [], []
        for _ in range(500):
            optimizer.zero_grad()
            F.binary_cross_entropy_with_logits(x[:60] @ w, y[:60]).backward()
            optimizer.step()
            with torch.no_grad():
                z = x[60:] @ w
                new = F.binary_cross_entropy_with_logits(z, y[60:])
                sizes.append(w.norm())
            losses.append(new)
        size.plot(range(1, 501), sizes, label=name)
        loss.plot(range(1, 501), losses, label=name)
    size.set(title="Size of the weights", xlabel="step", ylim=(0, None))
    loss.set(title="Loss on new samples", xlabel="step", ylim=(0, None))
    size.legend()
    loss.legend()
    return figure
