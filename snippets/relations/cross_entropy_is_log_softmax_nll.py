"""CrossEntropyLoss is LogSoftmax and NLLLoss, and Softmax and LogLoss."""

import torch
from torch import nn

logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
classes = torch.tensor([0, 2])
rows = torch.arange(2)

loss = nn.CrossEntropyLoss()(logits, classes)
print(loss)
#> tensor(0.5493)
print(nn.NLLLoss()(nn.LogSoftmax(dim=1)(logits), classes))
#> tensor(0.5493)
print(-nn.Softmax(dim=1)(logits)[rows, classes].log().mean())
#> tensor(0.5493)
print((logits.logsumexp(1) - logits[rows, classes]).mean())
#> tensor(0.5493)

# The name misleads: NLLLoss takes no logarithm, it looks up and negates.
print(nn.NLLLoss()(torch.tensor([[0.7, 0.2, 0.1]]), torch.tensor([1])))
#> tensor(-0.2000)

# Equal on paper. In float32 the detour over probabilities loses the sample
# that is wrong by far: its probability is 0, and the logarithm -inf.
logits = torch.tensor([[200.0, 0.0, -200.0]])
classes = torch.tensor([2])
print(nn.CrossEntropyLoss()(logits, classes))
#> tensor(400.)
print(nn.NLLLoss()(nn.LogSoftmax(dim=1)(logits), classes))
#> tensor(400.)
print(-nn.Softmax(dim=1)(logits)[0, classes].log().mean())
#> tensor(inf)
