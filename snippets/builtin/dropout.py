"""nn.Dropout: what it does in training, and that it does nothing after.

What is kept is divided by the chance that it is, which keeps the expectation.

Source: Hinton, Srivastava, Krizhevsky, Sutskever, Salakhutdinov, Improving
neural networks by preventing co-adaptation of feature detectors, 2012, arXiv
1207.0580; Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, Dropout: A
Simple Way to Prevent Neural Networks from Overfitting, 2014, which scale when
testing instead.
"""

import torch
from torch import nn

torch.manual_seed(0)
dropout = nn.Dropout(p=0.2)
x = torch.ones(1000)

# A new module is in training mode: about p of the elements become 0, and the
# others are divided by 1 - p.
print(dropout(x).unique())
#> tensor([0.0000, 1.2500])
print(dropout(x).equal(dropout(x)))
#> False

# The mean over many elements stays what it was; the variance does not.
many = dropout(torch.ones(1_000_000))
print(f"mean {many.mean():.2f}, variance {many.var():.2f}")
#> mean 1.00, variance 0.25
print(f"p / (1 - p) = {0.2 / (1 - 0.2):.2f}")
#> p / (1 - p) = 0.25
print(f"share of zeros {(many == 0).float().mean():.2f}")
#> share of zeros 0.20

# In evaluation mode it hands back its input.
dropout.eval()
print(dropout(x).equal(x))
#> True

# train() and eval() reach it through the model that holds it.
model = nn.Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Dropout(0.5))
model.eval()
print(model[2].training)
#> False
model.train()
print(model[2].training)
#> True

# Dropout2d drops whole channels: here 3 of them, of 2 x 2 elements each.
images = torch.ones(1, 3, 2, 2)
channels = nn.Dropout2d(p=0.5)(images).flatten(2)
print(bool((channels == channels[..., :1]).all()))
#> True

# Its limits: p = 0 changes nothing, p = 1 leaves 0, not 0 / 0.
print(nn.Dropout(p=0.0)(x).equal(x), nn.Dropout(p=1.0)(x).sum())
#> True tensor(0.)
try:
    nn.Dropout(p=1.5)
except ValueError as error:
    print(error)
    #> dropout probability has to be between 0 and 1, but got 1.5
