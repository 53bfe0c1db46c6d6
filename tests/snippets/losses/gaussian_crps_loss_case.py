import itertools

import torch
from hypothesis import strategies as st

from tests.snippets.case import SCORES, Inputs, Invariance, LossCase
from tests.snippets.exact import mp

ERRORS = (0.0, 1e-3, -1.0, 10.0, -50.0, 1e4)
SCALES = (1e-3, 0.25, 1.0, 16.0, 1e3)


def batch(dtype, size):
    random = torch.Generator().manual_seed(size)
    mean, target = 3 * torch.randn(2, size, generator=random)
    std = 0.2 + torch.rand(size, generator=random)
    return mean.to(dtype), std.to(dtype), target.to(dtype)


def extremes(dtype):
    # Rounded to float32, so that all wider dtypes share their points.
    table = torch.tensor(list(itertools.product(ERRORS, SCALES, (0.0, 1.0))))
    return table.to(dtype).T.contiguous().unbind()


def at_random():
    stds = st.floats(2**-6, 2**6, width=16)
    return st.tuples(SCORES, stds, SCORES).map(
        lambda each: tuple(
            torch.tensor([number], dtype=torch.float64) for number in each
        )
    )


def parts(mean, std, target):
    s = mp.mpf(std)
    z = (mp.mpf(target) - mp.mpf(mean)) / s
    return s, z, mp.npdf(z), mp.erf(z / mp.sqrt(2))


def oracle(mean, std, target):
    s, z, density, both_sides = parts(mean, std, target)
    return s * (z * both_sides + 2 * density - 1 / mp.sqrt(mp.pi))


EXCHANGE = Invariance(
    name="exchange of mean and target",
    change=lambda tensors, options: (tensors[::-1], options),
)
case = LossCase(
    inputs=Inputs(
        names=("mean", "std", "target"),
        batch=batch,
        extremes=extremes,
        random=at_random(),
    ),
    oracle=oracle,
    unbatched=True,
    invariances=(EXCHANGE,),
    cancels="terms of unlike sign cancel",
)
