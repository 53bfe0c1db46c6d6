"""One gradient of 24 samples, however they are shared out and computed."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel

from snippets.tools.run_on_ranks import run_on_ranks
from snippets.tools.train_step import train_step

RANDOM = torch.Generator().manual_seed(0)
INPUT = torch.randn(24, 20, generator=RANDOM)
TARGET = torch.randint(3, (24,), generator=RANDOM)


def as_usual(model, batches, optimizer, dtype=None, **_):
    """The mean of each micro-batch, over their number."""
    for input, target in batches:
        with torch.autocast("cpu", dtype, enabled=dtype is not None):
            loss = F.cross_entropy(model(input), target)
        (loss / len(batches)).backward()


def over_total(model, batches, optimizer, **options):
    """The sum of each micro-batch, over the samples of the step."""
    criterion = nn.CrossEntropyLoss(reduction="sum")
    train_step(model, criterion, batches, optimizer, **options)


def gradient(step, own, size, wrap=nn.Sequential, **options):
    """What a step leaves in a new model, whose micro-batches have a size."""
    torch.manual_seed(0)
    layers = nn.Linear(20, 50), nn.Tanh(), nn.Linear(50, 3)
    model = wrap(nn.Sequential(*layers))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    parts = zip(INPUT[own].split(size), TARGET[own].split(size), strict=True)
    step(model, list(parts), optimizer, **options)
    return torch.cat([p.grad.flatten() for p in model.parameters()])


def on_two_ranks(rank):
    """Of 17 samples and 7, at once and in two micro-batches each."""
    own, part = [(slice(0, 17), 12), (slice(17, 24), 4)][rank]
    return [
        [
            gradient(step, own, size, DistributedDataParallel).tolist()
            for step in (as_usual, over_total)
        ]
        for size in (24, part)
    ]


if __name__ == "__main__":
    shared = torch.tensor(run_on_ranks(on_two_ranks)[0])
    every = slice(0, 24)
    half = {"dtype": torch.float16, "scaler": torch.amp.GradScaler("cpu")}
    alone = {
        "one process": (24, {}),
        "micro-batches": (10, {}),
        "bfloat16": (24, {"dtype": torch.bfloat16}),
        "float16, scaled": (24, half),
    }
    rows = {
        name: [
            gradient(step, every, size, **options)
            for step in (as_usual, over_total)
        ]
        for name, (size, options) in alone.items()
    }
    rows["two ranks"], rows["both"] = shared
    true = rows["one process"][0]
    print(f"{'':15} as usual  over the total")
    #>                 as usual  over the total
    for name, gradients in rows.items():
        off = [(each - true).norm() / true.norm() for each in gradients]
        print(f"{name:15} {off[0]:8.4f}  {off[1]:14.4f}")
        #> one process       0.0000          0.0000
        #> micro-batches     0.4701          0.0000
        #> bfloat16          0.0036          0.0036
        #> float16, scaled   0.0005          0.0005
        #> two ranks         0.4894          0.0000
        #> both              0.4854          0.0000
