"""The temperature at which held-out samples have the least cross-entropy.

    T = argmin_T mean_i - log softmax(z_i / T)[y_i]

Source: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks,
2017, arXiv 1706.04599.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Return the number to divide the model's logits by from now on.

    If no held-out sample is wrong, there is no such number: the loss falls as
    the temperature goes to 0.

    Args:
        logits: those of samples that the model was not trained on, (N, K).
        target: class indices, (N,).
    """
    z, y = logits.detach().double().cpu(), target.cpu()
    # The logarithm, so that no step leads below 0.
    log_t = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([log_t], line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(z / log_t.exp(), y)
        loss.backward()
        return loss

    optimizer.step(closure)
    return log_t.exp().item()


if __name__ == "__main__":
    # Always as sure, and wrong once in four times: p should be 0.75.
    held_out = torch.tensor([[8.0, 0.0]]).repeat(4, 1)
    target = torch.tensor([0, 0, 0, 1])
    temperature = fit_temperature(held_out, target)
    print(f"{temperature:.4f}")
    #> 7.2819
    print(torch.softmax(held_out[0] / temperature, dim=0))
    #> tensor([0.7500, 0.2500])
