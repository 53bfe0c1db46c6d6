"""alpha moves the decision: p > 0.5 means a share of more than 1 - alpha."""

import torch

from snippets.losses.focal_loss import focal_loss

# The same mistake, p = 0.2 for the true class, on a positive and a negative.
logits = torch.logit(torch.tensor([0.2, 0.8]))
target = torch.tensor([1.0, 0.0])
print(focal_loss(logits, target, alpha=0.25, reduction="none"))
#> tensor([0.2575, 0.7725])
print(focal_loss(logits, target, alpha=0.75, reduction="none"))
#> tensor([0.7725, 0.2575])

# A soft target y stands for a share y of positives among samples alike. At
# y = 1 - alpha the gradient is 0 at p = 0.5, whatever gamma.
for alpha in (0.25, 0.5, 0.75):
    share = torch.tensor([1 - alpha])
    for gamma in (0, 2):
        logits = torch.zeros(1, requires_grad=True)
        loss = focal_loss(logits, share, gamma=gamma, alpha=alpha)
        (slope,) = torch.autograd.grad(loss, logits)
        print(
            f"{alpha=} {gamma=} share={1 - alpha}: loss {loss.item():.4f}, "
            f"slope {slope.item():.4f}"
        )
        #> alpha=0.25 gamma=0 share=0.75: loss 0.2599, slope 0.0000
        #> alpha=0.25 gamma=2 share=0.75: loss 0.0650, slope 0.0000
        #> alpha=0.5 gamma=0 share=0.5: loss 0.3466, slope 0.0000
        #> alpha=0.5 gamma=2 share=0.5: loss 0.0866, slope 0.0000
        #> alpha=0.75 gamma=0 share=0.25: loss 0.2599, slope 0.0000
        #> alpha=0.75 gamma=2 share=0.25: loss 0.0650, slope 0.0000
