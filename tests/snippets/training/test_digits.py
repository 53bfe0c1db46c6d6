import os
import signal

import numpy as np
import pytest
import torch
from sklearn import metrics
from torch.nn import functional as F

from lossbook.sources import read, source
from tests.evidence.rows import convolutions
from tests.evidence.rows.rare_classes import COUNTS
from tests.snippets.training.ran import figure, printed, reads

NAME = "training/digits"
RARE = 3
# By the names that the page gives them, the models that it trained.
MODELS = {
    "cross-entropy": "model",
    "class weights": "weighted_model",
    "focal loss": "focal_model",
}
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*non-interactive", "ignore:.*fork"
)


def softmax(z):
    powers = np.exp(z - z.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def said(run, model: str) -> np.ndarray:
    """The logits of a model for the test images."""
    with torch.no_grad():
        return run[model](run["x_test"]).double().numpy()


def log_share() -> np.ndarray:
    return np.log(np.array(COUNTS) / sum(COUNTS))


def compared(run) -> dict[str, np.ndarray]:
    """The logits of each way to train, by its name on the page."""
    found = {name: said(run, model) for name, model in MODELS.items()}
    return found | {"logits shifted": found["cross-entropy"] - log_share()}


def recall(run, logits: np.ndarray) -> np.ndarray:
    return metrics.recall_score(run["y_test"], logits.argmax(1), average=None)


def test_data(run):
    assert tuple(run["COUNTS"]) == COUNTS
    counts = [
        run[f"y_{part}"].bincount().tolist()
        for part in ("train", "valid", "test")
    ]
    held_out = [max(count // 2, 2) for count in COUNTS]
    assert counts == [[*COUNTS], held_out, [50] * 10]
    parts = [run[f"x_{part}"] for part in ("train", "valid", "test")]
    everything = torch.cat(parts)
    assert len(everything.unique(dim=0)) == len(everything)
    assert everything.min() == 0
    assert everything.max() == 1


def test_the_evidence_is_of_this_network(run):
    torch.manual_seed(0)
    several = convolutions.Network(2, convolutions.QUESTION.sizes, 0.5).eval()
    images = run["x_test"][:5]
    both = several(images.view(1, 5, 64).expand(2, 5, 64))
    for seed in range(2):
        alone = run["make_model"]()
        for mine, theirs in zip(
            alone.parameters(), several.parameters(), strict=True
        ):
            own = theirs[seed].T if mine.dim() == 2 else theirs[seed]
            mine.data = own.reshape(mine.shape)
        torch.testing.assert_close(alone(images), both[seed])


def test_is_quick(run):
    assert run["seconds"] < 15


def test_every_figure_is_read_as_it_is_drawn(run):
    reads(run)


def test_a_run_that_was_killed_ends_as_if_it_had_not_been(run, tmp_path):
    checkpoint, calls = tmp_path / "digits.pt", []

    def killed(logits, target):
        calls.append(target)
        if len(calls) == 15:
            os.kill(os.getpid(), signal.SIGKILL)
        return F.cross_entropy(logits, target)

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    child = os.fork()
    if child == 0:
        run["fit"](killed, checkpoint=checkpoint)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    # As if it had been killed while it wrote the next.
    checkpoint.with_suffix(".new").write_bytes(b"")
    seen = []

    def counted(logits, target):
        seen.append(target)
        return F.cross_entropy(logits, target)

    resumed, losses = run["fit"](counted, epochs=4, checkpoint=checkpoint)
    whole, same_losses = run["fit"](F.cross_entropy, epochs=4)
    torch.set_num_threads(threads)
    # Of 24 batches the first 12 were done, and are not done again.
    assert len(seen) == 12
    assert losses == same_losses
    for mine, theirs in zip(
        resumed.parameters(), whole.parameters(), strict=True
    ):
        assert torch.equal(mine, theirs)


@pytest.mark.parametrize("amp", [None, torch.bfloat16, torch.float16])
def test_precision_is_switched_and_the_loss_sees_float32(run, amp, monkeypatch):
    inside, scalers = set(), []
    make = run["make_model"]

    def watched():
        model = make()
        model.register_forward_hook(lambda *all: inside.add(all[2].dtype))
        return model

    def scaler(device, enabled):
        scalers.append((device, enabled))
        return torch.amp.grad_scaler.GradScaler(device, enabled=enabled)

    def loss(logits, target):
        assert logits.dtype == torch.float32
        return F.cross_entropy(logits, target)

    monkeypatch.setitem(run["fit"].__globals__, "make_model", watched)
    monkeypatch.setattr(torch.amp, "GradScaler", scaler)
    run["fit"](loss, amp=amp, epochs=1)
    assert inside == {amp or torch.float32}
    assert scalers == [("cpu", False)]  # on CUDA, for float16


def test_what_the_page_says_of_precision_and_kill(run):
    for line in (
        "the logits of a batch are torch.bfloat16",
        "the weights are torch.float32",
        "both networks say the same digit: 1.0 of the test images",
        "the same weights as without a kill: True",
    ):
        assert line in run["printed"]


def test_shares_found_are_printed_under_their_names(run):
    share = np.array(COUNTS) / sum(COUNTS)
    plain = recall(run, said(run, "plain"))
    shifted = recall(run, said(run, "plain") - log_share())
    assert share @ plain > 0.93 > 0.87 > plain.mean()
    assert shifted[-RARE:].mean() > plain[-RARE:].mean() + 0.1
    for line in (
        f"accuracy, shares as in training: {share @ plain:.2f}",
        f"accuracy, equal shares:          {plain.mean():.2f}",
        f"7s, 8s and 9s found:             {plain[-RARE:].mean():.1f}",
        f"accuracy, equal shares: {shifted.mean():.2f}",
        f"7s, 8s and 9s found:    {shifted[-RARE:].mean():.1f}",
    ):
        assert f"\n{line}\n" in run["printed"], line


def test_the_comparison_is_printed_under_its_names(run):
    lines = printed(run, "balanced", "7s to 9s")
    logits = compared(run)
    assert [line[0] for line in lines[:4]] == [*run["trained"]]
    for name, *shown in lines[:4]:
        found = recall(run, logits[name])
        wanted = [f"{x:.2f}" for x in (found.mean(), found[-RARE:].mean())]
        assert shown == wanted, f"{source(NAME)}: {name}"


def test_confidence_is_printed_under_its_names(run):
    logits, right = said(run, "model"), run["y_test"].numpy()
    scaled = logits / run["temperature"]
    cases = {
        "as trained": logits,
        "tempered": scaled,
        "and shifted": scaled - log_share(),
    }
    for name, *shown in printed(run, "sure", "right", "ECE")[:3]:
        p = softmax(cases[name])
        sure, hit = p.max(1), p.argmax(1) == right
        place = np.ceil(sure * 10)
        gaps = [
            abs((hit[place == b] - sure[place == b]).sum())
            for b in range(1, 11)
        ]
        numbers = sure.mean(), hit.mean(), sum(gaps) / len(hit)
        assert shown == [f"{x:.2f}" for x in numbers], name
    # It is where the loss of the validation samples is least.
    with torch.no_grad():
        z = run["model"](run["x_valid"]).double()
    losses = [
        F.cross_entropy(z / (factor * run["temperature"]), run["y_valid"])
        for factor in (0.99, 1, 1.01)
    ]
    assert losses[1] == min(losses)


def test_images_are_drawn_below_their_counts(run):
    (panel,) = figure(run, 0)
    (image,) = panel.axes.images
    ticks = panel.axes.get_xticklabels()
    assert [each.get_text() for each in ticks] == [f"×{n}" for n in COUNTS]
    for digit, count in enumerate(COUNTS):
        own = run["x_train"][run["y_train"] == digit][:10, 0]
        column = image.get_array()[:, 8 * digit : 8 * digit + 8]
        drawn = np.concatenate([*own, np.zeros((80 - 8 * len(own), 8))])
        np.testing.assert_allclose(column, drawn)
        assert len(own) == min(count, 10)


@pytest.mark.parametrize(
    ("number", "place", "title", "way"),
    [
        (1, 1, "Confusions", "plain"),
        (3, 0, "Cross-entropy", "cross-entropy"),
        (3, 1, "Logits shifted", "logits shifted"),
    ],
)
def test_squares_are_confusions(run, number, place, title, way):
    panel = figure(run, number)[place]
    assert panel.title == title
    logits = said(run, way) if way == "plain" else compared(run)[way]
    counts = metrics.confusion_matrix(run["y_test"], logits.argmax(1))
    drawn = {panel.name(each): each for each in panel.axes.collections}
    assert drawn.keys() == {"right", "wrong"}, panel.where
    for name, squares in drawn.items():
        taken, true = squares.get_offsets().data.astype(int).T
        assert ((taken == true) == (name == "right")).all(), panel.where
        np.testing.assert_allclose(
            squares.get_sizes() / 4, counts[true, taken], err_msg=panel.where
        )
    total = sum(each.get_sizes().sum() for each in drawn.values()) / 4
    assert total == 500
    assert panel.axes.get_xlabel() == "taken for"


def at(images) -> np.ndarray:
    """Which digits have so many images to train with."""
    return np.array([COUNTS.index(int(each)) for each in images])


def test_shares_found_are_drawn(run):
    share = figure(run, 1)[0]
    (line,) = share.axes.lines
    x, y = line.get_data()
    np.testing.assert_allclose(y, recall(run, said(run, "plain"))[at(x)])
    assert share.title == "Share found"
    (panel,) = figure(run, 2)
    lines = {
        name: lambda x, z=z: recall(run, z)[at(x)]
        for name, z in compared(run).items()
    }
    panel.shows("", "images to train with", "share found", lines)


def test_dots_are_bins_of_confidence(run):
    (panel,) = figure(run, 4)
    z = said(run, "model")
    cases = {
        "as trained": z,
        "and shifted": z / run["temperature"] - log_share(),
    }
    assert panel.lines.keys() == cases.keys(), panel.where
    for name, line in panel.lines.items():
        p = softmax(cases[name])
        sure, right = p.max(1), p.argmax(1) == run["y_test"].numpy()
        place = np.ceil(sure * 10)
        bins = [place == b for b in range(1, 11)]
        wanted = [
            (sure[b].mean(), right[b].mean()) for b in bins if b.sum() >= 10
        ]
        np.testing.assert_allclose(
            line.get_xydata(), wanted, atol=1e-5, err_msg=panel.where
        )


def test_the_imbalance_is_that_of_the_evidence():
    assert f"COUNTS = {[*COUNTS]}" in read(source(NAME))
