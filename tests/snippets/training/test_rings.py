import ast
import math
import re
import runpy
import time

import pytest
import torch

from lossbook.paths import ROOT
from lossbook.sources import source, tree
from tests.docs.prose import prose

NAME = "training/rings"
# Each combination of found and positive once, and the one that counts.
FOUND, POSITIVE = torch.tensor([[1, 1, 0, 0], [1, 0, 1, 0]]).bool()
COUNTED = {
    "TP": ("positives found", FOUND & POSITIVE),
    "FP": ("false alarms", FOUND & ~POSITIVE),
    "FN": ("positives missed", ~FOUND & POSITIVE),
}
pytestmark = pytest.mark.filterwarnings("ignore:.*non-interactive")


@pytest.fixture(scope="module")
def run():
    """The script's names after one run, and the seconds it computed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLBACKEND", "Agg")
        threads, state = torch.get_num_threads(), torch.get_rng_state()
        start = time.process_time()
        names = runpy.run_module("snippets.training.rings")
        names["seconds"] = time.process_time() - start
        torch.set_num_threads(threads)
        torch.set_rng_state(state)
    return names


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


def test_counts_are_what_their_heads_say():
    for node in ast.walk(tree(source(NAME))):
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "counts"
        ):
            break
    head = re.search(r'print\("loss .*"\)', source(NAME).read_text("utf-8"))
    heads = [name for name in head[0].split() if name in COUNTED]
    where = f"{source(NAME).relative_to(ROOT)}:{node.lineno}"
    assert len(heads) == len(node.value.elts), f"{where}: {heads} have others"
    for name, element in zip(heads, node.value.elts, strict=True):
        code = compile(ast.Expression(element), where, "eval")
        counted = eval(code, {"found": FOUND, "positive": POSITIVE})
        assert (counted == COUNTED[name][1]).all(), (
            f"{where}: {ast.unparse(element)} stands under {name}"
        )


def test_prose_names_the_counts():
    page = prose(NAME)
    for name, (words, _) in COUNTED.items():
        place = re.search(rf"\({name}\)", page.text)
        said = " ".join(page.text[: place.start()].split()).endswith(words)
        assert said, f"{page.line(place.start())}: {name} counts {words}"
