"""Cross-entropy against votes: the better prediction has the higher loss."""

import torch
from torch.nn import functional as F

# Votes of 10 people for each of three classes, and a prediction.
pictures = {
    "clear": ([9, 1, 0], [0.6, 0.3, 0.1]),
    "blurred": ([4, 4, 2], [0.4, 0.4, 0.2]),
}
for name, (votes, prediction) in pictures.items():
    target = torch.tensor([votes]) / 10
    log_p = torch.tensor([prediction]).log()
    cross_entropy = F.cross_entropy(log_p, target)
    kl = F.kl_div(log_p, target, reduction="batchmean").abs()
    print(f"{name}: cross-entropy {cross_entropy:.4f}, KL {kl:.4f}")
    #> clear: cross-entropy 0.5801, KL 0.2551
    #> blurred: cross-entropy 1.0549, KL 0.0000
