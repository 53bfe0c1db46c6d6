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

from lossbook.paths import ROOT
from tests.bench.contenders import TORCH, WRITTEN, version
from tests.snippets.checks import gradient
from tests.snippets.under_test import LOSS_FILES, load

DIGITS = 4  # that are shown
SEGMENTATION = "segmentation-models-pytorch"
MODULES = {
    "kornia": "kornia.losses",
    "monai": "monai.losses",
    "pytorch-metric-learning": "pytorch_metric_learning.losses",
    SEGMENTATION: "segmentation_models_pytorch.losses",
}
OURS = {file.stem: file for file in LOSS_FILES}
OURS["fit_temperature"] = ROOT / "snippets/tools/temperature_scaling.py"
NONE_RIGHT = "ValueError"  # instead of a number that there is not


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One input to one loss, there and here.

    A call returns the tensor to show: a loss, or a gradient. One that raises
    shows its exception. Where several losses share a name, nobody errs: there
    it is one of them, and here the options that make it the same one.
    """

    loss: str  # our function; or, of what the chapter writes instead, a name
    maker: str  # a package of MODULES, TORCH or WRITTEN
    name: str  # what it is called there
    asked: str  # the input, and what of it is shown
    exact: float | str
    there: Callable[[ModuleType], Tensor]
    here: Callable[[Callable[..., Tensor]], Tensor]
    convention: bool = False

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
        file = OURS.get(self.loss)
        ours = getattr(load(file), self.loss) if file else None
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


def number(x: float | str) -> str:
    """In DIGITS digits, with NaN, inf and exceptions as they are."""
    if isinstance(x, str):
        return x
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


# Two pictures of 2 × 2 pixels and three classes; the second has no class 2.

PICTURE = torch.tensor(
    [[[1, 0], [-1, 2]], [[0.5, 2], [0, -1]], [[-1, 0], [1.5, 0]]]
)
PICTURES = torch.stack([PICTURE, PICTURE.flip(1)])
MARKED = torch.tensor([[[0, 1], [2, 0]], [[0, 0], [0, 1]]])
# One class of five is there, and each has a fifth of the probability.
EQUAL, ONE_CLASS = torch.zeros(1, 5, 2, 2), torch.zeros(1, 2, 2).long()


def counted(over: tuple[int, ...]) -> tuple[Tensor, Tensor, Tensor]:
    """Of the pictures the sums of p y, p and y over these dimensions."""
    p = PICTURES.double().softmax(1)
    y = F.one_hot(MARKED, 3).movedim(-1, 1).double()
    return (p * y).sum(over), p.sum(over), y.sum(over)


def dice_of(over: tuple[int, ...], smooth: float = 0) -> Tensor:
    both, p, y = counted(over)
    return 1 - (2 * both + smooth) / (p + y + smooth)


def dice_of_present() -> float:
    """Of each picture the mean of the classes that it has."""
    there = counted((2, 3))[2] > 0
    each = dice_of((2, 3)).where(there, 0).sum(1) / there.sum(1)
    return each.mean().item()


def mean_of_powers() -> float:
    """Of each class (1 - TP / (TP + 0.3 FP + 0.7 FN))^0.75, then the mean."""
    both, p, y = counted((0, 2, 3))
    index = both / (both + 0.3 * (p - both) + 0.7 * (y - both))
    return ((1 - index) ** 0.75).mean().item()


def same_name(maker: str, what: str, exact: float, there, **options) -> Fault:
    return Fault(
        loss="dice_loss",
        maker=maker,
        name="dice_loss" if maker == "kornia" else "DiceLoss",
        asked=f"two pictures, three classes: {what}",
        exact=exact,
        there=there,
        here=lambda ours: ours(PICTURES, MARKED, smooth=0.0, **options),
        convention=True,
    )


SAME_NAME = [
    same_name(
        SEGMENTATION,
        "over the batch",
        dice_of((0, 2, 3)).mean().item(),
        lambda them: them.DiceLoss("multiclass")(PICTURES, MARKED),
        over="batch",
    ),
    same_name(
        "monai",
        "picture by picture",
        dice_of((2, 3)).mean().item(),
        lambda them: them.DiceLoss(
            softmax=True, to_onehot_y=True, smooth_nr=0.0, smooth_dr=1e-9
        )(PICTURES, MARKED[:, None]),
    ),
    same_name(
        "kornia",
        "picture by picture, of the classes there",
        dice_of_present(),
        lambda them: them.dice_loss(PICTURES, MARKED, average="macro"),
        average="present",
    ),
    same_name(
        "kornia",
        "picture by picture, the classes together",
        dice_of((1, 2, 3)).mean().item(),
        lambda them: them.dice_loss(PICTURES, MARKED, average="micro"),
        average="micro",
    ),
]

# A label of next to no probability: the slope by its logit is -p^q (1 - p).

HOPELESS, LAST = torch.tensor([[0.0, 110.0]]), torch.tensor([0])

# Distillation, on what bfloat16 makes of the logits.

STUDENT = torch.tensor([[2.0, 0.5, -1.0]]).bfloat16()
TEACHER = torch.tensor([[3.0, 1.0, 0.2]]).bfloat16()


def divergence(temperature: float) -> float:
    """T² KL(teacher || student), of the softened ones."""
    p, y = (
        [math.exp(z / temperature) for z in each.flatten().tolist()]
        for each in (STUDENT, TEACHER)
    )
    terms = (
        b / sum(y) * math.log(b / sum(y) / (a / sum(p)))
        for a, b in zip(p, y, strict=True)
    )
    return temperature**2 * math.fsum(terms)


# Calibration.

HELD_OUT = torch.tensor(
    [[4.0, 0.0, 0.0], [0.0, 3.0, 0.0], [5.0, 0.0, 1.0], [0.0, 0.0, 2.0]]
)
HELD_OUT_TARGET = torch.tensor([0, 1, 2, 2])


def fitted_by_recipe(logits: Tensor, target: Tensor) -> Tensor:
    """Fifty steps of L-BFGS at 0.01, from 1.5 on."""
    temperature = torch.tensor(1.5, requires_grad=True)
    optimizer = torch.optim.LBFGS([temperature], lr=0.01, max_iter=50)

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(logits / temperature, target)
        loss.backward()
        return loss

    optimizer.step(closure)
    return temperature.detach()


def best_temperature() -> float:
    """Where the derivative of the loss by 1 / T is 0, by halving."""

    def slope(beta: float) -> float:
        p = (beta * HELD_OUT.double()).softmax(1)
        own = HELD_OUT.double().gather(1, HELD_OUT_TARGET[:, None])[:, 0]
        return ((p * HELD_OUT).sum(1) - own).sum().item()

    low, high = 0.1, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return 1 / low


RECIPE = partial(
    Fault,
    loss="fit_temperature",
    maker=WRITTEN,
    name="torch.optim.LBFGS at 0.01, 50 steps",
)

# Large vocabularies, and margins. What the chapter writes instead stands here.

DRAW = torch.Generator().manual_seed(0)
HIDDEN = torch.randn(4, 3, generator=DRAW)
WORDS = torch.randn(5, 3, generator=DRAW)
IGNORED = torch.full((4,), -100)
BELOW = torch.tensor([-89.0])
WITH_NAN = torch.tensor([[math.nan, 0.2, 0.4, 0.8]])
SCORES = torch.tensor([[0.1, 0.2, 0.4, 0.8]])
LISTED = torch.tensor([[0, 3, -1, -1]])
NO_SCORES, NO_LABELS = torch.empty(0, 4), torch.empty(0, dtype=torch.long)
BUILT_IN = partial(Fault, maker=TORCH)


def in_used_memory(_) -> Tensor:
    """F.multi_margin_loss's mean, in memory that held 42."""
    memory = torch.tensor(42.0)
    torch._C._nn.multi_margin_loss(
        NO_SCORES, NO_LABELS, 1, 1, None, 1, out=memory
    )
    return memory


def in_chunks(weight: Tensor) -> Tensor:
    return F.linear_cross_entropy(
        HIDDEN,
        weight,
        IGNORED,
        reduction="mean",
        options=torch.nn.LinearCrossEntropyOptions(batch_chunk_size=2),
    )


FAULTS = [
    *SAME_NAME,
    *DICE,
    SMP(
        loss="dice_loss",
        name="DiceLoss",
        asked="two pictures, three classes, over the batch, smooth 1",
        exact=dice_of((0, 2, 3), 1).mean().item(),
        there=lambda them: them.DiceLoss("multiclass", smooth=1.0)(
            PICTURES, MARKED
        ),
        here=lambda ours: ours(PICTURES, MARKED, over="batch"),
    ),
    SMP(
        loss="dice_loss",
        name="DiceLoss",
        asked="one of five classes there, each p = 1/5: their mean",
        exact=2 / 3,
        there=lambda them: them.DiceLoss("multiclass")(EQUAL, ONE_CLASS),
        here=lambda ours: ours(EQUAL, ONE_CLASS, smooth=0.0, average="present"),
    ),
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
        loss="tversky_loss",
        name="TverskyLoss",
        asked="two pictures, three classes, over the batch, γ = 0.75",
        exact=mean_of_powers(),
        there=lambda them: them.TverskyLoss(
            "multiclass", alpha=0.3, beta=0.7, gamma=0.75
        )(PICTURES, MARKED),
        here=lambda ours: ours(
            PICTURES, MARKED, gamma=0.75, smooth=0.0, over="batch"
        ),
    ),
    SMP(
        loss="lovasz_loss",
        name="LovaszLoss",
        asked="every pixel ignored",
        exact=0.0,
        there=lambda them: them.LovaszLoss("multiclass", ignore_index=-100)(
            PICTURES, torch.full_like(MARKED, -100)
        ),
        here=lambda ours: ours(PICTURES, torch.full_like(MARKED, -100)),
    ),
    SMP(
        loss="lovasz_loss",
        name="LovaszLoss",
        asked="a mask of 4 pixels in float64",
        exact=1.5,
        there=lambda them: them.LovaszLoss("binary")(HINGE[:, 0], MASK[:, 0]),
        here=lambda ours: ours(HINGE, MASK),
    ),
    Fault(
        loss="generalized_cross_entropy",
        maker=WRITTEN,
        name="(1 - softmax() ** q) / q",
        asked="z = (0, 110), y = 0, q = 0.7: a gradient",
        exact=-math.exp(-0.7 * 110),
        there=lambda _: slope(
            lambda z: (1 - z.softmax(1)[:, 0] ** 0.7) / 0.7, HOPELESS
        ),
        here=lambda ours: slope(lambda z: ours(z, LAST), HOPELESS),
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
    BUILT_IN(
        loss="distillation_loss",
        name="T² · F.kl_div",
        asked="z = (2, 0.5, −1), v = (3, 1, 0.2) in bfloat16, T = 8",
        exact=divergence(8),
        there=lambda them: (
            64
            * them.kl_div(
                (STUDENT / 8).log_softmax(1),
                (TEACHER / 8).softmax(1),
                reduction="batchmean",
            )
        ),
        here=lambda ours: ours(STUDENT, TEACHER, temperature=8.0),
    ),
    BUILT_IN(
        loss="token_cross_entropy",
        name="F.linear_cross_entropy",
        asked="in chunks, every token ignored: a gradient",
        exact=0.0,
        there=lambda _: slope(in_chunks, WORDS),
        here=lambda ours: slope(
            lambda w: ours(
                F.linear(HIDDEN, w)[None], IGNORED[None], shift=False
            ),
            WORDS,
        ),
    ),
    RECIPE(
        asked="four samples, one of them wrong",
        exact=best_temperature(),
        there=lambda _: fitted_by_recipe(HELD_OUT, HELD_OUT_TARGET),
        here=lambda ours: torch.tensor(ours(HELD_OUT, HELD_OUT_TARGET)),
    ),
    RECIPE(
        asked="two samples, both right, so that no T is best",
        exact=NONE_RIGHT,
        there=lambda _: fitted_by_recipe(HELD_OUT[:2], HELD_OUT_TARGET[:2]),
        here=lambda ours: torch.tensor(ours(HELD_OUT[:2], HELD_OUT_TARGET[:2])),
    ),
    BUILT_IN(
        loss="soft_margin",
        name="F.soft_margin_loss",
        asked="z = −89, y = 1; here softplus of −yz",
        exact=89.0,
        there=lambda them: them.soft_margin_loss(BELOW, torch.ones(1)),
        here=lambda _: F.softplus(-BELOW),
    ),
    BUILT_IN(
        loss="multi_margin",
        name="F.multi_margin_loss",
        asked="z = (NaN, 0.2, 0.4, 0.8), y = 3; here with 0 times the sum of z",
        exact=math.nan,
        there=lambda them: them.multi_margin_loss(WITH_NAN, torch.tensor([3])),
        here=lambda _: (
            F.multi_margin_loss(WITH_NAN, torch.tensor([3]))
            + 0 * WITH_NAN.sum()
        ),
    ),
    BUILT_IN(
        loss="multi_margin",
        name="F.multi_margin_loss",
        asked="no sample, in memory that held 42; here a sum over 0 samples",
        exact=0.0,
        there=in_used_memory,
        here=lambda _: F.multi_margin_loss(
            NO_SCORES, NO_LABELS, reduction="none"
        ).sum(),
    ),
    BUILT_IN(
        loss="multi_label_margin",
        name="F.multilabel_margin_loss",
        asked="labels 0 and 3 as (1, 0, 0, 1); here as a list",
        exact=(1.1 + 1.3 + 0.4 + 0.6) / 4,
        there=lambda them: them.multilabel_margin_loss(
            SCORES, torch.tensor([[1, 0, 0, 1]])
        ),
        here=lambda _: F.multilabel_margin_loss(SCORES, LISTED),
    ),
]
