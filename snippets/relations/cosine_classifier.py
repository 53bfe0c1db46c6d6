"""A multi-class classifier made of cosines with one vector a class.

Source: Wang, Xiang, Cheng, Yuille, NormFace: L2 Hypersphere Embedding for Face
Verification, 2017, arXiv 1704.06369.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
# Ten classes, each a direction in 16 dimensions; samples of any length.
directions = F.normalize(torch.randn(10, 16), dim=-1)
target = torch.arange(10).repeat(40)
features = directions[target] + 0.15 * torch.randn(400, 16)
features = features * torch.rand(400, 1).add(0.1)

for temperature in (1.0, 0.1):
    torch.manual_seed(1)
    weight = nn.Parameter(torch.randn(10, 16))
    optimizer = torch.optim.Adam([weight], lr=0.05)
    for _ in range(150):
        cosine = F.normalize(features, dim=-1) @ F.normalize(weight, dim=-1).T
        loss = F.cross_entropy(cosine / temperature, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    accuracy = (cosine.argmax(dim=1) == target).double().mean()
    print(f"T = {temperature}: loss {loss:.2f}, accuracy {accuracy:.2f}")
    #> T = 1.0: loss 1.54, accuracy 1.00
    #> T = 0.1: loss 0.02, accuracy 1.00

# The least that the loss can be: 1 for the class, -1 for all the others.
for temperature in (1.0, 0.1):
    for classes in (10, 1000):
        floor = math.log1p((classes - 1) * math.exp(-2 / temperature))
        print(f"T = {temperature}, K = {classes}: at least {floor:.4f}")
        #> T = 1.0, K = 10: at least 0.7966
        #> T = 1.0, K = 1000: at least 4.9141
        #> T = 0.1, K = 10: at least 0.0000
        #> T = 0.1, K = 1000: at least 0.0000
