"""Ten losses as other people write them, each with data on which it fails.

They were written before `diagnose_loss` was, and it first ran on them when it
was whole. Each function returns what `diagnose_loss` takes.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class DiceLoss(nn.Module):
    """Segmentation's usual one; takes probabilities."""

    def __init__(self, smooth: float = 1.0) -> None:
        super().__init__()
        self.smooth = smooth

    def forward(self, inputs: Tensor, targets: Tensor) -> Tensor:
        inputs, targets = inputs.view(-1), targets.view(-1)
        intersection = (inputs * targets).sum()
        dice = (2 * intersection + self.smooth) / (
            inputs.sum() + targets.sum() + self.smooth
        )
        return 1 - dice


def dice_on_logits():
    torch.manual_seed(0)
    mask = (torch.rand(4, 1, 16, 16) < 0.1).float()
    logits = 3 * torch.randn(4, 1, 16, 16) - 4 + 3 * mask
    return DiceLoss(), logits, mask


class FocalLoss(nn.Module):
    """From a forum: BCE with logits, then exp."""

    def __init__(self, alpha=0.25, gamma=2, reduce=True):
        super().__init__()
        self.alpha, self.gamma, self.reduce = alpha, gamma, reduce

    def forward(self, inputs, targets):
        bce = F.binary_cross_entropy_with_logits(
            inputs, targets, reduction="none"
        )
        pt = torch.exp(-bce)
        focal = self.alpha * (1 - pt) ** self.gamma * bce
        return focal.mean() if self.reduce else focal


def focal_after_sigmoid():
    torch.manual_seed(1)
    targets = (torch.rand(64, 1) < 0.3).float()
    model = nn.Sequential(nn.Linear(8, 1), nn.Sigmoid())
    return FocalLoss(), model(torch.randn(64, 8)), targets


def distillation(student, teacher, temperature=4.0):
    """Knowledge distillation whose author forgot the log."""
    return (
        nn.KLDivLoss(reduction="batchmean")(
            F.softmax(student / temperature, dim=1),
            F.softmax(teacher / temperature, dim=1),
        )
        * temperature
        * temperature
    )


def distillation_without_log():
    torch.manual_seed(2)
    return distillation, torch.randn(32, 10), 5 * torch.randn(32, 10)


def cosine_loss(prediction, target):
    return (1 - F.cosine_similarity(prediction, target, dim=-1)).mean()


def cosine_of_every_pair():
    torch.manual_seed(3)
    target = torch.randn(16, 32)
    prediction = (target + 0.1 * torch.randn(16, 32))[:, None]
    return cosine_loss, prediction, target


class BatchHardTriplet(nn.Module):
    """Re-identification's: the farthest positive, the nearest negative."""

    def __init__(self, margin=0.3):
        super().__init__()
        self.ranking_loss = nn.MarginRankingLoss(margin=margin)

    def forward(self, inputs, targets):
        n = inputs.size(0)
        dist = torch.pow(inputs, 2).sum(1, keepdim=True).expand(n, n)
        dist = dist + dist.t()
        dist = dist - 2 * inputs @ inputs.t()
        dist = dist.clamp(min=1e-12).sqrt()
        mask = targets.expand(n, n).eq(targets.expand(n, n).t())
        dist_ap = torch.stack([dist[i][mask[i]].max() for i in range(n)])
        dist_an = torch.stack([dist[i][~mask[i]].min() for i in range(n)])
        y = torch.ones_like(dist_an)
        return self.ranking_loss(dist_an, dist_ap, y)


def triplet_of_collapsed_embeddings():
    embedding = torch.full((12, 16), 0.25)
    return BatchHardTriplet(), embedding, torch.arange(12) // 3


class LabelSmoothingLoss(nn.Module):
    """Machine translation's: a smoothed target, summed over the tokens."""

    def __init__(self, classes, smoothing=0.1, padding_idx=0):
        super().__init__()
        self.classes, self.smoothing = classes, smoothing
        self.padding_idx = padding_idx

    def forward(self, pred, target):
        pred = pred.log_softmax(dim=-1)
        true = torch.full_like(pred, self.smoothing / (self.classes - 2))
        true.scatter_(1, target[:, None], 1 - self.smoothing)
        true = true.masked_fill((target == self.padding_idx)[:, None], 0)
        return torch.sum(-true * pred)


def label_smoothing_in_half():
    torch.manual_seed(5)
    logits = 2 * torch.randn(16384, 50)
    return LabelSmoothingLoss(50), logits.half(), torch.randint(50, (16384,))


def clamped_bce(input, target):
    """Keras' way: clip the probability, then take the logarithm."""
    p = torch.sigmoid(input).clamp(1e-7, 1 - 1e-7)
    return -(target * p.log() + (1 - target) * (1 - p).log()).mean()


def bce_with_a_clamp():
    torch.manual_seed(6)
    target = (torch.rand(128) < 0.5).float()
    logits = (2 * target - 1) * 2 + torch.randn(128)
    logits[3], logits[77] = 30 * (1 - 2 * target[3]), 40 * (1 - 2 * target[77])
    return clamped_bce, logits, target


def policy_loss(outputs, labels):
    """Log-likelihood of the chosen class, for outputs that are logarithms."""
    return -outputs.gather(1, labels.unsqueeze(1)).squeeze(1).mean()


def likelihood_of_probabilities():
    torch.manual_seed(7)
    outputs = torch.randn(40, 6).softmax(dim=1)
    return policy_loss, outputs, torch.randint(6, (40,))


def keypoint_loss(pred, gt):
    """L1 on the joints that are labelled; the others are written over."""
    missing = gt < 0
    gt[missing] = 0
    pred = pred.masked_fill(missing, 0)
    return (pred - gt).abs().sum() / (~missing).sum()


def keypoints_written_over():
    torch.manual_seed(8)
    gt = torch.rand(8, 17, 2)
    gt[:, 12:] = -1
    return keypoint_loss, torch.rand(8, 17, 2), gt


def f1_loss(y_pred, y_true):
    """1 - F1 of the decisions."""
    decided = (y_pred > 0.5).float()
    tp = (y_true * decided).sum()
    fp = ((1 - y_true) * decided).sum()
    fn = (y_true * (1 - decided)).sum()
    return 1 - 2 * tp / (2 * tp + fp + fn + 1e-7)


def f1_of_decisions():
    torch.manual_seed(9)
    return f1_loss, torch.rand(50, 5), (torch.rand(50, 5) < 0.4).float()


# What is to be found in each.
KEPT_APART = {
    dice_on_logits: "bce_on_logits",
    focal_after_sigmoid: "double_sigmoid",
    distillation_without_log: "kl_probabilities_as_input",
    cosine_of_every_pair: "broadcast_target",
    triplet_of_collapsed_embeddings: "relations/cosine_is_squared_distance",
    label_smoothing_in_half: "narrowed_loss",
    bce_with_a_clamp: "saturated_sigmoid",
    likelihood_of_probabilities: "nll_on_probabilities",
    keypoints_written_over: "loss_in_place",
    f1_of_decisions: "detached_loss",
}
