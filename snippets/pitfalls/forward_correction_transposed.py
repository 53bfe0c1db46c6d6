"""A transposed matrix of noise: no error, and the wrong class.

Samples that look alike are of class 0, and 45% of them are labelled 1.
"""

import torch

from snippets.relations.forward_correction import forward_correction

noise = torch.tensor([[0.55, 0.45], [0.0, 1.0]])
labels = torch.tensor([0] * 55 + [1] * 45)


def best(noise: torch.Tensor) -> float:
    """The probability of class 0 with the least loss."""
    p = torch.linspace(0.01, 0.99, 99)
    logits = torch.stack([p.log(), (1 - p).log()], dim=1)
    losses = [
        forward_correction(z.expand(len(labels), 2), labels, noise)
        for z in logits
    ]
    return p[torch.stack(losses).argmin()].item()


# Symptom: rows and columns have changed places, and class 0 is lost.
print(f"{best(noise.T):.2f}")
#> 0.01
# Fix: row j is for samples that are of class j, so that each row sums to 1.
print(noise.sum(dim=1), noise.T.sum(dim=1))
#> tensor([1., 1.]) tensor([0.5500, 1.4500])
print(f"{best(noise):.2f}")
#> 0.99
# Without a correction the share of the labels is learnt.
print(f"{best(torch.eye(2)):.2f}")
#> 0.55
