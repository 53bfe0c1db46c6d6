"""Runs a module in a fork of a process that has imported what it needs.

To import mkdocs with its plugins takes a second, and torch two. For each worker
of pytest one process does so, and does nothing else: it has no threads. Of the
project itself it has nothing, so a fork imports what is in its own folder.
"""

import gc
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

PRELOADED = (
    "hypothesis",
    "lark",
    "material.plugins.search.plugin",
    "matplotlib.pyplot",
    "mkdocs.commands.build",
    "mkdocs_jupyter.plugin",
    "mpmath",
    "pymdownx.superfences",
    "pytest",
    "torch",
)
OURS = ("lossbook", "snippets", "tests")
LIMIT = 300  # seconds


def run(
    module: str, *arguments: str, root: Path, **environment: str
) -> subprocess.CompletedProcess:
    """Run a module in a project folder, as `python -m` does."""
    command = (module, *arguments)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED])
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("stdout", "stderr")]
        process = context.Process(
            target=_run,
            args=(command, root, environment_of(root, **environment), files),
        )
        process.start()
        process.join(LIMIT)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(module, LIMIT)
        said = [file.read_text("utf-8") for file in files]
    return subprocess.CompletedProcess(command, process.exitcode, *said)


def environment_of(root: Path, **settings: str) -> dict[str, str]:
    """This process's, for Python and mkdocs in a project folder."""
    # A child of a worker of pytest-xdist is none, and makes a site of its own.
    unset = {"SITE_URL", "REPO_URL", "PYTEST_XDIST_WORKER"}
    inherited = {k: v for k, v in os.environ.items() if k not in unset}
    ours = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": str(root),
    }
    return {**inherited, **ours, **settings}


def _run(
    command: tuple[str, ...],
    root: Path,
    environment: dict[str, str],
    files: list[Path],
) -> None:
    gc.freeze()  # what was imported before is no garbage
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    for stream, file in zip((sys.stdout, sys.stderr), files, strict=True):
        stream.reconfigure(encoding="utf-8")
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), stream.fileno())
    for name in [*sys.modules]:
        if name.partition(".")[0] in OURS:
            del sys.modules[name]
    sys.path.insert(0, str(root))
    sys.argv = [*command]
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
