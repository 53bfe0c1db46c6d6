"""On CUDA, autocast refuses cross-entropy of probabilities; a CPU does not."""

import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.nn import functional as F

for device in ("cpu", "cuda"):
    with FakeTensorMode():
        torch.set_autocast_enabled(device, True)
        logits = torch.zeros(4, device=device, dtype=torch.bfloat16)
        target = torch.ones(4, device=device)
        try:
            print(F.binary_cross_entropy(logits.sigmoid(), target).dtype)
            #> torch.float32
        except RuntimeError as error:
            print(str(error).splitlines()[0])
            #> torch.nn.functional.binary_cross_entropy and torch.nn.BCELoss are
            #> unsafe to autocast.
        # The fix: of logits.
        print(F.binary_cross_entropy_with_logits(logits, target).dtype)
        #> torch.float32
        #> torch.float32
        torch.set_autocast_enabled(device, False)
