"""The loss stops above 0: the same thing is in the batch twice."""

import torch

from snippets.losses.info_nce_loss import info_nce_loss
from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)

torch.manual_seed(0)
# A perfect model: each key points exactly where its query does.
query = torch.randn(4, 8)
query[1] = query[0]  # two captions of one picture, say
each = info_nce_loss(query, query, temperature=0.01, reduction="none")
print(each.round(decimals=3))
#> tensor([0.6930, 0.6930, 0.0000, 0.0000])

# The fix: batches without duplicates...
loss = info_nce_loss(query[1:], query[1:], temperature=0.01)
print(loss.round(decimals=3))
#> tensor(0.)
# ... or labels that say what is the same: these are positives, too.
same = torch.tensor([0, 0, 1, 2]).repeat(2)
both = torch.cat([query, query])
each = supervised_contrastive_loss(
    both, same, temperature=0.01, reduction="none"
)
print(each.round(decimals=3))
#> tensor([1.0990, 1.0990, 0.0000, 0.0000, 1.0990, 1.0990, 0.0000, 0.0000])
# Its least value is the log of the number of positives, and that is no fault.
print(torch.tensor([3.0, 1.0]).log())
#> tensor([1.0986, 0.0000])
