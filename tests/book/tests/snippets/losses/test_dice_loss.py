import math

import pytest
import torch

from snippets.losses.dice_loss import dice_loss

LOGITS = torch.tensor([[2, -1, 0.5, -3], [-0.5, 1.5, -2, 0]]).double()
TARGET = torch.tensor([[1.0, 0, 1, 1], [0, 1, 0, 0]]).double()
SCORES = torch.tensor(
    [[[1, 0], [-1, 2]], [[0.5, 2], [0, -1]], [[-1, 0], [1.5, 0]]]
).double()
CLASSES = torch.tensor([[[0, 1], [2, 0]], [[0, 0], [0, 1]]])


def of(logits, target, **options):
    """The loss of samples of one channel."""
    return dice_loss(logits[:, None], target[:, None], **options)


def test_known_numbers():
    each = of(LOGITS, TARGET, smooth=0, reduction="none")
    assert each.tolist() == pytest.approx([0.35651313144714, 0.41898928498788])
    whole = of(LOGITS.reshape(1, -1), TARGET.reshape(1, -1), smooth=0)
    assert whole.item() == pytest.approx(0.37954550095527)
    smoothed = of(LOGITS.reshape(1, -1), TARGET.reshape(1, -1), smooth=1)
    assert smoothed.item() == pytest.approx(0.33558580, abs=1e-8)
    scores = torch.stack([SCORES, SCORES.flip(1)])
    loss = dice_loss(scores, CLASSES, smooth=0)
    assert loss.item() == pytest.approx(0.4135142825)


def test_hard_masks_give_one_less_the_f1_score():
    found = torch.tensor([[1.0, 1, 0, 0, 1]])
    target = torch.tensor([[1.0, 0, 0, 1, 1]])
    loss = of((found - 0.5) * 2000, target, smooth=0)
    assert loss.item() == pytest.approx(1 - 2 * 2 / (2 * 2 + 1 + 1))


def test_jaccard_is_a_function_of_it():
    p = LOGITS.sigmoid()
    both, size = (p * TARGET).sum(1), (p + TARGET).sum(1)
    overlap = 1 - of(LOGITS, TARGET, smooth=0, reduction="none")
    torch.testing.assert_close(overlap / (2 - overlap), both / (size - both))


def test_false_positives_on_an_empty_mask_are_punished():
    logits = torch.full((1, 4), -3.0, requires_grad=True)
    loss = of(logits, torch.zeros(1, 4))
    loss.backward()
    p = torch.tensor(-3.0).sigmoid().item()
    assert loss.item() == pytest.approx(4 * p / (4 * p + 1))
    assert (logits.grad > 0.01).all()


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_holds_many_pixels(dtype):
    logits = torch.full((1, 1, 512, 512), 4.0, dtype=dtype, requires_grad=True)
    loss = dice_loss(logits, torch.ones_like(logits))
    loss.backward()
    p, q = 1 / (1 + math.exp(-4)), 1 / (1 + math.exp(4))
    wanted = q / (p + 1 + 1 / logits.numel())
    assert loss.item() == pytest.approx(wanted, rel=1e-6)
    assert logits.grad.isfinite().all()


def test_two_classes_are_not_one_label():
    # Softmax has the background as a class of its own, and counts it.
    scores = torch.stack([torch.zeros_like(LOGITS), LOGITS], dim=1)
    both = dice_loss(scores, TARGET.long(), reduction="none")
    flipped = of(-LOGITS, 1 - TARGET, reduction="none")
    of_one = of(LOGITS, TARGET, reduction="none")
    torch.testing.assert_close(both, (of_one + flipped) / 2)


@pytest.mark.parametrize("shape", [(2, 2, 3), (2, 2, 3, 4), (2, 2, 3, 1, 2)])
def test_any_number_of_dimensions(shape):
    torch.manual_seed(0)
    logits, target = torch.randn(shape), torch.rand(shape)
    flat = dice_loss(logits.flatten(2), target.flatten(2))
    torch.testing.assert_close(dice_loss(logits, target), flat)
