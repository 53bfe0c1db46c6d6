"""A loss with class weights in the model puts them into its checkpoint."""

import torch
from torch import nn

from snippets.losses.multiclass_focal_loss import MulticlassFocalLoss


class Net(nn.Module):
    """A layer, and the loss beside it if there is one."""

    def __init__(self, criterion: nn.Module | None = None) -> None:
        super().__init__()
        self.head = nn.Linear(2, 3)
        self.criterion = criterion


weight = torch.tensor([0.2, 1.0, 3.0])
saved = Net(MulticlassFocalLoss(weight=weight)).state_dict()
print(list(saved))
#> ['head.weight', 'head.bias', 'criterion.weight']

# Wrong: the model that serves has no loss.
try:
    Net().load_state_dict(saved)
except RuntimeError as error:
    print(str(error).splitlines()[1].strip())
    #> Unexpected key(s) in state_dict: "criterion.weight".

# Right: the loss stands beside the model, and moves to its device by itself.
model, criterion = Net(), MulticlassFocalLoss(weight=weight)
print(list(model.state_dict()), list(criterion.state_dict()))
#> ['head.weight', 'head.bias'] ['weight']

# A checkpoint that has the key already: leave it out.
head = {
    name: value
    for name, value in saved.items()
    if not name.startswith("criterion.")
}
print(Net().load_state_dict(head))
#> <All keys matched successfully>
