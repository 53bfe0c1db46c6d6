"""Expected calibration error: how far confidence is from accuracy, in bins.

    ECE = sum_b n_b / N |a_b - c_b|

Of the N samples n_b are in bin b. A share a_b of them is right, and their mean
confidence is c_b.

Source: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks,
2017, arXiv 1706.04599, equation 3.
"""

import torch
from torch import Tensor


def expected_calibration_error(
    logits: Tensor, target: Tensor, *, bins: int = 15
) -> float:
    """Return the mean distance of confidence and accuracy, from 0 to 1.

    Args:
        logits: those of samples that the model was not trained on, (N, K);
            log-probabilities will do.
        target: int64 class indices, (N,).
        bins: into how many bins of equal width confidence is sorted.

    Raises:
        ValueError: an argument has a wrong shape, dtype or value.
    """
    if logits.dim() != 2 or not logits.is_floating_point():
        raise ValueError(
            "logits must be a floating-point tensor of shape (N, K), "
            f"got {logits.dtype} of shape {tuple(logits.shape)}"
        )
    if target.dtype != torch.int64 or target.shape != logits.shape[:1]:
        raise ValueError(
            f"target must be torch.int64 of shape {tuple(logits.shape[:1])}, "
            f"got {target.dtype} of shape {tuple(target.shape)}"
        )
    if not (isinstance(bins, int) and bins > 0):
        raise ValueError(f"bins must be an integer above 0, got {bins!r}")
    if not len(logits) or logits.isnan().any():
        raise ValueError("logits must hold at least one sample, and no nan")

    p = torch.softmax(logits.detach().double().cpu(), dim=1)
    sure, guess = p.max(dim=1)
    right = (guess == target.cpu()).double()
    # A bin holds its upper edge, and not its lower one.
    index = (sure * bins).ceil().long().clamp(1, bins) - 1
    gap = torch.zeros(bins, dtype=torch.float64)
    gap.index_add_(0, index, right - sure)
    return (gap.abs().sum() / len(logits)).item()


if __name__ == "__main__":
    # Sure of 0.9 on the first two, and of 0.6 on the others.
    logits = torch.tensor([[0.9, 0.1]] * 2 + [[0.6, 0.4]] * 5).log()
    target = torch.tensor([0, 1, 0, 0, 0, 1, 1])
    # Right on 0.5 of the first and 0.6 of the others: 2 / 7 * 0.4.
    ece = expected_calibration_error(logits, target)
    print(f"{ece:.4f}")
    #> 0.1143
    # Sure and wrong:
    logits, target = torch.tensor([[20.0, 0.0]]), torch.tensor([1])
    print(f"{expected_calibration_error(logits, target):.4f}")
    #> 1.0000
