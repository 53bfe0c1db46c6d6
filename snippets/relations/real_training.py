"""A loop for one process or several: the same steps, however many there are."""

import torch
import torch.distributed as dist
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from snippets.regularizers.early_stopping import EarlyStopping
from snippets.tools.run_on_ranks import run_on_ranks
from snippets.tools.train_step import train_step


def train(rank: int = 0) -> list[float]:
    """Train as one of the ranks; return the validation loss of each epoch."""
    ranks = dist.get_world_size() if dist.is_initialized() else 1
    on_gpu = torch.cuda.is_available()
    device = torch.device("cuda", rank) if on_gpu else torch.device("cpu")
    digits = load_digits()
    x = torch.tensor(digits.data, dtype=torch.float32, device=device) / 16
    y = torch.tensor(digits.target, device=device)
    valid = torch.arange(1500, 1797)[rank::ranks]  # each sample once

    torch.manual_seed(0)  # the same start and order on every rank
    model = nn.Linear(64, 10).to(device)
    wrapped = DistributedDataParallel(model) if ranks > 1 else model
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    criterion = nn.CrossEntropyLoss(reduction="sum")
    stopping, history = EarlyStopping(patience=2), []
    while not stopping.stopped and len(history) < 3:
        for step in torch.randperm(1500).split(128):
            micro_batches = step[rank::ranks].split(50)
            batches = [(x[part], y[part]) for part in micro_batches]
            half = torch.bfloat16 if on_gpu else None
            train_step(wrapped, criterion, batches, optimizer, dtype=half)
        with torch.no_grad():
            loss = criterion(model(x[valid]), y[valid]) / 297
        if ranks > 1:
            dist.all_reduce(loss)  # the same number, so the same decision
        stopping.step(loss)
        history.append(loss.item())
    return history


if __name__ == "__main__":
    if dist.is_torchelastic_launched():
        dist.init_process_group()
        print(train(dist.get_rank()))
        dist.destroy_process_group()
    else:
        for losses in (*run_on_ranks(train), train()):
            print([f"{loss:.4f}" for loss in losses])
            #> ['1.6785', '1.2555', '0.9853']
            #> ['1.6785', '1.2555', '0.9853']
            #> ['1.6785', '1.2555', '0.9853']
