"""NumPy rounds the same gradients to half precision."""

import numpy as np

from tests.snippets.drawn import panels


def left(scale):
    """The share of sigmoid(-m) / 256 that half precision keeps."""

    def share(margin):
        true = 1 / (1 + np.exp(margin)) / 256
        return np.float16(true * scale).astype(float) / scale / true

    return share


def test_curves_are_the_rounded_gradients():
    (panel,) = panels("real_training_curve")
    panel.shows(
        "",
        "lead of the right logit",
        "gradient left",
        {"without": left(1), "with a scaler": left(65536)},
    )
