"""Bootstrapping: in part the label is what the model says itself.

Source: Reed, Lee, Anguelov, Szegedy, Erhan, Rabinovich, Training Deep Neural
Networks on Noisy Labels with Bootstrapping, 2014, arXiv 1412.6596.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def bootstrapping(logits: Tensor, target: Tensor, share: float) -> Tensor:
    """The mean loss of logits (N, K) and classes (N)."""
    log_p = logits.log_softmax(dim=1)
    entropy = -(log_p.exp() * log_p).sum(dim=1)
    labels = F.nll_loss(log_p, target, reduction="none")
    return (share * labels + (1 - share) * entropy).mean()


if __name__ == "__main__":
    logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5]])
    target = torch.tensor([0, 2])
    print(F.cross_entropy(logits, target))
    #> tensor(1.2738)
    print(bootstrapping(logits, target, share=0.95))
    #> tensor(1.2445)
