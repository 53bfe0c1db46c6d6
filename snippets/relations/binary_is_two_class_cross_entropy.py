"""Cross-entropy over two classes is binary cross-entropy.

Of two logits softmax sees the difference z alone, so one logit is enough: the
logits [0, z] say the same.
"""

import torch
from torch.nn import functional as F

z = torch.tensor([5.0, 3.0, 10.0, -5.0, -3.0, -10.0])
classes = torch.tensor([1, 1, 1, 0, 0, 0])
print(F.binary_cross_entropy_with_logits(z, classes.float()))
#> tensor(0.0184)

two_logits = torch.stack([torch.zeros(6), z], dim=1)
print(F.cross_entropy(two_logits, classes))
#> tensor(0.0184)

# Only the difference of the two logits counts.
torch.manual_seed(0)
two_logits = torch.randn(6, 2)
difference = two_logits[:, 1] - two_logits[:, 0]
print(F.cross_entropy(two_logits, classes))
#> tensor(0.9768)
print(F.binary_cross_entropy_with_logits(difference, classes.float()))
#> tensor(0.9768)

# The definition with the indicator, written out as a sum over samples, classes.
log_p = two_logits.log_softmax(1)
indicator = classes[:, None] == torch.arange(2)
print(-(indicator * log_p).sum() / 6)
#> tensor(0.9768)
