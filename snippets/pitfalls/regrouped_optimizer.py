"""An optimizer with new groups refuses the state of the old one."""

import copy

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.weight_decay_groups import weight_decay_groups

torch.manual_seed(0)
x, y = torch.randn(64, 3), torch.randn(64, 1)
model = nn.Sequential(nn.Linear(3, 8), nn.LayerNorm(8), nn.Linear(8, 1))


def step(model: nn.Module, optimizer: torch.optim.Optimizer) -> None:
    """One step on all of the data."""
    optimizer.zero_grad()
    F.mse_loss(model(x), y).backward()
    optimizer.step()


old = torch.optim.AdamW(model.parameters(), lr=1e-2)
for _ in range(100):
    step(model, old)
saved = copy.deepcopy(old.state_dict())

optimizer = torch.optim.AdamW(weight_decay_groups(model, 1e-2), lr=1e-2)
try:
    optimizer.load_state_dict(saved)
except ValueError as error:
    print(error)
    #> loaded state dict has a different number of parameter groups

# Groups of the old sizes take the moments, of whatever parameter they are.
first, second = (
    torch.optim.AdamW(weight_decay_groups(model, 1e-2, exempt=[name]))
    for name in ("2", "0")
)
step(model, first)
second.load_state_dict(first.state_dict())
(weight,) = second.param_groups[0]["params"]
print(tuple(weight.shape), tuple(second.state[weight]["exp_avg"].shape))
#> (1, 8) (8, 3)

# The fix: a state dict numbers parameters in the order in which the optimizer
# got them. Look each of the new ones up by its number in the old order.
number = {parameter: n for n, parameter in enumerate(model.parameters())}
state = optimizer.state_dict()
state["state"] = {
    n: saved["state"][number[parameter]]
    for n, parameter in enumerate(
        each for group in optimizer.param_groups for each in group["params"]
    )
}
optimizer.load_state_dict(state)
for parameter, moments in optimizer.state.items():
    same = torch.equal(moments["exp_avg"], old.state[parameter]["exp_avg"])
    print(tuple(parameter.shape), int(moments["step"]), same)
    #> (8, 3) 100 True
    #> (1, 8) 100 True
    #> (8,) 100 True
    #> (8,) 100 True
    #> (8,) 100 True
    #> (1,) 100 True
