"""Early stopping: say when a watched value has stopped improving.

With the values v_1, v_2, … and the best of them so far, b:

    v_t improves if v_t < b - min_delta      (mode "min")
                 or v_t > b + min_delta      (mode "max")

Training should stop at the patience-th value in a row that does not improve.

See Prechelt, Early Stopping - But When?, 1998, which compares criteria of this
kind. His UP measures a value against the one before, this against the best.
"""

import torch
from torch import Tensor


class EarlyStopping:
    """Watch one value an epoch; keep the best, count those that were not.

    Args:
        patience: values in a row without improvement that end training, an
            integer of at least 1.
        mode: "min" if less is better (a loss), "max" if more is (an AUC).
        min_delta: by how much a value must beat the best, at least 0.

    Attributes:
        best: the best value so far; before the first, the worst there is.
        improved: whether the last value was a new best: save the weights.
        stale: how many values in a row have not improved.
        stopped: whether training should have stopped. It stays True.

    Raises:
        ValueError: an argument has a wrong value.
    """

    def __init__(
        self, patience: int, mode: str = "min", min_delta: float = 0.0
    ) -> None:
        if not isinstance(patience, int) or patience < 1:
            raise ValueError(
                f"patience must be an integer of at least 1, got {patience!r}"
            )
        if mode not in ("min", "max"):
            raise ValueError(f"mode must be 'min' or 'max', got {mode!r}")
        if not 0 <= min_delta < torch.inf:
            raise ValueError(
                f"min_delta must be finite and at least 0, got {min_delta}"
            )
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.best = torch.inf if mode == "min" else -torch.inf
        self.improved = False
        self.stale = 0
        self.stopped = False

    def step(self, value: float | Tensor) -> bool:
        """Take the epoch's value; return True when training should stop.

        Args:
            value: a number or a tensor of no dimensions, which is read from
                its device. NaN never improves, nor does it become the best.

        Raises:
            ValueError: value is a tensor with dimensions.
        """
        if isinstance(value, Tensor) and value.dim() > 0:
            raise ValueError(
                "value must be a number or a tensor of no dimensions, "
                f"got shape {tuple(value.shape)}"
            )
        value = float(value.item() if isinstance(value, Tensor) else value)
        # Both comparisons are False for NaN.
        if self.mode == "min":
            self.improved = value < self.best - self.min_delta
        else:
            self.improved = value > self.best + self.min_delta
        if self.improved:
            self.best, self.stale = value, 0
        else:
            self.stale += 1
        self.stopped = self.stopped or self.stale >= self.patience
        return self.stopped

    def state_dict(self) -> dict[str, float | int | bool]:
        """What a checkpoint must hold to resume; `load_state_dict` takes it."""
        names = ("best", "improved", "stale", "stopped")
        return {name: getattr(self, name) for name in names}

    def load_state_dict(self, state: dict[str, float | int | bool]) -> None:
        """Go on from the state that `state_dict` returned."""
        for name in self.state_dict():
            setattr(self, name, state[name])


if __name__ == "__main__":
    stopping = EarlyStopping(patience=2)
    for loss in [0.9, 0.7, torch.nan, 0.6, 0.6, 0.8, 0.5]:
        stop = stopping.step(loss)
        print(f"{loss}: improved {stopping.improved}, stale {stopping.stale}")
        #> 0.9: improved True, stale 0
        #> 0.7: improved True, stale 0
        #> nan: improved False, stale 1
        #> 0.6: improved True, stale 0
        #> 0.6: improved False, stale 1
        #> 0.8: improved False, stale 2
        if stop:
            break
    print(f"best {stopping.best}, stopped {stopping.stopped}")
    #> best 0.6, stopped True
