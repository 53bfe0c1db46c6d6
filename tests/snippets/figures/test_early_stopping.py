"""1 - (1 - eta h)^t and h / (h + lambda), each with three t."""

from tests.snippets.drawn import panels


def test_curves_are_the_two_filters():
    (panel,) = panels("early_stopping")
    assert panel.axes.get_xscale() == "log"
    stopped = {f"{t} steps": t for t in (10, 100, 1000)}
    penalized = {"L2, λ = 1": 1, "L2, λ = 0.1": 0.1, "L2, λ = 0.01": 0.01}
    panel.shows(
        "",
        "curvature h",
        "share of the minimum",
        {
            name: lambda h, t=t: 1 - (1 - 0.1 * h) ** t
            for name, t in stopped.items()
        }
        | {
            name: lambda h, strength=strength: h / (h + strength)
            for name, strength in penalized.items()
        },
        rtol=1e-6,
    )
