"""With smoothed labels KL is cross-entropy less a constant.

The gradients are the same. At a perfect fit KL is 0, cross-entropy is H(y).

Source: Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, Rethinking the Inception
Architecture for Computer Vision, 2015, arXiv 1512.00567, section 7.
"""

import torch
from torch.distributions import Categorical
from torch.nn import functional as F

epsilon, classes = 0.1, torch.tensor([0, 2])
target = (1 - epsilon) * F.one_hot(classes, num_classes=3) + epsilon / 3
print(target)
#> tensor([[0.9333, 0.0333, 0.0333],
#>         [0.0333, 0.0333, 0.9333]])

# PyTorch's option is that target, by another name.
logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]], requires_grad=True)
cross_entropy = F.cross_entropy(logits, classes, label_smoothing=epsilon)
print(cross_entropy.detach(), F.cross_entropy(logits, target).detach())
#> tensor(0.8031) tensor(0.8031)

# The entropy is the same in every row, whatever the class.
entropy = Categorical(probs=target).entropy()
print(entropy)
#> tensor([0.2911, 0.2911])
kl = F.kl_div(logits.log_softmax(1), target, reduction="batchmean")
print(kl.detach(), (cross_entropy - entropy.mean()).detach())
#> tensor(0.5120) tensor(0.5120)

# The same gradient, (p - y) / N.
print(torch.autograd.grad(cross_entropy, logits)[0])
#> tensor([[-0.1340,  0.1057,  0.0283],
#>         [ 0.1500,  0.1500, -0.3000]])
print(torch.autograd.grad(kl, logits)[0])
#> tensor([[-0.1340,  0.1057,  0.0283],
#>         [ 0.1500,  0.1500, -0.3000]])
print((logits.softmax(1) - target).detach() / 2)
#> tensor([[-0.1340,  0.1057,  0.0283],
#>         [ 0.1500,  0.1500, -0.3000]])

# A perfect fit: the softmax of log y is y.
logits = target.log()
print(f"{F.cross_entropy(logits, target):.4f}")
#> 0.2911
print(f"{F.kl_div(logits.log_softmax(1), target, reduction='sum').abs():.4f}")
#> 0.0000
