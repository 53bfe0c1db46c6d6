"""Huber loss caps the pull of an outlier; how hard it pulls is for delta."""

from functools import partial

from torch.nn import functional as F

from snippets.pitfalls.outlier import fit, x, y

farther = y.clone()
farther[-1] = -50
losses = {
    "squared error": F.mse_loss,
    "Huber, delta = 1": F.huber_loss,
    "Huber, delta = 0.3": partial(F.huber_loss, delta=0.3),
    "Huber, delta = 0.1": partial(F.huber_loss, delta=0.1),
    "absolute error": F.l1_loss,
}
# The slope, 2 without the outlier: with it at -5, and at -50.
for name, loss_function in losses.items():
    near, _ = fit(loss_function, x, y)
    far, _ = fit(loss_function, x, farther)
    print(f"{name:18} {near:6.2f} {far:6.2f}")
    #> squared error       -0.15  -8.15
    #> Huber, delta = 1     1.69   1.69
    #> Huber, delta = 0.3   1.89   1.89
    #> Huber, delta = 0.1   1.93   1.93
    #> absolute error       1.91   1.91
