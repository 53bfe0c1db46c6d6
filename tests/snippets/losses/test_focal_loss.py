import pytest
import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss


def test_easy_and_hard_samples():
    target = torch.tensor([1.0, 0.0])
    for p, ratio in ((0.9, 0.005), (0.5, 0.125)):
        logits = torch.logit(torch.tensor([p, 1 - p]))
        bce = F.binary_cross_entropy_with_logits(logits, target)
        assert (focal_loss(logits, target) / bce).item() == pytest.approx(ratio)
