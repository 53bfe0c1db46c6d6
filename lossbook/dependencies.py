"""What a script depends on: its imports, the data it reads, and versions.

A result is kept under the digest of all that it depends on. So nothing that has
not changed runs again, and nothing stale is shown.
"""

import ast
import functools
import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lossbook.paths import ROOT


@functools.cache
def imported(source: str) -> frozenset[str]:
    """Dotted names of all modules that the lines of a script import."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)


@functools.cache
def read(source: str) -> frozenset[str]:
    """Paths of the data that the lines of a script name: "docs/….json"."""
    return frozenset(
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.endswith(".json")
    )


def closure(script: Path) -> tuple[list[Path], list[str]]:
    """The project's files that a script runs, and the packages they import.

    Args:
        script: a Python file below the root.

    Returns:
        The files, the script among them, and the names of top-level packages
        from elsewhere, both sorted.
    """
    files, packages, waiting = set(), set(), [script.resolve()]
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        files.add(file)
        source = file.read_text("utf-8")
        files.update(
            ROOT / path for path in read(source) if (ROOT / path).is_file()
        )
        for name in imported(source):
            module = ROOT.joinpath(*name.split(".")).with_suffix(".py")
            top = name.partition(".")[0]
            if module.is_file():
                waiting.append(module)
            elif not (ROOT / top).is_dir():
                packages.add(top)
    return sorted(files), sorted(packages)


def digest(*scripts: Path) -> str:
    """A digest of the scripts' closures, and of the versions they run on."""
    hasher = hashlib.sha256(sys.version.encode())
    for script in scripts:
        files, packages = closure(script)
        for file in files:
            hasher.update(str(file.relative_to(ROOT)).encode())
            hasher.update(file.read_bytes())
        for package in packages:
            hasher.update(f"{package}=={installed(package)}".encode())
    return hasher.hexdigest()[:24]


@functools.cache
def installed(package: str) -> str:
    """The version of a package; "" for what comes with Python."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
