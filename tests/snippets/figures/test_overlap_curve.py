"""Of a guess inside the mask, or around it: one less the smaller over sums."""

import numpy as np

from tests.snippets.drawn import panels, points


def tversky(alpha, beta, times=1):
    """Against the area of the guess, the mask's being 1."""

    def loss(area):
        both = np.minimum(area, 1)
        wrong = alpha * (area - both) + beta * (1 - both)
        return wrong / (times * both + wrong)

    return loss


CURVES = {
    "Dice": tversky(1, 1, times=2),
    "Jaccard": tversky(1, 1),
    "Tversky": tversky(0.3, 0.7),
}


def test_curves_are_the_losses():
    (panel,) = panels("overlap_curve")
    panel.shows("", "guess, in areas of the mask", "loss", CURVES)


def test_the_alternative_text_is_true():
    (panel,) = panels("overlap_curve")
    for line in panel.lines.values():
        area, loss = points(line)
        assert abs(loss[area == 1].item()) < 1e-6
        assert loss[0] == 1
    missed = {n: points(x)[1][10] for n, x in panel.lines.items()}
    extra = {n: points(x)[1][40] for n, x in panel.lines.items()}
    assert missed["Tversky"] > missed["Dice"]
    assert extra["Tversky"] < extra["Dice"] < extra["Jaccard"]
