"""Early stopping: say when a watched value has stopped improving.

With the values v_1, v_2, … and the best of them so far, b, v_t improves if

    v_t < b - delta    (mode "min")
    v_t > b + delta    (mode "max")

where delta is min_delta, or min_delta |b| in min_delta_mode "rel". Training
should stop at the patience-th value in a row that does not improve, but not
before min_epochs values.

Source: Prechelt, Early Stopping - But When?, 1998, which compares criteria of
this kind. His UP measures a value against the one before, this against the
best.
"""

import math
from numbers import Integral, Real

import torch
from torch import Tensor

STATE = ("best", "stale", "epochs")


class EarlyStopping:
    """Watch one value an epoch; keep the best, count those that were not.

    Args:
        patience: values in a row without improvement that end training, an
            integer of at least 1.
        mode: `"min"` if less is better (a loss), `"max"` if more is (an AUC).
        min_delta: by how much a value must beat the best, finite and at least
            0.
        min_delta_mode: `"abs"` if `min_delta` is in the unit of the value,
            `"rel"` if it is a share of the best one's size.
        min_epochs: values before which training does not end, an integer of at
            least 0. They count as any others: the best may be among them.

    Attributes:
        best: the best value so far; before the first, the worst there is.
        stale: how many values in a row have not improved.
        epochs: how many values there were.
        improved: whether the last value was a new best: save the weights.
        stopped: whether training should stop now. A later value that improves,
            or a state loaded with more patience, makes it `False` again.

    Raises:
        ValueError: an argument has a wrong value or type.
    """

    def __init__(
        self,
        patience: int,
        mode: str = "min",
        min_delta: float = 0.0,
        *,
        min_delta_mode: str = "abs",
        min_epochs: int = 0,
    ) -> None:
        if not isinstance(patience, Integral) or patience < 1:
            raise ValueError(
                f"patience must be an integer of at least 1, got {patience!r}"
            )
        if not isinstance(mode, str) or mode not in ("min", "max"):
            raise ValueError(f"mode must be 'min' or 'max', got {mode!r}")
        if not isinstance(min_delta, Real) or not 0 <= min_delta < math.inf:
            raise ValueError(
                f"min_delta must be finite and at least 0, got {min_delta!r}"
            )
        modes = ("abs", "rel")
        if not isinstance(min_delta_mode, str) or min_delta_mode not in modes:
            raise ValueError(
                f"min_delta_mode must be 'abs' or 'rel', got {min_delta_mode!r}"
            )
        if not isinstance(min_epochs, Integral) or min_epochs < 0:
            raise ValueError(
                "min_epochs must be an integer of at least 0, "
                f"got {min_epochs!r}"
            )
        self.patience, self.min_epochs = patience, min_epochs
        self.mode = mode
        self.min_delta, self.min_delta_mode = min_delta, min_delta_mode
        self.best = math.inf if mode == "min" else -math.inf
        self.stale = self.epochs = 0

    @property
    def improved(self) -> bool:
        return self.epochs > 0 and self.stale == 0

    @property
    def stopped(self) -> bool:
        return self.stale >= self.patience and self.epochs >= self.min_epochs

    def step(self, value: float | Tensor) -> bool:
        """Take the epoch's value; return True when training should stop.

        Args:
            value: a number or a tensor of no dimensions, which is read from
                its device. NaN never improves, nor does it become the best.

        Raises:
            ValueError: value is anything else.
        """
        if isinstance(value, Tensor) and value.dim() == 0:
            value = value.item()
        if not isinstance(value, Real):
            is_tensor = isinstance(value, Tensor)
            got = f"shape {tuple(value.shape)}" if is_tensor else repr(value)
            raise ValueError(
                "value must be a real number or a tensor of no dimensions, "
                f"got {got}"
            )
        value, delta = float(value), float(self.min_delta)
        if self.min_delta_mode == "rel" and math.isfinite(self.best):
            delta *= abs(self.best)
        # Both comparisons are False for NaN.
        if self.mode == "min":
            improves = value < self.best - delta
        else:
            improves = value > self.best + delta
        self.best = value if improves else self.best
        self.stale = 0 if improves else self.stale + 1
        self.epochs += 1
        return self.stopped

    def state_dict(self) -> dict[str, float | int]:
        """What a checkpoint must hold to resume; `load_state_dict` takes it."""
        return {name: getattr(self, name) for name in STATE}

    def load_state_dict(self, state: dict[str, float | int]) -> None:
        """Go on from the state that `state_dict` returned.

        A state that an older version saved may lack `epochs`: set it to the
        number of values that there were.

        Raises:
            ValueError: state is no dictionary, or lacks an entry.
        """
        if not isinstance(state, dict) or not state.keys() >= {*STATE}:
            raise ValueError(
                f"state must be a dictionary with {', '.join(STATE)}, "
                f"got {[*state] if isinstance(state, dict) else state!r}"
            )
        for name in STATE:
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
