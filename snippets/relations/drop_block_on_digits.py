"""DropBlock in a small convolutional network, beside dropout and L2."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

from snippets.tools.drop_block import DropBlock

torch.set_default_dtype(torch.float64)
digits = load_digits()
x, y = torch.tensor(digits.images) / 16, torch.tensor(digits.target)
SPLITS = 3
torch.manual_seed(0)
# Of each split 100 digits to learn, 200 to choose by, and 300 new ones.
orders = torch.stack([torch.randperm(len(x)) for _ in range(SPLITS)], dim=1)
parts = orders[:600].tensor_split([100, 300])


def losses(model, part):
    """The loss of each split's network on its own samples."""
    logits = model(x[part]).unflatten(1, (SPLITS, 10)).transpose(1, 2)
    return F.cross_entropy(logits, y[part], reduction="none").mean(0)


def trained(drop, decay=0.0):
    """Losses to choose by and on new digits, at the best of 20 steps."""
    torch.manual_seed(0)
    wide = 8 * SPLITS  # a network for each split, side by side in groups
    model = nn.Sequential(
        nn.Conv2d(SPLITS, wide, 3, stride=2, padding=1, groups=SPLITS),
        nn.ReLU(),
        drop,
        nn.Conv2d(wide, wide, 3, padding=1, groups=SPLITS),
        nn.ReLU(),
        drop,
        nn.Conv2d(wide, 10 * SPLITS, 4, groups=SPLITS),
        nn.Flatten(),
    )
    options = {"lr": 0.05, "weight_decay": decay, "fused": True}
    optimizer = torch.optim.AdamW(model.parameters(), **options)
    found = []
    for step in range(1, 21):
        optimizer.zero_grad()
        losses(model, parts[0]).sum().backward()
        optimizer.step()
        if step % 5 == 0:  # early stopping keeps the best of these
            model.eval()
            with torch.no_grad():
                found.append([losses(model, part) for part in parts[1:]])
            model.train()
    return found


KINDS = {
    "stopping": [trained(nn.Identity())],
    "L2": [trained(nn.Identity(), decay) for decay in (1.0, 3.0)],
    "dropout": [trained(nn.Dropout(p)) for p in (0.1, 0.2)],
    "DropBlock": [trained(DropBlock(p, 2)) for p in (0.1, 0.2)],
}
for name, runs in KINDS.items():
    tried = [both for run in runs for both in run]
    chosen = torch.stack([held for held, _ in tried]).argmin(0)
    new = torch.stack([new for _, new in tried]).gather(0, chosen[None])[0]
    print(f"{name:>9}" + "".join(f"{loss:6.2f}" for loss in new))
    #>  stopping  0.70  0.84  0.41
    #>        L2  0.55  0.55  0.40
    #>   dropout  0.59  0.66  0.37
    #> DropBlock  0.53  0.51  0.38
