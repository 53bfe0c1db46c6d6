"""What a script depends on: its imports, the data it reads, and versions.

A result is kept under the digest of all that it depends on. So nothing that has
not changed runs again, and nothing stale is shown.
"""

import ast
import functools
import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lossbook import cache, sources
from lossbook.paths import ROOT

# Where a package is imported by another name than it is installed by.
PACKAGES = {"sklearn": "scikit-learn"}


def imported(source: str, file: str = "a script") -> frozenset[str]:
    """Dotted names of all modules that the lines of a script import."""
    return frozenset(_named(source, file)["modules"])


@functools.cache
def _named(source: str, file: str) -> dict[str, list[str]]:
    """The modules that a script imports, and the data whose paths it names.

    They are kept: to parse all scripts takes most of a build of nothing new.
    """
    key = cache.key(cache.code(), source)
    return json.loads(
        cache.kept(
            cache.entry("names", Path(file).stem, key),
            lambda: json.dumps(_parsed(source, file)).encode(),
        )
    )


def _parsed(source: str, file: str) -> dict[str, list[str]]:
    modules: set[str] = set()
    texts: set[str] = set()
    for node in ast.walk(sources.parse(source, file)):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
            modules.update(
                f"{node.module}.{alias.name}" for alias in node.names
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
    data = [text for text in texts if text.endswith(".json")]  # "docs/….json"
    return {"modules": sorted(modules), "data": sorted(data)}


@cache.for_one_build
def _direct(script: Path) -> tuple[list[Path], list[str]]:
    """What a script itself names: files of the project, and packages."""
    named = _named(sources.text(script), str(script))
    paths = [f"{name.replace('.', '/')}.py" for name in named["modules"]]
    files = [ROOT / path for path in paths + named["data"]]
    tops = {name.partition(".")[0] for name in named["modules"]}
    return (
        [file for file in files if file.is_file()],
        [PACKAGES.get(top, top) for top in tops if not (ROOT / top).is_dir()],
    )


@cache.for_one_build
def closure(script: Path) -> tuple[list[Path], list[str]]:
    """The project's files that a script runs, and the packages they import.

    Args:
        script: a Python file below the root.

    Returns:
        The files, the script among them, and the names of top-level packages
        from elsewhere, both sorted.

    Raises:
        BookError: one of the files is not Python.
    """
    files, packages, waiting = set(), set(), [script.resolve()]
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        files.add(file)
        if file.suffix == ".py":  # or else data
            others, needed = _direct(file)
            waiting += others
            packages.update(needed)
    return sorted(files), sorted(packages)


def needs(script: Path) -> tuple[list[Path], list[str]]:
    """What a script needs to run, beside itself, Python and torch.

    Returns:
        The project's other files, and the packages from elsewhere, sorted.

    Raises:
        BookError: one of the files is not Python.
    """
    files, packages = closure(script)
    given = {"torch", *sys.stdlib_module_names}
    return (
        [file for file in files if file != script.resolve()],
        [package for package in packages if package not in given],
    )


@cache.for_one_build
def digest(*scripts: Path) -> str:
    """A digest of the scripts' closures, and of the versions they run on."""
    parts = [sys.version]
    for script in scripts:
        files, packages = closure(script)
        parts += map(_content, files)
        parts += [f"{package}=={installed(package)}" for package in packages]
    return cache.key(*parts)


@cache.for_one_build
def _content(file: Path) -> str:
    return cache.key(sources.relative(file), sources.text(file))


@functools.cache
def loaded(file: str) -> str:
    """A digest of a module of lossbook, of it as it was when it was loaded."""
    return digest(Path(file))


@functools.cache
def installed(package: str) -> str:
    """The version of a package; "" for what comes with Python."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
