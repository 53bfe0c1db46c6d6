"""Class targets of a wrong dtype: one-hot integers, floats, short integers."""

import torch
from torch import nn
from torch.nn import functional as F

logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 1.0, 2.0]])
target = torch.tensor([0, 2])
criterion = nn.CrossEntropyLoss()

one_hot = F.one_hot(target, num_classes=3)
try:
    criterion(logits, one_hot)
except RuntimeError as error:
    print(error)
    #> Expected floating point type for target with class probabilities, got
    #> Long

try:
    criterion(logits, target.float())
except RuntimeError as error:
    print(error)
    #> expected target dtype to be Long or Byte, but got Float

try:
    criterion(logits, target.int())
except RuntimeError as error:
    print(error)
    #> expected target dtype to be Long or Byte, but got Int

try:
    criterion(logits, target[:, None])
except RuntimeError as error:
    print(error)
    #> 0D or 1D target tensor expected, multi-target not supported

# The fix: class indices, int64, one for each sample; or one-hot in the
# logits' own dtype, which costs K times the memory.
print(criterion(logits, target))
#> tensor(0.4076)
print(criterion(logits, one_hot.to(logits.dtype)))
#> tensor(0.4076)
