from tests.snippets.case import (
    NO_NAMES,
    NOT_A_MODULE,
    NOT_FINITE_AT_LEAST_0,
    RegularizerCase,
)
from tests.snippets.exact import mp


def oracle(w, strength):
    return mp.mpf(strength) * abs(w), mp.mpf(strength) * mp.sign(w)


case = RegularizerCase(
    kind="penalty",
    oracle=oracle,
    good={"strength": (0.0, 1e-3, 0.5, 8.0)},
    bad={
        "model": NOT_A_MODULE,
        "strength": NOT_FINITE_AT_LEAST_0,
        "exempt": NO_NAMES,
    },
)
