"""Cross-entropy does not see a shift of all logits; the z-loss does."""

import torch

from snippets.losses.token_cross_entropy import token_cross_entropy

torch.manual_seed(0)
logits = torch.randn(1, 5, 8, dtype=torch.float64)
tokens = torch.tensor([[1, 4, 2, 0, 3]])
for shift in (0.0, 10.0, 200.0):
    plain = token_cross_entropy(logits + shift, tokens)
    kept = token_cross_entropy(logits + shift, tokens, z_loss=1e-4)
    # What is left of the logits where activations are in bfloat16.
    rounded = (logits + shift).bfloat16()
    half = token_cross_entropy(rounded, tokens)
    print(f"shift {shift}: {plain:.4f}, {kept:.4f}, of bfloat16 {half:.4f}")
    #> shift 0.0: 2.3724, 2.3730, of bfloat16 2.3717
    #> shift 10.0: 2.3724, 2.3875, of bfloat16 2.3814
    #> shift 200.0: 2.3724, 6.4634, of bfloat16 2.4828
