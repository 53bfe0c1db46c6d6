"""Makes each mistake of mistakes.yml in turn, and notes what it gets.

    python -m tests.lossbook.mistakes answers.json

It runs in a copy of the small book, all in one process: to start one for each
mistake would take most of the time. What the process would end with, were it
for one mistake alone, is what is noted; that is a traceback if nothing stops
the error.
"""

import contextlib
import io
import json
import sys
import traceback
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

from lossbook import cache
from lossbook.data_files import loaded, root
from lossbook.errors import BookError
from lossbook.generate import worker
from lossbook.generate.workers import Job
from tests.author import check, update
from tests.docs.binding import bindings

MISTAKES = loaded(root(Path(__file__).with_suffix(".yml")))


def main(answers: Path) -> None:
    """Write what each mistake gets, by name."""
    found = {}
    for name, mistake in MISTAKES.items():
        file = Path(mistake["file"])
        before = file.read_bytes() if file.exists() else None
        damage(file, mistake)
        found[name] = outcome(mistake["command"])
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
    answers.write_text(json.dumps(found), "utf-8")


def damage(file: Path, mistake: dict[str, str]) -> None:
    """Make a mistake in a file, as mistakes.yml says it."""
    if "whole" in mistake:
        text = mistake["whole"]
    elif "old" in mistake or "add" in mistake:
        text, old = file.read_text("utf-8"), mistake.get("old", "")
        assert old in text, f"{file}: {old}"
        text = text.replace(old, mistake.get("new", ""), 1)
        text += mistake.get("add", "")
    else:
        file.unlink()
        return
    file.write_text(text, mistake.get("encoding", "utf-8"))


def outcome(command: str) -> str:
    """What the author reads, behind "refused" if the command fails."""
    cache.forget()
    for module in list(sys.modules):
        if module.startswith(("snippets.", "tests.docs.equations.")):
            del sys.modules[module]
    name, *arguments = command.split()
    output, failed = io.StringIO(), True
    with (
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
    ):
        try:
            failed = bool(COMMANDS[name](*arguments))
        except SystemExit as end:
            print(end)
        except BookError as error:
            print(error)
        except Exception:
            traceback.print_exc()
    return ("refused\n" if failed else "") + output.getvalue()


def build() -> int:
    """mkdocs build --strict"""
    done = CliRunner().invoke(cli, ["build", "--strict"])
    print(done.output)
    if done.exception and not isinstance(done.exception, SystemExit):
        traceback.print_exception(done.exception)
    return done.exit_code


def make(folder: str, name: str) -> bool:
    """Draw a figure, or compute an explorer."""
    entry = Job(folder, (name,)).entry
    with contextlib.redirect_stderr(sys.__stderr__):  # of a file number
        fault = worker.do(60, str(entry), folder, name)
    print(fault)
    return bool(fault)


def test(file: str, name: str) -> int:
    """The tests that make check runs, of one file: all take 15 seconds."""
    return pytest.main([f"tests/snippets/{file}.py", "-k", name])


def author(module, name: str) -> int:
    """make check, make update."""
    sys.argv = [module.__name__, name]
    return module.main()


COMMANDS = {
    "build": build,
    "make": make,
    "test": test,
    "check": lambda name: author(check, name),
    "update": lambda name: author(update, name),
    "bind": lambda name: bindings(name) is None,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
