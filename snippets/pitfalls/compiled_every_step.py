"""A Python integer that changes makes torch.compile start over."""

import torch
from torch import Tensor, nn

graphs = []


def backend(graph, example_inputs):
    """Count what is compiled, and run it as it is."""
    graphs.append(graph)
    return graph


class Annealed(nn.Module):
    """A loss whose penalty grows with the steps that it has seen."""

    def __init__(self, step) -> None:
        super().__init__()
        self.step = step

    def forward(self, output: Tensor) -> Tensor:
        self.step += 1
        return output.square().mean() + self.step * output.abs().mean()


class Weighted(nn.Module):
    """A loss whose penalty has a weight from outside."""

    def forward(self, output: Tensor, weight) -> Tensor:
        return output.square().mean() + weight * output.abs().mean()


def compilations(loss: nn.Module, *batches: tuple) -> int:
    """How often a loss is compiled for these batches."""
    graphs.clear()
    torch._dynamo.reset()
    compiled = torch.compile(loss, backend=backend)
    for arguments in batches:
        compiled(*arguments)
    return len(graphs)


output = torch.ones(8)
print("integer counter:", compilations(Annealed(0), *[(output,)] * 6))
#> integer counter: 6
counter = Annealed(torch.zeros(()))
print("tensor counter: ", compilations(counter, *[(output,)] * 6))
#> tensor counter:  1

weights = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
numbers = [(output, weight) for weight in weights]
print("float weight:   ", compilations(Weighted(), *numbers))
#> float weight:    2
tensors = [(output, torch.tensor(weight)) for weight in weights]
print("tensor weight:  ", compilations(Weighted(), *tensors))
#> tensor weight:   1
# And the last batch of an epoch, which is smaller.
sizes = [(output[:size], weights[0]) for size in (8, 8, 5, 8, 8, 3)]
print("batch sizes:    ", compilations(Weighted(), *sizes))
#> batch sizes:     2
