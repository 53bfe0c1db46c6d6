from tests.snippets.case import REGRESSION, LossCase
from tests.snippets.exact import mp
from tests.snippets.invariances import REFLECTION, TRANSLATION


def oracle(input, target):
    return (mp.mpf(input) - mp.mpf(target)) ** 2 / 2


case = LossCase(
    inputs=REGRESSION,
    oracle=oracle,
    invariances=(TRANSLATION, REFLECTION),
)
