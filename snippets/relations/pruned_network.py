"""A network of 16 filters learns digits, loses some, and is rebuilt smaller."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.proximal_group_lasso import proximal_group_lasso_

torch.manual_seed(0)
pixels, digits = map(torch.tensor, load_digits(return_X_y=True))
order = torch.randperm(1797)
x, y = pixels.view(-1, 1, 8, 8)[order] / 16, digits[order]
seen, new = slice(200), slice(200, None)


def network(filters: int) -> nn.Sequential:
    """A convolution of so many filters, and a linear layer of what they see."""
    conv = nn.Conv2d(1, filters, kernel_size=3)
    last = nn.Linear(filters * 9, 10)
    layers = (conv, nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), last)
    return nn.Sequential(*layers).double()


def train(model: nn.Sequential, strength: float) -> None:
    """Train, with a proximal step of the filters after each step."""
    lr, momentum = 0.1, 0.9
    optimizer = torch.optim.SGD(model.parameters(), lr, momentum)
    for _ in range(100):
        optimizer.zero_grad()
        F.cross_entropy(model(x[seen]), y[seen]).backward()
        optimizer.step()
        threshold = lr * strength / (1 - momentum)
        proximal_group_lasso_(model[0].weight, threshold)


@torch.no_grad()
def smaller(model: nn.Sequential) -> nn.Sequential:
    """The same network without the filters that are 0."""
    conv, last = model[0], model[4]
    kept = conv.weight.flatten(1).any(dim=1)
    after = last.weight.unflatten(1, (len(kept), 9))
    # A filter of zeros gives its bias everywhere: that goes on to the last.
    constant = after[:, ~kept].sum(dim=2) @ conv.bias[~kept].relu()
    small = network(int(kept.sum()))
    small[0].weight.copy_(conv.weight[kept])
    small[0].bias.copy_(conv.bias[kept])
    small[4].weight.copy_(after[:, kept].flatten(1))
    small[4].bias.copy_(last.bias + constant)
    return small


def size(model: nn.Module) -> int:
    """How many numbers the parameters are."""
    return sum(each.numel() for each in model.parameters())


if __name__ == "__main__":
    for strength in (0.0, 0.006):
        torch.manual_seed(0)
        model = network(16)
        train(model, strength)
        small = smaller(model)
        same = torch.allclose(model(x[new]), small(x[new]), atol=1e-9)
        right = (small(x[new]).argmax(dim=1) == y[new]).double().mean()
        print(f"strength {strength}: {small[0].out_channels} of 16 filters")
        #> strength 0.0: 16 of 16 filters
        #> strength 0.006: 7 of 16 filters
        print(f"  {size(small)} of {size(model)} numbers, same answers {same}")
        #>   1610 of 1610 numbers, same answers True
        #>   710 of 1610 numbers, same answers True
        print(f"  right on {right:.2f} of new digits")
        #>   right on 0.92 of new digits
        #>   right on 0.92 of new digits
