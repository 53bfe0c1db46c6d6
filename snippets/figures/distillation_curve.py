"""The probabilities that a teacher gives to three classes, over T."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

TEACHER = {"right class": 6.0, "near miss": 3.0, "far off": 0.0}
LOSSES = ("line-1", "line-2", "line-3")


def draw() -> Figure:
    """Draw them for logits of 6, 3 and 0."""
    figure, axes = plt.subplots(figsize=(3.2, 2.9))
    temperature = torch.linspace(1, 10, 91)
    logits = torch.tensor(list(TEACHER.values()))
    share = (logits / temperature[:, None]).softmax(1)
    for name, line in zip(TEACHER, share.T, strict=True):
        axes.plot(temperature, line, label=name)
    axes.set(xlabel="temperature T", ylabel="probability of the teacher")
    axes.set(xlim=(1, 10), ylim=(0, 1), xticks=[1, 4, 7, 10])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.legend()
    return figure
