from tests.snippets.case import (
    NO_NAMES,
    NOT_A_MODULE,
    NOT_FINITE_AT_LEAST_0,
    RegularizerCase,
)

case = RegularizerCase(
    kind="groups",
    good={"weight_decay": (0.5,)},
    bad={
        "model": NOT_A_MODULE,
        "weight_decay": NOT_FINITE_AT_LEAST_0,
        "exempt": NO_NAMES,
    },
)
