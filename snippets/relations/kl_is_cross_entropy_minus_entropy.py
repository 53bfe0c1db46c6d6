"""KL divergence is cross-entropy minus the entropy of the target."""

import torch
from torch.nn import functional as F

# Soft targets: the entropy is what the cross-entropy has in excess.
logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
target = torch.tensor([[0.7, 0.2, 0.1], [0.2, 0.3, 0.5]])
cross_entropy = F.cross_entropy(logits, target)
entropy = torch.special.entr(target).sum(1).mean()  # of -y log y
kl = F.kl_div(logits.log_softmax(1), target, reduction="batchmean")
print(cross_entropy, entropy)
#> tensor(0.9531) tensor(0.9157)
print(cross_entropy - entropy, kl)
#> tensor(0.0374) tensor(0.0374)

# Hard targets: y_k is 0 or 1, so y_k log y_k = 0, and the two are one.
logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
classes = torch.tensor([0, 2])
one_hot = F.one_hot(classes, num_classes=3).float()
print(torch.special.entr(one_hot).sum(1).mean())
#> tensor(0.)
print(F.cross_entropy(logits, classes))
#> tensor(0.5493)
print(F.kl_div(logits.log_softmax(1), one_hot, reduction="batchmean"))
#> tensor(0.5493)
