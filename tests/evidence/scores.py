"""What a network's outputs are worth: scores of several questions."""

import torch
from sklearn import metrics
from torch import Tensor
from torch.nn import functional as F

from tests.evidence.trials import Outcome, Score


def _accuracy(outcome: Outcome) -> float:
    logits, target = outcome.test
    return (logits.argmax(1) == target).double().mean().item()


def _balanced(outcome: Outcome) -> float:
    """The mean of the classes' own accuracies."""
    logits, target = outcome.test
    return metrics.balanced_accuracy_score(target, logits.argmax(1))


def _cross_entropy(outcome: Outcome) -> float:
    logits, target = outcome.test
    return F.cross_entropy(logits.double(), target).item()


def _calibration_error(outcome: Outcome) -> float:
    """In bins of confidence, how far that is from the accuracy there."""
    logits, target = outcome.test
    confidence, said = logits.softmax(1).max(1)
    right = (said == target).float()
    place = (confidence * BINS).long().clamp(max=BINS - 1)
    gap = torch.zeros(BINS).index_add(0, place, confidence - right)
    return gap.abs().sum().item() / len(target)


BINS = 15


def _binary_accuracy(outcome: Outcome) -> float:
    logits, target = outcome.test
    return ((logits > 0) == (target == 1)).double().mean().item()


def _auc(outcome: Outcome) -> float:
    return metrics.roc_auc_score(outcome.test.target, outcome.test.of)


def _average_precision(outcome: Outcome) -> float:
    return metrics.average_precision_score(outcome.test.target, outcome.test.of)


def _f1(outcome: Outcome, threshold: float = 0.0) -> float:
    logits, target = outcome.test
    return metrics.f1_score(target, logits >= threshold, zero_division=0)


def _tuned_f1(outcome: Outcome) -> float:
    """At the threshold that is best on validation."""
    logits, target = outcome.valid
    precision, recall, at = metrics.precision_recall_curve(target, logits)
    f1 = 2 * precision * recall / (precision + recall).clip(1e-12)
    return _f1(outcome, float(at[f1[:-1].argmax()]))


def _log_loss(outcome: Outcome) -> float:
    logits, target = (each.double() for each in outcome.test)
    return F.binary_cross_entropy_with_logits(logits, target).item()


def _root(squares: Tensor) -> float:
    return squares.double().mean().sqrt().item()


def _rmse(outcome: Outcome) -> float:
    output, target = outcome.test
    return _root((output[:, :1] - target).square())


def _mae(outcome: Outcome) -> float:
    output, target = outcome.test
    return (output[:, :1] - target).abs().double().mean().item()


def _deviance(outcome: Outcome) -> float:
    """Twice what a Poisson distribution of the predicted mean lacks."""
    output, target = outcome.test
    return metrics.mean_poisson_deviance(target.flatten(), output.flatten())


ACCURACY = Score("accuracy", _accuracy)
BALANCED = Score("mean accuracy of the classes", _balanced)
CROSS_ENTROPY = Score("cross-entropy", _cross_entropy, higher=False)
CALIBRATION = Score("calibration error", _calibration_error, higher=False)
BINARY_ACCURACY = Score("accuracy", _binary_accuracy)
AUC = Score("AUC", _auc)
AVERAGE_PRECISION = Score("average precision", _average_precision)
TUNED_F1 = Score("F1, threshold tuned", _tuned_f1)
F1 = Score("F1 at p = 0.5", _f1)
LOG_LOSS = Score("log loss", _log_loss, higher=False)
RMSE = Score("root mean square error", _rmse, higher=False)
MAE = Score("mean absolute error", _mae, higher=False)
DEVIANCE = Score("Poisson deviance", _deviance, higher=False)
