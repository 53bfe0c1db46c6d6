"""List the normalization layers of packages, and their layers with weights.

    python -m tests.snippets.list_norms timm-1.0.29/timm \
        transformers-5.24.0/transformers > tests/snippets/norms.yml

It reads the sources of unpacked packages and imports none of them: neither
installs beside this book's PyTorch. `norms` are the classes that have, or
derive from a class that has, norm in any writing in its name, and that own
parameters or inherit those of a norm of PyTorch: each by its bases. `unnamed`
are the norms whose name does not say so; they were found by reading all
classes that own a parameter and compute a norm or a variance. `weights` are
the classes that derive from PyTorch's layers with weights.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

import yaml
from torch import nn

UNNAMED = ("ConvNextV2GRN", "InplaceAbn")
WEIGHTS = (nn.Linear, nn.Bilinear, nn.Embedding, nn.EmbeddingBag, nn.RNNBase)
WEIGHTS += (nn.modules.conv._ConvNd, nn.MultiheadAttention)


def classes(folder: Path) -> tuple[dict[str, set[str]], set[str]]:
    """The bases of each class by its name, and which own parameters."""
    bases, owners = defaultdict(set), set()
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] |= {ast.unparse(base) for base in node.bases}
                if re.search(r"\bParameter\(", ast.unparse(node)):
                    owners.add(node.name)
    return bases, owners


def ancestors(name: str, bases: dict[str, set[str]]) -> set[str]:
    """A class and all that it derives from, as their names are written."""
    found, left = set(), [name]
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            left.extend(bases.get(each, ()))
    return found


def of_torch(name: str) -> type | None:
    """The layer of PyTorch that a name in a source means."""
    match = re.fullmatch(r"(?:torch\.)?nn\.(\w+)", name)
    return getattr(nn, match[1], None) if match else None


def listed(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The norms of a package, and its layers with weights, by their bases."""
    bases, owners = classes(folder)
    found = {
        kind: defaultdict(list) for kind in ("norms", "unnamed", "weights")
    }
    for name in sorted(bases):
        line = ancestors(name, bases)
        layers = [layer for layer in map(of_torch, line) if layer]
        norms = {each for each in line if "norm" in each.lower()}
        if norms & owners or any("Norm" in each.__name__ for each in layers):
            kind = "norms"
        elif name in UNNAMED:
            kind = "unnamed"
        elif any(issubclass(each, WEIGHTS) for each in layers):
            kind = "weights"
        else:
            continue
        for base in sorted(bases[name]):
            found[kind][base].append(name)
    return {kind: dict(by_base) for kind, by_base in found.items()}


if __name__ == "__main__":
    packages = {Path(each).parent.name: Path(each) for each in sys.argv[1:]}
    found = {name: listed(folder) for name, folder in packages.items()}
    print(yaml.safe_dump(found, width=78, default_flow_style=None), end="")
