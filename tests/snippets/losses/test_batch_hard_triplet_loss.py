import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.batch_hard_triplet_loss import batch_hard_triplet_loss

VECTORS = torch.tensor(
    [
        [1, 0, 0.5],
        [0.2, 1, -0.3],
        [-0.4, 0.3, 1],
        [0.9, 0.1, 0.4],
        [0, 1, 0.2],
        [0.8, -0.3, 0.1],
    ],
    dtype=torch.float64,
)
LABELS = torch.tensor([0, 1, 1, 0, 1, 0])


def test_known_numbers():
    each = batch_hard_triplet_loss(
        VECTORS, LABELS, margin=0.3, reduction="none"
    )
    known = [0, 0.55582893, 0.44805452, 0, 0.14737180, 0]
    assert each.tolist() == pytest.approx(known, abs=1e-8)
    mean = batch_hard_triplet_loss(VECTORS, LABELS, margin=0.3)
    assert mean.item() == pytest.approx(0.191875873513888)
    soft = batch_hard_triplet_loss(VECTORS, LABELS, margin=None)
    assert soft.item() == pytest.approx(0.543877474399228)


@pytest.mark.parametrize(("margin", "value"), [(0.3, 0.3), (None, math.log(2))])
def test_vectors_that_are_all_alike_cost_the_margin(margin, value):
    alike = torch.ones(6, 3, requires_grad=True)
    loss = batch_hard_triplet_loss(alike, LABELS, margin=margin)
    loss.backward()
    assert loss.item() == pytest.approx(value)
    assert not alike.grad.any()


def test_of_one_triplet_an_anchor_it_is_that_of_torch():
    labels = torch.tensor([0, 0, 1, 1])
    x = VECTORS[:4]
    each = batch_hard_triplet_loss(x, labels, margin=2.0, reduction="none")
    for anchor, positive, others in ((0, 1, (2, 3)), (2, 3, (0, 1))):
        expected = max(
            F.triplet_margin_loss(
                x[anchor], x[positive], x[other], margin=2.0, eps=0
            )
            for other in others
        )
        torch.testing.assert_close(each[anchor], expected)


def test_samples_without_a_triplet_do_not_count():
    x = torch.cat([VECTORS, VECTORS[:2] + 7]).requires_grad_()
    labels = torch.cat([LABELS, torch.tensor([5, 6])])
    each = batch_hard_triplet_loss(x, labels, margin=9.0, reduction="none")
    assert not each[6:].any()
    mean = batch_hard_triplet_loss(x, labels, margin=9.0)
    torch.testing.assert_close(mean, each[:6].mean())
    one = batch_hard_triplet_loss(x, torch.zeros_like(labels))
    (gradient,) = torch.autograd.grad(one, x)
    assert one.item() == 0
    assert not gradient.any()


def test_small_distances_far_from_zero_are_told_apart():
    # A product of matrices, which torch takes above 25 rows, would round both
    # of 1e-3 and 2e-3 beside 1e4 to 0.
    near = [[100.0, 0], [100.001, 0], [100.002, 0], [100.0, 3], [100.0, 5]]
    far = torch.arange(200.0, 500.0, 10).expand(2, -1).T
    x = torch.cat([torch.tensor(near), far])
    labels = torch.tensor([0, 0, 0, 1, 1] + 30 * [2])
    each = batch_hard_triplet_loss(x, labels, margin=3.5, reduction="none")
    exact = (x[2, 0] - x[0, 0]).item() - 3 + 3.5
    assert each[0].item() == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize("shape", [(6,), (6, 3, 1), ()])
def test_vectors_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"embeddings must be .* got"):
        batch_hard_triplet_loss(torch.zeros(shape), LABELS)
