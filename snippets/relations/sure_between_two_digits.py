"""A network is sure of what lies between two digits, unless it saw such."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

from snippets.tools.mixup import mixup

digits = load_digits()
x, y = torch.tensor(digits.data).float() / 16, torch.tensor(digits.target)
few, new = x[:200], x[200:]


def trained(alpha):
    """A network after 200 steps, on mixed samples unless alpha is 0."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, fused=True)
    for _ in range(200):
        mixed, partner, share = few, torch.arange(200), 1.0
        if alpha:
            mixed, partner, share = mixup(few, alpha=alpha)
        logits, target = model(mixed), y[:200]
        first = F.cross_entropy(logits, target)
        second = F.cross_entropy(logits, target[partner])
        optimizer.zero_grad()
        (share * first + (1 - share) * second).backward()
        optimizer.step()
    return model


# New digits, each mixed with another one of another kind.
partner = torch.arange(len(new)).roll(1)
others = y[200:] != y[200:][partner]
models = trained(alpha=0.0), trained(alpha=1.0)
print("share  without  mixup")
#> share  without  mixup
for share in (1.0, 0.75, 0.5):
    mixed = (share * new + (1 - share) * new[partner])[others]
    with torch.no_grad():
        sure = [model(mixed).softmax(1).amax(1).mean() for model in models]
    print("{:5.2f}{:9.2f}{:7.2f}".format(share, *sure))
    #>  1.00     0.92   0.79
    #>  0.75     0.87   0.68
    #>  0.50     0.74   0.56
