"""What a checkpoint leaves out, the resumed training starts anew."""

import io

import torch
from torch import nn

from snippets.regularizers.early_stopping import EarlyStopping


class RelativeLoss(nn.Module):
    """The squared error over its own running mean, which is a buffer."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.ones(()))

    def forward(self, output, target):
        loss = (output - target).square().mean()
        self.mean.lerp_(loss.detach(), 0.1)
        return loss / self.mean


def parts() -> dict:
    """All of a training that has a state, by its name."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Dropout(0.1))
    return {
        "model": model,
        "optimizer": torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9),
        "loss": RelativeLoss(),
        "scaler": torch.amp.GradScaler("cpu", growth_interval=4),
        "stopping": EarlyStopping(patience=50),
    }


def train(own: dict, steps: int) -> None:
    """Go on for some steps; the stopper sees the loss of each."""
    model, scaler = own["model"], own["scaler"]
    for _ in range(steps):
        input = torch.randn(32, 4)
        loss = own["loss"](model(input), input.repeat(1, 4))
        own["optimizer"].zero_grad()
        scaler.scale(loss).backward()
        scaler.step(own["optimizer"])
        scaler.update()
        own["stopping"].step(loss)


def state(own: dict) -> list:
    """What two trainings are compared by."""
    weight = own["model"][0].weight.detach().double()
    return [weight, own["scaler"].get_scale(), own["stopping"].epochs]


own = parts()
train(own, 10)
file = io.BytesIO()
saved = {name: part.state_dict() for name, part in own.items()}
torch.save(saved | {"random": torch.get_rng_state()}, file)
train(own, 10)
unbroken = state(own)

for left_out in (
    "nothing",
    "optimizer",
    "loss",
    "scaler",
    "stopping",
    "random",
):
    file.seek(0)
    checkpoint, own = torch.load(file, weights_only=True), parts()
    for name, part in own.items():
        if name != left_out:
            part.load_state_dict(checkpoint[name])
    if left_out != "random":
        torch.set_rng_state(checkpoint["random"])
    train(own, 10)
    resumed = state(own)
    off = (resumed[0] - unbroken[0]).abs().max()
    print(f"without {left_out:9}: weights off by {off:.3f}, {resumed[1:]}")
    #> without nothing  : weights off by 0.000, [2097152.0, 20]
    #> without optimizer: weights off by 0.316, [2097152.0, 20]
    #> without loss     : weights off by 0.019, [2097152.0, 20]
    #> without scaler   : weights off by 0.000, [262144.0, 20]
    #> without stopping : weights off by 0.000, [2097152.0, 10]
    #> without random   : weights off by 0.073, [2097152.0, 20]
