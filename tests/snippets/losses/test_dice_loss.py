import math

import pytest
import torch

from snippets.losses.dice_loss import dice_loss
from snippets.losses.tversky_loss import tversky_loss

LOGITS = torch.tensor([[[2, -1, 0.5, -3]], [[-0.5, 1.5, -2, 0]]]).double()
MASK = torch.tensor([[[1.0, 0, 1, 1]], [[0, 1, 0, 0]]]).double()
FIRST = torch.tensor(
    [[[1, 0], [-1, 2]], [[0.5, 2], [0, -1]], [[-1, 0], [1.5, 0]]]
).double()
SCORES = torch.stack([FIRST, FIRST.flip(1)])
CLASSES = torch.tensor([[[0, 1], [2, 0]], [[0, 0], [0, 1]]])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"smooth": 0.0}, 0.38775120821751),
        ({"smooth": 0.0, "over": "batch"}, 0.37954550095527),
        ({"smooth": 0.0, "power": 2}, 0.24010775084451),
        ({"smooth": 0.0, "power": 2, "over": "batch"}, 0.24972209474662),
        ({"over": "batch"}, 0.33558579969309),
    ],
)
def test_known_values_of_labels(options, expected):
    found = dice_loss(LOGITS, MASK, **options).item()
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"over": "batch"}, 0.3769366473),
        ({"over": "sample"}, 0.4135142825),
        ({"average": "present"}, 0.3038556665),
        ({"average": "micro"}, 0.3451496551),
    ],
)
def test_known_values_of_classes(options, expected):
    found = dice_loss(SCORES, CLASSES, smooth=0.0, **options).item()
    assert found == pytest.approx(expected, abs=1e-10)


def test_hard_masks_give_one_less_the_f1_score():
    found = torch.tensor([[[1.0, 1, 0, 0, 1]]])
    mask = torch.tensor([[[1.0, 0, 0, 1, 1]]])
    loss = dice_loss(2000 * found - 1000, mask, smooth=0.0)
    assert loss.item() == pytest.approx(1 - 2 * 2 / (2 * 2 + 1 + 1))


@pytest.mark.parametrize("over", ["sample", "batch"])
@pytest.mark.parametrize("average", ["macro", "present", "micro"])
def test_it_is_tversky_loss_with_one_half_for_both(over, average):
    options = {"over": over, "average": average}
    weight = torch.tensor([0.5, 0.0, 2.0])
    for logits, target, more in (
        (LOGITS, MASK, {}),
        (SCORES, CLASSES, {"weight": weight, "ignore_index": 2}),
    ):
        torch.testing.assert_close(
            dice_loss(logits, target, smooth=2.0, **options, **more),
            tversky_loss(
                logits,
                target,
                alpha=0.5,
                beta=0.5,
                smooth=1.0,
                **options,
                **more,
            ),
        )


def test_false_positives_on_an_empty_mask_are_punished():
    logits = torch.full((1, 1, 4), -3.0, requires_grad=True)
    loss = dice_loss(logits, torch.zeros(1, 1, 4))
    loss.backward()
    p = 1 / (1 + math.exp(3))
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


def test_a_sample_with_all_ignored_does_not_count():
    ignored = CLASSES.clone()
    ignored[1] = -100
    torch.testing.assert_close(
        dice_loss(SCORES, ignored), dice_loss(SCORES[:1], CLASSES[:1])
    )


def test_a_channel_with_all_ignored_does_not_count():
    logits = torch.cat([LOGITS, LOGITS.flip(2)], dim=1)
    mask = torch.cat([MASK, torch.full_like(MASK, -100)], dim=1)
    torch.testing.assert_close(dice_loss(logits, mask), dice_loss(LOGITS, MASK))


def test_weight_0_leaves_a_class_out():
    weight = torch.tensor([0.0, 1.0, 1.0])
    p = SCORES.softmax(1)[:, 1:]
    mask = torch.stack([CLASSES == 1, CLASSES == 2], dim=1).double()
    torch.testing.assert_close(
        dice_loss(SCORES, CLASSES, weight=weight),
        dice_loss(torch.logit(p), mask),
    )


@pytest.mark.parametrize("shape", [(2, 2, 3), (2, 2, 3, 4), (2, 2, 3, 1, 2)])
def test_any_number_of_dimensions(shape):
    torch.manual_seed(0)
    logits, mask = torch.randn(shape), torch.rand(shape)
    flat = dice_loss(logits.flatten(2), mask.flatten(2))
    torch.testing.assert_close(dice_loss(logits, mask), flat)


def test_one_channel_is_no_softmax():
    with pytest.raises(ValueError, match="logits must have 2 channels"):
        dice_loss(LOGITS, MASK.squeeze(1).long())


@pytest.mark.parametrize("power", [1, 2])
def test_squares_are_least_at_a_soft_label(power):
    p = torch.linspace(0.01, 0.99, 99).double()
    target = torch.full((99, 1, 1), 0.6).double()
    logits = torch.logit(p).view(99, 1, 1)
    each = dice_loss(logits, target, smooth=0.0, power=power, reduction="none")
    assert p[each.argmin()].item() == pytest.approx(0.99 if power == 1 else 0.6)
