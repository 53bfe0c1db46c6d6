"""Squared and absolute error of a probability are slow to admit a mistake."""

import torch
from torch.nn import functional as F

# 9 messages of 10 alike are spam.
target = torch.tensor([1.0] * 9 + [0.0], dtype=torch.float64)
losses = {
    "cross-entropy": F.binary_cross_entropy_with_logits,
    "squared error": lambda z, y: F.mse_loss(torch.sigmoid(z), y),
    "absolute error": lambda z, y: F.l1_loss(torch.sigmoid(z), y),
}


def learn(loss_function, steps):
    """The probability of spam after each step, from a logit of -6 on."""
    logit = torch.tensor(-6.0, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([logit], lr=1.0)
    yield torch.sigmoid(logit).item()
    for _ in range(steps):
        optimizer.zero_grad()
        loss_function(logit.expand(10), target).backward()
        optimizer.step()
        yield torch.sigmoid(logit).item()


print("after steps         0    10   100  1000")
#> after steps         0    10   100  1000
for name, loss_function in losses.items():
    p = list(learn(loss_function, 1000))
    print(f"{name:15}", *(f"{p[step]:5.2f}" for step in (0, 10, 100, 1000)))
    #> cross-entropy    0.00  0.69  0.90  0.90
    #> squared error    0.00  0.00  0.00  0.90
    #> absolute error   0.00  0.00  0.00  1.00
