"""The line of code beside an explorer's sliders computes the line it draws."""

import importlib
import itertools

import pytest
import torch
from torch.testing import assert_close

from lossbook.generate.explorers import SCRIPTS
from snippets.losses.focal_loss import focal_loss

# The line that is drawn, and the samples that it is drawn for.
DRAWN = {
    "focal_loss": ("focal, y = 1", "binary"),
    "focal_loss_at_a_glance": ("focal loss", "binary"),
    "label_smoothing": ("cross-entropy, ε", "multi-class"),
    "symmetric_cross_entropy": ("symmetric", "binary"),
    "temperature": ("T", "multi-class"),
}
EXPLORERS = {
    script.stem: importlib.import_module(f"snippets.explorers.{script.stem}")
    for script in sorted(SCRIPTS.glob("*.py"))
}
WITH_LINE = [name for name, each in EXPLORERS.items() if hasattr(each, "LINE")]


def samples(name: str, cell: dict) -> dict[str, torch.Tensor]:
    """Logits and targets as LINE has them: the right class is the first."""
    x = EXPLORERS[name].X
    if DRAWN[name][1] == "binary":
        label = float(str(cell.get("label", 1))[0])
        return {"logits": x, "target": torch.full_like(x, label)}
    others = torch.zeros(len(x), cell["classes"] - 1)
    logits = torch.cat([x[:, None], others], dim=1)
    return {"logits": logits, "target": torch.zeros(len(x), dtype=torch.long)}


@pytest.mark.parametrize("name", WITH_LINE)
def test_it_returns_the_mean_of_the_drawn_line(name):
    explorer = EXPLORERS[name]
    known = vars(explorer) | {"focal_loss": focal_loss}
    names = explorer.explore.__code__.co_varnames
    for values in itertools.product(*explorer.SLIDERS.values()):
        cell = dict(zip(names, values, strict=False))
        line = explorer.LINE.format(
            **{name: repr(value) for name, value in cell.items()}
        )
        run = known | samples(name, cell)
        exec(line, run)
        drawn = explorer.explore(*values)["Loss"][DRAWN[name][0]]
        assert_close(run["loss"], drawn.mean(), msg=f"{name}: {line}")


@pytest.mark.parametrize("name", EXPLORERS)
def test_presets_are_named_and_one_turns_the_loss_off(name):
    presets = EXPLORERS[name].PRESETS
    assert len(presets) > 1
    where = f"snippets/explorers/{name}.py: PRESETS"
    assert "off" in presets or name == "regression_losses", where
