from tests.snippets.case import NOT_FINITE_AT_LEAST_0, RegularizerCase

cases = {
    "EarlyStopping": RegularizerCase(
        kind="tool",
        first=3,
        bad={
            "patience": (0, -1, 1.5, 2.5),
            "mode": ("best", "auto", None),
            "min_delta": NOT_FINITE_AT_LEAST_0,
        },
    )
}
