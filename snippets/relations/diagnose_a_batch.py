"""A loss that stays at 1.46, a loss that is inf, and what one batch tells."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.diagnose_loss import diagnose_loss

torch.manual_seed(0)
target = torch.arange(10).repeat(20)
features = F.one_hot(target).float() + 0.1 * torch.randn(200, 10)
criterion = nn.CrossEntropyLoss()

# No error, no warning, and all is right but the loss.
model = nn.Sequential(nn.Linear(10, 10), nn.Softmax(dim=1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
for _ in range(400):
    optimizer.zero_grad()
    loss = criterion(model(features), target)
    loss.backward()
    optimizer.step()
right = (model(features).argmax(dim=1) == target).all()
print(f"loss {loss:.2f}, all right: {right}")
#> loss 1.46, all right: True

# One batch, one line.
diagnose_loss(criterion, model(features), target, model.parameters())
#> The input sums to 1 over the classes, and the loss takes logits: where such
#> an input is sure and right, it is 1.461.
#>   The softmax is taken twice, and the loss cannot get small. Hand over the
#> logits.
#>   classification/multiclass/#pitfalls/double_softmax.py

# The fix: no softmax in the model. Nothing is found, so nothing is printed.
model = model[:1]
print(diagnose_loss(criterion, model(features), target, model.parameters()))
#> []


# It has never seen this loss, which is inf in one batch of many.
def cross_entropy(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The mean of minus the log of a probability."""
    p = torch.softmax(logits, dim=1)
    return -p.gather(1, target[:, None]).log().mean()


logits = 5 * features
diagnose_loss(cross_entropy, logits, target)
logits[123, 8] = 150
diagnose_loss(cross_entropy, logits, target)
#> The loss is inf. The first gradient not to be finite is at element [123, 0]
#> of the input.
#>   A logarithm, a quotient or an arccos got what it has no value for. Take
#> log_softmax or logsigmoid of logits.
#>   classification/multiclass/#pitfalls/log_of_softmax.py
