"""Forward correction: cross-entropy of the labels that are seen.

T_jk is the probability that a sample of class j is labelled k.

Source: Patrini, Rozza, Menon, Nock, Qu, Making Deep Neural Networks Robust to
Label Noise: a Loss Correction Approach, 2016, arXiv 1609.03683.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def forward_correction(
    logits: Tensor, target: Tensor, noise: Tensor, reduction: str = "mean"
) -> Tensor:
    """The loss of logits (N, K) and classes (N) under T, (K, K)."""
    log_p = logits.log_softmax(dim=1)
    log_seen = torch.logsumexp(log_p[:, :, None] + noise.log(), dim=1)
    return F.nll_loss(log_seen, target, reduction=reduction)


if __name__ == "__main__":
    logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5]])
    target = torch.tensor([0, 2])
    noise = torch.tensor([[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.05, 0.15, 0.8]])
    loss = forward_correction(logits, target, noise)
    print(loss)
    #> tensor(1.1060)
    print(forward_correction(logits, target, noise, reduction="none"))
    #> tensor([0.4384, 1.7735])
    # Without noise it is cross-entropy.
    print(forward_correction(logits, target, torch.eye(3)))
    #> tensor(1.2738)
    print(F.cross_entropy(logits, target))
    #> tensor(1.2738)
