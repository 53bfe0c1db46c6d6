"""The target's unit sets the loss, its gradient and Huber's threshold."""

import torch
from torch.nn import functional as F

metres = torch.tensor([1.2, 0.8, 1.5, 0.5, 1.0])
millimetres = 1000 * metres

# Fix: standardize, with the mean and deviation of the training set. Undo it
# on the prediction: prediction * deviation + mean.
standard = (metres - metres.mean()) / metres.std()
same = (millimetres - millimetres.mean()) / millimetres.std()
print(torch.allclose(standard, same))
#> True

# Loss and largest gradient, when the prediction is the target's mean.
targets = {"m": metres, "mm": millimetres, "standardized": standard}
for unit, target in targets.items():
    for loss_function in (F.mse_loss, F.l1_loss, F.huber_loss):
        prediction = target.mean().repeat(5).requires_grad_()
        loss = loss_function(prediction, target)
        (gradient,) = torch.autograd.grad(loss, prediction)
        largest = gradient.abs().max()
        name = loss_function.__name__
        print(f"{unit:12} {name:10} {loss:10.3g} {largest:10.3g}")
        #> m            mse_loss        0.116        0.2
        #> m            l1_loss          0.28        0.2
        #> m            huber_loss      0.058        0.1
        #> mm           mse_loss     1.16e+05        200
        #> mm           l1_loss           280        0.2
        #> mm           huber_loss        280        0.2
        #> standardized mse_loss          0.8      0.525
        #> standardized l1_loss         0.735        0.2
        #> standardized huber_loss       0.38        0.2
