"""Half precision, an empty batch, one sample and a wrong target, by loss."""

import torch

from snippets.losses.batch_hard_triplet_loss import BatchHardTripletLoss
from snippets.losses.binary_symmetric_cross_entropy import (
    BinarySymmetricCrossEntropyLoss,
)
from snippets.losses.dice_loss import DiceLoss
from snippets.losses.distillation_loss import DistillationLoss
from snippets.losses.expectile_loss import ExpectileLoss
from snippets.losses.focal_loss import FocalLoss
from snippets.losses.gaussian_crps_loss import GaussianCRPSLoss
from snippets.losses.generalized_cross_entropy import (
    GeneralizedCrossEntropyLoss,
)
from snippets.losses.info_nce_loss import InfoNCELoss
from snippets.losses.log_cosh_loss import LogCoshLoss
from snippets.losses.lovasz_loss import LovaszLoss
from snippets.losses.multiclass_focal_loss import MulticlassFocalLoss
from snippets.losses.quantile_loss import QuantileLoss
from snippets.losses.siglip_loss import SigLIPLoss
from snippets.losses.supervised_contrastive_loss import (
    SupervisedContrastiveLoss,
)
from snippets.losses.symmetric_cross_entropy import SymmetricCrossEntropyLoss
from snippets.losses.token_cross_entropy import TokenCrossEntropyLoss
from snippets.losses.tversky_loss import TverskyLoss

scores = torch.tensor([[2.0, 0.0, -1.0], [0.0, 1.0, 0.5]])
labels = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
indices = torch.tensor([0, 2])
masks = labels.unsqueeze(1)  # of one channel and 3 pixels
sentences, words = scores.expand(2, 2, 3), indices.expand(2, 2)
maps, spread = scores.unsqueeze(1), torch.ones(2, 3)
losses = {
    LogCoshLoss(): (scores, labels),
    QuantileLoss(quantile=0.9): (scores, labels),
    ExpectileLoss(expectile=0.9): (scores, labels),
    GaussianCRPSLoss(): (scores, spread, labels),
    DistillationLoss(): (scores, labels),
    FocalLoss(): (scores, labels),
    BinarySymmetricCrossEntropyLoss(alpha=0.1, beta=1.0): (scores, labels),
    MulticlassFocalLoss(): (scores, indices),
    GeneralizedCrossEntropyLoss(): (scores, indices),
    SymmetricCrossEntropyLoss(alpha=0.1, beta=1.0): (scores, indices),
    BatchHardTripletLoss(): (scores, indices),
    InfoNCELoss(): (scores, labels),
    SigLIPLoss(): (scores, labels),
    SupervisedContrastiveLoss(): (scores, indices),
    DiceLoss(): (maps, masks),
    TverskyLoss(): (maps, masks),
    LovaszLoss(): (maps, masks),
    TokenCrossEntropyLoss(): (sentences, words),
}
for loss, (first, *others, target) in losses.items():
    half = loss(first.half(), *others, target)
    nothing, single = (
        loss(*(each[:size] for each in (first, *others, target)))
        for size in (0, 1)
    )
    print(type(loss).__name__)
    #> LogCoshLoss
    #> QuantileLoss
    #> ExpectileLoss
    #> GaussianCRPSLoss
    #> DistillationLoss
    #> FocalLoss
    #> BinarySymmetricCrossEntropyLoss
    #> MulticlassFocalLoss
    #> GeneralizedCrossEntropyLoss
    #> SymmetricCrossEntropyLoss
    #> BatchHardTripletLoss
    #> InfoNCELoss
    #> SigLIPLoss
    #> SupervisedContrastiveLoss
    #> DiceLoss
    #> TverskyLoss
    #> LovaszLoss
    #> TokenCrossEntropyLoss
    print(f"  {half.dtype}, {nothing.item():.1f}, {single.item():.4f}")
    #>   torch.float32, 0.0, 0.2892
    #>   torch.float32, 0.0, 0.3333
    #>   torch.float32, 0.0, 0.3333
    #>   torch.float32, 0.0, 0.4795
    #>   torch.float32, 0.0, 0.3383
    #>   torch.float32, 0.0, 0.0168
    #>   torch.float32, 0.0, 2.7645
    #>   torch.float32, 0.0, 0.0041
    #>   torch.float32, 0.0, 0.1601
    #>   torch.float32, 0.0, 1.4557
    #>   torch.float32, 0.0, 0.0000
    #>   torch.float32, 0.0, 0.0000
    #>   torch.float32, 0.0, 1.3543
    #>   torch.float32, 0.0, 0.0000
    #>   torch.float32, 0.0, 0.2433
    #>   torch.float32, 0.0, 0.1431
    #>   torch.float32, 0.0, 0.5000
    #>   torch.float32, 0.0, 3.1698
    try:
        loss(first, *others, target.tolist())
    except ValueError as error:
        print(f"  {str(error).split(',')[0]}")
        #>   target must be a floating-point tensor
        #>   target must be a floating-point tensor
        #>   target must be a floating-point tensor
        #>   target must be a floating-point tensor
        #>   teacher must be a floating-point tensor with a dimension of classes
        #>   target must be a floating-point tensor
        #>   target must be a floating-point tensor
        #>   target must be torch.int64 of shape (2
        #>   target must be torch.int64 of shape (2
        #>   target must be torch.int64 of shape (2
        #>   labels must be torch.int64 of shape (2
        #>   key must be floating point of (2
        #>   key must be floating point of 2 dimensions
        #>   target must be torch.int64 of shape (2
        #>   target must be floating point of shape (2
        #>   target must be floating point of shape (2
        #>   target must be floating point of shape (2
        #>   target must be torch.int64 of shape (2
