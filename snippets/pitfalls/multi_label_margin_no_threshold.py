"""nn.MultiLabelMarginLoss orders labels, and leaves no threshold to cut at."""

import torch
from torch.nn import functional as F

# Labels 0 and 3 hold, and the model is right by the margin and more.
target = torch.tensor([[0, 3, -1, -1]])
marked = torch.tensor([[1.0, 0.0, 0.0, 1.0]])
for shift in (-10, 0, 10):
    scores = shift + torch.tensor([[1.0, -1.0, -1.0, 1.0]])
    loss = F.multilabel_margin_loss(scores, target)
    other = F.binary_cross_entropy_with_logits(scores, marked)
    print(f"{loss:.2f} {other:.2f} {(scores > 0).int().tolist()}")
    #> 0.00 4.50 [[0, 0, 0, 0]]
    #> 0.00 0.31 [[1, 0, 0, 1]]
    #> 0.00 4.50 [[1, 1, 1, 1]]
