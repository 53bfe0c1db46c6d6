import math

import numpy as np
import torch

from tests.snippets.case import NOT_FINITE_AT_LEAST_0, RegularizerCase

NO_NUMBERS = ("3", [3], np.array([3, 4]), torch.tensor([3, 4]), None, 3j)
NO_COUNTS = (1.5, math.nan, math.inf, *NO_NUMBERS)
NO_MODES = ("best", "auto", None, 1, ["min"], np.ones(2), torch.ones(2))

cases = {
    "EarlyStopping": RegularizerCase(
        kind="tool",
        first=3,
        bad={
            "patience": (0, -1, *NO_COUNTS),
            "mode": NO_MODES,
            "min_delta": (*NOT_FINITE_AT_LEAST_0, *NO_NUMBERS),
            "min_delta_mode": (*NO_MODES, "min"),
            "min_epochs": (-1, *NO_COUNTS),
        },
    )
}
