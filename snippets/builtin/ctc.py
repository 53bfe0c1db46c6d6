"""A tour of nn.CTCLoss: a text, and no word on where its letters are.

Source: Graves, Fernández, Gomez, Schmidhuber, Connectionist Temporal
Classification: Labelling Unsegmented Sequence Data with Recurrent Neural
Networks, 2006, doi 10.1145/1143844.1143891.
"""

import torch
from torch import nn
from torch.nn import functional as F

# 4 steps, 2 samples, 3 classes: the order is (T, N, K). Class 0 is the blank.
torch.manual_seed(0)
logits = torch.randn(4, 2, 3, requires_grad=True)
log_p = logits.log_softmax(dim=2)

# The texts are 1 2, and 1. What stands behind a text is not read.
target = torch.tensor([[1, 2], [1, 0]])
target_lengths = torch.tensor([2, 1])
# The second input has 3 steps; its last one is padding.
input_lengths = torch.tensor([4, 3])

loss = nn.CTCLoss()(log_p, target, input_lengths, target_lengths)
print(loss)
#> tensor(1.4059, grad_fn=<MeanBackward0>)

# "mean" divides each loss by the length of its text, then takes the mean.
each = nn.CTCLoss(reduction="none")(
    log_p, target, input_lengths, target_lengths
)
print(each.detach(), (each / target_lengths).mean().detach())
#> tensor([2.5051, 1.5593]) tensor(1.4059)

total = nn.CTCLoss(reduction="sum")(
    log_p, target, input_lengths, target_lengths
)
print(total.detach())
#> tensor(4.0644)

# Padding has no gradient.
(gradient,) = torch.autograd.grad(loss, logits)
print(gradient[:, 1])
#> tensor([[-0.0512, -0.1493,  0.2005],
#>         [ 0.0325, -0.1346,  0.1020],
#>         [-0.0762, -0.1770,  0.2532],
#>         [ 0.0000,  0.0000,  0.0000]])

# The texts may also stand in one row, one behind the other.
row = torch.tensor([1, 2, 1])
print(F.ctc_loss(log_p, row, input_lengths, target_lengths).detach())
#> tensor(1.4059)
# Another class may be the blank.
last = F.ctc_loss(
    log_p[..., [1, 2, 0]], row - 1, input_lengths, target_lengths, blank=2
)
print(last.detach())
#> tensor(1.4059)

# To read the output: the likeliest class of each step, each run of one class
# once, and without the blanks. Of beam search PyTorch has nothing.
best = log_p[:, 0].argmax(dim=1)
print(best.tolist(), best.unique_consecutive().tolist())
#> [2, 2, 1, 0] [2, 1, 0]
