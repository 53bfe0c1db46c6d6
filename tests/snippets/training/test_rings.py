import math
import re

import numpy as np
import pytest
import torch

from lossbook.paths import ROOT
from snippets.losses.focal_loss import focal_loss
from tests.docs.prose import prose
from tests.snippets.training.ran import figure, printed, reads

NAME = "training/rings"
SCRIPT = ROOT / "snippets/training/rings.py"
COUNTED = {
    "TP": "positives found",
    "FP": "false alarms",
    "FN": "positives missed",
}
pytestmark = pytest.mark.filterwarnings("ignore:.*non-interactive")


def test_data(run):
    assert run["points"].shape == (7000, 2)
    assert run["labels"].sum() == 1000
    assert (len(run["train_set"]), len(run["valid_set"])) == (4900, 2100)
    radius = run["points"].norm(dim=1)
    positive = run["labels"].flatten() == 1
    for mask, mean in ((positive, 5), (~positive, 8)):
        assert radius[mask].mean().item() == pytest.approx(mean, abs=0.15)
        assert radius[mask].std().item() == pytest.approx(1, abs=0.1)


def test_network(run):
    assert run["parameter_count"] == 12 + 40 + 9 == 61
    assert sum(p.numel() for p in run["model"].parameters()) == 61


def test_bayes_limit(run):
    # Φ(x) = (1 + erf(x / √2)) / 2, at x = 3 / √2.
    assert run["bayes_limit"] == pytest.approx((1 + math.erf(1.5)) / 2)
    assert f"{run['bayes_limit']:.5f}" == "0.98305"


@pytest.mark.parametrize(
    ("score", "label", "area"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1], 1.0),
        ([4, 3, 2, 1], [0, 0, 1, 1], 0.0),
        ([1, 2, 2, 3], [0, 1, 0, 1], 3.5 / 4),
        ([1, 1, 1, 1], [0, 1, 0, 1], 0.5),
    ],
)
def test_auc_by_hand(run, score, label, area):
    assert run["auc"](torch.tensor(score), torch.tensor(label)) == area


def test_auc_counts_pairs(run):
    generator = torch.Generator().manual_seed(0)
    score = torch.randint(20, (300,), generator=generator).double()
    label = torch.randint(2, (300,), generator=generator)
    gap = score[label == 1][:, None] - score[label == 0]
    pairs = ((gap > 0).double() + (gap == 0).double() / 2).mean().item()
    assert run["auc"](score, label) == pytest.approx(pairs, abs=1e-12)


def test_reaches_the_bayes_auc(run):
    assert run["best_auc"] > run["bayes_auc"] - 0.005
    # The model that came back is the best one, not the last.
    logits = run["model"](run["valid_points"]).detach()
    assert run["auc"](logits, run["valid_labels"]) == run["best_auc"]
    assert max(run["history"]["auc"]) == run["best_auc"]
    assert len(run["history"]["auc"]) <= 20


def test_calibration_inverts_the_expected_loss(run):
    p = torch.linspace(0.05, 0.95, 19, dtype=torch.float64, requires_grad=True)
    q = run["calibrated"](p, 2.0, 0.75).detach()
    positive = -0.75 * (1 - p) ** 2 * p.log()
    negative = -0.25 * p**2 * (1 - p).log()
    (slope,) = torch.autograd.grad((q * positive + (1 - q) * negative).sum(), p)
    torch.testing.assert_close(slope, torch.zeros_like(slope))
    assert run["half"].item() == pytest.approx(0.25)


def test_only_the_proximal_step_gives_exact_zeros(run):
    zeros = {name: (s == 0).sum().item() for name, s in run["sizes"].items()}
    assert zeros["without L1"] == zeros["L1 in the loss"] == 0
    assert zeros["proximal L1"] > 0


def test_is_quick(run):
    assert run["seconds"] < 20


def probability(run, model: str) -> torch.Tensor:
    with torch.no_grad():
        return torch.sigmoid(run[model](run["valid_points"]))


def test_the_comparison_is_printed_under_its_names(run):
    positive = run["valid_labels"] == 1
    cases = (("model", 0.5), ("bce_model", 0.5), ("bce_model", 0.25))
    head = ["loss", "threshold", "AUC", "TP", "FP", "FN", "mean p"]
    for row, (model, threshold) in zip(
        printed(run, *head)[:3], cases, strict=True
    ):
        p = probability(run, model)
        wanted = [
            "focal" if model == "model" else "BCE",
            str(threshold),
            f"{run['auc'](p, run['valid_labels']):.4f}",
            str(sum(p[positive] > threshold).item()),
            str(sum(p[~positive] > threshold).item()),
            str(sum(p[positive] <= threshold).item()),
            f"{p.mean().item():.3f}",
        ]
        assert row == wanted, f"{SCRIPT.relative_to(ROOT)}: {head}"


MODELS = {
    "without L1": "plain_model",
    "L1 in the loss": "model",
    "proximal L1": "proximal_model",
}


def sizes(run) -> dict[str, np.ndarray]:
    """The absolute weights of each way to train, sorted."""
    return {
        name: np.sort(
            np.concatenate(
                [
                    abs(layer.weight.detach().numpy()).ravel()
                    for layer in run[model][::2]
                ]
            )
        )
        for name, model in MODELS.items()
    }


def test_the_sizes_are_printed_under_their_names(run):
    lines = printed(run, "weights", "exactly 0", "< 0.01", "sum", "AUC")
    models = zip(sizes(run).items(), MODELS.values(), strict=True)
    for ((name, size), model), line in zip(models, lines[:3], strict=True):
        counts = [len(size), (size == 0).sum(), (size < 0.01).sum()]
        area = run["auc"](probability(run, model), run["valid_labels"])
        ends = f"{size.sum():.2f}", f"{area:.4f}"
        wanted = [name, *map(str, counts), *ends]
        assert line == wanted, SCRIPT.relative_to(ROOT)


def test_the_starts_are_counted_under_their_names(run):
    lines = printed(
        run,
        "units",
        "starts",
        "below 0.8",
        "within 0.02",
        "within 0.005 of the Bayes AUC",
    )
    for (units, best), line in zip(
        run["by_width"].items(), lines[:2], strict=True
    ):
        best = best.numpy()
        near = [(best > run["bayes_auc"] - gap).sum() for gap in (0.02, 0.005)]
        wanted = [units, len(best), (best < 0.8).sum(), *near]
        assert line == [*map(str, wanted)], SCRIPT.relative_to(ROOT)


def test_only_the_narrow_network_misses_the_ring(run):
    assert [*run["by_width"]] == [4, 16]
    narrow, wide = run["by_width"].values()
    assert (narrow < 0.8).any()
    assert (wide > run["bayes_auc"] - 0.02).all()


def test_a_stack_trains_as_its_members_would(run):
    """One start alone, by the same batches, ends where it does in the stack."""
    torch.manual_seed(15)
    model = run["make_model"](16)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    points, labels = run["train_points"], run["train_labels"]
    best = 0
    for _ in range(15):
        for batch in torch.randperm(len(points)).split(100):
            loss = focal_loss(model(points[batch]), labels[batch])
            optimizer.zero_grad()
            (loss + run["penalty"](model)).backward()
            optimizer.step()
        with torch.no_grad():
            logits = model(run["valid_points"])
        best = max(best, run["auc"](logits, run["valid_labels"]))
    assert run["by_width"][16][15].item() == pytest.approx(best, abs=2e-3)


def test_every_figure_is_read_as_it_is_drawn(run):
    reads(run)


@pytest.mark.parametrize(
    ("number", "panel", "title", "of"),
    [
        (0, 0, "", "labels"),
        (2, 0, "true class", "labels"),
        (2, 1, "predicted class", "score"),
    ],
)
def test_points_are_of_the_class_that_the_legend_names(
    run, number, panel, title, of
):
    panel = figure(run, number)[panel]
    assert panel.title == title
    positive = (run["labels"] == 1).flatten()
    if of == "score":
        with torch.no_grad():
            positive = run["model"](run["points"]).flatten() > 0
    drawn = {panel.name(dots): dots for dots in panel.axes.collections}
    assert drawn.keys() == {"positive", "negative"}, panel.where
    for name, mask in (("positive", positive), ("negative", ~positive)):
        np.testing.assert_allclose(
            drawn[name].get_offsets(), run["points"][mask], err_msg=panel.where
        )


def test_circles_are_where_the_probability_is_what_they_say(run):
    _, panel = figure(run, 2)
    for name, q in (("q = 1/2", 1 / 2), ("q = 1/4", 1 / 4)):
        radius = np.hypot(*panel.lines[name].get_data())
        # The distance at the negatives' ring, and at the positives'.
        likelihood = np.exp(((radius - 8) ** 2 - (radius - 5) ** 2) / 2)
        odds = likelihood * 1000 / 6000
        np.testing.assert_allclose(
            odds / (1 + odds), q, rtol=1e-4, err_msg=panel.where
        )


def test_curves_are_the_history(run):
    loss, area = figure(run, 1)
    history = {k: np.array(v) for k, v in run["history"].items()}

    def recorded(key):
        return lambda epoch: history[key][epoch.astype(int) - 1]

    lines = {"training": recorded("train"), "validation": recorded("valid")}
    loss.shows("Focal loss", "epoch", "", lines)
    area.shows(
        "AUC",
        "epoch",
        "",
        {
            "validation": recorded("auc"),
            "Bayes, these samples": lambda _: run["bayes_auc"],
            "Bayes limit": lambda _: run["bayes_limit"],
        },
    )
    # The model that came back has the recorded loss, with the page's settings.
    with torch.no_grad():
        logits = run["model"](run["valid_points"])
    best = focal_loss(logits, run["valid_labels"], gamma=2.0, alpha=0.75)
    at = history["auc"].argmax()
    assert history["valid"][at] == pytest.approx(best.item(), rel=1e-5)
    assert run["bayes_auc"] == pytest.approx(
        run["auc"](-run["valid_points"].norm(dim=1), run["valid_labels"])
    )


def test_sorted_sizes_are_those_of_the_models(run):
    (panel,) = figure(run, 3)
    assert panel.axes.get_yscale() == "symlog"
    panel.shows(
        "",
        "weight, from the smallest",
        "absolute value",
        {
            name: lambda place, size=size: size[place.astype(int) - 1]
            for name, size in sizes(run).items()
        },
        atol=1e-12,
    )


def test_the_starts_are_drawn_sorted(run):
    (panel,) = figure(run, 4)
    lines = {
        f"{units} units": lambda place, best=best: np.sort(best.numpy())[
            place.astype(int) - 1
        ]
        for units, best in run["by_width"].items()
    }
    lines["Bayes, these samples"] = lambda _: run["bayes_auc"]
    panel.shows("", "start, from the worst", "best AUC", lines)


def test_prose_names_the_counts():
    page = prose(NAME)
    for name, words in COUNTED.items():
        place = re.search(rf"\({name}\)", page.text)
        said = " ".join(page.text[: place.start()].split()).endswith(words)
        assert said, f"{page.line(place.start())}: {name} counts {words}"
