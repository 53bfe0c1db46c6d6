"""Wrong labels make the hardest triplets shrink all vectors to one point."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor
from torch.nn import functional as F

from snippets.losses.batch_hard_triplet_loss import batch_hard_triplet_loss


def random_triplets(z: Tensor, labels: Tensor) -> Tensor:
    """For each anchor one of its label, and one of any other."""
    same = labels[:, None] == labels
    others = same ^ torch.eye(len(z), dtype=torch.bool)
    positive = torch.multinomial(others.double(), 1)[:, 0]
    negative = torch.multinomial((~same).double(), 1)[:, 0]
    return F.triplet_margin_loss(z, z[positive], z[negative], margin=0.2)


def samples() -> tuple[Tensor, Tensor]:
    """Ten classes of ten: four numbers of the class, and four of noise."""
    labels = torch.arange(10).repeat_interleave(10)
    own = torch.randn(10, 4, dtype=torch.float64)[labels]
    noise = torch.randn(100, 8, dtype=torch.float64)
    return torch.cat([own + 0.2 * noise[:, :4], 1.5 * noise[:, 4:]], 1), labels


def learn(triplet_loss: Callable, wrong: float) -> Iterator[tuple]:
    """Loss, vectors, and those of classes never seen, after each step."""
    torch.manual_seed(0)
    (x, labels), (new, true) = samples(), samples()
    other = torch.randint(10, labels.shape)
    labels = torch.where(torch.rand(len(labels)) < wrong, other, labels)
    w = torch.eye(8, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=0.03)
    slower = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0, 150)
    for _ in range(150):
        loss = triplet_loss(x @ w, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        slower.step()
        yield loss.item(), (x @ w).detach(), (new @ w).detach(), true


losses = {"hardest": batch_hard_triplet_loss, "random": random_triplets}
print("labels, triplets     loss  distance  neighbour right")
#> labels, triplets     loss  distance  neighbour right
for wrong in (0.0, 0.1):
    for name, triplet_loss in losses.items():
        *_, (loss, z, new, true) = learn(triplet_loss, wrong)
        nearest = torch.cdist(new, new).fill_diagonal_(torch.inf).argmin(1)
        right = (true[nearest] == true).double().mean()
        apart = torch.cdist(z, z).mean()
        found = f"{right:.2f}" if apart > 0.01 else "one point"
        print(
            f"{wrong:4.0%} wrong, {name:8} {loss:4.2f} {apart:9.2f} {found:>16}"
        )
        #>   0% wrong, hardest  0.02      5.88             0.93
        #>   0% wrong, random   0.00      5.02             0.90
        #>  10% wrong, hardest  0.20      0.00        one point
        #>  10% wrong, random   0.13      2.30             0.93
