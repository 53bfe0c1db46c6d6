import pytest
import torch

from snippets.losses.lovasz_loss import lovasz_loss
from tests.snippets.losses.test_dice_loss import CLASSES, LOGITS, MASK, SCORES


@pytest.mark.parametrize(
    ("logits", "target", "options", "expected"),
    [
        (LOGITS, MASK, {}, 1.0416666666666667),
        (LOGITS[:1], MASK[:1], {}, 1.5),
        (LOGITS, MASK, {"over": "batch"}, 1.2833333333333333),
        (SCORES, CLASSES, {}, 0.33100546525406),
        (SCORES, CLASSES, {"average": "macro"}, 0.39311360140544),
        (SCORES, CLASSES, {"over": "batch"}, 0.40029199974409),
    ],
)
def test_known_values(logits, target, options, expected):
    found = lovasz_loss(logits, target, **options).item()
    assert found == pytest.approx(expected, rel=1e-12)


def test_hard_predictions_give_one_less_the_iou():
    guess = torch.tensor([[[1.0, 1, 0, 0, 1]]])
    mask = torch.tensor([[[1.0, 0, 0, 1, 1]]])
    hinge = lovasz_loss(2 * guess - 1, mask)
    assert hinge.item() == pytest.approx(2 * (1 - 2 / 4))
    logits = 200 * torch.cat([1 - guess, guess], dim=1)
    loss = lovasz_loss(logits, mask.squeeze(1).long())
    assert loss.item() == pytest.approx(1 - (2 / 4 + 1 / 3) / 2)


def test_an_empty_mask_punishes_the_worst_pixel():
    logits = torch.tensor([[[0.5, -0.2, -0.3, -2.0]]], requires_grad=True)
    loss = lovasz_loss(logits, torch.zeros(1, 1, 4))
    loss.backward()
    assert loss.item() == 1.5
    assert logits.grad.flatten().tolist() == [1, 0, 0, 0]


def test_one_channel_is_no_softmax():
    with pytest.raises(ValueError, match="logits must have 2 channels"):
        lovasz_loss(LOGITS, MASK.squeeze(1).long())
