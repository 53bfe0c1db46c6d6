"""Adam by its formulas, in NumPy, to compute what figures draw once more."""

import numpy as np


class Adam:
    """The steps of one array of weights, of its default settings."""

    def __init__(self) -> None:
        self.steps, self.mean, self.square = 0, 0.0, 0.0

    def step(self, gradient: np.ndarray) -> np.ndarray:
        """What to take from the weights, at a learning rate of 1."""
        self.steps += 1
        self.mean = 0.9 * self.mean + 0.1 * gradient
        self.square = 0.999 * self.square + 0.001 * gradient**2
        size = np.sqrt(self.square / (1 - 0.999**self.steps)) + 1e-8
        return self.mean / (1 - 0.9**self.steps) / size
