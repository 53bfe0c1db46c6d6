"""Three lines make a loss, and it fails at both ends."""

import torch


def log_cosh(input, target):
    """The formula as it is written."""
    error = input - target
    return torch.log(torch.cosh(error)).mean()


for error in (0.0001, 1.0, 1000.0):
    input = torch.tensor([error], requires_grad=True)
    loss = log_cosh(input, torch.zeros(1))
    loss.backward()
    print(
        f"error {error:6g}: loss {loss:.2g}, gradient {input.grad.item():.2g}"
    )
    #> error 0.0001: loss 0, gradient 0.0001
    #> error      1: loss 0.43, gradient 0.76
    #> error   1000: loss inf, gradient nan
