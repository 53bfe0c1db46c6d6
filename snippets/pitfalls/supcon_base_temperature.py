"""A loss that is 1.43 times the paper's: the code multiplies by a constant."""

import torch

from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)

torch.manual_seed(0)
embedding, target = torch.randn(8, 16), torch.arange(8) % 4
base_temperature = 0.07  # in the code that was published with the paper
for temperature in (0.07, 0.1, 0.5):
    paper = supervised_contrastive_loss(
        embedding, target, temperature=temperature
    )
    code = temperature / base_temperature * paper
    print(f"{temperature}: {paper:.3f} and {code:.3f}, {code / paper:.2f}")
    #> 0.07: 6.725 and 6.725, 1.00
    #> 0.1: 4.955 and 7.078, 1.43
    #> 0.5: 2.282 and 16.302, 7.14
