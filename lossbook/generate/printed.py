"""Runs a script, and tells which line of it printed what.

That is the line of a `print` or, where a function prints, of the call of it at
the top of the script.
"""

import io
import random
import traceback
from contextlib import redirect_stdout

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
    random.seed(0)
    torch.manual_seed(0)
    dtype = torch.get_default_dtype()
    grad = torch.is_grad_enabled()
    namespace = {"__name__": "__main__", "__file__": file}
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


class _Written(io.TextIOBase):
    """What is written stands below the script's call at the top."""

    def __init__(self, file: str, printed: list[tuple[int, str]]):
        self.file, self.printed, self.line, self.rest = file, printed, 0, ""

    def write(self, text: str) -> int:
        frames = (frame for frame, _ in traceback.walk_stack(None))
        own = [f.f_lineno for f in frames if f.f_code.co_filename == self.file]
        if self.rest and own[-1] != self.line:
            self.printed.append((self.line, self.rest))
            self.rest = ""
        self.line = own[-1]
        *lines, self.rest = (self.rest + text).split("\n")
        self.printed.extend((self.line, each) for each in lines)
        return len(text)
