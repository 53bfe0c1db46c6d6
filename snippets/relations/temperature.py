"""Temperature divides the logits: above 1 it flattens the probabilities.

Source: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks,
2017, arXiv 1706.04599.
"""

import torch
from torch.nn import functional as F

logits = torch.tensor([[3.0, 1.0, 0.0]])
target = torch.tensor([0])
for temperature in (0.5, 1.0, 2.0, 100.0):
    scaled = logits / temperature
    probability = torch.softmax(scaled, dim=1)
    loss = F.cross_entropy(scaled, target)
    print(f"T = {temperature}: p = {probability}, loss {loss:.4f}")
    #> T = 0.5: p = tensor([[0.9796, 0.0179, 0.0024]]), loss 0.0206
    #> T = 1.0: p = tensor([[0.8438, 0.1142, 0.0420]]), loss 0.1698
    #> T = 2.0: p = tensor([[0.6285, 0.2312, 0.1402]]), loss 0.4644
    #> T = 100.0: p = tensor([[0.3389, 0.3322, 0.3289]]), loss 1.0820
