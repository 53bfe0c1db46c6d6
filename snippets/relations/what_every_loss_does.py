"""Half precision, an empty batch, one sample and a wrong target, by loss."""

import torch

from snippets.losses.batch_hard_triplet_loss import BatchHardTripletLoss
from snippets.losses.binary_symmetric_cross_entropy import (
    BinarySymmetricCrossEntropyLoss,
)
from snippets.losses.dice_loss import DiceLoss
from snippets.losses.focal_loss import FocalLoss
from snippets.losses.log_cosh_loss import LogCoshLoss
from snippets.losses.lovasz_loss import LovaszLoss
from snippets.losses.multiclass_focal_loss import MulticlassFocalLoss
from snippets.losses.symmetric_cross_entropy import SymmetricCrossEntropyLoss
from snippets.losses.tversky_loss import TverskyLoss

scores = torch.tensor([[2.0, 0.0, -1.0], [0.0, 1.0, 0.5]])
labels = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
indices = torch.tensor([0, 2])
masks = labels.unsqueeze(1)  # of one channel and 3 pixels
losses = {
    LogCoshLoss(): labels,
    FocalLoss(): labels,
    BinarySymmetricCrossEntropyLoss(alpha=0.1, beta=1.0): labels,
    MulticlassFocalLoss(): indices,
    SymmetricCrossEntropyLoss(alpha=0.1, beta=1.0): indices,
    BatchHardTripletLoss(): indices,
    DiceLoss(): masks,
    TverskyLoss(): masks,
    LovaszLoss(): masks,
}
for loss, target in losses.items():
    logits = scores.unsqueeze(1) if target is masks else scores
    half = loss(logits.half(), target)
    nothing = loss(logits[:0], target[:0])
    single = loss(logits[:1], target[:1])
    print(type(loss).__name__)
    #> LogCoshLoss
    #> FocalLoss
    #> BinarySymmetricCrossEntropyLoss
    #> MulticlassFocalLoss
    #> SymmetricCrossEntropyLoss
    #> BatchHardTripletLoss
    #> DiceLoss
    #> TverskyLoss
    #> LovaszLoss
    print(f"  {half.dtype}, {nothing.item():.1f}, {single.item():.4f}")
    #>   torch.float32, 0.0, 0.2892
    #>   torch.float32, 0.0, 0.0168
    #>   torch.float32, 0.0, 2.7645
    #>   torch.float32, 0.0, 0.0041
    #>   torch.float32, 0.0, 1.4557
    #>   torch.float32, 0.0, 0.0000
    #>   torch.float32, 0.0, 0.2433
    #>   torch.float32, 0.0, 0.1431
    #>   torch.float32, 0.0, 0.5000
    try:
        loss(logits, target.tolist())
    except ValueError as error:
        print(f"  {str(error).split(',')[0]}")
        #>   target must be a floating-point tensor
        #>   target must be a floating-point tensor
        #>   target must be a floating-point tensor
        #>   target must be torch.int64 of shape (2
        #>   target must be torch.int64 of shape (2
        #>   labels must be torch.int64 of shape (2
        #>   target must be floating point of shape (2
        #>   target must be floating point of shape (2
        #>   target must be floating point of shape (2
