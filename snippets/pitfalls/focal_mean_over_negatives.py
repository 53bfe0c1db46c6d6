"""The mean shrinks with every easy negative; divide by the positives."""

import torch

from snippets.losses.focal_loss import focal_loss

for negatives in (100, 10000):
    # Two hard positives at p = 0.2 among easy negatives at p = 0.01.
    p = torch.tensor([0.2, 0.2] + [0.01] * negatives)
    target = torch.tensor([1.0, 1.0] + [0.0] * negatives)
    logits = torch.logit(p).requires_grad_()

    # Wrong: the more negatives, the smaller the step for a positive.
    loss = focal_loss(logits, target)
    (gradient,) = torch.autograd.grad(loss, logits)
    print(f"{negatives}: mean {loss:.4f}, gradient {gradient[0]:.6f}")
    #> 100: mean 0.0151, gradient -0.006794
    #> 10000: mean 0.0002, gradient -0.000069

    # Right: the sum over the number of positives.
    positives = target.sum().clamp(min=1)
    loss = focal_loss(logits, target, reduction="sum") / positives
    (gradient,) = torch.autograd.grad(loss, logits)
    print(f"{negatives}: sum {loss:.4f}, gradient {gradient[0]:.4f}")
    #> 100: sum 0.7725, gradient -0.3465
    #> 10000: sum 0.7738, gradient -0.3465
