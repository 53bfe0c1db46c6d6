"""AdamW multiplies the decay by the learning rate, so a schedule scales it."""

import torch

weight = torch.nn.Parameter(torch.ones(()))
for lr in (1e-1, 1e-2, 1e-3):
    torch.nn.init.ones_(weight)
    optimizer = torch.optim.AdamW([weight], lr=lr, weight_decay=0.1)
    for _ in range(100):
        weight.grad = torch.zeros(())  # no loss: only the decay acts
        optimizer.step()
    print(f"lr={lr}: 1 became {weight.item():.4f}")
    #> lr=0.1: 1 became 0.3660
    #> lr=0.01: 1 became 0.9048
    #> lr=0.001: 1 became 0.9900

# A schedule that ends at 0 ends the decay too.
torch.nn.init.ones_(weight)
optimizer = torch.optim.AdamW([weight], lr=1e-1, weight_decay=0.1)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)
for step in range(1, 101):
    weight.grad = torch.zeros(())
    optimizer.step()
    schedule.step()
    if step in (50, 100):
        print(f"cosine, {step} steps: 1 became {weight.item():.4f}")
        #> cosine, 50 steps: 1 became 0.6614
        #> cosine, 100 steps: 1 became 0.6024

# To keep the decay per step when you change lr, keep lr * weight_decay.
for lr, weight_decay in ((1e-1, 1e-2), (1e-2, 1e-1), (1e-3, 1.0)):
    torch.nn.init.ones_(weight)
    optimizer = torch.optim.AdamW([weight], lr, weight_decay=weight_decay)
    for _ in range(100):
        weight.grad = torch.zeros(())
        optimizer.step()
    print(f"lr={lr}, weight_decay={weight_decay}: {weight.item():.4f}")
    #> lr=0.1, weight_decay=0.01: 0.9048
    #> lr=0.01, weight_decay=0.1: 0.9048
    #> lr=0.001, weight_decay=1.0: 0.9048
