"""Label smoothing mixes the one-hot target with the uniform distribution.

Source: Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, Rethinking the Inception
Architecture for Computer Vision, 2015, arXiv 1512.00567, section 7; Müller,
Kornblith, Hinton, When Does Label Smoothing Help?, 2019, arXiv 1906.02629, on
its effects.
"""

import math

import torch
from torch.nn import functional as F

torch.manual_seed(0)
classes, epsilon = 10, 0.1
logits = torch.randn(4, classes)
target = torch.tensor([3, 1, 4, 1])

print(F.cross_entropy(logits, target, label_smoothing=epsilon))
#> tensor(2.5900)

# The same as a target of probabilities.
one_hot = F.one_hot(target, classes)
smooth = (1 - epsilon) * one_hot + epsilon / classes
print(smooth[0, :4])
#> tensor([0.0100, 0.0100, 0.0100, 0.9100])
print(F.cross_entropy(logits, smooth))
#> tensor(2.5900)

# The same as a mixture of two losses: the target's, and the mean over classes.
log_probability = torch.log_softmax(logits, dim=1)
hard = F.cross_entropy(logits, target)
uniform = -log_probability.mean()
print((1 - epsilon) * hard + epsilon * uniform)
#> tensor(2.5900)

# The best margin of the target's logit over the others is finite.
margin = math.log(1 + classes * (1 - epsilon) / epsilon)
best = (margin * one_hot).requires_grad_()
loss = F.cross_entropy(best, target, label_smoothing=epsilon)
(gradient,) = torch.autograd.grad(loss, best)
print(f"margin {margin:.2f}, gradient {gradient.abs().max():.4f}")
#> margin 4.51, gradient 0.0000
print(f"p_y {torch.softmax(best, dim=1).max():.2f}, loss {loss:.4f}")
#> p_y 0.91, loss 0.5003

# There the loss is the entropy of the smoothed target, its least value.
print(-(smooth[0] * torch.log(smooth[0])).sum())
#> tensor(0.5003)
