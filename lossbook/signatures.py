"""What functions and classes take, read from their files without a run.

A name is one of the book's own, such as focal_loss or EarlyStopping.step, or
PyTorch's, such as F.huber_loss or nn.HuberLoss. A module of PyTorch takes what
it is called with and what it is made with.
"""

import ast
import functools
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path

from lossbook import cache, sources
from lossbook.errors import BookError, suggestion
from lossbook.paths import SNIPPETS

Definition = ast.FunctionDef | ast.ClassDef
LEFT_OUT = ("self", "size_average", "reduce")  # the last two are deprecated


@dataclass(frozen=True)
class Argument:
    """One argument; type and default as the code has them, or ""."""

    name: str
    type: str
    default: str


@dataclass(frozen=True)
class Signature:
    """What a function or a class takes, and where it is defined."""

    name: str
    file: Path
    node: Definition
    arguments: tuple[Argument, ...]

    @property
    def is_torch(self) -> bool:
        """Whether its documentation is not the book's."""
        return self.name.startswith(("nn.", "F."))


def find(name: str) -> Signature:
    """The signature of a function, a class, or a method of it.

    Raises:
        BookError: there is nothing of that name.
    """
    root, _, rest = name.partition(".")
    outer, _, method = (rest if root in ("F", "nn") else name).partition(".")
    if root == "F":
        file = _torch() / "nn" / "functional.py"
    elif root == "nn":
        file = _torch() / "nn" / "modules" / f"{_modules().get(outer)}.py"
    elif root in ours():
        file = ours()[root]
    else:
        way_out = suggestion(root, ours())
        raise BookError(f"no snippet defines {root}; {way_out}")
    found = definitions(file) if file.exists() else {}
    node: Definition | None = found.get(outer)
    if method and isinstance(node, ast.ClassDef):
        node = _method(node, method, found)
    if node is None:
        raise BookError(f"there is no {name}, or it is not written in Python")
    return signature(name, file, node)


def signature(name: str, file: Path, node: Definition) -> Signature:
    """What a definition in a file takes; a class, what it is made with."""
    functions: list[Definition | None] = [node]
    if isinstance(node, ast.ClassDef):
        called = ["forward"] if name.startswith("nn.") else []
        found = definitions(file)
        functions = [_method(node, x, found) for x in (*called, "__init__")]
    taken = [
        argument
        for function in functions
        if isinstance(function, ast.FunctionDef)
        for argument in _arguments(function, file)
    ]
    return Signature(name, file, node, tuple(taken))


@cache.for_one_build
def ours() -> dict[str, Path]:
    """The files of the public names that a reader pastes."""
    return {
        name: file
        for folder in ("losses", "regularizers", "tools")
        for file in sorted((SNIPPETS / folder).glob("*.py"))
        for name in definitions(file)
        if not name.startswith("_")
    }


def definitions(file: Path) -> dict[str, Definition]:
    """The functions and classes of a file, by name."""
    return _definitions(sources.text(file), file)


@functools.cache
def _definitions(text: str, file: Path) -> dict[str, Definition]:
    # Kept from build to build while the text is the same: PyTorch's is long.
    return {
        node.name: node
        for node in sources.parse(text, file).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


@functools.cache
def _torch() -> Path:
    spec = find_spec("torch")  # it is not imported: that takes seconds
    return Path(spec.origin or "").parent if spec else Path()


@functools.cache
def _modules() -> dict[str, str]:
    """The file of each class of torch.nn, as torch.nn.modules imports it."""
    imports = sources.parse(
        sources.text(_torch() / "nn/modules/__init__.py"), "torch.nn.modules"
    )
    return {
        alias.name: (node.module or "").rpartition(".")[2]
        for node in imports.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _method(
    node: Definition, name: str, found: dict[str, Definition]
) -> Definition | None:
    """A class's method, or that of a base in the same file."""
    for each in node.body:
        if isinstance(each, ast.FunctionDef) and each.name == name:
            return each
    for base in getattr(node, "bases", []):
        inherited = found.get(getattr(base, "id", ""))
        if inherited and (method := _method(inherited, name, found)):
            return method
    return None


def _arguments(node: ast.FunctionDef, file: Path) -> list[Argument]:
    taken, lines = node.args, sources.text(file).encode().split(b"\n")

    def code(of: ast.expr | None) -> str:
        if of is None or of.lineno != of.end_lineno:
            return ast.unparse(of) if of else ""
        # As it is written there: 1e-8, which unparse makes 1e-08.
        return lines[of.lineno - 1][of.col_offset : of.end_col_offset].decode()

    by_place = [*taken.posonlyargs, *taken.args]
    # Defaults are those of the last ones.
    pairs = [*zip_longest(reversed(by_place), reversed(taken.defaults))][::-1]
    pairs += zip(taken.kwonlyargs, taken.kw_defaults, strict=True)
    return [
        Argument(each.arg, code(each.annotation), code(default))
        for each, default in pairs
        if each.arg not in LEFT_OUT
    ]
