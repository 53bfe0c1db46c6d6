# %% [markdown]
# # A training run with rare classes
#
# A small convolutional network learns handwritten digits from few images, and
# some digits are rare: 80 zeros, but only 3 nines. Its accuracy looks fine, and
# many of the nines are taken for something else. We see why, try what is said
# to help, and end with probabilities that hold.
#
# - **Use it when** you want a loop for images to start from: on a CPU or a GPU,
#   in `float32` or in mixed precision, and it goes on where it was killed.
# - **Not when** you want early stopping, penalties and a score to compare with
#   the best possible: that is in [a full training example](rings.md).
#
# What you can take from it:
#
# - `fit`, [the loop](#the-loop), with a checkpoint that survives a kill;
# - `found`, which scores each class by itself, as accuracy does not;
# - one line, `logits - share.log()`, for [rare classes](#how-it-works).
#
# The page is one script,
# [snippets/training/digits.py](../snippets/training/digits.py){ download }. Run
# it with `python -m snippets.training.digits`. The results below are those of
# the run that made this page; another machine may differ in the last digits.

# %%
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import torch
from matplotlib.colors import LinearSegmentedColormap
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from snippets.tools.expected_calibration_error import (
    expected_calibration_error,
)
from snippets.tools.temperature_scaling import fit_temperature

# Batches of 43 small images are too little to share out between threads.
torch.set_num_threads(1)
DEVICE = "cpu"  # or "cuda"

# %% [markdown]
# ## Why: a good accuracy, and few nines found
#
# The images come with scikit-learn: handwriting, in 8 by 8 pixels. We make the
# imbalance on purpose. Each digit has about 0.7 times as many images to train
# with as the one before it. To test with there are equally many of each.

# %%
COUNTS = [80, 56, 39, 27, 19, 13, 9, 7, 5, 3]  # to train with, of 0 to 9
TEST = 50  # of each

images, digits = map(torch.tensor, load_digits(return_X_y=True))
images = images.float().view(-1, 1, 8, 8) / 16
order = torch.randperm(len(digits), generator=torch.Generator().manual_seed(0))
train, valid, test = [], [], []
for digit, size in enumerate(COUNTS):
    own = order[digits[order] == digit]
    train.append(own[:size])
    valid.append(own[size : size + max(size // 2, 2)])
    test.append(own[-TEST:])
(x_train, y_train), (x_valid, y_valid), (x_test, y_test) = (
    (images[torch.cat(part)].to(DEVICE), digits[torch.cat(part)].to(DEVICE))
    for part in (train, valid, test)
)
share = torch.tensor(COUNTS, device=DEVICE) / sum(COUNTS)
print(f"images to train with {len(y_train)}, to validate {len(y_valid)}")
print(f"images to test with {len(y_test)}")

# %% alt="Ten columns of digits, the zeros ten images high, the nines three."
sheet = torch.zeros(80, 80)
for digit, own in enumerate(train):
    for row, image in enumerate(images[own[:10], 0]):
        sheet[8 * row : 8 * row + 8, 8 * digit : 8 * digit + 8] = image
paper, ink = plt.rcParams["axes.facecolor"], plt.rcParams["text.color"]
shades = LinearSegmentedColormap.from_list("ink", [paper, ink])
figure, axes = plt.subplots(figsize=(7.2, 4.5), layout="constrained")
axes.imshow(sheet.numpy(), shades, vmin=0, vmax=1, interpolation="none")
axes.set_xticks([8 * k + 3.5 for k in range(10)], [f"×{n}" for n in COUNTS])
axes.set(title="Up to ten of each", xlabel="images to train with", yticks=[])
axes.grid(visible=False)
plt.show()

# %% [markdown]
# Two convolutions and a linear layer, trained on all images at each step:


# %%
def make_model() -> nn.Sequential:
    """A convolutional network for images of 8 by 8, with new weights."""
    return nn.Sequential(
        *(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(64, 10)),
    )


torch.manual_seed(0)
plain = make_model().to(DEVICE)
optimizer = torch.optim.Adam(plain.parameters(), lr=0.01)
for _ in range(100):
    loss = F.cross_entropy(plain(x_train), y_train)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def logits_of(model: nn.Module, images: torch.Tensor) -> torch.Tensor:
    """What a model says to images, in float32."""
    with torch.no_grad():
        return model(images).float()


def found(logits: torch.Tensor) -> torch.Tensor:
    """Of each digit, the share of its test images that is found."""
    right = (logits.argmax(dim=1) == y_test).float()
    return torch.stack([right[y_test == k].mean() for k in range(10)])


recall = found(logits_of(plain, x_test))
print(f"accuracy, shares as in training: {share @ recall:.2f}")
print(f"accuracy, equal shares:          {recall.mean():.2f}")
print(f"7s, 8s and 9s found:             {recall[7:].mean():.1f}")

# %% alt="Left, the share found falls with the images. Right, confusions."


def confusions(axes: plt.Axes, logits: torch.Tensor) -> None:
    """A square for each pair of digits, as large as the pair is frequent."""
    pairs = torch.stack([logits.argmax(dim=1), y_test]).cpu()
    pairs, counts = pairs.unique(dim=1, return_counts=True)
    right = pairs[0] == pairs[1]
    for mask, name, colour in ((right, "right", "C4"), (~right, "wrong", "C5")):
        x, y = pairs[:, mask]
        style = {"s": 4 * counts[mask], "marker": "s", "color": colour}
        axes.scatter(x, y, label=name, linewidths=0, **style)
    axes.set(aspect="equal", xlim=(-0.7, 9.7), ylim=(9.7, -0.7))
    axes.set(xticks=range(10), yticks=range(10))
    axes.set(xlabel="taken for", ylabel="digit")


def by_images(axes: plt.Axes) -> None:
    """From few images to many, each number of them by name."""
    axes.set(xscale="log", xlabel="images to train with", ylim=(0, 1.05))
    axes.set_xticks(COUNTS[::2], COUNTS[::2])
    axes.minorticks_off()


figure, (left, right) = plt.subplots(
    1, 2, figsize=(7.2, 3.4), layout="constrained"
)
left.plot(COUNTS, recall.cpu(), "C0o-")
by_images(left)
left.set(title="Share found")
confusions(right, logits_of(plain, x_test))
right.set(title="Confusions")
figure.legend(loc="outside lower center", ncols=2, markerscale=0.5)
plt.show()

# %% [markdown]
# Each square of the second panel counts test images: blue ones are right,
# orange ones wrong. Those that are wrong lie to the left of the diagonal, most
# of them: a rare digit is taken for a more frequent one, and seldom the other
# way round.
#
# ## How it works
#
# Let $r_k$ be the share of class $k$ that is found, and $\pi_k$ the share of
# the class among all samples. Accuracy weighs the one by the other:
#
# $$
# a = \sum_{k=1}^{K} \pi_k r_k
# \label{eq:accuracy}
# $$
#
# A class that is rare hardly counts, in the score and in the training loss
# alike. What counts each of the $K$ classes once is the balanced accuracy:
#
# $$
# \bar{r} = \frac{1}{K} \sum_{k=1}^{K} r_k
# \label{eq:balanced}
# $$
#
# Is the network wrong, then? Not by what it was asked. Write $f_k$ for how
# likely the image at hand is among those of class $k$. By Bayes's rule the
# class has the probability
#
# $$
# p_k = \frac{\pi_k f_k}{\sum_{j=1}^{K} \pi_j f_j}
# \label{eq:bayes}
# $$
#
# Cross-entropy is least at these $p_k$, and they have $\pi_k$ as a factor.
# In doubt between two digits it pays to say the more frequent one. If all are
# equally frequent where you use the network, divide $\pi_k$ out again. In the
# logits $z$, whose softmax is $p$, that is a subtraction ([@menon2020]):
#
# $$
# q_k = \frac{\exp(z_k - \log \pi_k)}
#   {\sum_{j=1}^{K} \exp(z_j - \log \pi_j)}
# \label{eq:shifted}
# $$
#
# Now the $f_k$ alone decide. Nothing is trained anew:

# %%
shifted = found(logits_of(plain, x_test) - share.log())
print(f"accuracy, equal shares: {shifted.mean():.2f}")
print(f"7s, 8s and 9s found:    {shifted[7:].mean():.1f}")

# %% [markdown]
# The other way is to train for it. Class weights multiply the loss of each
# sample by that of its class:
#
# $$
# v_k = \frac{1}{K \pi_k}
# \label{eq:weights}
# $$
#
# So each class has the same part in the mean, however few its samples are.
#
# ## The loop
#
# What a longer training needs, and the short loop above leaves out:
#
# - **Batches**, in a new order each epoch.
# - **Mixed precision** where `amp` names a dtype. The model runs inside
#   `torch.autocast`, the loss outside of it, on logits in `float32`: so no loss
#   needs to be on a list of what `autocast` knows.
# - **Loss scaling** for `float16` alone, whose gradients would round to 0.
#   `bfloat16` reaches as far down as `float32`. A `GradScaler` that is not
#   enabled does nothing, so the loop is the same for all.
# - **A checkpoint** after each epoch, with all that the next epoch depends on:
#   weights, the optimizer's averages, the scaler's factor, the state of the
#   random numbers, and the losses so far.


# %%
def save(state: dict, file: Path) -> None:
    """Write a checkpoint; a kill in the midst leaves the one before."""
    new = file.with_suffix(".new")
    torch.save(state, new)
    new.replace(file)


def fit(criterion, *, amp=None, epochs=60, checkpoint=None):
    """Train a model, or go on from the checkpoint; return it and its losses."""
    torch.manual_seed(0)
    model = make_model().to(DEVICE).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    float16 = DEVICE == "cuda" and amp == torch.float16
    scaler = torch.amp.GradScaler(DEVICE, enabled=float16)
    parts = {"model": model, "optimizer": optimizer, "scaler": scaler}
    losses = []
    if checkpoint and checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        torch.set_rng_state(state["random"])
        losses = state["losses"]

    while len(losses) < epochs:
        summed = 0.0
        for batch in torch.randperm(len(y_train)).chunk(6):
            with torch.autocast(DEVICE, amp, enabled=amp is not None):
                logits = model(x_train[batch])
            loss = criterion(logits.float(), y_train[batch])
            optimizer.zero_grad()
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
            summed += loss.item() * len(batch)
        losses.append(summed / len(y_train))
        if checkpoint:
            state = {name: part.state_dict() for name, part in parts.items()}
            state |= {"random": torch.get_rng_state(), "losses": losses}
            save(state, checkpoint)
    return model.eval(), losses


model, losses = fit(F.cross_entropy)
logits = logits_of(model, x_test)
print(f"training loss: {losses[0]:.1f} in epoch 1, {losses[-1]:.2f} at last")
print(f"accuracy, equal shares: {found(logits).mean():.2f}")

# %% [markdown]
# ### Mixed precision { .folded }
#
# On this CPU, `bfloat16`. On a GPU set `DEVICE` above, and hand over
# `torch.bfloat16` or `torch.float16` as `amp`.

# %%
half, _ = fit(F.cross_entropy, amp=torch.bfloat16)
half_logits = logits_of(half, x_test)
with torch.autocast(DEVICE, torch.bfloat16):
    print(f"the logits of a batch are {half(x_test[:1]).dtype}")
print(f"the weights are {half[0].weight.dtype}")
alike = (half_logits.argmax(dim=1) == logits.argmax(dim=1)).float().mean()
print(f"both networks say the same digit: {alike:.1f} of the test images")

# %% [markdown]
# The products are computed with fewer digits, and the weights keep theirs, or
# small steps would be lost. Both trainings end in about the same network.
#
# ### Resume after a kill { .folded }
#
# Here an exception stands in for the kill, in the midst of an epoch. The tests
# of this book kill the process. Called again, `fit` finds the checkpoint, and
# begins the epoch that was cut off once more:

# %%
calls = count(1)


def killed(logits, target):
    """Cross-entropy, up to batch 100."""
    if next(calls) == 100:
        raise KeyboardInterrupt
    return F.cross_entropy(logits, target)


with TemporaryDirectory() as folder:
    checkpoint = Path(folder) / "digits.pt"
    try:
        fit(killed, checkpoint=checkpoint)
    except KeyboardInterrupt:
        kept = torch.load(checkpoint, weights_only=True)
        print(f"killed in batch 100; {len(kept['losses'])} epochs are kept")
    resumed, _ = fit(F.cross_entropy, checkpoint=checkpoint)
pairs = zip(resumed.parameters(), model.parameters(), strict=True)
same = all(torch.equal(*pair) for pair in pairs)
print(f"the same weights as without a kill: {same}")

# %% [markdown]
# The weights are the same to the last bit. They would not be without the
# optimizer's averages, which would begin at 0 again, or without the random
# numbers, which would give another order. `save` writes beside the old file and
# then renames: whenever the kill comes, one whole checkpoint is there.
#
# ## What helps
#
# Three losses, and the shift \eqref{eq:shifted} for the first of them:

# %%
weight = 1 / (10 * share)


def weighted(logits, target):
    """Cross-entropy with class weights."""
    return F.cross_entropy(logits, target, weight=weight)


weighted_model, _ = fit(weighted)
focal_model, _ = fit(multiclass_focal_loss)
trained = {
    "cross-entropy": logits,
    "logits shifted": logits - share.log(),
    "class weights": logits_of(weighted_model, x_test),
    "focal loss": logits_of(focal_model, x_test),
}
print(f"{'':14}  balanced  7s to 9s")
for name, each in trained.items():
    recall = found(each)
    print(f"{name:14}{recall.mean():10.2f}{recall[7:].mean():10.2f}")

# %% alt="Share found by images: shift and weights raise it where they are few."
figure, axes = plt.subplots(figsize=(7.2, 3), layout="constrained")
for (name, each), style in zip(
    trained.items(), ("C4-", "C0-", "C0:", "C5--"), strict=True
):
    axes.plot(COUNTS, found(each).cpu(), style, label=name)
by_images(axes)
axes.set(ylabel="share found", ylim=(0.3, 1.03))
axes.legend()
plt.show()

# %% [markdown]
# The shift and the weights help the rare digits, and cost the frequent ones
# little. Focal loss weighs samples down that are already right, whatever their
# class. That is another question than how rare the class is.

# %% alt="Confusions before and after the shift: fewer to the left of right."
figure, (left, right) = plt.subplots(
    1, 2, figsize=(7.2, 3.2), sharey=True, layout="constrained"
)
confusions(left, trained["cross-entropy"])
confusions(right, trained["logits shifted"])
left.set(title="Cross-entropy")
right.set(title="Logits shifted", ylabel="")
handles, names = right.get_legend_handles_labels()
figure.legend(
    handles, names, loc="outside lower center", ncols=2, markerscale=0.5
)
plt.show()

# %% [markdown]
# One training says little: another seed may turn the order around. Over
# [eight seeds](#eight-seeds-and-two-regularizers) class weights, with L2, raise
# the mean accuracy of the classes from 0.853 to 0.886, and the shift, which
# costs no training, to 0.872. Focal loss does not raise it.
#
# ### Eight seeds, and two regularizers { .folded }
#
# The network was [tried, as all advice is](../reference/evidence.md), with L2
# and with dropout beside each loss. Which digits are rare was drawn anew for
# each seed.
#
# ::: evidence convolutions
#
# Between L2 and dropout no reliable difference is seen. In the table for
# [rare classes](../reference/evidence.md#rare-classes) a network without
# convolutions has the same images.
#
# ## Probabilities that hold
#
# How sure is the network, and how often right? The calibration error, ECE, is
# the mean distance of the two in bins of confidence.
#
# As trained the network is too sure, for two reasons. It has learnt its few
# images by heart, which a [temperature](../classification/calibration.md)
# corrects, fitted on validation samples ([@guo2017]). And it expects few nines,
# where there are many: the shift corrects that. The temperature comes first,
# since the validation samples are as imbalanced as those of training.

# %%
temperature = fit_temperature(logits_of(model, x_valid), y_valid)
said = {
    "as trained": logits,
    "tempered": logits / temperature,
    "and shifted": logits / temperature - share.log(),
}
print(f"temperature {temperature:.1f}")
print(f"{'':12}  sure  right   ECE")
for name, each in said.items():
    sure = each.softmax(dim=1).amax(dim=1).mean()
    error = expected_calibration_error(each, y_test, bins=10)
    row = f"{sure:6.2f}{found(each).mean():7.2f}{error:6.2f}"
    print(f"{name:12}{row}")

# %% alt="Share that is right over confidence: after both it is the diagonal."
figure, axes = plt.subplots(figsize=(7.2, 3), layout="constrained")
for name, style in (("as trained", "C2o:"), ("and shifted", "C0o-")):
    sure, digit = said[name].softmax(dim=1).max(dim=1)
    right = (digit == y_test).float()
    bins = (sure * 10).ceil()
    groups = [bins == each for each in bins.unique()]
    groups = [group for group in groups if group.sum() >= 10]
    x, y = ([v[g].mean().item() for g in groups] for v in (sure, right))
    axes.plot(x, y, style, label=name)
axes.axline((0.5, 0.5), slope=1, color=plt.rcParams["axes.edgecolor"], lw=0.8)
axes.set(xlabel="confidence", ylabel="share that is right")
axes.set(xlim=(0.25, 1.01), ylim=(0, 1.03))
axes.legend()
plt.show()

# %% [markdown]
# Each dot is the mean of a bin of at least ten test images. On the thin line
# confidence and accuracy are equal. The temperature moved no decision, and the
# shift did.
#
# This is one network on one draw of images. On another the temperature may do
# nothing, or harm: the rare digits have two samples each to fit it with. The
# shift lowers the cross-entropy for each of the
# [eight seeds](#eight-seeds-and-two-regularizers).
#
# ## Pitfalls
#
# - **Shift for where you use it.** The shift assumes that all classes are
#   equally frequent there. If they are as in training, leave the logits as they
#   are. For other shares add the logarithm of those, too.
# - **Weights or shift, not both.** Each undoes the imbalance. Together they
#   turn it around: the probabilities are those of a world in which the rare
#   digits are the frequent ones.
# - **Few samples choose badly.** There are two nines to validate with. What is
#   chosen by them is chosen by chance: use several seeds, or cross-validation.
# - **Other losses after a resume** mean that something is missing in the
#   checkpoint. Train a few epochs with a kill and without, and compare.
#
# ## See also
#
# - [Class weights](../classification/multiclass.md#class-weights-and-padding)
#   shift the logits, derived and run.
# - [Calibration](../classification/calibration.md), the temperature and the
#   error.
# - [Multi-class focal loss](../classification/focal-loss.md), when it helps.
# ::: references
