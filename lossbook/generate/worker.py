"""A process that does jobs for lossbook/generate/workers.py.

It reads a job a line, writes the result into the cache, and answers with what
went wrong. A job that takes too long ends the process, and says where it was.
"""

import faulthandler
import importlib
import json
import os
import random
import signal
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from lossbook import cache
from lossbook.errors import BookError, raised


def main() -> None:
    """Do jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    limit = int(sys.argv[1])
    requests, replies = _channel()
    # What a snippet writes by a relative path is not left in the project.
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for request in requests:
            fault = do(limit, *json.loads(request))
            print(json.dumps(fault), file=replies, flush=True)
        os.chdir("/")


def _channel() -> tuple[TextIO, TextIO]:
    """Standard input and output, out of reach of what a snippet does."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return requests, replies


def do(limit: int, entry: str, module: str, *arguments: str) -> str:
    """Keep what the module makes; return what went wrong, "" if nothing did."""
    _start_afresh()
    maker = importlib.import_module(f"lossbook.generate.{module}")
    faulthandler.dump_traceback_later(limit, exit=True)
    try:
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


if __name__ == "__main__":
    main()
