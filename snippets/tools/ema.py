"""Exponential moving average of weights that warms up, for `AveragedModel`.

    average_t = d_t average_{t-1} + (1 - d_t) w_t
    d_t = min(d, (1 + t) / (10 + t))

Source: Polyak, Juditsky, Acceleration of Stochastic Approximation by
Averaging, 1992, doi 10.1137/0330046; Tarvainen, Valpola, Mean teachers are
better role models: Weight-averaged consistency targets improve semi-supervised
deep learning results, 2017, arXiv 1703.01780, whose teacher is such an
average.
"""

from collections.abc import Callable

import torch
from torch import Tensor


def ema_avg_fn(
    decay: float = 0.9999,
) -> Callable[[Tensor, Tensor, Tensor | int], Tensor]:
    """Return the `avg_fn` of a `torch.optim.swa_utils.AveragedModel`.

    An average may have another dtype than the model, such as float32 where
    the model is half precision. Integer buffers are copied.

    Args:
        decay: what an average keeps of itself at an update, 0 to 1. It begins
            lower, so that about the last tenth of the updates counts.

    Raises:
        TypeError: decay is not a number.
        ValueError: decay is not from 0 to 1.
    """
    if isinstance(decay, bool) or not isinstance(decay, int | float):
        raise TypeError(f"decay must be a number, got {decay!r}")
    if not 0 <= decay <= 1:
        raise ValueError(f"decay must be from 0 to 1, got {decay}")

    def average_of(
        average: Tensor, weight: Tensor, updates: Tensor | int
    ) -> Tensor:
        if not (average.is_floating_point() or average.is_complex()):
            return weight
        # A tensor all the way: reading its number would wait for a GPU.
        count = torch.as_tensor(
            updates, dtype=average.real.dtype, device=average.device
        )
        moved = (9 / (10 + count)).clamp(min=1 - decay)
        weight, moved = weight.to(average.dtype), moved.to(average.dtype)
        return torch.lerp(average, weight, moved)

    return average_of


if __name__ == "__main__":
    from torch import nn
    from torch.optim.swa_utils import AveragedModel

    model = nn.Linear(1, 1, bias=False, dtype=torch.bfloat16)
    average = ema_avg_fn(decay=0.9999)
    averaged = AveragedModel(model, avg_fn=average, use_buffers=True)
    averaged.float()  # averages in float32, whatever the model has
    for step in range(1000):
        # Stands for a step of training: the weight swings, from 0 to 2.
        nn.init.constant_(model.weight, 2.0 * (step % 2))
        averaged.update_parameters(model)
    print(averaged.module.weight)
    #> Parameter containing:
    #> tensor([[1.0045]], requires_grad=True)
