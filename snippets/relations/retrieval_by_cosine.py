"""Retrieval: by dot product long vectors win, by cosine the right ones."""

import torch
from torch.nn import functional as F

# 50 topics, each a direction. 200 items, each near the direction of its topic:
# how long an item is says nothing of what it is about.
torch.manual_seed(0)
topics = F.normalize(torch.randn(50, 16), dim=-1)
topic = torch.arange(50).repeat(4)
items = F.normalize(topics[topic] + 0.15 * torch.randn(200, 16), dim=-1)
items = items * torch.empty(200, 1).log_normal_(0.0, 1.0)

# One query for each topic. Does the item with the best score belong to it?
queries = topics + 0.15 * torch.randn(50, 16)
scores = {
    "dot product": queries @ items.T,
    "distance": -torch.cdist(queries, items),
    "cosine": F.cosine_similarity(queries[:, None], items, dim=-1),
}
for name, score in scores.items():
    best = score.argmax(dim=1)
    right = (topic[best] == torch.arange(50)).sum()
    print(f"{name:11}: {right} of 50 right, {len(best.unique())} items found")
    #> dot product: 17 of 50 right, 17 items found
    #> distance   : 47 of 50 right, 50 items found
    #> cosine     : 50 of 50 right, 50 items found
