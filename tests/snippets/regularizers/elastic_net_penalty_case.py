from tests.snippets.case import (
    NO_NAMES,
    NOT_A_MODULE,
    NOT_FINITE_AT_LEAST_0,
    RegularizerCase,
)
from tests.snippets.regularizers import l1_penalty_case, l2_penalty_case


def oracle(w, l1, l2):
    value, slope = l1_penalty_case.oracle(w, l1)
    square, straight = l2_penalty_case.oracle(w, l2)
    return value + square, slope + straight


case = RegularizerCase(
    kind="penalty",
    oracle=oracle,
    good={"l1": (0.0, 1e-3, 0.5, 8.0), "l2": (0.0, 1e-3, 0.5, 8.0)},
    bad={
        "model": NOT_A_MODULE,
        "l1": NOT_FINITE_AT_LEAST_0,
        "l2": NOT_FINITE_AT_LEAST_0,
        "exempt": NO_NAMES,
    },
)
