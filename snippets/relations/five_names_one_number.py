"""Five losses of two samples. Given the right input, all five agree."""

import torch
from torch import nn

logits = torch.tensor([[0.0, 2.0], [0.0, -1.0]])
y, one_hot = torch.tensor([1, 1]), torch.eye(2)[[1, 1]]
names = {
    "BCEWithLogitsLoss": lambda x: nn.BCEWithLogitsLoss()(x[:, 1], y.float()),
    "CrossEntropyLoss": lambda x: nn.CrossEntropyLoss()(x, y),
    "NLLLoss": lambda x: nn.NLLLoss()(x, y),
    "KLDivLoss": lambda x: nn.KLDivLoss(reduction="batchmean")(x, one_hot),
    "LogLoss": lambda x: -x[:, 1].log().mean(),
}
inputs = logits, logits.log_softmax(1), logits.softmax(1)
print("given               logits   log p       p")
#> given               logits   log p       p
for name, loss in names.items():
    print(f"{name:18}", *(f"{loss(each):7.4f}" for each in inputs))
    #> BCEWithLogitsLoss   0.7201  1.1550  0.4572
    #> CrossEntropyLoss    0.7201  0.7201  0.6669
    #> NLLLoss            -0.5000  0.7201 -0.5749
    #> KLDivLoss          -0.5000  0.7201 -0.5749
    #> LogLoss                nan     nan  0.7201
