# %% [markdown]
# # A full training example
#
# We train a network of 61 parameters to tell two noisy rings of points apart.
# Around it is what a training run needs: a loss with two penalties, early
# stopping, a checkpoint, and a score. The rings are made data, so we know the
# best score that anyone could reach, and see what each choice costs.
#
# - **Use it when** you want a loop to start from, with a loss and penalties
#   of your own.
# - **Not when** you need several devices, mixed precision or a learning-rate
#   schedule: none is here.
#
# What you can take from it:
#
# - `fit`, the loop of the [training](#training): it keeps loss and penalty
#   apart and gives back the model at its best;
# - `auc`, from ranks, beside
#   [the best that any classifier can do](#the-best-that-any-classifier-can-do);
# - `calibrated`, which makes a probability of what a network trained with focal
#   loss says: [what the network predicts](#what-the-network-predicts);
# - `best_aucs`, which trains a network from many starts at once, to see how far
#   [the start decides](#the-start-decides).
#
# And what comes out: focal loss ranks these points no better than cross-entropy
# does. L1 in the loss makes no weight exactly 0, and a proximal step does. A
# network that is only just wide enough fails from some starts.
#
# The page is one script,
# [snippets/training/rings.py](../snippets/training/rings.py){ download }. Run
# it with `python -m snippets.training.rings`. The results below are those of
# the run that made this page; another machine may differ in the last digits.

# %%
import math
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.func import functional_call, stack_module_state, vmap
from torch.utils.data import DataLoader, TensorDataset, random_split
from tqdm import tqdm

from snippets.losses.focal_loss import FocalLoss, focal_loss
from snippets.regularizers.early_stopping import EarlyStopping
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_

# Batches of 100 points are too small to share out between threads.
torch.set_num_threads(1)

# %% [markdown]
# ## Data
#
# A point lies at an angle drawn uniformly and at a radius drawn from a normal
# distribution with standard deviation 1. The mean radius is 5 for the 1000
# positives and 8 for the 6000 negatives. The rings overlap, so no classifier
# separates them.


# %%
def ring(count: int, radius: float) -> torch.Tensor:
    """Points around a circle, shape (count, 2)."""
    r = radius + torch.randn(count)
    angle = 2 * math.pi * torch.rand(count)
    return torch.stack([r * angle.cos(), r * angle.sin()], dim=1)


torch.manual_seed(0)
points = torch.cat([ring(1000, 5.0), ring(6000, 8.0)])
labels = torch.cat([torch.ones(1000, 1), torch.zeros(6000, 1)])
train_set, valid_set = random_split(
    TensorDataset(points, labels),
    [0.7, 0.3],
    generator=torch.Generator().manual_seed(0),
)
loader = DataLoader(train_set, batch_size=100, shuffle=True)
train_points, train_labels = train_set[:]
valid_points, valid_labels = valid_set[:]
print(f"{len(train_set)} points to train on, in {len(loader)} batches")
print(f"{len(valid_set)} points to validate on")
print(f"{valid_labels.mean():.3f} of these are positive")

# %% alt="Positives form a ring inside the ring of negatives; both overlap."


def scatter(axes: plt.Axes, points: torch.Tensor, positive: torch.Tensor):
    """Negatives as dots, positives as triangles over them."""
    for mask, name, marker, colour, size in (
        (~positive, "negative", "o", "C4", 9),
        (positive, "positive", "^", "C5", 16),
    ):
        x, y = points[mask].T
        # One small bitmap instead of thousands of shapes in the SVG.
        style = {"s": size, "marker": marker, "color": colour, "linewidths": 0}
        axes.scatter(x, y, alpha=0.8, rasterized=True, label=name, **style)
    axes.set(aspect="equal", xlim=(-12.5, 12.5), ylim=(-12.5, 12.5))


figure, axes = plt.subplots(figsize=(7.2, 5), layout="constrained")
scatter(axes, points, labels.flatten() == 1)
figure.legend(loc="outside lower center", ncols=2, markerscale=2)
plt.show()

# %% [markdown]
# ## The best that any classifier can do
#
# We drew the data, so we know its densities. Write $\rho$ for a point's
# distance from the centre and $m$ for the mean radius of its ring. A drawn
# radius of $\rho$ or of $-\rho$ puts the point at that distance, and the angle
# spreads it over the circumference $2 \pi \rho$. The density in the plane is
#
# $$
# f(\rho, m) = \frac{\exp\left(-\frac{(\rho - m)^2}{2}\right)
#   + \exp\left(-\frac{(\rho + m)^2}{2}\right)}{2 \pi \rho \sqrt{2 \pi}}
# \label{eq:density}
# $$
#
# The ratio of the positives' density to the negatives' is the likelihood ratio
# $\Lambda$. In each density expand the squares: $\exp(-\rho^2 / 2)$ and the
# denominator cancel, and $\exp(-m^2 / 2)$ leaves a constant.
#
# $$
# \begin{aligned}
# \Lambda(\rho) &= \frac{f(\rho, 5)}{f(\rho, 8)} \\
#   &= \exp\left(\frac{39}{2}\right)
#   \frac{\exp(5 \rho) + \exp(-5 \rho)}{\exp(8 \rho) + \exp(-8 \rho)}
# \end{aligned}
# \label{eq:likelihood-ratio}
# $$
#
# It depends on the radius alone. It falls with the radius: its logarithm has
# the slope $5 \tanh(5 \rho) - 8 \tanh(8 \rho)$, and this is negative for every
# $\rho > 0$, since $\tanh$ rises. By the Neyman–Pearson lemma a threshold on
# $\Lambda$ finds, at each false-positive rate, the most positives. So no score
# has a higher ROC curve, nor a larger area under it, than $-\rho$.
#
# That area, the AUC, is the probability that a random positive scores above a
# random negative. Here it is the probability that the positive's radius is the
# smaller one. The difference of the radii drawn, $r_0$ of the negative less
# $r_1$ of the positive, is normal with mean $8 - 5$ and variance $1 + 1$:
#
# $$
# \begin{aligned}
# \operatorname{AUC} &= \Phi\left(\frac{8 - 5}{\sqrt{1 + 1}}\right) \\
#   &= \Phi\left(\frac{3}{\sqrt{2}}\right)
# \end{aligned}
# \label{eq:bayes-auc}
# $$
#
# Here $\Phi$ is the distribution function of the standard normal. The distance
# is the radius drawn, but for the sign. The sign is negative with probability
# $\Phi(-5)$ for a positive and less for a negative: too rarely to change the
# digits printed.

# %%
values = torch.tensor([3 / math.sqrt(2), -5.0], dtype=torch.float64)
bayes_limit, negative_radius = torch.special.ndtr(values).tolist()
print(f"Bayes limit of the AUC: {bayes_limit:.5f}")
print(f"probability of a negative radius: {negative_radius:.1e}")

# %% [markdown]
# On a sample the AUC is a rank statistic. Rank all scores in ascending order
# and give ties their mean rank. With $N_1$ positives, $N_0$ negatives and
# $S$ the sum of the positives' ranks,
#
# $$
# \operatorname{AUC} = \frac{S - \frac{N_1 (N_1 + 1)}{2}}{N_1 N_0}
# \label{eq:auc}
# $$
#
# The subtracted term is the least that $S$ can be. What remains counts the
# pairs in which the positive scores higher, and half of those that tie.


# %%
def auc(score: torch.Tensor, label: torch.Tensor) -> float:
    """Area under the ROC curve; ties count one half."""
    score, positive = score.flatten(), label.flatten() == 1
    _, place, count = score.unique(return_inverse=True, return_counts=True)
    rank = (count.cumsum(0) - (count - 1) / 2)[place].double()
    above = positive.sum().item()
    below = len(positive) - above
    least = above * (above + 1) / 2
    return (rank[positive].sum().item() - least) / (above * below)


print(f"a tie: {auc(torch.tensor([1.0, 1.0]), torch.tensor([1, 0])):.1f}")
bayes_auc = auc(-valid_points.norm(dim=1), valid_labels)
print(f"Bayes AUC on the validation samples: {bayes_auc:.5f}")

# %% [markdown]
# The second number differs from the limit because the sample is finite. It is
# the one to compare with when a network is scored on the same samples.
#
# ## Network
#
# Three linear layers with ReLU between them. The output is one logit for each
# point; the sigmoid is left to the loss.


# %%
def make_model(units: int = 4) -> nn.Sequential:
    """The network with new weights; `units` is the width of its first layer."""
    return nn.Sequential(
        nn.Linear(2, units),
        nn.ReLU(),
        nn.Linear(units, 8),
        nn.ReLU(),
        nn.Linear(8, 1),
    )


model, x = make_model(), valid_points[:100]
print(f"{'layer':12}{'output shape':16}{'parameters':>10}")
for name, layer in model.named_children():
    x = layer(x)
    size = sum(p.numel() for p in layer.parameters())
    kind = f"{name} {type(layer).__name__}"
    print(f"{kind:12}{tuple(x.shape)!s:16}{size:10}")
parameter_count = sum(p.numel() for p in model.parameters())
print(f"{'total':28}{parameter_count:10}")

# %% [markdown]
# A ReLU unit of the first layer bends along one straight line. A closed curve
# around the centre takes at least three of them; the layer has four. That is
# only just enough, as [the start decides](#the-start-decides) shows.
#
# ## Objective
#
# The objective is a loss and two penalties:
#
# - [focal loss](../classification/focal-loss.md) ([@lin2017]) on the logits,
#   with its [defaults](../classification/focal-loss.md#losses/focal_loss.py)
#   `gamma=2.0` and `alpha=0.75`: positives weigh three times as much as
#   negatives, and samples that are already right weigh little;
# - an [L2 and an L1 penalty](../regularization/l1-and-l2.md) on the weights,
#   biases left out, each of strength 0.001.


# %%
def penalty(model: nn.Module) -> torch.Tensor:
    """The L2 and the L1 penalty, equally strong."""
    return l2_penalty(model, 0.001) + l1_penalty(model, 0.001)


# %% [markdown]
# ## Training
#
# The loop keeps the loss and the penalty apart. Only their sum is
# differentiated, but the loss alone is recorded: validation has no penalty, and
# two curves in one plot must measure the same thing.
#
# After each epoch [early stopping](../regularization/early-stopping.md) gets
# the validation AUC. When it is the best so far, the weights go to a file. When
# there has been no better one for three epochs (`patience=3`), training ends.
# Either way, the best weights come back at the end, not the last.
# `weights_only=True` reads tensors and refuses to run code that a file may
# carry.
#
# A bar shows the score while the loop runs. The curves are drawn when it has
# ended: a plot that redraws itself would leave its last state on the page, and
# work in a notebook alone.


# %%
def fit(criterion, penalty, *, after_step=None, seed=36, epochs=20):
    """Train a new model; return it at its best, its history and its AUC."""
    torch.manual_seed(seed)
    model = make_model()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    stopping = EarlyStopping(patience=3, mode="max")
    history = {"train": [], "valid": [], "auc": []}
    form = "{l_bar}{bar:20}| {n_fmt}/{total_fmt}{postfix}"
    with (
        TemporaryDirectory() as folder,
        tqdm(total=epochs, bar_format=form, file=sys.stdout) as bar,
    ):
        checkpoint = Path(folder) / "best.pt"
        for _ in range(epochs):
            model.train()
            summed = 0.0
            for inputs, target in loader:
                loss = criterion(model(inputs), target)
                optimizer.zero_grad()
                (loss + penalty(model)).backward()
                optimizer.step()
                if after_step is not None:
                    after_step(model)
                summed += loss.item() * len(target)
            model.eval()
            with torch.no_grad():
                logits = model(valid_points)
                valid_loss = criterion(logits, valid_labels).item()
            history["train"].append(summed / len(train_set))
            history["valid"].append(valid_loss)
            history["auc"].append(auc(logits, valid_labels))
            stop = stopping.step(history["auc"][-1])
            if stopping.improved:
                torch.save(model.state_dict(), checkpoint)
            bar.set_postfix_str(f"AUC {history['auc'][-1]:.4f}", refresh=False)
            bar.update()
            if stop:
                break
        model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return model, history, stopping.best


# %%
model, history, best_auc = fit(FocalLoss(), penalty)
print(f"best validation AUC {best_auc:.4f}, Bayes AUC {bayes_auc:.4f}")
at = history["auc"].index(best_auc)
print(f"validation loss there {history['valid'][at]:.4f}, epoch {at + 1}")

# %% [markdown]
# The settings are common ones, and the data need no scaling. The seed was
# chosen: from some others this network does worse, and
# [the start decides](#the-start-decides) how much.

# %% alt="Both losses fall together; the AUC rises almost to the Bayes AUC."
figure, (left, right) = plt.subplots(
    1, 2, figsize=(7.2, 3.2), layout="constrained"
)
epochs = range(1, len(history["auc"]) + 1)
left.plot(epochs, history["train"], "C0--", label="training")
left.plot(epochs, history["valid"], "C0-", label="validation")
left.set(title="Focal loss", xlabel="epoch")
left.legend()
right.plot(epochs, history["auc"], "C0-", label="validation")
right.axhline(bayes_auc, color="C1", ls=":", label="Bayes, these samples")
right.axhline(bayes_limit, color="C1", lw=1, label="Bayes limit")
right.set(title="AUC", xlabel="epoch", ylim=(0.95, 1))
right.legend()
for axes in (left, right):
    axes.xaxis.get_major_locator().set_params(integer=True)
plt.show()

# %% [markdown]
# Training and validation loss stay together: with 61 parameters and thousands
# of points there is nothing to overfit. Early stopping saves time here rather
# than the model. The training loss of the first epochs lies higher, since it is
# an average over the epoch's batches, while validation comes at its end.
#
# !!! warning "The best AUC is a maximum"
#     We chose the epoch by the score that we report. So the score is biased
#     upwards, by little where epochs are few and validation samples many. For a
#     number to publish keep a third set, and look at it once.
#
# ## What the network predicts
#
# A threshold turns the score into a class. At $p = 0.5$, that is at logit 0:

# %% alt="True classes beside predicted ones: the network cuts along a polygon."
with torch.no_grad():
    score = torch.sigmoid(model(points)).flatten()
figure, pair = plt.subplots(
    1, 2, figsize=(7.2, 4.2), sharey=True, layout="constrained"
)
scatter(pair[0], points, labels.flatten() == 1)
scatter(pair[1], points, score > 0.5)
pair[0].set(title="true class")
pair[1].set(title="predicted class")
angle = torch.linspace(0, 2 * math.pi, 200)
paper, ink = plt.rcParams["axes.facecolor"], plt.rcParams["text.color"]
for odds, style, name in ((1, ":", "q = 1/2"), (1 / 3, "-", "q = 1/4")):
    radius = (39 / 2 - math.log(6) - math.log(odds)) / 3
    circle = radius * angle.cos(), radius * angle.sin()
    pair[1].plot(*circle, "-", color=paper, linewidth=5)
    pair[1].plot(*circle, style, color=ink, label=name)
handles, names = pair[1].get_legend_handles_labels()
figure.legend(
    handles, names, loc="outside lower center", ncols=2, markerscale=2
)
plt.show()

# %% [markdown]
# The predicted triangles reach further out than you might expect of a
# threshold of one half. Focal loss is the reason. Let $q$ be the probability
# that a point is positive, given where it lies. The logarithm of its odds is
#
# $$
# \log \frac{q}{1 - q} = \log \Lambda(\rho) + \log \frac{1000}{6000}
# \label{eq:odds}
# $$
#
# At the radii of the overlap the two exponentials with a minus sign in
# \eqref{eq:likelihood-ratio} are negligible, so that $\log \Lambda(\rho)$ is
# $39/2 - 3 \rho$. That gives the two circles.
#
# At such a point the expected focal loss of a prediction $p$ is
#
# $$
# \begin{aligned}
# \ell(p) = &-q \alpha (1 - p)^\gamma \log(p) \\
#   &- (1 - q)(1 - \alpha) p^\gamma \log(1 - p)
# \end{aligned}
# \label{eq:expected-focal}
# $$
#
# Write $h$ for the slope of the first term's last two factors:
#
# $$
# h(p) = \frac{(1 - p)^\gamma}{p} - \gamma (1 - p)^{\gamma - 1} \log(p)
# \label{eq:slope}
# $$
#
# The second term has the same factors with $1 - p$ in the place of $p$. The
# expected loss is least where its derivative
# $-q \alpha h(p) + (1 - q)(1 - \alpha) h(1 - p)$ is 0. Solved for $q$:
#
# $$
# q = \frac{(1 - \alpha) h(1 - p)}{\alpha h(p) + (1 - \alpha) h(1 - p)}
# \label{eq:calibration}
# $$
#
# At $p = 1/2$ both slopes are equal and $q = 1 - \alpha$, whatever $\gamma$ is.
# With $\alpha = 0.75$ the threshold of one half on $p$ is a threshold of a
# quarter on the true probability: the solid circle, not the dotted one. The
# ranking, and with it the AUC, does not suffer, since $q$ rises with $p$. But
# $p$ is not a probability. Equation \eqref{eq:calibration} makes it one, as far
# as the network has found the minimum and the penalties leave it there.


# %%
def calibrated(p: torch.Tensor, gamma: float, alpha: float) -> torch.Tensor:
    """The probability of a positive where focal loss predicts p."""

    def slope(p):
        return (1 - p) ** gamma / p - gamma * (1 - p) ** (gamma - 1) * p.log()

    negative = (1 - alpha) * slope(1 - p)
    return negative / (alpha * slope(p) + negative)


every_p = torch.linspace(0.01, 0.99, 99)
rises = (calibrated(every_p, 2.0, 0.75).diff() > 0).all().item()
print(f"q rises with p:      {rises}")
half = calibrated(torch.tensor(0.5), gamma=2.0, alpha=0.75)
print(f"p = 0.5 stands for q = {half:.2f}")
print(f"share of positives:  {labels.mean():.3f}")
print(f"mean prediction p:   {score.mean():.3f}")
print(f"mean calibrated q:   {calibrated(score, 2.0, 0.75).mean():.3f}")

# %% [markdown]
# ## Focal loss against cross-entropy
#
# The same network, start and penalties, with `nn.BCEWithLogitsLoss` as the
# loss. On the validation samples we count positives found (TP), false alarms
# (FP) and positives missed (FN).

# %%
bce_model, _, _ = fit(nn.BCEWithLogitsLoss(), penalty)
print("loss   threshold  AUC       TP    FP    FN   mean p")
for name, net, threshold in (
    ("focal", model, 0.5),
    ("BCE", bce_model, 0.5),
    ("BCE", bce_model, 0.25),
):
    with torch.no_grad():
        p = torch.sigmoid(net(valid_points))
    found, positive = p > threshold, valid_labels == 1
    counts = [found & positive, found & ~positive, ~found & positive]
    row = "".join(f"{count.sum().item():6}" for count in counts)
    score_name = f"{name:7}{threshold:<11}{auc(p, valid_labels):.4f}"
    print(f"{score_name}{row}{p.mean():9.3f}")

# %% [markdown]
# Read the AUC first: it is about the same. Focal loss does not rank better on
# these data; it moves the threshold. At one half it finds more of the positives
# and raises more false alarms. A lower threshold does the same for
# cross-entropy, without training anew.
#
# The mean prediction of cross-entropy is nearer to the share of positives. It
# need not be there yet: early stopping watched the AUC, and the order of the
# scores is right before their size is.
#
# ## What the L1 penalty did
#
# We train twice more: with the L2 penalty alone, and with the L2 penalty and a
# [proximal step](../regularization/l1-and-l2.md#proximal-step) after each step
# of Adam. The proximal step moves every weight towards 0 by its threshold and
# stops there.
#
# Under plain gradient descent the threshold would be the learning rate times
# the strength of an L1 penalty, and training would end at the minimum of loss
# plus penalty. Adam divides the gradient of each weight by a size of its own,
# and then no factor turns one threshold for all into a strength: this is shown
# where [momentum weakens the proximal
# step](../regularization/l1-and-l2.md#momentum-weakens-the-proximal-step). So
# the threshold here is a setting of its own, to choose by the validation score.
# A step of Adam is about as long as the learning rate, however small the
# gradient. We take a quarter of that.


# %%
def weights(model: nn.Module) -> list[nn.Parameter]:
    """The model's weights, without its biases."""
    return [p for name, p in model.named_parameters() if "weight" in name]


def l2_alone(model: nn.Module) -> torch.Tensor:
    """The L2 penalty alone, as strong as before."""
    return l2_penalty(model, 0.001)


def shrink(model: nn.Module) -> None:
    """One proximal step on the weights."""
    proximal_l1_(weights(model), threshold=0.002 / 4)


plain_model, _, plain_auc = fit(FocalLoss(), l2_alone)
proximal_model, _, proximal_auc = fit(FocalLoss(), l2_alone, after_step=shrink)
aucs = (plain_auc, best_auc, proximal_auc)
sizes = {
    name: torch.cat([w.detach().flatten() for w in weights(net)]).abs()
    for name, net in (
        ("without L1", plain_model),
        ("L1 in the loss", model),
        ("proximal L1", proximal_model),
    )
}
names = f"{'weights':>8}{'exactly 0':>11}{'< 0.01':>8}{'sum':>7}{'AUC':>8}"
print(f"{'':16}{names}")
for (name, size), score_of in zip(sizes.items(), aucs, strict=True):
    zero, small = (size == 0).sum().item(), (size < 0.01).sum().item()
    row = f"{len(size):8}{zero:11}{small:8}{size.sum():7.2f}{score_of:8.4f}"
    print(f"{name:16}{row}")

# %% alt="Sorted sizes of the weights: only the proximal step reaches 0."
figure, axes = plt.subplots(figsize=(7.2, 3.2), layout="constrained")
for (name, size), style in zip(sizes.items(), (":", "--", "-"), strict=True):
    axes.plot(range(1, len(size) + 1), size.sort().values, style, label=name)
axes.set_yscale("symlog", linthresh=1e-5)
axes.yaxis.set_major_formatter("{x:g}")
axes.set(xlabel="weight, from the smallest", ylabel="absolute value")
axes.legend()
plt.show()

# %% [markdown]
# In the loss, L1 makes many weights small and none exactly 0: its gradient is
# as large close to 0 as far away, so Adam steps over 0 and back. The proximal
# step stops at 0. Only an exact zero lets you leave the weight out. The last
# column says what that costs: next to nothing.
#
# ## The start decides
#
# Four units of the [network's](#network) first layer are few. If two of them
# are off everywhere, or the L1 penalty removes them before they find the ring,
# no closed curve is left. A layer of 16 units can spare some. So let us train
# both widths, each from 16 starts.
#
# All starts of one width run at once. `stack_module_state` stacks the
# parameters of several networks, `vmap` runs one forward pass over the stack,
# and the sum of the objectives gives each network its own gradient. Adam works
# on each number alone, so the stack trains as its members would.
#
# `functional_call` runs `forward` with other parameters. So a module that
# returns the penalty beside the logits has a penalty for each start.


# %%
class Start(nn.Module):
    """A network that returns its penalty beside the logits."""

    def __init__(self, network: nn.Module):
        super().__init__()
        self.network = network

    def forward(self, inputs):
        return self.network(inputs), penalty(self.network)


def best_aucs(units: int) -> torch.Tensor:
    """The best validation AUC from each start, for a first layer so wide."""
    starts = []
    for seed in range(16):
        torch.manual_seed(seed)
        starts.append(Start(make_model(units)))
    stacked, _ = stack_module_state(starts)
    optimizer = torch.optim.Adam(stacked.values(), lr=0.002)

    def forward(parameters, inputs):
        return functional_call(starts[0], parameters, (inputs,))

    all_starts = vmap(forward, in_dims=(0, None))
    best = torch.zeros(len(starts))
    for _ in range(15):
        # Batches as those of the loader, without its work sample by sample.
        for batch in torch.randperm(len(train_points)).split(100):
            logits, penalties = all_starts(stacked, train_points[batch])
            target = train_labels[batch].expand_as(logits)
            losses = focal_loss(logits, target, reduction="none").mean((1, 2))
            optimizer.zero_grad()
            (losses + penalties).sum().backward()
            optimizer.step()
        with torch.no_grad():
            logits, _ = all_starts(stacked, valid_points)
        epoch = torch.tensor([auc(z, valid_labels) for z in logits])
        best = best.maximum(epoch)
    return best


by_width = {units: best_aucs(units) for units in (4, 16)}
print("units  starts  below 0.8  within 0.02  within 0.005 of the Bayes AUC")
for units, best in by_width.items():
    low = (best < 0.8).sum().item()
    near, nearer = ((bayes_auc - best < gap).sum() for gap in (0.02, 0.005))
    print(f"{units:5}{len(best):8}{low:11}{near:13}{nearer:14}")

# %% alt="AUC by start, sorted: with 4 units it falls off, with 16 it is level."
figure, axes = plt.subplots(figsize=(7.2, 3.2), layout="constrained")
for units, best in by_width.items():
    order = range(1, len(best) + 1)
    axes.plot(order, best.sort().values, label=f"{units} units")
axes.axhline(bayes_auc, color="C1", ls=":", label="Bayes, these samples")
axes.set(xlabel="start, from the worst", ylabel="best AUC", ylim=(0.65, 1))
axes.legend()
plt.show()

# %% [markdown]
# A start below an AUC of 0.8 has not enclosed the ring. The narrow network has
# some of these, and the wide one none. So before you conclude that a loss or a
# penalty does not work, make the layer wider, or train from several starts.
#
# ## Pitfalls
#
# - **A penalty depends on the units of the input.** Divide the coordinates by
#   ten, and the first layer needs weights ten times as large to draw the same
#   curve, at ten times the L1 penalty. Choose the strengths after the scaling.
# - **A logit is not a probability.** `FocalLoss` and `nn.BCEWithLogitsLoss`
#   take logits. The sigmoid comes in when you read predictions.
# - **Shapes must agree.** Labels have the shape (N, 1) here, as the output
#   has. Labels of shape (N,) would raise.
# - **Save on improvement, load at the end.** If you did not load the checkpoint
#   at the end of `fit`, you would keep the weights of the last epoch, three
#   epochs past the best, by the patience of the [training](#training) loop.
#
# ## See also
#
# - [Focal loss](../classification/focal-loss.md#binary-focal-loss), its
#   derivation and its limits.
# - [L1 and L2](../regularization/l1-and-l2.md), why L1 gives zeros.
# - [Early stopping](../regularization/early-stopping.md), in what sense it
#   regularizes.
# ::: references
