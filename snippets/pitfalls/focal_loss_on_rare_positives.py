"""On rare positives focal loss moves the threshold, and does no more."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss


def samples() -> tuple[Tensor, Tensor]:
    """10000 points of the plane, of which 1% come from another cloud."""
    target = (torch.arange(10000) < 100).float()
    return torch.randn(10000, 2) + 1.5 * target[:, None], target


def f1(logits: Tensor, target: Tensor, threshold: float) -> float:
    """The harmonic mean of precision and recall."""
    said = (logits > threshold).float()
    return (2 * said @ target / (said.sum() + target.sum())).item()


def auc(logits: Tensor, target: Tensor) -> float:
    """How often a positive has a higher output than a negative."""
    rank = logits.argsort().argsort().double()[target == 1] + 1
    n = len(rank)
    return ((rank.mean() - (n + 1) / 2) / (len(target) - n)).item()


weight = torch.tensor(99.0)
losses = {
    "cross-entropy": F.binary_cross_entropy_with_logits,
    "focal loss": focal_loss,
    "pos_weight": nn.BCEWithLogitsLoss(pos_weight=weight),
}
torch.manual_seed(0)
train, valid, test = samples(), samples(), samples()
for name, loss in losses.items():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
    for _ in range(200):
        optimizer.zero_grad()
        loss(model(train[0])[:, 0], train[1]).backward()
        optimizer.step()
    with torch.no_grad():
        seen, new = model(valid[0])[:, 0], model(test[0])[:, 0]
    best = max(seen.tolist()[:2000], key=lambda cut: f1(seen, valid[1], cut))
    print(
        f"{name:13}: AUC {auc(new, test[1]):.3f}, F1 {f1(new, test[1], 0):.2f} "
        f"at p = 0.5, {f1(new, test[1], best):.2f} at the best threshold"
    )
