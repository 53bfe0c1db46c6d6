"""The mean counts triplets that are satisfied and have no gradient."""

import torch
from torch.nn import functional as F

# One triplet violates the margin. What else is in the batch is learnt already.
anchor = torch.zeros(1, 2, requires_grad=True)
violated = torch.tensor([[[1.0, 0.0]], [[0.0, 1.5]]])
learnt = torch.tensor([[[1.0, 0.0]], [[0.0, 9.0]]])
for count in (0, 9, 99):
    positive, negative = torch.cat([violated] + count * [learnt], dim=1)
    batch = anchor.expand(count + 1, 2)
    each = F.triplet_margin_loss(batch, positive, negative, reduction="none")
    (gradient,) = torch.autograd.grad(each.mean(), anchor, retain_graph=True)
    # The fix: divide by the number of those that are not satisfied.
    active = each.sum() / (each > 0).sum().clamp(min=1)
    (of_active,) = torch.autograd.grad(active, anchor)
    print(
        f"{count:2} learnt: mean {each.mean():.4f}, gradient "
        f"{gradient.norm():.4f}; of the active {active:.2f}, "
        f"{of_active.norm():.2f}"
    )
    #>  0 learnt: mean 0.5000, gradient 1.4142; of the active 0.50, 1.41
    #>  9 learnt: mean 0.0500, gradient 0.1414; of the active 0.50, 1.41
    #> 99 learnt: mean 0.0050, gradient 0.0141; of the active 0.50, 1.41
