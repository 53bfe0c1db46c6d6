"""A step is that of the mean of all samples, whatever shares them out."""

import pytest
import torch
from torch import nn

from snippets.relations import one_gradient_however_shared as shared
from snippets.tools.run_on_ranks import as_rank
from snippets.tools.train_step import train_step

SUM = nn.CrossEntropyLoss(reduction="sum")


def taken(sizes, mean=None, count=len, criterion=SUM, target=None, **options):
    """The loss that a step returns, and the weights that it leaves."""
    torch.manual_seed(0)
    model = nn.Linear(3, 4).double()
    input = torch.randn(7, 3, dtype=torch.float64)
    target = torch.arange(7) % 4 if target is None else target
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    if mean:
        loss = mean(model(input), target)
        loss.backward()
        optimizer.step()
    else:
        parts = zip(input.split(sizes), target.split(sizes), strict=True)
        loss = train_step(
            model, criterion, list(parts), optimizer, count=count, **options
        )
    return loss.double().detach(), model.weight.detach().clone()


def same(one, other):
    for left, right in zip(one, other, strict=True):
        torch.testing.assert_close(left, right, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("sizes", [7, 3, [6, 1], 1])
def test_micro_batches_make_no_difference(sizes):
    same(taken(sizes), taken(7, mean=nn.CrossEntropyLoss()))


def test_what_is_counted_is_what_the_mean_divides_by():
    target = torch.tensor([0, -100, 1, -100, -100, 2, 3])
    own = taken(2, count=lambda y: (y >= 0).sum(), target=target)
    same(own, taken(7, mean=nn.CrossEntropyLoss(), target=target))
    weight = torch.tensor([0.2, 1.0, 3.0, 0.5], dtype=torch.float64)
    weighted = nn.CrossEntropyLoss(weight=weight, reduction="sum")
    own = taken(2, count=lambda y: weight[y].sum(), criterion=weighted)
    same(own, taken(7, mean=nn.CrossEntropyLoss(weight=weight)))


def test_nothing_to_count_changes_nothing():
    target = torch.full((7,), -100)
    loss, weight = taken(3, count=lambda y: (y >= 0).sum(), target=target)
    assert loss == 0
    torch.manual_seed(0)
    torch.testing.assert_close(weight, nn.Linear(3, 4).weight.detach().double())


def test_a_scaler_changes_nothing_and_clipping_comes_after_it():
    scaler = torch.amp.GradScaler("cpu")
    for max_norm in (None, 0.01):
        own = taken(3, scaler=scaler, max_norm=max_norm)
        same(own, taken(7, max_norm=max_norm))
    torch.manual_seed(0)
    start = nn.Linear(3, 4).weight.detach().double()
    assert (own[1] - start).norm() <= 0.01


def test_bad_input():
    model = nn.Linear(3, 4)
    optimizer = torch.optim.SGD(model.parameters())
    with pytest.raises(ValueError, match="batches must have at least one"):
        train_step(model, SUM, [], optimizer)
    batches = [(torch.ones(2, 3), torch.tensor([0, 1]))]
    with pytest.raises(ValueError, match="criterion must have 'sum', got 'm"):
        train_step(model, nn.CrossEntropyLoss(), batches, optimizer)


def test_one_rank_among_one_has_the_gradient_of_its_samples(tmp_path):
    store = f"{tmp_path}/store"
    found = as_rank(shared.on_two_ranks, 0, ranks=1, file=store)
    own = shared.gradient(shared.over_total, slice(0, 17), 17)
    for _, exact in found:
        torch.testing.assert_close(torch.tensor(exact), own)
    torch.testing.assert_close(torch.tensor(found[0][0]), own)
    assert (torch.tensor(found[1][0]) - own).norm() > 0.1 * own.norm()
