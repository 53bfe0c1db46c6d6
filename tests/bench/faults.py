"""Where other implementations err: an input, what comes there, and what here.

Each is called as its documentation says, with the options that make it the same
loss. A fault that a new version mends no longer differs from the exact number,
and its row must go: tests/bench/test_faults.py says so.
"""

import importlib
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from types import ModuleType

import torch
from torch import Tensor
from torch.nn import functional as F

from tests.bench.contenders import TORCH, WRITTEN, version
from tests.snippets.checks import gradient
from tests.snippets.under_test import LOSS_FILES, load

DIGITS = 4  # that are shown
SEGMENTATION = "segmentation-models-pytorch"
MODULES = {
    "monai": "monai.losses",
    "pytorch-metric-learning": "pytorch_metric_learning.losses",
    SEGMENTATION: "segmentation_models_pytorch.losses",
}
OURS = {file.stem: file for file in LOSS_FILES}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One input to one loss, there and here.

    A call returns the tensor to show: a loss, or a gradient. One that raises
    shows its exception.
    """

    loss: str  # our file
    maker: str  # a package of MODULES, TORCH or WRITTEN
    name: str  # what it is called there
    asked: str  # the input, and what of it is shown
    exact: float
    there: Callable[[ModuleType], Tensor]
    here: Callable[[Callable[..., Tensor]], Tensor]

    @property
    def version(self) -> str:
        package = {TORCH: "torch"}.get(self.maker, self.maker)
        return "" if self.maker == WRITTEN else version(package)

    def row(self) -> dict[str, str]:
        """What is on record of it."""
        return {
            "loss": self.loss,
            "maker": self.maker,
            "version": self.version,
            "name": self.name,
            "asked": self.asked,
            "there": shown(lambda: self.there(module(self.maker))),
            "here": self.now(),
            "exact": number(self.exact),
        }

    def now(self) -> str:
        """What our file returns today."""
        ours = getattr(load(OURS[self.loss]), self.loss)
        return shown(lambda: self.here(ours))


def module(maker: str) -> ModuleType:
    """Where a package has its losses."""
    if maker not in MODULES:
        return F
    name = MODULES[maker]
    package, _, _ = name.partition(".")
    if maker == SEGMENTATION and package not in sys.modules:
        # Its root imports torchvision, which its losses do not need, and which
        # does not fit each build of torch.
        spec = find_spec(package)
        sys.modules[package] = root = ModuleType(package)
        root.__path__ = list(spec.submodule_search_locations)
    return importlib.import_module(name)


def shown(call: Callable[[], Tensor]) -> str:
    """The number that a call returns, as the page shows it."""
    try:
        return number(call().item())
    except (RuntimeError, TypeError, ValueError) as error:
        return type(error).__name__


def number(x: float) -> str:
    """In DIGITS digits, with NaN and inf as they are."""
    if math.isnan(x):
        return "NaN"
    return f"{x:.{DIGITS}g}".replace("e-0", "e-")


def slope(call: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """What a call returns, differentiated with respect to the first of x."""
    x = x.detach().requires_grad_()
    return gradient(call(x), x).flatten()[0]


def compared() -> dict:
    """Every fault, there and here."""
    return {"faults": [fault.row() for fault in FAULTS]}


# Segmentation.

SIDE = 512
ONES = torch.ones(1, 1, SIDE, SIDE, dtype=torch.float16)
FOURS = 4 * ONES
EMPTY = torch.full((1, 1, 2, 2), -3.0)
SURE = torch.tensor([[[[20.0, -20.0]]]])
PAIR = torch.tensor([[[[1.0, 0.0]]]])
HINGE = torch.tensor([[[[2.0, -1.0], [0.5, -3.0]]]], dtype=torch.float64)
MASK = torch.tensor([[[[1.0, 0.0], [1.0, 1.0]]]], dtype=torch.float64)


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def dice_of_fours() -> float:
    """1 - 2p / (p + 1), which does not depend on the size."""
    p = sigmoid(4)
    return (1 - p) / (1 + p)


def slope_of_an_empty_mask() -> float:
    """Of 1 - s / (sum p + s) with s = 1, for one of 4 pixels."""
    p = sigmoid(-3)
    return p * (1 - p) / (4 * p + 1) ** 2


def slope_of_sure_tversky() -> float:
    """With q = sigmoid(-20) the loss is q^0.75, since alpha + beta is 1."""
    q = sigmoid(-20)
    return -0.75 * q**0.75 * (1 - q) * (0.7 + 0.3 * q)


DICE = [
    Fault(
        loss="dice_loss",
        maker=maker,
        name="DiceLoss",
        asked=f"{SIDE} × {SIDE} ones in float16, each z = 4",
        exact=dice_of_fours(),
        there=there,
        here=lambda ours: ours(FOURS, ONES, smooth=0.0),
    )
    for maker, there in (
        (SEGMENTATION, lambda them: them.DiceLoss("binary")(FOURS, ONES)),
        ("monai", lambda them: them.DiceLoss(sigmoid=True)(FOURS, ONES)),
    )
]
SMP = partial(Fault, maker=SEGMENTATION)

# Contrastive. Each vector is opposite to its pair, and at right angles to the
# other two, so that exp(-1 / temperature) stands over itself and two more.

OPPOSITE = torch.tensor([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
PAIRS = torch.tensor([0, 0, 1, 1])


def opposite(temperature: float, dtype: torch.dtype, named: str) -> Fault:
    return Fault(
        loss="supervised_contrastive_loss",
        maker="pytorch-metric-learning",
        name="NTXentLoss",
        asked=f"two opposite pairs in {named}, temperature {temperature}",
        exact=math.log(2 + math.exp(-1 / temperature)) + 1 / temperature,
        there=lambda them: them.NTXentLoss(temperature)(
            OPPOSITE.to(dtype), PAIRS
        ),
        here=lambda ours: ours(
            OPPOSITE.to(dtype), PAIRS, temperature=temperature
        ),
    )


# Distances. The vectors are far from 0 and their distances are alike.

FAR = 8192 * torch.tensor([[0.0, 0.0], [1.0, 1.0], [1.0, 0.984375]])
ALIKE = torch.ones(4, 3)
OF_THREE = torch.tensor([0, 0, 1])
SPREAD = torch.tensor([[0.0], [200.0], [100.0]])


def from_products(x: Tensor, labels: Tensor) -> Tensor:
    """Batch-hard, with the distances from a table of dot products."""
    products = x @ x.T
    squares = products.diag()
    distances = (squares[:, None] - 2 * products + squares).clamp(min=0).sqrt()
    same = labels[:, None] == labels
    farthest = distances.where(same, 0).amax(1)
    nearest = distances.where(~same, 1e9).amin(1)
    return (farthest - nearest + 0.2).clamp(min=0).mean()


FAULTS = [
    *DICE,
    SMP(
        loss="dice_loss",
        name="DiceLoss",
        asked="an empty mask of 4 pixels, each z = −3, smooth 1: a gradient",
        exact=slope_of_an_empty_mask(),
        there=lambda them: slope(
            lambda z: them.DiceLoss("binary", smooth=1.0)(
                z, torch.zeros_like(z)
            ),
            EMPTY,
        ),
        here=lambda ours: slope(lambda z: ours(z, torch.zeros_like(z)), EMPTY),
    ),
    SMP(
        loss="tversky_loss",
        name="TverskyLoss",
        asked="γ = 0.75, z = (20, −20), y = (1, 0): a gradient",
        exact=slope_of_sure_tversky(),
        there=lambda them: slope(
            lambda z: them.TverskyLoss(
                "binary", alpha=0.3, beta=0.7, gamma=0.75
            )(z, PAIR),
            SURE,
        ),
        here=lambda ours: slope(
            lambda z: ours(z, PAIR, gamma=0.75, smooth=0.0), SURE
        ),
    ),
    SMP(
        loss="lovasz_loss",
        name="LovaszLoss",
        asked="a mask of 4 pixels in float64",
        exact=1.5,
        there=lambda them: them.LovaszLoss("binary")(HINGE[:, 0], MASK[:, 0]),
        here=lambda ours: ours(HINGE, MASK),
    ),
    opposite(0.01, torch.float32, "float32"),
    opposite(0.07, torch.float16, "float16"),
    Fault(
        loss="batch_hard_triplet_loss",
        maker=TORCH,
        name="F.triplet_margin_loss",
        asked="8192 · ((0, 0), (1, 1), (1, 0.984375)) in bfloat16, m = 1",
        exact=1 + 8192 * (math.sqrt(2) - math.hypot(1, 0.984375)),
        there=lambda them: them.triplet_margin_loss(*FAR.bfloat16()),
        here=lambda ours: ours(
            FAR.bfloat16(), OF_THREE, margin=1.0, reduction="none"
        )[0],
    ),
    Fault(
        loss="batch_hard_triplet_loss",
        maker=WRITTEN,
        name="distances from dot products",
        asked="four equal vectors: a gradient",
        exact=0.0,
        there=lambda _: slope(lambda x: from_products(x, PAIRS), ALIKE),
        here=lambda ours: slope(lambda x: ours(x, PAIRS), ALIKE),
    ),
    Fault(
        loss="batch_hard_triplet_loss",
        maker=WRITTEN,
        name="log(1 + exp(h − g))",
        asked="h − g = 100, without a margin",
        exact=100.0,
        there=lambda _: torch.tensor(100.0).exp().log1p(),
        here=lambda ours: ours(SPREAD, OF_THREE, margin=None, reduction="none")[
            0
        ],
    ),
]
