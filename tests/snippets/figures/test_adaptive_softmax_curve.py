"""D weights a class, and D_c in cluster c, by the chapter's formula."""

import numpy as np

from tests.snippets.drawn import panels, points

D, V, CUTOFFS = 256, 4, [2000, 20_000]


def test_the_full_softmax_gives_every_class_the_same():
    (panel,) = panels("adaptive_softmax_curve")
    panel.shows(
        "",
        "class, by frequency",
        "weights of the class",
        {
            "full softmax": lambda k: np.full_like(k, D),
            "adaptive": lambda k: k * np.nan,  # at a step it has two
        },
    )


def test_the_adaptive_steps_down_at_each_cutoff():
    (panel,) = panels("adaptive_softmax_curve")
    at, width = points(panel.lines["adaptive"])
    starts, ends = at[::2], at[1::2]
    assert starts.tolist() == [0, *CUTOFFS]
    assert ends.tolist() == [*CUTOFFS, 100_000]
    for part in (width[::2], width[1::2]):
        assert part.tolist() == [D // V**c for c in range(3)]
