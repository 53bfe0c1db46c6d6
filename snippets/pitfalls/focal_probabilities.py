"""What focal loss learns is not the share of positives, but tells it.

Source: Charoenphakdee, Vongkulbhisal, Chairatanakul, Sugiyama, On Focal Loss
for Class-Posterior Probability Estimation: A Theoretical Perspective, 2020,
arXiv 2011.09172.
"""

import torch

from snippets.losses.focal_loss import focal_loss

# Of the samples alike 9 in 10 are positive. Find the best logit for them.
logits = torch.linspace(-6, 6, 12001, requires_grad=True)
target = torch.full_like(logits, 0.9)
for gamma, alpha in ((0, None), (2, None), (2, 0.75), (2, 0.25)):
    loss = focal_loss(
        logits, target, gamma=gamma, alpha=alpha, reduction="none"
    )
    best = logits[loss.argmin()].detach().requires_grad_()
    p = torch.sigmoid(best)

    # At the best logit the slopes for y = 1 and y = 0 hold the balance.
    ones, zeros = torch.ones(()), torch.zeros(())
    (slope_1,) = torch.autograd.grad(
        focal_loss(best, ones, gamma=gamma, alpha=alpha), best
    )
    (slope_0,) = torch.autograd.grad(
        focal_loss(best, zeros, gamma=gamma, alpha=alpha), best
    )
    share = slope_0 / (slope_0 - slope_1)
    print(f"gamma {gamma}, alpha {alpha}: p {p:.2f}, share {share:.2f}")
    #> gamma 0, alpha None: p 0.90, share 0.90
    #> gamma 2, alpha None: p 0.69, share 0.90
    #> gamma 2, alpha 0.75: p 0.77, share 0.90
    #> gamma 2, alpha 0.25: p 0.60, share 0.90

# The more of them are positive, the higher the best logit: the order is kept.
shares = torch.linspace(0.01, 0.99, 99)[:, None].expand(99, len(logits))
loss = focal_loss(logits.expand_as(shares), shares, reduction="none")
print((loss.argmin(1).diff() > 0).all())
#> tensor(True)
