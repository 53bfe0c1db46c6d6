"""The three trainings once more, in NumPy; torch draws data and triplets."""

import functools

import numpy as np
import torch

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam
from tests.snippets.figures.triplet_gradients import (
    distances,
    hardest,
    loss_and_gradient,
)

# Whether the triplets are the hardest, and the share of wrong labels.
TRAININGS = {
    "hardest, 10% wrong": (True, 0.1),
    "random, 10% wrong": (False, 0.1),
    "hardest, clean": (True, 0.0),
}
# Later, a rounding may decide which triplet is the hardest.
STEPS = 40


def samples():
    labels = torch.arange(10).repeat_interleave(10)
    own = torch.randn(10, 4, dtype=torch.float64)[labels]
    noise = torch.randn(100, 8, dtype=torch.float64)
    x = torch.cat([own + 0.2 * noise[:, :4], 1.5 * noise[:, 4:]], 1)
    return x.numpy(), labels.numpy()


def draw_triplets(labels):
    same = torch.from_numpy(labels[:, None] == labels)
    others = (same & ~torch.eye(100, dtype=torch.bool)).double()
    return [
        torch.multinomial(each, 1)[:, 0].numpy()
        for each in (others, (~same).double())
    ]


@functools.cache
def expected(name):
    """The loss, and the mean distance after it, by step."""
    by_hardest, wrong = TRAININGS[name]
    torch.manual_seed(0)
    (x, labels), _ = samples(), samples()
    other = torch.randint(10, (100,)).numpy()
    labels = np.where(torch.rand(100).numpy() < wrong, other, labels)
    w, adam, found = np.eye(8), Adam(), []
    for step in range(STEPS):
        if by_hardest:
            triplets, eps = hardest(x @ w, labels), 0.0
        else:
            triplets, eps = draw_triplets(labels), 1e-6
        loss, gradient = loss_and_gradient(x, w, *triplets, 0.2, eps)
        w = w - 0.03 * (1 - step / 150) * adam.step(gradient)
        found.append((loss, distances(x @ w).mean()))
    return np.array(found).T


def test_curves_are_the_trainings():
    titles = "Loss", "Distance between vectors"
    for number, panel in enumerate(panels("triplet_collapse")):
        assert panel.title == titles[number]
        assert panel.axes.get_xlabel() == "step"
        assert panel.lines.keys() == TRAININGS.keys(), panel.where
        for name, line in panel.lines.items():
            steps, drawn = (each[:STEPS] for each in points(line))
            wanted = expected(name)[number]
            panel.compare(f"line {name!r}", steps, drawn, wanted, {})


def test_the_alternative_text_is_true():
    loss, apart = (
        {name: points(line)[1] for name, line in panel.lines.items()}
        for panel in panels("triplet_collapse")
    )
    wrong, by_chance, clean = TRAININGS
    assert abs(loss[wrong][-1] - 0.2) < 0.02 < 1 < apart[wrong][0]
    assert apart[wrong][-1] < 0.01
    assert loss[clean][-1] < 0.1
    assert apart[clean][-1] > apart[clean][0]
    assert loss[by_chance][-20:].mean() < 0.2
    assert apart[by_chance][-1] > 2
