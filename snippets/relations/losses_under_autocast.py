"""Which losses torch.autocast computes in float32, on a CPU and on CUDA.

Fake tensors say they are on CUDA, and take its rules without a GPU.
"""

from textwrap import fill

import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.nn import functional as F


def dtypes(device: str, half: torch.dtype) -> dict[str, str]:
    """The dtype of each loss of a model's output in half precision."""
    s = torch.ones(4, 3, device=device, dtype=half)
    y = torch.ones(4, device=device, dtype=torch.long)
    labels, p, v = y.view(4, 1).repeat(1, 3), s / 2, s.select(1, 0)
    calls = {
        "binary_cross_entropy": (p, p),
        "binary_cross_entropy_with_logits": (s, p),
        "cosine_embedding_loss": (s, s, v),
        "cross_entropy": (s, y),
        "hinge_embedding_loss": (s, s),
        "huber_loss": (s, s),
        "kl_div": (s, p, None, None, "batchmean"),
        "l1_loss": (s, s),
        "linear_cross_entropy": (s, s, y),
        "margin_ranking_loss": (s, s, s),
        "mse_loss": (s, s),
        "multi_margin_loss": (s, y),
        "multilabel_margin_loss": (s, labels),
        "multilabel_soft_margin_loss": (s, p),
        "nll_loss": (s, y),
        "poisson_nll_loss": (s, s),
        "smooth_l1_loss": (s, s),
        "soft_margin_loss": (s, s),
        "triplet_margin_loss": (s, s, s),
        "cosine_similarity": (s, s),
        "pairwise_distance": (s, s),
        "log_softmax": (s, 1),
        "logsigmoid": (s,),
        "softplus": (s,),
    }
    found = {}
    torch.set_autocast_dtype(device, half)
    torch.set_autocast_enabled(device, True)
    for name, arguments in calls.items():
        try:
            dtype = getattr(F, name)(*arguments).dtype
            found[name] = "float32" if dtype == torch.float32 else "half"
        except RuntimeError:
            found[name] = "an error"
    torch.set_autocast_enabled(device, False)
    return found


on_cpu = dtypes("cpu", torch.bfloat16)
with FakeTensorMode():
    on_cuda = dtypes("cuda", torch.float16)
for pair in sorted({*zip(on_cpu.values(), on_cuda.values(), strict=True)}):
    names = [x for x in on_cpu if (on_cpu[x], on_cuda[x]) == pair]
    print(fill(f"CPU {pair[0]}, CUDA {pair[1]}: {', '.join(names)}", 76))
    #> CPU float32, CUDA an error: binary_cross_entropy
    #> CPU float32, CUDA float32: binary_cross_entropy_with_logits,
    #> cosine_embedding_loss, cross_entropy, hinge_embedding_loss, huber_loss,
    #> kl_div, l1_loss, linear_cross_entropy, margin_ranking_loss, mse_loss,
    #> multi_margin_loss, multilabel_margin_loss, nll_loss, poisson_nll_loss,
    #> smooth_l1_loss, soft_margin_loss, triplet_margin_loss
    #> CPU half, CUDA float32: multilabel_soft_margin_loss, cosine_similarity,
    #> pairwise_distance, log_softmax, softplus
    #> CPU half, CUDA half: logsigmoid
