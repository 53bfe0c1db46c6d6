"""The triplet losses of a linear map, and their gradients, in NumPy."""

import numpy as np


def distances(z):
    """Of every two rows."""
    return np.sqrt(((z[:, None] - z) ** 2).sum(-1))


def hardest(z, labels):
    """For each row the farthest of its label, and the nearest of another."""
    far = distances(z)
    same = labels[:, None] == labels
    mine = same & ~np.eye(len(z), dtype=bool)
    farthest = np.where(mine, far, -np.inf).argmax(1)
    return farthest, np.where(same, np.inf, far).argmin(1)


def loss_and_gradient(x, w, positive, negative, margin, eps=0.0):
    """The mean over the anchors, and its gradient by w; z = x w."""
    toward, away = (x - x[other] for other in (positive, negative))
    near, far = toward @ w + eps, away @ w + eps
    h, g = (np.linalg.norm(each, axis=1, keepdims=True) for each in (near, far))
    active = (h - g + margin > 0) / len(x)
    loss = (np.maximum(h - g + margin, 0)).mean()
    return loss, toward.T @ (active * near / h) - away.T @ (active * far / g)
