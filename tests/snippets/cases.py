"""Every paste-able snippet, found by its file, and how to call it.

What a loss takes is read off its signature; what is known about an option is
in the tables below, by the option's name.
"""

import importlib
import importlib.util
import inspect
import itertools
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from lossbook.paths import ROOT

CLASSES = 4
WEIGHTS = torch.tensor([0.25, 1.0, 0.0, 3.0])
# At 26 softplus must still tell log(1 + exp(z)) from z, in float64.
MAGNITUDES = (1e-3, 1.0, 10.0, 26.0, 50.0, 100.0, 1e4)
LOGITS = (0.0, *MAGNITUDES, *(-z for z in MAGNITUDES))
# What a value or a gradient may be off, relative to the exact one.
RELATIVE = {torch.float32: 1e-5, torch.float64: 1e-12}

# Values that an option may have, and values that it must refuse. An option
# whose meaning follows from its type has an entry for each type.
GOOD = {
    ("gamma", "float"): (0.0, 0.5, 1.0, 2.0, 5.0),
    ("alpha", "float | None"): (None, 0.0, 0.25, 0.75, 1.0),
    ("alpha", "Tensor | None"): (None, WEIGHTS),
    ("alpha", "float"): (1.0, 0.0, 0.1),
    ("beta", "float"): (1.0, 0.0, 5.0),
    ("floor", "float"): (1e-4, 1e-2),
    ("ignore_index", "int"): (-100, 1),
}
NOT_AT_LEAST_0 = (-1.0, math.nan)
BAD = {
    ("gamma", "float"): NOT_AT_LEAST_0,
    ("alpha", "float | None"): (-0.1, 1.1, math.nan),
    ("alpha", "Tensor | None"): (0.25, torch.ones(CLASSES + 1)),
    ("alpha", "float"): NOT_AT_LEAST_0,
    ("beta", "float"): NOT_AT_LEAST_0,
    ("floor", "float"): (0.0, 1.0, math.nan),
    ("ignore_index", "int"): (),
    ("reduction", "str"): ("average", "batchmean", None),
    ("strength", "float"): (*NOT_AT_LEAST_0, math.inf),
    ("l1", "float"): (*NOT_AT_LEAST_0, math.inf),
    ("l2", "float"): (*NOT_AT_LEAST_0, math.inf),
    ("threshold", "float"): (*NOT_AT_LEAST_0, math.inf),
    ("weight_decay", "float"): (*NOT_AT_LEAST_0, math.inf),
    ("patience", "int"): (0, -1, 1.5),
    ("mode", "str"): ("best", None),
    ("min_delta", "float"): NOT_AT_LEAST_0,
}


def load(path: Path):
    """The module of a file of the book, or of one dropped anywhere else."""
    if path.is_relative_to(ROOT):
        parts = path.relative_to(ROOT).with_suffix("").parts
        return importlib.import_module(".".join(parts))
    name = f"dropped_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    # A module must be found by its name for its classes to be pickled.
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def look_up(
    table: dict, name: str, parameter: inspect.Parameter, where
) -> tuple:
    """The table's values for an option; a new option must be entered there."""
    kind = inspect.formatannotation(parameter.annotation)
    if parameter.annotation is inspect.Parameter.empty:
        kind = type(parameter.default).__name__
    key = (name, kind.replace("torch.", ""))
    assert key in table, (
        f"{where}: unknown option {key}: enter it in GOOD and BAD of "
        "tests/snippets/cases.py"
    )
    return table[key]


def shown(path: Path) -> str:
    """The path as it is said to people."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


@dataclass(frozen=True)
class Loss:
    """A file under snippets/losses: a function, and the module around it."""

    path: Path

    def __str__(self) -> str:
        return shown(self.path)

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def function(self) -> Callable[..., Tensor]:
        function = getattr(load(self.path), self.name, None)
        assert callable(function), f"{self}: has no function {self.name}"
        return function

    @cached_property
    def module(self) -> type[nn.Module]:
        here = load(self.path)
        found = [
            each
            for name, each in vars(here).items()
            if isinstance(each, type)
            and issubclass(each, nn.Module)
            and each.__module__ == here.__name__
            and not name.startswith("_")
        ]
        assert len(found) == 1, f"{self}: one public nn.Module, got {found}"
        return found[0]

    @cached_property
    def doc(self) -> str:
        """The docstrings of file and function as one line."""
        both = f"{load(self.path).__doc__} {self.function.__doc__}"
        return " ".join(both.split())

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        return dict(inspect.signature(self.function).parameters)

    @cached_property
    def arguments(self) -> list[str]:
        """The names of the two tensors, "logits" or "input" the first."""
        return list(self.parameters)[:2]

    @cached_property
    def options(self) -> dict[str, inspect.Parameter]:
        names = list(self.parameters)[2:]
        return {name: self.parameters[name] for name in names}

    @cached_property
    def kind(self) -> str:
        """What it takes: "regression", "binary" or "classes"."""
        if self.arguments[0] == "input":
            return "regression"
        scores = torch.zeros(2, CLASSES)
        for kind, target in (
            ("binary", torch.zeros(2, CLASSES)),
            ("classes", torch.zeros(2, dtype=torch.int64)),
        ):
            try:
                self.function(scores, target)
            except Exception:
                continue
            return kind
        raise AssertionError(
            f"{self}: takes neither floats of the shape of {self.arguments[0]} "
            "nor class indices as its target"
        )

    @cached_property
    def choices(self) -> list[dict]:
        """Every combination of the options' values, but the reduction."""
        values = [
            look_up(GOOD, name, parameter, self)
            for name, parameter in self.options.items()
            if name != "reduction"
        ]
        names = [name for name in self.options if name != "reduction"]
        return [
            dict(zip(names, each, strict=True))
            for each in itertools.product(*values)
        ]

    @cached_property
    def few(self) -> list[dict]:
        """The combinations in which one option at most is not the first."""
        first = self.choices[0]
        return [
            choice
            for choice in self.choices
            if sum(choice[n] is not first[n] for n in first) <= 1
        ]

    def batch(
        self, dtype: torch.dtype = torch.float64, size: int = 6
    ) -> tuple[Tensor, Tensor]:
        """Ordinary samples, the same ones each time."""
        random = torch.Generator().manual_seed(size)
        if self.kind == "classes":
            logits = 3 * torch.randn(size, CLASSES, generator=random)
            return logits.to(dtype), torch.arange(size) * 3 % CLASSES
        logits = 3 * torch.randn(size, generator=random)
        target = 3 * torch.randn(size, generator=random)
        if self.kind == "binary":
            target = torch.rand(size, generator=random)
            target[:2] = torch.tensor([0.0, 1.0])[:size]
        return logits.to(dtype), target.to(dtype)

    def extremes(self, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        """Every pair of grid logits (classes) or of logit and target."""
        if self.kind == "classes":
            rows = [
                [first, second, third, third]
                for first in LOGITS
                for second in LOGITS
                for third in (0.0, 1e4)
            ]
            target = torch.arange(len(rows)) % CLASSES
            return torch.tensor(rows, dtype=dtype), target
        targets = LOGITS if self.kind == "regression" else SOFT
        pairs = list(itertools.product(LOGITS, targets))
        return torch.tensor(pairs, dtype=dtype).T.contiguous().unbind()

    def __call__(self, *tensors: Tensor, **options) -> Tensor:
        return self.function(*tensors, **options)


# Hard targets, soft ones, one below the floors above, and one close to 1.
SOFT = (0.0, 1.0, 0.25, 0.5, 1e-3, 1e-5, 0.9, 1 - 2**-10)

LOSSES = [
    Loss(path) for path in sorted((ROOT / "snippets/losses").glob("*.py"))
]
each_loss = pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)


@dataclass(frozen=True)
class Regularizer:
    """A public function or class of a file under snippets/regularizers."""

    path: Path
    name: str

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.name}"

    @cached_property
    def function(self) -> Callable:
        return getattr(load(self.path), self.name)

    @cached_property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.function)

    @property
    def kind(self) -> str:
        """A "penalty" of a model, a "step" of tensors, or another "tool"."""
        first = next(iter(self.signature.parameters))
        if self.signature.return_annotation is Tensor:
            return "penalty" if first == "model" else "step"
        return "step" if first == "parameters" else "tool"

    @property
    def numbers(self) -> list[str]:
        """The names of the parameters after the first one."""
        return list(self.signature.parameters)[1:]


def regularizers() -> list[Regularizer]:
    return [
        Regularizer(path, name)
        for path in sorted((ROOT / "snippets/regularizers").glob("*.py"))
        for name, each in vars(load(path)).items()
        if getattr(each, "__module__", "")
        == f"snippets.regularizers.{path.stem}"
        and not name.startswith("_")
    ]


REGULARIZERS = regularizers()
PENALTIES = [each for each in REGULARIZERS if each.kind == "penalty"]
STEPS = [each for each in REGULARIZERS if each.kind == "step"]


def model(dtype: torch.dtype = torch.float64, weights=None) -> nn.Module:
    """Two layers; all but their weights is large, and must not count."""
    layers = nn.Sequential(
        nn.Linear(4, 3), nn.BatchNorm1d(3), nn.PReLU(), nn.Linear(3, 1)
    )
    layers.to(dtype)
    weights = LOGITS if weights is None else weights
    values = itertools.cycle(weights)
    with torch.no_grad():
        for name, parameter in layers.named_parameters():
            parameter.fill_(1e3)
            if name in ("0.weight", "3.weight"):
                new = [next(values) for _ in range(parameter.numel())]
                parameter.copy_(torch.tensor(new).view_as(parameter))
    return layers


def gradient(value: Tensor, by: Tensor) -> Tensor:
    return torch.autograd.grad(value.sum(), by)[0]


def rows(first: Tensor, target: Tensor, each: Tensor):
    """Input, target, value and gradient of each sample, as numbers."""
    columns = (first, target, each, gradient(each, first))
    return zip(*(column.tolist() for column in columns), strict=True)


def same(came, expected, where, rtol=None, atol=None, **more) -> None:
    """`torch.testing.assert_close`, whose message says where."""
    if (rtol, atol) != (None, None):
        rtol, atol = rtol or 0.0, atol or 0.0

    def message(text: str) -> str:
        numbers = f"expected {expected}, got {came}"
        long = getattr(came, "numel", int)() > 8
        if long and came.shape == expected.shape:
            error = (came - expected).detach().abs().nan_to_num(math.inf)
            at = error.argmax().item()
            numbers = (
                f"entry {at}: expected {expected.flatten()[at].item()}, "
                f"got {came.flatten()[at].item()}"
            )
        return f"{where}: {numbers}\n{text}"

    torch.testing.assert_close(
        came, expected, rtol=rtol, atol=atol, msg=message, **more
    )


def widen(target: Tensor) -> Tensor:
    """Soft targets in float64; class indices as they are."""
    return target.double() if target.is_floating_point() else target
