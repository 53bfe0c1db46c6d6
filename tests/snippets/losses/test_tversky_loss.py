import pytest
import torch

from snippets.losses.tversky_loss import tversky_loss
from tests.snippets.losses.test_dice_loss import CLASSES, LOGITS, MASK, SCORES


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, 0.37843454820757),
        ({"over": "batch"}, 0.39122220113235),
        ({"over": "batch", "gamma": 0.75}, 0.49467233093897),
        ({"over": "batch", "gamma": 4 / 3}, 0.28613083108132),
        ({"alpha": 1, "beta": 1}, 0.55808887866802),
        ({"alpha": 1, "beta": 1, "over": "batch"}, 0.55024716574038),
    ],
)
def test_known_values(options, expected):
    found = tversky_loss(LOGITS, MASK, smooth=0.0, **options).item()
    assert found == pytest.approx(expected, rel=1e-12)


def test_the_power_is_of_each_class():
    found = tversky_loss(SCORES, CLASSES, smooth=0.0, over="batch", gamma=0.75)
    assert found.item() == pytest.approx(0.4584887090, abs=1e-10)


@pytest.mark.parametrize("gamma", [0.25, 0.75, 1.0, 4 / 3])
@pytest.mark.parametrize("z", [20.0, 80.0, 1000.0])
def test_a_mask_that_is_found_has_a_gradient(gamma, z):
    logits = torch.tensor([[[z, -z]]], requires_grad=True)
    loss = tversky_loss(
        logits, torch.tensor([[[1.0, 0]]]), gamma=gamma, smooth=0.0
    )
    loss.backward()
    assert loss.isfinite()
    assert logits.grad.isfinite().all()


def test_hard_masks_give_one_less_the_iou():
    found = torch.tensor([[[1.0, 1, 0, 0, 1]]])
    mask = torch.tensor([[[1.0, 0, 0, 1, 1]]])
    loss = tversky_loss(200 * found - 100, mask, alpha=1, beta=1, smooth=0.0)
    assert loss.item() == pytest.approx(1 - 2 / 4)


def test_misses_cost_more_than_false_positives():
    mask = torch.tensor([[[1.0, 1, 0, 0]]])
    missed = torch.tensor([[[50.0, -50, -50, -50]]])
    extra = torch.tensor([[[50.0, 50, 50, -50]]])
    assert tversky_loss(missed, mask) > tversky_loss(extra, mask)


def test_one_channel_is_no_softmax():
    with pytest.raises(ValueError, match="logits must have 2 channels"):
        tversky_loss(LOGITS, MASK.squeeze(1).long())
