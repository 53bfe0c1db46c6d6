"""KL divergence is not symmetric, and breaks the triangle inequality.

The gradients of the two directions differ too.
"""

import torch
from torch.nn import functional as F

y = torch.tensor([0.7, 0.2, 0.1])
logits = torch.tensor([0.01, 0.29, 0.7]).log().requires_grad_()
log_p = logits.log_softmax(0)
p = log_p.exp().detach()

# Swapping the two arguments turns the divergence round.
forward = F.kl_div(log_p, y.log(), reduction="sum", log_target=True)
reverse = F.kl_div(y.log(), log_p, reduction="sum", log_target=True)
print(f"KL(y, p) = {forward:.4f}, KL(p, y) = {reverse:.4f}")
#> KL(y, p) = 2.7050, KL(p, y) = 1.4274

print(torch.autograd.grad(forward, logits, retain_graph=True)[0])
#> tensor([-0.6900,  0.0900,  0.6000])
print(p - y)
#> tensor([-0.6900,  0.0900,  0.6000])
print(torch.autograd.grad(reverse, logits)[0])
#> tensor([-0.0568, -0.3062,  0.3630])
print(p * (p.log() - y.log() - reverse.detach()))
#> tensor([-0.0568, -0.3062,  0.3630])

# A class that the prediction misses costs one way, and is free the other.
y = torch.tensor([0.5, 0.5])
p = torch.tensor([1.0, 0.0])
print(F.kl_div(p.log(), y, reduction="sum"))
#> tensor(inf)
print(F.kl_div(y.log(), p, reduction="sum"))
#> tensor(0.6931)

# The way round by b is shorter than the straight way from a to c.
a = torch.tensor([0.1, 0.9])
b = torch.tensor([0.3, 0.7])
c = torch.tensor([0.5, 0.5])
print(F.kl_div(c.log(), a, reduction="sum"))
#> tensor(0.3681)
print(
    F.kl_div(b.log(), a, reduction="sum")
    + F.kl_div(c.log(), b, reduction="sum")
)
#> tensor(0.1986)
