"""What a process of lossbook/generate/workers.py does.

It writes the result of a job into the cache, and answers with what went wrong.
A job that takes too long ends the process.
"""

import contextlib
import faulthandler
import importlib
import os
import random
import signal
import sys
import tempfile
from pathlib import Path

from lossbook import cache
from lossbook.errors import BookError, raised


def begin() -> None:
    """Set a process up, before it imports torch."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    sys.dont_write_bytecode = True
    # What a snippet warns of is nobody's business.
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def do(limit: int, entry: str, module: str, *arguments: str) -> str:
    """Keep what the module makes; return what went wrong, "" if nothing did."""
    _start_afresh()
    maker = importlib.import_module(f"lossbook.generate.{module}")
    faulthandler.dump_traceback_later(limit, exit=True)
    try:
        # What a snippet writes by a relative path is not left in the project.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            result = maker.make(*arguments)
        cache.forget()
        edited = maker.entry(*arguments) != Path(entry)
    except BookError as error:
        return str(error)
    except (Exception, SystemExit) as error:
        return raised(error, _script(module, *arguments))
    finally:
        faulthandler.cancel_dump_traceback_later()
    if edited:
        return f"{arguments[0]}: edited while it ran; build again"
    cache.write(Path(entry), result)
    return ""


def _start_afresh() -> None:
    """Leave nothing of the job before, nor of files that were edited since."""
    import numpy as np
    import torch

    cache.forget()
    for name in list(sys.modules):
        if name.partition(".")[0] == "snippets":
            del sys.modules[name]
    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)


def _script(module: str, name: str, *_: str) -> str:
    """The script that a job is about, for errors that come through no line."""
    return name if "/" in name else f"snippets/{module}/{name}.py"
