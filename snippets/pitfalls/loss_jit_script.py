"""torch.jit.script does not take a loss of this book; torch.export does."""

import io
import warnings

import torch
from torch.export import Dim, export, load, save

from snippets.losses.log_cosh_loss import LogCoshLoss

criterion = LogCoshLoss()
with warnings.catch_warnings():
    # PyTorch has deprecated it, and warns.
    warnings.simplefilter("ignore", DeprecationWarning)
    try:
        torch.jit.script(criterion)
    except torch.jit.frontend.NotSupportedError as error:
        print(str(error).splitlines()[0])
        #> Compiled functions can't take variable number of arguments or use
        #> keyword-only arguments with defaults:

# The fix: export it. `Dim` lets the size of the batch differ from that of the
# example; all other sizes are fixed.
torch.manual_seed(0)
input, target = torch.randn(2, 8, 3)
batch = Dim("batch")
program = export(
    criterion, (input, target), dynamic_shapes=({0: batch}, {0: batch})
)
file = io.BytesIO()
save(program, file)
file.seek(0)
loaded = load(file).module()
input = input[:5].requires_grad_()
for loss in (criterion, loaded):
    value = loss(input, target[:5])
    (gradient,) = torch.autograd.grad(value, input)
    print(f"{value.item():.6f} {gradient.norm().item():.6f}")
    #> 0.360672 0.168522
    #> 0.360672 0.168522
