"""What scripts make, each kept under a digest of all that it depends on.

A result that is up to date is not made again. The others are made in a process
of their own, so that the build itself never imports torch.
"""

import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from lossbook.errors import BookError
from lossbook.paths import CACHE, ROOT, SNIPPETS


def kept(
    folder: str, suffix: str, state: Callable[[Path], str]
) -> dict[str, Path]:
    """Each script's name and its result; those out of date are made first.

    Args:
        folder: such as "figures": the scripts' folder below snippets, the
            results' folder below .cache, and the module here that makes them.
        suffix: of the results, such as ".svg".
        state: a digest of all that a script's result depends on.

    Raises:
        BookError: a script raised.
    """
    cache = CACHE / folder
    results = {
        script.stem: cache / f"{script.stem}-{state(script)}{suffix}"
        for script in sorted((SNIPPETS / folder).glob("*.py"))
    }
    stale = [name for name, result in results.items() if not result.exists()]
    if stale:
        done = run(f"lossbook.generate.{folder}", *stale)
        if done.returncode:
            raise BookError(done.stderr.strip())
        for old in set(cache.glob(f"*{suffix}")) - set(results.values()):
            old.unlink()
    return results


def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module in a process of its own; what it prints is UTF-8."""
    command = [sys.executable, "-X", "utf8", "-m", module, *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8"
    )


def main(
    folder: str,
    suffix: str,
    state: Callable[[Path], str],
    make: Callable[[str], str],
) -> int:
    """Make the results named on the command line into the cache.

    The first script that fails ends it, with its name and line on stderr.
    """
    cache = CACHE / folder
    cache.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:]:
        script = SNIPPETS / folder / f"{name}.py"
        try:
            result = make(name)
        except Exception as error:
            print(f"{_place(error)}: {_said(error)}", file=sys.stderr)
            return 1
        (cache / f"{name}-{state(script)}{suffix}").write_text(result, "utf-8")
    return 0


def _place(error: Exception) -> str:
    """`file:line` of the last line of a snippet that the error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if str(SNIPPETS) in f.filename]
    where = ours[-1] if ours else frames[-1]
    path, line = Path(where.filename), where.lineno
    if isinstance(error, SyntaxError):
        path, line = Path(str(error.filename)), error.lineno
    if path.is_relative_to(ROOT):
        path = path.relative_to(ROOT)
    return f"{path}:{line}"


def _said(error: Exception) -> str:
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, ModuleNotFoundError):
        said += "\nRun: pip install -r requirements.txt"
    return said
