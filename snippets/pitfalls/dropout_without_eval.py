"""Predictions that change from call to call: dropout was left on."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 64), nn.Dropout(0.5), nn.Linear(64, 1))
x = torch.randn(1, 4)

# no_grad stops the recording of gradients; it does not stop dropout.
with torch.no_grad():
    print("the same twice:", model(x).equal(model(x)))
    #> the same twice: False

# The fix: eval() before predictions, train() before the next epoch.
model.eval()
with torch.no_grad():
    print("the same twice:", model(x).equal(model(x)))
    #> the same twice: True


# The function knows nothing of the module's mode: training=True is its default.
class Net(nn.Module):
    """A linear layer with dropout in its forward."""

    def __init__(self, follow_mode: bool) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 64)
        self.follow_mode = follow_mode

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.follow_mode:
            return F.dropout(self.linear(x), 0.5, training=self.training)
        return F.dropout(self.linear(x), 0.5)


for follow_mode in (False, True):
    net = Net(follow_mode).eval()
    print("follows the mode:", follow_mode)
    #> follows the mode: False
    #> follows the mode: True
    print("the same twice:", net(x).equal(net(x)))
    #> the same twice: False
    #> the same twice: True
