"""Runs a script, and tells which line of it printed what.

That is the line of a `print`. What other modules print, or a function writes to
`sys.stdout`, is printed by the call of them at the top of the script.
"""

import builtins
import io
import random
import sys
import traceback
from contextlib import redirect_stdout
from typing import Any

from lossbook.errors import BookError, raised


def run(source: str, file: str) -> list[tuple[int, str]]:
    """Line and text of all that a script prints, in order.

    Args:
        source: a whole script. It runs as `__main__`, from a fresh namespace.
        file: its name, for errors.

    Raises:
        BookError: the script raises.
    """
    import torch

    printed: list[tuple[int, str]] = []

    def record(*values: object, **options: Any) -> None:
        if options.get("file") not in (None, sys.stdout):
            builtins.print(*values, **options)
            return
        text = io.StringIO()
        builtins.print(*values, **{**options, "file": text})
        line = _lines(file)[0]
        printed.append((line, text.getvalue().removesuffix("\n")))

    random.seed(0)
    torch.manual_seed(0)
    dtype = torch.get_default_dtype()
    grad = torch.is_grad_enabled()
    namespace = {"__name__": "__main__", "__file__": file, "print": record}
    try:
        with redirect_stdout(_Written(file, printed)):
            exec(compile(source, file, "exec"), namespace)
    except (Exception, SystemExit) as error:
        raise BookError(raised(error, file)) from error
    finally:
        # What one snippet sets, the next must not see.
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(grad)
        torch.set_printoptions(profile="default")
    return printed


def _lines(file: str) -> list[int]:
    """The lines of the script that now run, the innermost first."""
    frames = (frame for frame, _ in traceback.walk_stack(None))
    return [f.f_lineno for f in frames if f.f_code.co_filename == file] or [1]


class _Written(io.TextIOBase):
    """What is written to stdout stands below the script's outermost call."""

    def __init__(self, file: str, printed: list[tuple[int, str]]):
        self.file, self.printed, self.rest = file, printed, ""

    def write(self, text: str) -> int:
        *lines, self.rest = (self.rest + text).split("\n")
        line = _lines(self.file)[-1]
        self.printed.extend((line, each) for each in lines)
        return len(text)
