"""What weight_decay is: an L2 penalty, or a factor on the weights."""

from functools import partial

import torch

ETA, LAMBDA, STEPS = 0.1, 0.5, 5
SGD, Adam, AdamW = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW


def trained(make, decay, slope, penalty=0.0):
    """The weight after some steps on a loss of this slope, and a penalty."""
    w = torch.nn.Parameter(torch.tensor(2.0, dtype=torch.float64))
    optimizer = make([w], lr=ETA, weight_decay=decay)
    for _ in range(STEPS):
        optimizer.zero_grad()
        (slope * w + penalty / 2 * w.square()).backward()
        optimizer.step()
    return w.detach()


print("              default  is the penalty  shrinks")
#>               default  is the penalty  shrinks
for name, make in {
    "SGD": SGD,
    "with momentum": partial(SGD, momentum=0.9),
    "Adam": Adam,
    "AdamW": AdamW,
}.items():
    default = make([torch.zeros(1)], lr=ETA).defaults["weight_decay"]
    decayed = trained(make, LAMBDA, slope=1.0)
    is_penalty = torch.isclose(decayed, trained(make, 0.0, 1.0, LAMBDA))
    # Where the loss is flat, nothing but the decay moves the weight.
    shrunk = torch.tensor(2.0 * (1 - ETA * LAMBDA) ** STEPS).double()
    shrinks = torch.isclose(trained(make, LAMBDA, slope=0.0), shrunk)
    answers = ["yes" if each else "no" for each in (is_penalty, shrinks)]
    print(f"{name:13}  {default:<7}  {answers[0]:14}  {answers[1]}")
    #> SGD            0        yes             yes
    #> with momentum  0        yes             no
    #> Adam           0        yes             no
    #> AdamW          0.01     no              yes
