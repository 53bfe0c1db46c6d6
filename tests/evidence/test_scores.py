"""Each score, of outputs for which it is known."""

import math

import pytest
import torch

from tests.evidence import scores
from tests.evidence.trials import Outcome, Pair

BINARY = Pair(
    torch.tensor([[-3.0], [-2.0], [-1.0], [1.0]]),
    torch.tensor([[0.0], [1.0], [1.0], [0.0]]),
)
LOGITS = torch.tensor([[1.0, 0.0], [3.0, 0.0], [0.0, 1.0]]) * math.log(3)
CLASSES = Pair(LOGITS, torch.tensor([0, 0, 0]))
UNEVEN = Pair(LOGITS[[0, 2, 2]], torch.tensor([0, 0, 1]))
NUMBERS = Pair(torch.tensor([[1.0], [2.0]]), torch.tensor([[1.0], [5.0]]))


def outcome(test: Pair, valid: Pair | None = None) -> Outcome:
    return Outcome(valid or test, test, torch.zeros(1))


@pytest.mark.parametrize(
    ("score", "test", "value"),
    [
        (scores.ACCURACY, CLASSES, 2 / 3),
        (scores.BALANCED, UNEVEN, (1 / 2 + 1) / 2),
        (
            scores.CROSS_ENTROPY,
            CLASSES,
            -math.log(3 / 4 * 27 / 28 * 1 / 4) / 3,
        ),
        # 0.75 in one bin, right once in two; 27/28 in another, right.
        (scores.CALIBRATION, CLASSES, (0.5 + 1 / 28) / 3),
        (scores.BINARY_ACCURACY, BINARY, 1 / 4),
        (scores.AUC, BINARY, 2 / 4),
        (scores.F1, BINARY, 0.0),
        (scores.RMSE, NUMBERS, math.sqrt(9 / 2)),
        (scores.MAE, NUMBERS, 3 / 2),
        (
            scores.DEVIANCE,
            NUMBERS,
            5 * math.log(5 / 2) - 3,
        ),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_score(score, test, value):
    assert score.of(outcome(test)) == pytest.approx(value, rel=1e-6)


def test_the_threshold_is_that_of_validation():
    # There -2 and above are positive; here that finds both, and one too many.
    valid = Pair(BINARY.of, torch.tensor([[0.0], [1.0], [1.0], [1.0]]))
    found = scores.TUNED_F1.of(outcome(BINARY, valid))
    assert found == pytest.approx(2 * 2 / (2 * 2 + 1))


def test_on_validation_more_is_better():
    valid = Pair(NUMBERS.of, NUMBERS.of + 2)
    seen = outcome(NUMBERS, valid)
    assert scores.RMSE.on_validation(seen) == pytest.approx(-2)
    assert scores.RMSE.of(seen) == pytest.approx(math.sqrt(9 / 2))
