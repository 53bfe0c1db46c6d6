"""What holds of each function here that drops what it is given by chance."""

import torch


def evaluates_and_keeps_to_the_ends_of_p(drop, module, x, p) -> None:
    """`drop` and `module`, of this p, leave x alone where nothing is dropped.

    Kept, what they return and its gradient have one factor; else both are 0.
    """
    assert drop(x, training=False) is x
    assert module.eval()(x) is x
    y = module.train()(x)
    (gradient,) = torch.autograd.grad(y.sum(), x)
    torch.testing.assert_close(y, gradient * x)
    ends = {0: 1.0, 1: 0.0}
    if p in ends:
        assert (gradient == ends[p]).all()


def rounds_once(y, x, p) -> None:
    """What was kept of x in half precision is the nearest to x / (1 - p)."""
    assert y.dtype == x.dtype
    wanted = (x.double() / (1 - p)).to(x.dtype)
    assert torch.equal(y, torch.where(y == 0, 0, wanted))


def draws_by_its_generator_alone(draw) -> None:
    """`draw` of a generator depends on it, and on nothing that all share."""
    state = torch.get_rng_state()
    one, same, other = (
        draw(torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)
    )
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
    assert torch.equal(torch.get_rng_state(), state)
