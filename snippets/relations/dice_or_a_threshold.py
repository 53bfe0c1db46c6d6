"""The ink of noisy digits: Dice loss, cross-entropy, both, and a threshold."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

from snippets.losses.dice_loss import dice_loss

torch.set_default_dtype(torch.float64)
INK = torch.tensor(load_digits().images) > 7
CUTS = torch.linspace(-3, 3, 25)
SEEDS = 3


def pictures(first, count=16):
    """Digits in a larger noisy picture, with the mask of their ink."""
    mask = torch.zeros(count, 24, 24)
    for picture, ink in zip(mask, INK[first : first + count], strict=True):
        row, column = torch.randint(24 - 8 + 1, (2,))
        picture[row : row + 8, column : column + 8] = ink
    noisy = mask + 0.7 * torch.randn_like(mask)
    patches = F.unfold(noisy.unsqueeze(1), 5, padding=2).transpose(1, 2)
    return patches, mask.flatten(1).unsqueeze(1)


def dice_score(yes, mask):
    """Twice the intersection over both areas, the mean over pictures."""
    both = (yes * mask).sum(2)
    return (2 * both / (yes.sum(2) + mask.sum(2))).mean().item()


def cross_entropy(logits, mask):
    """The mean over all pixels."""
    return F.binary_cross_entropy_with_logits(logits, mask)


losses = {
    "cross-entropy": cross_entropy,
    "Dice": dice_loss,
    "cross-entropy + Dice": lambda logits, mask: (
        cross_entropy(logits, mask) + dice_loss(logits, mask)
    ),
}
print("                      cut at 0.5  cut chosen  log loss")
#>                       cut at 0.5  cut chosen  log loss
for name, loss in losses.items():
    rows = []
    for seed in range(SEEDS):
        torch.manual_seed(seed)
        train, valid, test = (pictures(first) for first in (0, 16, 32))
        model = nn.Linear(25, 1)
        optimizer = torch.optim.Adam(model.parameters(), lr=0.2)
        for _ in range(150):
            optimizer.zero_grad()
            loss(model(train[0]).transpose(1, 2), train[1]).backward()
            optimizer.step()
        with torch.no_grad():
            seen = model(valid[0]).transpose(1, 2)
            logits = model(test[0]).transpose(1, 2)
        scores = [dice_score(seen > cut, valid[1]) for cut in CUTS]
        cut = CUTS[scores.index(max(scores))]
        score = [dice_score(logits > at, test[1]) for at in (0, cut)]
        rows.append([*score, cross_entropy(logits, test[1])])
    fixed, chosen, log_loss = torch.tensor(rows).mean(0)
    print(f"{name:20} {fixed:11.2f} {chosen:11.2f} {log_loss:9.2f}")
    #> cross-entropy               0.53        0.60      0.07
    #> Dice                        0.60        0.58      0.12
    #> cross-entropy + Dice        0.60        0.59      0.08
