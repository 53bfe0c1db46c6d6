"""Focal loss of a positive sample beside cross-entropy, in one panel."""

from torch import Tensor

from snippets.explorers import focal_loss

X, X_LABEL, X_START = focal_loss.X, focal_loss.X_LABEL, focal_loss.X_START
PANELS = {"Loss": {"ylim": (0, 6), "xlabel": "logit z of a positive sample"}}
WORDS = {"γ": "γ: hard samples first", "α": "α: weight of positives"}
SLIDERS = {WORDS[name]: values for name, values in focal_loss.SLIDERS.items()}
START, LINE = focal_loss.START, focal_loss.LINE
LOSSES = {"focal loss": "focal"}
PRESETS = {
    preset: {WORDS[name]: value for name, value in chosen.items()}
    for preset, chosen in focal_loss.PRESETS.items()
}


def explore(gamma: float, alpha: float | None) -> dict[str, dict[str, Tensor]]:
    """The curves of the panel for one place of the sliders."""
    lines = focal_loss.explore(gamma, alpha)["Loss"]
    return {
        "Loss": {
            "cross-entropy": lines["cross-entropy, y = 1"],
            "focal loss": lines["focal, y = 1"],
        }
    }
