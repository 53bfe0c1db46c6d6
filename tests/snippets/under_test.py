"""The snippets that the suite tests: each found by its file, and its case."""

import ast
import difflib
import importlib
import importlib.util
import inspect
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor, nn

from lossbook.paths import ROOT
from lossbook.sources import tree
from tests.snippets import grid
from tests.snippets.case import LossCase, RegularizerCase, Tensors

LOSS_FILES = sorted((ROOT / "snippets/losses").glob("*.py"))
REGULARIZER_FILES = sorted((ROOT / "snippets/regularizers").glob("*.py"))
REDUCTIONS = ("none", "mean", "sum")


@cache
def load(path: Path) -> ModuleType:
    """The module of a file of the book, or of one dropped anywhere else."""
    if path.is_relative_to(ROOT) and all(
        part.isidentifier() for part in path.relative_to(ROOT).parts[:-1]
    ):
        parts = path.relative_to(ROOT).with_suffix("").parts
        return importlib.import_module(".".join(parts))
    # Its own name, by which its classes are found when they are pickled.
    name = "dropped" + re.sub(r"\W", "_", str(path.with_suffix("")))
    spec = importlib.util.spec_from_file_location(name, path)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(path: Path) -> str:
    """The path as it is told to people."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


class NoCaseError(Exception):
    """A snippet without a case: which file to write, or what is wrong there."""


def case_file(path: Path) -> Path:
    """Where the case of a snippet is."""
    folder = ROOT / "tests/snippets" / path.parent.name
    return folder / f"{path.stem}_case.py"


def cases_in(file: Path, kind: type) -> dict[str, LossCase | RegularizerCase]:
    """The cases of a file, by the name of the kind of input, or function.

    Raises:
        NoCaseError: there is no such file, or it cannot be used.
    """
    try:
        module = load(file)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f.lineno for f in frames if f.filename == str(file)]
        line = getattr(error, "lineno", None) or (lines or [1])[-1]
        raise NoCaseError(
            f"{shown(file)}:{line}: {type(error).__name__}: {error}"
        ) from error
    found = getattr(module, "cases", None)
    if found is None and isinstance(getattr(module, "case", None), kind):
        found = {"": module.case}
    if not isinstance(found, dict) or not found:
        raise NoCaseError(
            f"{shown(file)}:1: expected `case = {kind.__name__}(...)`, or "
            f"`cases` by name; tests/snippets/case.py says what is in one"
        )
    for name, each in found.items():
        if not isinstance(each, kind):
            raise NoCaseError(
                f"{shown(file)}:1: cases[{name!r}] must be a {kind.__name__}, "
                f"got {type(each).__name__}"
            )
    return found


def find_cases(path: Path, kind: type, file: Path | None = None) -> dict:
    """The cases of a snippet, from its own file or from another's.

    Raises:
        NoCaseError: it has none that can be used: what to write, and where.
    """
    file = file or case_file(path)
    if file.exists():
        return cases_in(file, kind)
    raise NoCaseError(
        f"{shown(path)}:1: no case: write {shown(file)} with `case = "
        f"{kind.__name__}(...)`{model_for(path)}; tests/snippets/case.py says "
        "what is in one"
    )


def model_for(path: Path) -> str:
    """The case of the snippet whose arguments are the most like this one's."""
    wanted = _arguments(path)
    others = [
        other
        for other in path.parent.glob("*.py")
        if other != path and case_file(other).exists()
    ] or [
        other
        for other in (*LOSS_FILES, *REGULARIZER_FILES)
        if other.parent.name == path.parent.name and case_file(other).exists()
    ]
    if not others:
        return ""

    def likeness(other: Path) -> float:
        return difflib.SequenceMatcher(None, wanted, _arguments(other)).ratio()

    return f", as {shown(case_file(max(sorted(others), key=likeness)))} has it"


def _arguments(path: Path) -> list[str]:
    """The names of the arguments of all functions of a file."""
    return [
        argument.arg
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        for argument in (*node.args.args, *node.args.kwonlyargs)
    ]


def line_of(path: Path, function: str, argument: str = "") -> int:
    """The line of a function, a class, or an argument of it; else 1."""
    for node in ast.walk(tree(path)):
        if getattr(node, "name", "") != function:
            continue
        if isinstance(node, ast.ClassDef):
            for each in node.body:
                if getattr(each, "name", "") == "__init__" and argument:
                    node = each
        if isinstance(node, ast.FunctionDef):
            for each in (*node.args.args, *node.args.kwonlyargs):
                if each.arg == argument:
                    return each.lineno
        return node.lineno
    return 1


def assigned_at(file: Path) -> str:
    """The file of a case, and the line where it is made."""
    lines = file.read_text("utf-8").splitlines()
    made = (n for n, line in enumerate(lines, 1) if line.startswith("case"))
    return f"{shown(file)}:{next(made, 1)}"


@dataclass(frozen=True)
class Loss:
    """A file under snippets/losses: a function, the module around it, a case.

    `inputs` names the case, where a file has several.
    """

    path: Path
    case: LossCase
    file: Path  # of the case
    inputs: str = ""

    def __str__(self) -> str:
        return self.at()

    def at(self, argument: str = "") -> str:
        """File and line of the function, or of one of its arguments."""
        return f"{shown(self.path)}:{line_of(self.path, self.name, argument)}"

    @property
    def case_at(self) -> str:
        """File and line of the case."""
        return assigned_at(self.file)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def id(self) -> str:
        return f"{self.name}-{self.inputs}" if self.inputs else self.name

    @cached_property
    def function(self) -> Callable[..., Tensor]:
        function = getattr(load(self.path), self.name, None)
        if not callable(function):
            pytest.fail(
                f"{shown(self.path)}:1: has no function {self.name}: a loss "
                "has the name of its file",
                pytrace=False,
            )
        return function

    def __call__(self, *tensors: Tensor, **options) -> Tensor:
        """Its value; an option without a good default is at its first one."""
        return self.function(*tensors, **{**self.required, **options})

    def takes(self, where: str, *tensors: Tensor, **options) -> Tensor:
        """Its value of what it must take: an error is a failure, at a line."""
        try:
            return self(*tensors, **options)
        except Exception as error:
            raise AssertionError(
                f"{self}: {where}: {type(error).__name__}: {error}"
            ) from error

    def made(self, **options) -> nn.Module:
        """The module, likewise."""
        return self.module(**{**self.required, **options})

    @cached_property
    def required(self) -> dict:
        """The first good value of an option without a default, or with one
        that the case has not: over="batch" in a case of whole batches."""

        def is_good(default, values) -> bool:
            return any(
                default is value
                or (type(default) is type(value) and default == value)
                for value in values
                if not isinstance(value, Tensor)
            )

        return {
            name: values[0]
            for name, values in self.values("good").items()
            if not is_good(self.options[name].default, values)
        }

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
        if len(found) != 1:
            pytest.fail(
                f"{shown(self.path)}:1: expected one public nn.Module, "
                f"got {[each.__name__ for each in found]}",
                pytrace=False,
            )
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
        """The names of the tensors, which come before the options."""
        return list(self.parameters)[: len(self.case.inputs.names)]

    @cached_property
    def options(self) -> dict[str, inspect.Parameter]:
        names = list(self.parameters)[len(self.arguments) :]
        return {name: self.parameters[name] for name in names}

    def values(self, table: str) -> dict[str, tuple]:
        """The case's `good` or `bad` values of each option but reduction."""
        known = getattr(self.case, table)
        names = [name for name in self.options if name != "reduction"]
        for name in (n for n in names if n not in known):
            pytest.fail(
                f"{self.at(name)}: the option {name} has no values to try: "
                f"add {name} to `{table}` in {self.case_at}",
                pytrace=False,
            )
        for name in (n for n in known if n not in names):
            pytest.fail(
                f"{self.case_at}: `{table}` has values for "
                f"{name}, which is no option of {self.name}: it has {names}",
                pytrace=False,
            )
        return {name: known[name] for name in names}

    @cached_property
    def choices(self) -> list[dict]:
        """The options' values, but the reduction, as a grid has them."""
        return grid.choices(self.values("good"))

    @cached_property
    def few(self) -> list[dict]:
        """The same, for what takes long for each choice."""
        return grid.few(self.values("good"))

    @cached_property
    def one_moved(self) -> list[dict]:
        """The choices in which one option at most is not at its first."""
        return grid.one_moved(self.values("good"))

    def batch(
        self, dtype: torch.dtype = torch.float64, size: int = 6
    ) -> Tensors:
        """Ordinary samples, the same ones each time."""
        return self.case.inputs.batch(dtype, size)

    def extremes(self, dtype: torch.dtype) -> Tensors:
        return self.case.inputs.extremes(dtype)

    def batch_dim(self, name: str) -> int | None:
        """The dimension of the samples of an argument."""
        return self.case.inputs.batch_dims.get(name, 0)

    def named(self, tensors: Tensors) -> Iterator[tuple[str, Tensor]]:
        return zip(self.arguments, tensors, strict=True)

    def pick(self, tensors: Tensors, samples) -> Tensors:
        """Some of the samples, by their numbers or by a mask."""
        samples = torch.as_tensor(samples)
        if samples.dtype == torch.bool:
            samples = samples.nonzero().flatten()
        return tuple(
            each
            if self.batch_dim(name) is None
            else each.index_select(self.batch_dim(name), samples)
            for name, each in self.named(tensors)
        )

    def size(self, tensors: Tensors) -> int:
        """The number of samples."""
        return next(
            each.shape[self.batch_dim(name)]
            for name, each in self.named(tensors)
            if self.batch_dim(name) is not None
        )

    def shape(self, tensors: Tensors) -> tuple[int, ...]:
        """The shape of the values: of the labels, of the samples, or none."""
        if self.case.value_of == "element":
            return tuple(tensors[-1].shape)
        return () if self.case.value_of == "batch" else (self.size(tensors),)

    def differentiable(self, tensors: Tensors) -> list[int]:
        """The places of the tensors that have a gradient."""
        names = self.case.differentiable
        return [
            place
            for place, (name, each) in enumerate(self.named(tensors))
            if each.is_floating_point() and (names is None or name in names)
        ]

    def units(self, tensors: Tensors) -> list[Tensor]:
        """Of each tensor a row for each thing that values depend on."""
        if self.case.depends_on == "batch":
            return [each.unsqueeze(0) for each in tensors]
        if self.case.depends_on == "element":
            classes = self.case.inputs.class_dim
            return [
                each.movedim(classes, -1).flatten(0, -2)
                if each.dim() > tensors[-1].dim()
                else each.flatten()
                for each in tensors
            ]
        return [
            each.movedim(self.batch_dim(name), 0)
            for name, each in self.named(tensors)
        ]


def losses_of(path: Path, file: Path | None = None) -> list[Loss]:
    """A snippet, once for each of its cases; none if it has no usable one."""
    file = file or case_file(path)
    try:
        cases = find_cases(path, LossCase, file)
    except NoCaseError:
        return []  # which test_cases.py reports
    return [Loss(path, case, file, inputs) for inputs, case in cases.items()]


@dataclass(frozen=True)
class Regularizer:
    """A public function or class of a file under snippets/regularizers."""

    path: Path
    name: str
    case: RegularizerCase
    file: Path  # of the case

    def __str__(self) -> str:
        return self.at()

    def at(self, argument: str = "") -> str:
        """File and line of the function, or of one of its arguments."""
        line = line_of(self.path, self.name, argument)
        return f"{shown(self.path)}:{line}: {self.name}"

    @property
    def case_at(self) -> str:
        """File and line of the case."""
        return assigned_at(self.file)

    @property
    def id(self) -> str:
        return self.name

    @cached_property
    def function(self) -> Callable:
        return getattr(load(self.path), self.name)

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        return dict(inspect.signature(self.function).parameters)

    @property
    def in_place(self) -> bool:
        """Whether a step changes its tensors, as the trailing _ says."""
        return self.name.endswith("_")

    @property
    def numbers(self) -> list[str]:
        """The names of the parameters that `good` has values for."""
        return [name for name in self.parameters if name in self.case.good]

    @cached_property
    def choices(self) -> list[dict]:
        """The values of the parameters, as the grid has them."""
        return grid.choices(self.case.good)


def public(path: Path) -> list[str]:
    """The names of the functions and classes that a file makes."""
    module = load(path)
    return [
        name
        for name, each in vars(module).items()
        if getattr(each, "__module__", "") == module.__name__
        and not name.startswith("_")
    ]


def regularizers_of(path: Path) -> list[Regularizer]:
    """The functions and classes of a file that have a case."""
    try:
        cases = find_cases(path, RegularizerCase)
    except NoCaseError:
        return []  # which test_cases.py reports
    if set(cases) == {""}:
        cases = {path.stem: cases[""]}
    names = public(path)
    return [
        Regularizer(path, name, case, case_file(path))
        for name, case in cases.items()
        if name in names
    ]


LOSSES = [loss for path in LOSS_FILES for loss in losses_of(path)]
REGULARIZERS = [
    each for path in REGULARIZER_FILES for each in regularizers_of(path)
]
