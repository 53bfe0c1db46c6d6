"""Averaging beside a learning rate that falls, and beside a little L2."""

import torch
from sklearn.datasets import load_digits
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
SEEDS, STEPS, SHOWN = 6, 600, (150, 300, 450, 600)
RATES, STRENGTHS = torch.tensor([0.5, 1, 2, 4]), torch.tensor([0, 3e-4, 1e-3])
torch.manual_seed(0)
images, digits = map(torch.tensor, load_digits(return_X_y=True))
order = torch.stack([torch.randperm(1797) for _ in range(SEEDS)])
x, y = images[order] / 16, digits[order]
valid, test = slice(500, 800), slice(800, None)
batches = torch.randint(500, (STEPS, 8))
# Each split trains with all rates and all strengths of L2 at once.
settings = torch.cartesian_prod(RATES, STRENGTHS)
rate, strength = settings.T[:, None, :, None, None]


def logits(weight, part):
    """Of each split, sample, class and setting."""
    return torch.einsum("snd,skdc->scnk", x[:, part], weight)


def trained(falls):
    """The weights at the steps shown, their EMA, and their SWA."""
    weight = torch.zeros(SEEDS, len(settings), 64, 10)
    ema, total, sums, found = weight.clone(), weight.clone(), {}, []
    for step, batch in enumerate(batches, 1):
        target = F.one_hot(y[:, batch], 10).mT[..., None]
        error = logits(weight, batch).softmax(1) - target
        gradient = torch.einsum("snd,scnk->skdc", x[:, batch], error) / 8
        share = 1 - (step - 1) / STEPS if falls else 1
        weight = weight - share * rate * (gradient + strength * weight)
        ema.lerp_(weight, max(0.0001, 9 / (9 + step)))
        total += weight
        if 2 * step in SHOWN or step in SHOWN:
            sums[step] = total.clone()
        if step in SHOWN:  # SWA: the mean of the later half of the steps
            swa = (sums[step] - sums[step // 2]) / (step - step // 2)
            found.append((weight, ema.clone(), swa))
    return zip(*found, strict=True)


def score(weight, l2):
    """Mean test loss, each split at the setting that validation prefers."""
    first, second = (
        F.cross_entropy(
            logits(weight, part),
            y[:, part, None].expand(-1, -1, len(settings)),
            reduction="none",
        ).mean(1)[:, :: 1 if l2 else len(STRENGTHS)]
        for part in (valid, test)
    )
    return second[range(SEEDS), first.argmin(1)].mean()


one, ema, swa = trained(falls=False)
falling, ema_of_falling, _ = trained(falls=True)
print(f"{'after step':18}" + "".join(f"{step:6}" for step in SHOWN))
#> after step           150   300   450   600
for name, weights, l2 in (
    ("one rate", one, False),
    ("one rate, L2", one, True),
    ("falling rate", falling, False),
    ("falling rate, L2", falling, True),
    ("EMA, one rate", ema, False),
    ("SWA, one rate", swa, False),
    ("EMA, falling rate", ema_of_falling, False),
):
    row = (f"{score(weight, l2):6.3f}" for weight in weights)
    print(f"{name:18}{''.join(row)}")
    #> one rate           0.273 0.238 0.209 0.207
    #> one rate, L2       0.273 0.238 0.209 0.207
    #> falling rate       0.282 0.220 0.191 0.188
    #> falling rate, L2   0.274 0.224 0.194 0.183
    #> EMA, one rate      0.236 0.198 0.181 0.173
    #> SWA, one rate      0.243 0.203 0.183 0.175
    #> EMA, falling rate  0.246 0.202 0.195 0.188
