"""A training page's script, run once: its names, what it printed and drew."""

import contextlib
import io
import re
import runpy
import time

import matplotlib.pyplot as plt
import pytest
import torch

from lossbook.generate.figure_forms import forms
from lossbook.generate.figures import use_style
from lossbook.paths import ROOT
from lossbook.sources import source
from tests.snippets.drawn import WIDE, Panel, panels_of


def ran(name: str) -> dict:
    """The script's names, and "page", "printed", "figures" and "seconds"."""
    plt.switch_backend("agg")
    plt.close("all")
    use_style()
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        threads, state = torch.get_num_threads(), torch.get_rng_state()
        start = time.process_time()
        names = runpy.run_module(f"snippets.{name.replace('/', '.')}")
        names["seconds"] = time.process_time() - start
        names["page"], names["printed"] = name, printed.getvalue()
        drawn = list(map(plt.figure, plt.get_fignums()))
        names["figures"] = [forms(each)[WIDE] for each in drawn]
        plt.close("all")
        torch.set_num_threads(threads)
        torch.set_rng_state(state)
    return names


def printed(run: dict, *names: str) -> list[list[str]]:
    """The lines below a printed head of these names, cell by cell."""
    lines = [
        re.split(r" {2,}", line.strip()) for line in run["printed"].split("\n")
    ]
    if [*names] not in lines:
        where = source(run["page"]).relative_to(ROOT)
        pytest.fail(f"{where}: prints no head {names}", pytrace=False)
    return lines[lines.index([*names]) + 1 :]


def figure(run: dict, number: int) -> list[Panel]:
    """The panels of the page's nth figure, and where it is drawn."""
    script = source(run["page"])
    text = script.read_text("utf-8")
    cells = [found.start() for found in re.finditer('^# %% alt="', text, re.M)]
    line = text.count("\n", 0, cells[number]) + 1
    where = f"{script.relative_to(ROOT)}:{line}"
    assert len(cells) == len(run["figures"])
    return panels_of(run["figures"][number], where)


def reads(run: dict) -> None:
    """Fail if a frame says another thing than what is in it."""
    for number in range(len(run["figures"])):
        for panel in figure(run, number):
            panel.reads()
