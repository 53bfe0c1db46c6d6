"""Every loss goes through torch.export, for batches of any size."""

import io
import itertools

import torch

from tests.snippets.checks import gradient, same
from tests.snippets.grid import FULL
from tests.snippets.properties import holds_for_losses


def exported(module, tensors, dims):
    """The module as it comes back from a file, for batches of any size."""
    program = torch.export.export(
        module,
        tensors,
        dynamic_shapes=tuple(
            None if dim is None else {dim: torch.export.Dim("batch")}
            for dim in dims
        ),
        strict=True,
    )
    file = io.BytesIO()
    torch.export.save(program, file)
    file.seek(0)
    return torch.export.load(file).module()


@holds_for_losses("`torch.export`")
def test_exports(loss):
    dims = [loss.batch_dim(name) for name in loss.arguments]
    # Each takes seconds: without FULL the last, in which most options are set.
    choices = loss.few if FULL else loss.few[-1:]
    reductions = itertools.cycle(("mean", "none", "sum"))
    for choice, reduction in zip(choices, reductions, strict=False):
        options = {**choice, "reduction": reduction}
        module = loss.module(**options)
        where = f"{loss}: exported with {options}"
        try:
            program = exported(module, loss.batch(torch.float32), dims)
        except Exception as error:
            raise AssertionError(f"{where}: {error}") from error
        for size in (6, 4):
            values = []
            for function in (program, module):
                first, *others = loss.batch(torch.float32, size)
                value = function(first.requires_grad_(), *others)
                values.append((value, gradient(value, first)))
            (came, slope), (expected, true_slope) = values
            same(came, expected, f"{where}: of {size} samples")
            same(slope, true_slope, f"{where}: gradient of {size} samples")
